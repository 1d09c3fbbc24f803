from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from workshops.models.workshop import PartQuerySet, Workshop, check_time_zone
from workshops.moments import AOE


class ImportantDate(models.Model):
    """A deadline or a day to know: an instant, and the zone in which people speak of it."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="dates", verbose_name=_("edition"))
    name = models.CharField(_("what"), max_length=120)
    at = models.DateTimeField(_("when"))
    time_zone = models.CharField(
        _("said in"),
        max_length=64,
        default=AOE,
        validators=[check_time_zone],
        help_text=_("Etc/GMT+12 is anywhere on Earth (AoE)."),
    )
    extended_from = models.DateTimeField(_("extended from"), null=True, blank=True)

    history = HistoricalRecords()
    objects = PartQuerySet.as_manager()

    class Meta:
        ordering = ["at"]
        verbose_name = _("important date")
        verbose_name_plural = _("important dates")
        constraints = [
            models.CheckConstraint(
                name="date_extended_to_later",
                condition=Q(extended_from=None) | Q(extended_from__lt=F("at")),
                violation_error_message=_("An extension lies after the date that it extends."),
            )
        ]

    def __str__(self):
        return self.name

    @property
    def zone(self):
        return ZoneInfo(self.time_zone)

    @property
    def is_aoe(self):
        return self.time_zone == AOE
