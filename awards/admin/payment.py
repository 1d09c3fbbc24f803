"""Forms of whoever handles money: a reason, or a payment that was made elsewhere. No field takes bank details."""

from django import forms
from django.utils.translation import gettext_lazy

from awards.bank_details import refuse_bank_details
from workshops.moments import PastDayField
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
    paid_on = PastDayField(
        label=gettext_lazy("Paid on"),
        error_messages={"ahead": gettext_lazy("This day has not come yet. Note a payment once it is made.")},
    )
