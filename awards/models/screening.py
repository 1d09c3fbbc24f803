"""Whether an application meets a rule: what Laurel can see, and what an organizer says, with the reason."""

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from awards.models.application import Application
from awards.models.entitlement import GrantRule
from workshops.lifecycle import record


class Finding(models.TextChoices):
    PASS = "pass", _("holds")
    FAIL = "fail", _("does not hold")
    WAIVED = "waived", _("waived")


class Check(models.Model):
    """What an organizer found; it counts more than what Laurel sees."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="checks")
    rule = models.ForeignKey(GrantRule, models.CASCADE, related_name="checks")
    finding = models.CharField(_("finding"), max_length=8, choices=Finding)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["application", "rule"]
        constraints = [
            models.UniqueConstraint(fields=["application", "rule"], name="check_once_per_rule"),
            models.CheckConstraint(
                name="check_waived_says_why",
                condition=~Q(finding="waived") | ~Q(reason=""),
                violation_error_message=_("Say why it is waived."),
            ),
        ]

    def __str__(self):
        return f"{self.rule}: {self.get_finding_display()}"


@transaction.atomic
def screen(application, rule, finding, *, reason="", by):
    check, _is_new = Check.objects.update_or_create(
        application=application,
        rule=rule,
        defaults={"finding": finding, "reason": reason, "by": by, "at": timezone.now()},
    )
    record(application, "screen", after=str(check)[:80], by=by, reason=reason)
    return check
