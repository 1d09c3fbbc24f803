"""By which the outbox knows rows of other apps, and what was written already."""

from django.db import models
from django.db.models import Value
from django.db.models.functions import Concat


def key(thing):
    """The text by which the outbox knows a row of another app: “awards.award:12”."""
    return f"{thing._meta.concrete_model._meta.label_lower}:{thing.pk}" if thing else ""


def with_keys(rows):
    """Rows of another app, each with the ``key`` by which the outbox knows it."""
    label = Value(f"{rows.model._meta.label_lower}:")
    return rows.annotate(key=Concat(label, "pk", output_field=models.CharField()))


def dedupe_key(message, version):
    return "|".join([message.kind, message.about, message.recipient or message.to.lower(), str(version)])
