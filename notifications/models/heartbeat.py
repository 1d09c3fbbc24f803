from datetime import timedelta

from django.conf import settings
from django.db import models

from notifications import clock

MISSED_SWEEPS = 4


class Heartbeat(models.Model):
    """When a process that should run for ever was last seen."""

    name = models.CharField(max_length=40, unique=True)
    at = models.DateTimeField()

    @staticmethod
    def silent_since():
        """Whoever sweeps and was not seen since then is not running."""
        return clock.now() - timedelta(seconds=MISSED_SWEEPS * settings.MAIL_SWEEP_SECONDS)

    @classmethod
    def beat(cls, name):
        """Never backwards, also if two beat at once, so that the row is no older than what this gives."""
        at = clock.now()
        beating, _is_new = cls.objects.get_or_create(name=name, defaults={"at": at})
        cls.objects.filter(pk=beating.pk, at__lt=at).update(at=at)
        return at
