from django.db import models
from django.utils import timezone


class Heartbeat(models.Model):
    """When a process that should run for ever was last seen."""

    name = models.CharField(max_length=40, unique=True)
    at = models.DateTimeField()

    @classmethod
    def beat(cls, name):
        cls.objects.update_or_create(name=name, defaults={"at": timezone.now()})
