from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from workshops.lifecycle import IllegalMove, record


class Rescindable(models.Model):
    """An announced award can be taken back in public: one person says why, a second one agrees."""

    rescission_reason = models.TextField(_("why it was rescinded"), blank=True, editable=False)
    rescission_asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    rescinded_at = models.DateTimeField(_("rescinded at"), null=True, editable=False)

    class Meta:
        abstract = True

    def ask_to_rescind(self, *, by, reason):
        """The first of two people says why; nothing happens until a second one agrees."""
        if self.status != "decided" or not self.category.is_announced:
            raise IllegalMove(_("Only an announced award is rescinded; a silent one is undone."))
        with transaction.atomic():
            self._change("rescission_asked_by", by, verb="ask to rescind", by=by, reason=reason)
            type(self).objects.filter(pk=self.pk).update(rescission_reason=reason)
        self.rescission_reason = reason

    def keep(self, *, by, reason=""):
        """It stands: the question is answered with no."""
        if not self.rescission_asked_by:
            raise IllegalMove(_("Nobody has asked to rescind “%s”.") % self)
        with transaction.atomic():
            self._change("rescission_asked_by", None, verb="keep", by=by, reason=reason)
            type(self).objects.filter(pk=self.pk).update(rescission_reason="")
        self.rescission_reason = ""

    @transaction.atomic
    def rescind(self, *, by):
        """The second person agrees: public at once, with the reason; unpaid shares and certificates end."""
        if not self.rescission_asked_by:
            raise IllegalMove(_("Somebody has to ask for it first, with the reason."))
        if by == self.rescission_asked_by:
            raise IllegalMove(_("Another person than %s has to agree.") % by)
        at = timezone.now()
        if not self.can_become("rescinded"):
            raise IllegalMove(_("“%s” cannot be rescinded now.") % self)
        untouched = type(self).objects.filter(
            pk=self.pk, status=self.status, rescission_asked_by=self.rescission_asked_by
        )
        if not untouched.update(status="rescinded", rescinded_at=at):
            raise IllegalMove(_("“%s” was changed by somebody else meanwhile. Look again.") % self)
        record(self, "rescind", before=self.status, after="rescinded", by=by, reason=self.rescission_reason)
        self.status, self.rescinded_at = "rescinded", at
        for share in self.shares.unpaid():
            share.cancel(by=by, reason=self.rescission_reason)
        for certificate in self.certificates.valid():
            certificate.revoke(by=by, reason=self.rescission_reason)
