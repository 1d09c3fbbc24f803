"""Rows that point at a person, of whatever app: found through the models, so that nothing is forgotten."""

from collections.abc import Iterator

from django.db import models
from django.db.models import Exists, OuterRef

from accounts.models import Likeness, Person, PersonEmail, PersonName
from notifications.models import Message, dedupe_key, key

CARRIED_BY_HAND = {PersonName, PersonEmail, Likeness}


def links() -> Iterator[tuple[type[models.Model], models.ForeignKey]]:
    """Every foreign key to a person. Of history nothing: it tells what was, and has no constraint in the database."""
    for relation in Person._meta.get_fields(include_hidden=True):
        field = getattr(relation, "field", None)
        is_key = (
            relation.auto_created and isinstance(field, models.ForeignKey) and getattr(field, "db_constraint", True)
        )
        if is_key and relation.related_model not in CARRIED_BY_HAND:
            yield relation.related_model, field


def label(model, field):
    return f"{model._meta.label_lower}.{field.name}"


def clashes(kept, gone):
    """Rows of ``gone`` that cannot become those of ``kept``, because theirs stand there already."""
    for model, field in links():
        for fields, condition in _unique_with(model, field):
            same_place = {name: OuterRef(name) for name in fields if name != field.name}
            rows = model._base_manager.filter(condition, **{field.name: gone})
            theirs = model._base_manager.filter(condition, **{field.name: kept}, **same_place)
            yield from rows.filter(Exists(theirs)).select_related()


def _unique_with(model, field):
    if field.unique:
        yield (field.name,), models.Q()
    for fields in model._meta.unique_together:
        if field.name in fields:
            yield fields, models.Q()
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint) and field.name in constraint.fields:
            yield constraint.fields, constraint.condition or models.Q()


def move(rows, field, to, *, by, why):
    """Point rows at another person, each with a line in its history; the keys of what was moved."""
    moved = list(rows.values_list("pk", flat=True))
    now = rows.model._base_manager.filter(pk__in=moved)
    now.update(**{field.name: to})
    if moved and hasattr(rows.model, "history"):
        rows.model.history.bulk_history_create(now, update=True, default_user=by, default_change_reason=why[:100])
    return moved


def readdress(messages, to):
    """Letters to one person become letters to another one, who is then not told the same again; their keys."""
    renamed = [(message, _renamed(message, to)) for message in messages]
    written = Message.objects.filter(dedupe_key__in=[dedupe for _message, dedupe in renamed])
    taken = set(written.values_list("dedupe_key", flat=True))
    for message, dedupe in renamed:
        message.dedupe_key = message.dedupe_key if dedupe in taken else dedupe
    Message.objects.bulk_update([message for message, _dedupe in renamed], ["recipient", "dedupe_key"])
    return [str(message.pk) for message, _dedupe in renamed]


def _renamed(message, to):
    """The key that says what was written to whom, with the new recipient; a secret has a key of its own."""
    usual = message.dedupe_key == dedupe_key(message, message.version)
    message.recipient = key(to)
    return dedupe_key(message, message.version) if usual else message.dedupe_key


def signed(row, *, by, why=""):
    """The row, whose next line of history says who and why."""
    row._history_user, row._change_reason = by, why[:100]  # noqa: SLF001 - simple_history takes them so
    return row
