from django.db import models

from notifications import clock


class Heartbeat(models.Model):
    """When a process that should run for ever was last seen."""

    name = models.CharField(max_length=40, unique=True)
    at = models.DateTimeField()

    @classmethod
    def beat(cls, name):
        """Never backwards, also if two beat at once; the time of this beat."""
        at = clock.now()
        if not cls.objects.filter(name=name, at__lt=at).update(at=at):
            cls.objects.get_or_create(name=name, defaults={"at": at})
        return at
