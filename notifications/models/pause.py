from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from notifications import clock


class PauseQuerySet(models.QuerySet):
    def in_force(self):
        return self.filter(released_at=None)

    def release(self, by=None):
        """Whether mail was paused; now it leaves again."""
        return self.in_force().update(released_at=clock.now(), released_by=by) > 0


class Pause(models.Model):
    """No mail leaves, whatever is due, until somebody releases it. What was paused stays as a record."""

    at = models.DateTimeField(_("since"), default=timezone.now)
    reason = models.CharField(_("reason"), max_length=300)
    released_at = models.DateTimeField(_("released at"), null=True, blank=True)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("released by"),
    )

    objects = PauseQuerySet.as_manager()

    class Meta:
        verbose_name = _("pause")
        verbose_name_plural = _("pauses")
        ordering = ["-at"]

    def __str__(self):
        return self.reason

    def release(self, *, by):
        """This one and any other: mail leaves again."""
        type(self).objects.release(by=by)
