"""Other parts of a prize than equal ones."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from awards.bank_details import refuse_bank_details
from awards.models import AwardStatus, ShareStatus
from workshops.verbs import NoInput, Verb


class DivideForm(NoInput):
    """A part for each share, and why they are not equal."""

    note = forms.CharField(
        label=gettext_lazy("Why not equal"),
        max_length=300,
        validators=[refuse_bank_details],
        help_text=gettext_lazy("The winners read it. Say who agreed."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.shares = list(self.thing.shares.select_related("person"))
        amounts = {
            f"share_{share.pk}": forms.DecimalField(
                label=share.person.name,
                min_value=0,
                max_digits=10,
                decimal_places=3,
                initial=format(share.amount.normalize(), "f"),
            )
            for share in self.shares
        }
        self.fields = {**amounts, **self.fields}

    def clean(self):
        given = super().clean()
        amounts = {share.pk: given.get(f"share_{share.pk}") for share in self.shares}
        if None in amounts.values():
            return given
        fund = self.thing.category.fund
        for pk, amount in amounts.items():
            if refusal := fund.hinders_amount(amount):
                self.add_error(f"share_{pk}", refusal)
        whole = sum(share.amount for share in self.shares)
        if (parts := sum(amounts.values())) != whole:
            words = {"parts": fund.say(parts), "whole": fund.say(whole)}
            self.add_error(None, _("The parts add up to %(parts)s, the prize is %(whole)s.") % words)
        return {"amounts": amounts, "note": given.get("note", "")}


def is_divisible(award):
    shares = list(award.shares.all())
    pending = all(share.status == ShareStatus.PENDING for share in shares)
    return award.status == AwardStatus.DECIDED and len(shares) > 1 and pending


DIVIDE = Verb(
    "divide",
    gettext_lazy("Divide otherwise"),
    gettext_lazy("Other parts than equal ones, as long as no winner has answered. They add up to the prize."),
    is_divisible,
    DivideForm,
)
