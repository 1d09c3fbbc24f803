"""Forms of whoever handles money: a reason, or a payment that was made elsewhere. No field takes bank details."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from awards.bank_details import refuse_bank_details
from workshops.moments import YEARS
from workshops.verbs import NoInput

KEPT = gettext_lazy("Kept in the history; only organizers read it. Never an account or tax number.")


class NoteForm(NoInput):
    reason = forms.CharField(
        label=gettext_lazy("Note"), max_length=500, required=False, validators=[refuse_bank_details], help_text=KEPT
    )


class ReasonNeededForm(NoteForm):
    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=500, validators=[refuse_bank_details], help_text=KEPT
    )


class PaymentForm(NoInput):
    payer = forms.CharField(
        label=gettext_lazy("Payer"),
        max_length=200,
        validators=[refuse_bank_details],
        help_text=gettext_lazy("The organization that paid, such as the sponsor or the university."),
    )
    payment_reference = forms.CharField(
        label=gettext_lazy("Reference"),
        max_length=60,
        required=False,
        validators=[refuse_bank_details],
        help_text=gettext_lazy("The payer's own number of the payment. Never an account or tax number."),
    )
    paid_on = forms.DateField(label=gettext_lazy("Paid on"), widget=forms.DateInput(attrs={"type": "date"}))

    def clean_paid_on(self):
        day = self.cleaned_data["paid_on"]
        if day.year not in YEARS:
            raise forms.ValidationError(_("Is the year %d right?") % day.year)
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day has not come yet. Note a payment once it is made."))
        return day
