from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from awards.direct.choosing import LEFT_OUT
from awards.models import Benefit
from workshops.moments import MomentAheadField

MOST_LINES = 500


class ChoosingForm(forms.Form):
    """What is given, and to whom."""

    benefit = forms.ModelChoiceField(Benefit.objects.none(), label=gettext_lazy("Benefit"), empty_label=None)
    amount = forms.DecimalField(
        label=gettext_lazy("Amount for each"),
        max_digits=10,
        decimal_places=2,
        required=False,
        help_text=gettext_lazy("In the currency or the units of the fund. Empty for the usual."),
    )
    lines = forms.CharField(
        label=gettext_lazy("A list of names"),
        required=False,
        max_length=50_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy(
            "A name on each line, with the affiliation behind a comma if you like. Only the name as it is printed on "
            "a paper counts; addresses are passed over."
        ),
    )

    def __init__(self, *args, programme, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        self.fields["benefit"].queryset = programme.benefits.select_related("fund__workshop", "programme")

    def clean_lines(self):
        lines = [line.strip() for line in self.cleaned_data["lines"].splitlines() if line.strip()]
        if len(lines) > MOST_LINES:
            raise forms.ValidationError(
                _("These are %(n)d lines. Bring at most %(most)d at once.") % {"n": len(lines), "most": MOST_LINES}
            )
        return lines

    def clean(self):
        given = super().clean()
        benefit = given.get("benefit")
        if benefit and "amount" not in self.errors:
            given["amount"] = given.get("amount") if given.get("amount") is not None else benefit.usual
            if given["amount"] <= 0:
                self.add_error("amount", _("A grant is more than nothing."))
            elif refusal := benefit.hinders_amount(given["amount"]):
                self.add_error("amount", refusal)
        return given


class QuestionsForm(forms.Form):
    """Whom the lines mean that name nobody exactly."""

    def __init__(self, *args, questions, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        for question in questions:
            choices = [("", _("Please answer")), *question.options, (LEFT_OUT, _("leave out"))]
            self.fields[f"line-{question.number}"] = forms.ChoiceField(label=question.text, choices=choices)


class OfferForm(forms.Form):
    respond_by = MomentAheadField(label=gettext_lazy("Answer before"), required=False)
