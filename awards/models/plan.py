"""A plan of who might get what, kept under a name to be looked at beside others."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from awards.models.call import PartOfProgrammeQuerySet
from awards.models.programme import GrantProgramme

WORKING = "@"  # begins the name of what somebody has typed and not kept under a name; no other plan is called so


class PlanQuerySet(PartOfProgrammeQuerySet):
    def seen_by(self, user):
        """Those that have a name, and the user's own working one."""
        return self.filter(~Q(name__startswith=WORKING) | Q(name=f"{WORKING}{user.pk}"))


class Plan(models.Model):
    """``amounts``: {person: {benefit: amount}}, keys as text; nothing is promised by it."""

    programme = models.ForeignKey(
        GrantProgramme, models.CASCADE, related_name="plans", verbose_name=_("grant programme")
    )
    name = models.CharField(_("name"), max_length=80)
    amounts = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = PlanQuerySet.as_manager()

    class Meta:
        ordering = ["programme", "-at"]
        verbose_name = _("plan")
        verbose_name_plural = _("plans")
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "name"],
                name="plan_once",
                violation_error_message=_("There is a plan of this name already."),
            )
        ]

    def __str__(self):
        return self.name

    @property
    def is_working(self):
        return self.name.startswith(WORKING)
