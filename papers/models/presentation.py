from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from papers.models.paper import Paper
from workshops.models import Slot


class PresentationQuerySet(models.QuerySet):
    def public(self):
        return self.filter(paper__in=Paper.objects.public())


class Presentation(models.Model):
    """A paper in a slot of the programme: a talk, a spotlight, a poster."""

    slot = models.ForeignKey(Slot, models.CASCADE, related_name="presentations", verbose_name=_("slot"))
    paper = models.ForeignKey(Paper, models.CASCADE, related_name="presentations", verbose_name=_("paper"))
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    history = HistoricalRecords()
    objects = PresentationQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = _("presentation")
        verbose_name_plural = _("presentations")
        constraints = [
            models.UniqueConstraint(
                fields=["slot", "paper"],
                name="presentation_once_per_slot",
                violation_error_message=_("This paper is in this slot already."),
            )
        ]

    def __str__(self):
        return str(self.paper)

    def clean(self):
        if self.slot_id and self.slot.workshop_id != self.paper.workshop_id:
            raise ValidationError({"slot": _("This slot belongs to another edition.")})
