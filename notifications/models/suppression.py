"""Addresses to which nothing leaves any more, until an organizer says why it may."""

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from notifications.states import IllegalMove


class SuppressionQuerySet(models.QuerySet):
    def active(self):
        return self.filter(lifted_at=None)

    def of(self, addresses):
        return self.active().filter(address__in={address.lower() for address in addresses})


class Suppression(models.Model):
    address = models.EmailField(_("address"), unique=True)
    why = models.CharField(_("why"), max_length=500)
    since = models.DateTimeField(_("since"), default=timezone.now)
    message = models.ForeignKey(
        "notifications.Message", models.SET_NULL, null=True, related_name="+", verbose_name=_("because of")
    )
    lifted_at = models.DateTimeField(_("lifted at"), null=True, blank=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("lifted by")
    )

    objects = SuppressionQuerySet.as_manager()

    class Meta:
        ordering = ["-since"]
        verbose_name = _("suppressed address")
        verbose_name_plural = _("suppressed addresses")
        constraints = [
            models.CheckConstraint(
                name="suppression_address_is_lower_case",
                condition=Q(address=Lower("address")),
                violation_error_message=_("Write the address in lower case."),
            )
        ]

    def __str__(self):
        return self.address

    @property
    def sentence(self):
        return _("Nothing is sent to %(address)s: %(why)s") % {"address": self.address, "why": self.why}

    @classmethod
    @transaction.atomic
    def begin(cls, message, *, why, at):
        """Of many reasons the first stays. What was lifted is forgotten only for what happened after that."""
        known, is_new = cls.objects.get_or_create(
            address=message.to.lower(), defaults={"why": why, "since": at, "message": message}
        )
        if not is_new and known.lifted_at:
            again = cls.objects.filter(pk=known.pk, lifted_at__lt=at)
            again.update(why=why, since=at, message=message, lifted_at=None, lifted_by=None)

    def lift(self, by):
        if not Suppression.objects.active().filter(pk=self.pk).update(lifted_at=timezone.now(), lifted_by=by):
            raise IllegalMove(_("Mail to this address is sent already."))
