"""What of a category's rules is kept once somebody relies on them."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from awards import money
from awards.models.fund import FundKind
from awards.models.procedure import CategoryStatus

MOST_HOURS = 32767  # as PostgreSQL keeps them; SQLite would take more than a calendar has


class Promises:
    PROMISED = (
        *("ballot", "points", "quorum", "is_blind", "max_awards", "exclusive_group"),
        *("eligibility", "eligible_kind", "organizers_can_win"),
    )

    @property
    def money_rules(self):
        return self.prize, self.fund_id, self.split_rule, self.tie_rule

    def clean(self):
        if self.fund and self.fund.workshop_id != self.workshop_id:
            raise ValidationError({"fund": _("This fund belongs to another edition.")})
        if self.fund and self.fund.kind != FundKind.CASH:
            raise ValidationError({"fund": _("A prize is paid from a cash fund.")})
        if self.fund and self.prize and (refusal := self.fund.hinders_amount(self.prize)):
            raise ValidationError({"prize": refusal})
        if self.prize and (refusal := money.hinders_prize(self.prize)):
            raise ValidationError({"prize": refusal})
        if self.hours_before and self.hours_before > MOST_HOURS:
            raise ValidationError({"hours_before": _("Say at most %d hours.") % MOST_HOURS})
        before = self.pk and type(self).objects.filter(pk=self.pk).first()
        if not before:
            return
        if before.has_winners and before.money_rules != self.money_rules:
            raise ValidationError({"prize": _("A winner is decided. Undo that before you change the prize.")})
        if before.status not in {CategoryStatus.DRAFT, CategoryStatus.OPEN}:
            self._check_rules_kept(before)

    @property
    def has_winners(self):
        """Decided, or rescinded with what was paid."""
        return self.awards.exclude(status="proposed").exists()

    def _check_rules_kept(self, before):
        """Whoever votes has been promised these rules; a decision was made by them."""
        sentence = _("This is kept once the vote has begun or a winner is decided. Go back first to change it.")
        for name in self.PROMISED if before.is_voted_on else ("ballot",):
            if getattr(before, name) != getattr(self, name):
                raise ValidationError({name: sentence})
        if before.awards.decided().count() > self.max_awards > 0 and not before.awards.filter(is_tie=True).exists():
            raise ValidationError({"max_awards": _("More than that have won already.")})
