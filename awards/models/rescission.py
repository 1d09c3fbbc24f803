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

    @transaction.atomic
    def ask_to_rescind(self, *, by, reason):
        """The first of two people says why; nothing happens until a second one agrees."""
        self.hold()
        if self.status != "decided" or not (self.category.is_announced or self.told().exists()):
            raise IllegalMove(_("Only an award that somebody knows of is rescinded; a silent one is undone."))
        if self.rescission_asked_by:
            raise IllegalMove(_("Somebody has asked already to rescind “%s”.") % self)
        self._note(rescission_asked_by=by, rescission_reason=reason)
        record(self, "ask to rescind", after=by, by=by, reason=reason)

    @transaction.atomic
    def keep(self, *, by, reason=""):
        """It stands: the question is answered with no."""
        self.hold()
        if self.status != "decided" or not self.rescission_asked_by:
            raise IllegalMove(_("Nobody has asked to rescind “%s”.") % self)
        self._note(rescission_asked_by=None, rescission_reason="")
        record(self, "keep", by=by, reason=reason)

    @transaction.atomic
    def rescind(self, *, by):
        """The second person agrees: public at once, with the reason; unpaid shares, letters and certificates end."""
        self.hold()
        if not self.can_become("rescinded"):
            raise IllegalMove(_("“%s” cannot be rescinded now.") % self)
        if not self.rescission_asked_by:
            raise IllegalMove(_("Somebody has to ask for it first, with the reason."))
        if by == self.rescission_asked_by:
            raise IllegalMove(_("Another person than %s has to agree.") % by)
        record(self, "rescind", before=self.status, after="rescinded", by=by, reason=self.rescission_reason)
        self._note(status="rescinded", rescinded_at=timezone.now())
        for share in self.shares.unpaid():
            share.cancel(by=by, reason=self.rescission_reason)
        for certificate in self.certificates.valid():
            certificate.revoke(by=by, reason=self.rescission_reason)
        self.call_back(self.unsent_letters())
        if self.category.is_scheduled and not self.category.awards.decided().exists():
            self.category.withdraw_announcement(by=by, reason=self.rescission_reason)  # nobody is left to announce
