"""Registration codes from the parent conference: each has one holder, ever."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from awards.models.programme import Benefit, GrantProgramme
from workshops.lifecycle import IllegalMove, Lifecycle, record


class CodeStatus(models.TextChoices):
    FREE = "free", _("free")
    ASSIGNED = "assigned", _("assigned")
    CANCELLED = "cancelled", _("cancelled")


class RegistrationCodeQuerySet(models.QuerySet):
    def managed_by(self, user):
        return self.filter(benefit__programme__in=GrantProgramme.objects.allocated_by(user))

    def free(self):
        return self.filter(status=CodeStatus.FREE)

    def assigned(self):
        return self.filter(status=CodeStatus.ASSIGNED)

    def assign(self, grant):
        """One of the free codes of its benefit to a grant that has none; none if the pool is empty, and the desk says so."""
        if self.assigned().filter(grant=grant).exists():
            return None
        code = self.free().filter(benefit=grant.benefit_id).select_for_update(skip_locked=True).order_by("pk").first()
        if code:
            code.assign(grant)
        return code

    def cancel_of(self, grant):
        """It goes to nobody else: somebody may have read it."""
        for code in self.assigned().filter(grant=grant):
            code.cancel(by=None)


class RegistrationCode(Lifecycle):
    """A secret of its holder: no history keeps it, no page of the desk shows it whole."""

    MOVES = {
        CodeStatus.FREE: {CodeStatus.ASSIGNED, CodeStatus.CANCELLED},
        CodeStatus.ASSIGNED: {CodeStatus.CANCELLED},
        CodeStatus.CANCELLED: set(),
    }

    benefit = models.ForeignKey(Benefit, models.CASCADE, related_name="codes", verbose_name=_("benefit"))
    code = models.CharField(_("code"), max_length=100)
    grant = models.ForeignKey("awards.Grant", models.PROTECT, null=True, related_name="codes", verbose_name=_("grant"))
    status = models.CharField(_("status"), max_length=10, choices=CodeStatus, default=CodeStatus.FREE)
    assigned_at = models.DateTimeField(_("assigned at"), null=True)

    objects = RegistrationCodeQuerySet.as_manager()

    class Meta:
        ordering = ["benefit", "pk"]
        verbose_name = _("registration code")
        verbose_name_plural = _("registration codes")
        constraints = [
            models.UniqueConstraint(
                fields=["benefit", "code"],
                name="code_once",
                violation_error_message=_("This code is here already."),
            ),
            models.UniqueConstraint(fields=["grant"], condition=Q(status="assigned"), name="code_one_for_a_grant"),
            models.CheckConstraint(
                name="code_assigned_has_a_holder",
                condition=~Q(status="assigned") | Q(grant__isnull=False),
                violation_error_message=_("An assigned code has a holder."),
            ),
            models.CheckConstraint(
                name="code_free_has_no_holder",
                condition=~Q(status="free") | Q(grant=None),
                violation_error_message=_("A free code has no holder."),
            ),
            models.CheckConstraint(
                name="code_status_is_known",
                condition=Q(status__in=CodeStatus),
                violation_error_message=_("There is no such status."),
            ),
        ]

    def __str__(self):
        return self.masked

    @property
    def workshop(self):
        return self.benefit.programme.workshop

    @property
    def masked(self):
        """Enough to tell two apart in a list, too little to use."""
        return f"…{self.code[-2:]}" if len(self.code) > 5 else "…"

    def assign(self, grant):
        """In one guarded UPDATE, as a free code has no holder and an assigned one has."""
        free = type(self).objects.free().filter(pk=self.pk)
        given = {"status": CodeStatus.ASSIGNED, "grant": grant, "assigned_at": timezone.now()}
        if not free.update(**given):
            raise IllegalMove(_("This code was given to somebody else meanwhile."))
        record(self, "assign", after=CodeStatus.ASSIGNED)

    def cancel(self, *, by, reason=""):
        self._become(CodeStatus.CANCELLED, verb="cancel", by=by, reason=reason)
