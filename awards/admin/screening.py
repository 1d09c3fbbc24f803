"""Whether an application meets the rules, as far as Laurel sees it and as an organizer says."""

from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from awards.models import Check, Finding, GrantRule
from awards.models.hindrances import known_of

SEEN = {
    True: gettext_lazy("Laurel sees that it holds."),
    False: gettext_lazy("Laurel sees that it does not hold."),
    None: gettext_lazy("Laurel does not know."),
}


@dataclass(frozen=True)
class Standing:
    """Of one rule; what an organizer found counts more than what Laurel sees."""

    rule: GrantRule
    sees: bool | None
    check: Check | None

    @property
    def seen(self):
        return SEEN[self.sees]

    @property
    def is_open(self):
        return self.check is None and self.sees is None

    @property
    def is_met(self):
        return self.check.finding != Finding.FAIL if self.check else bool(self.sees)


class FindingForm(forms.Form):
    use_required_attribute = False
    finding = forms.ChoiceField(
        label=gettext_lazy("What you find"),
        choices=[("", gettext_lazy("Choose one")), *Finding.choices],
        error_messages={"required": gettext_lazy("Say whether it holds.")},
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Needed where you waive it. Only organizers read it."),
    )

    def __init__(self, data, *, standing):
        self.rule, check = standing.rule, standing.check
        initial = {"finding": check.finding, "reason": check.reason} if check else {}
        super().__init__(data, initial=initial, prefix=f"rule-{standing.rule.pk}", label_suffix="")

    def clean(self):
        given = super().clean()
        if given.get("finding") == Finding.WAIVED and not given.get("reason"):
            self.add_error("reason", _("Say why it is waived."))
        return given


def standings(application):
    """Of the rules of the programme, then of those of whoever pays."""
    rules = GrantRule.objects.asked_in(application.programme)
    person = known_of(application.programme, rules).get(pk=application.person_id)
    checks = {check.rule_id: check for check in application.checks.select_related("by")}
    return [Standing(rule, rule.holds_for(person), checks.get(rule.pk)) for rule in rules]


def hinders_eligible(application):
    """Why it cannot be found eligible, in sentences. Rules of a fund count where something is given from it."""
    for standing in standings(application):
        if standing.rule.programme_id and not standing.is_met:
            words = {"rule": standing.rule}
            if standing.is_open:
                yield _("Nobody has said whether this holds: %(rule)s.") % words
            else:
                yield _("This does not hold, and nobody has waived it: %(rule)s.") % words
