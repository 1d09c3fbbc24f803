from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.models import Person
from workshops.models.workshop import PartQuerySet, Workshop


class Session(models.Model):
    """A part of the programme under one heading."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="sessions", verbose_name=_("edition"))
    title = models.CharField(_("title"), max_length=200)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    objects = PartQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = _("session")
        verbose_name_plural = _("sessions")

    def __str__(self):
        return self.title


class SlotKind(models.TextChoices):
    OPENING = "opening", _("opening or closing")
    INVITED_TALK = "invited_talk", _("invited talk")
    CONTRIBUTED_TALK = "contributed_talk", _("contributed talk")
    SPOTLIGHTS = "spotlights", _("spotlights")
    PANEL = "panel", _("panel")
    POSTERS = "posters", _("posters")
    BREAK = "break", _("break")
    OTHER = "other", _("other")


class Slot(models.Model):
    """A piece of the programme with a start and mostly an end."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="slots", verbose_name=_("edition"))
    session = models.ForeignKey(
        Session, models.SET_NULL, null=True, blank=True, related_name="slots", verbose_name=_("session")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=SlotKind, default=SlotKind.OTHER)
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"), null=True, blank=True)
    title = models.CharField(_("title"), max_length=300)
    link = models.URLField(_("link"), blank=True)
    recording_link = models.URLField(_("recording"), blank=True)
    slides_link = models.URLField(_("slides"), blank=True)

    history = HistoricalRecords()
    objects = PartQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "pk"]
        verbose_name = _("slot")
        verbose_name_plural = _("slots")
        constraints = [
            models.CheckConstraint(
                name="slot_ends_after_it_starts",
                condition=Q(ends_at=None) | Q(ends_at__gt=F("starts_at")),
                violation_error_message=_("The end must lie after the start."),
            )
        ]

    def __str__(self):
        return self.title

    def clean(self):
        if self.session and self.session.workshop_id != self.workshop_id:
            raise ValidationError({"session": _("This session belongs to another edition.")})


class AppearanceQuerySet(models.QuerySet):
    def public(self):
        return self.filter(slot__in=Slot.objects.public())

    def managed_by(self, user):
        return self.filter(slot__in=Slot.objects.managed_by(user))


@Person.appears_in
class Appearance(models.Model):
    """A person who speaks in a slot, with the name as printed in that programme."""

    slot = models.ForeignKey(Slot, models.CASCADE, related_name="appearances", verbose_name=_("slot"))
    person = models.ForeignKey(Person, models.PROTECT, related_name="slot_appearances", verbose_name=_("person"))
    printed_name = models.CharField(_("printed name"), max_length=200)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    history = HistoricalRecords()
    objects = AppearanceQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = _("speaker of the slot")
        verbose_name_plural = _("speakers of the slot")
        constraints = [
            models.UniqueConstraint(
                fields=["slot", "person"],
                name="appearance_once_per_slot",
                violation_error_message=_("This person is in this slot already."),
            )
        ]

    def __str__(self):
        return self.printed_name

    @property
    def place(self):
        return f"{self.slot}, {self.slot.workshop}"
