"""What was heard of a mail after the relay took it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from notifications.states import Landed, What

LANDED_BY = {
    What.DELIVERED: Landed.DELIVERED,
    What.BOUNCED: Landed.BOUNCED,
    What.REJECTED: Landed.BOUNCED,
    What.FAILED: Landed.BOUNCED,
    What.COMPLAINED: Landed.COMPLAINED,
}


class Landing(models.Model):
    """The part of a message that reports move."""

    landed = models.CharField(_("arrived"), max_length=10, choices=Landed, blank=True, editable=False)
    landed_at = models.DateTimeField(_("heard of at"), null=True, editable=False)
    landed_why = models.CharField(_("what was said"), max_length=500, blank=True, editable=False)
    suppressed_by = models.ForeignKey(
        "notifications.Suppression", models.SET_NULL, null=True, editable=False, related_name="held_back"
    )

    class Meta:
        abstract = True

    @property
    def outcome(self):
        """The last that is known of it, in words."""
        return self.get_landed_display() or self.get_state_display()


class DeliveryReport(models.Model):
    """One event, written once however often it is told."""

    message = models.ForeignKey("notifications.Message", models.CASCADE, related_name="reports")
    event_id = models.CharField(max_length=64, unique=True)  # a digest: providers have ids of any length, or none
    what = models.CharField(max_length=10, choices=What)
    at = models.DateTimeField()
    why = models.CharField(max_length=500, blank=True)
    hard = models.BooleanField(default=False)

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("report of a delivery")
        verbose_name_plural = _("reports of deliveries")
        constraints = [
            models.CheckConstraint(
                name="report_is_of_a_known_sort",
                condition=Q(what__in=What.values),
                violation_error_message=_("No such thing is reported of a mail."),
            )
        ]

    def __str__(self):
        return f"{self.message_id}: {self.get_what_display()}"

    def tell(self):
        """Move the message to where this puts it, unless it is known to have come further: any order ends the same."""
        landed = LANDED_BY.get(self.what)
        if not landed:
            return
        of_same_rank = Q(landed=landed) & (Q(landed_at__lt=self.at) | Q(landed_at=self.at, landed_why__lt=self.why))
        behind = type(self.message).objects.filter(
            Q(landed__in=Landed.below(landed)) | of_same_rank, pk=self.message_id
        )
        behind.update(landed=landed, landed_at=self.at, landed_why=self.why)
