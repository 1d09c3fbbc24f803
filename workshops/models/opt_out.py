"""Whoever wants no more announcements of an edition. Decisions, requests and codes still come."""

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from workshops.models.workshop import PartQuerySet, Workshop

SIGNER = Signer(salt="no more announcements")


class OptOutQuerySet(PartQuerySet):
    def of(self, person, workshop):
        return self.filter(person=person, workshop=workshop)

    def keys_of(self, workshop, people):
        """Keys of those of the people who want no more of it."""
        return set(self.filter(workshop=workshop, person__in=people).values_list("person", flat=True))


class OptOut(models.Model):
    """Several of one person, as after a merge, say no more than one."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="opt_outs")
    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="opt_outs")
    at = models.DateTimeField(default=timezone.now)

    objects = OptOutQuerySet.as_manager()

    class Meta:
        verbose_name = _("opt-out")
        verbose_name_plural = _("opt-outs")

    def __str__(self):
        return f"{self.workshop}: {self.person}"


def unsubscribe_url(person, workshop):
    """Works without signing in, and names nobody."""
    token = SIGNER.sign_object([person.pk, workshop.pk])
    return settings.SITE_URL + reverse("unsubscribe", args=[token])


def of_token(token):
    """(key of the person, key of the edition) of such an address, or None if we did not make it."""
    try:
        return tuple(SIGNER.unsign_object(token))
    except BadSignature:
        return None
