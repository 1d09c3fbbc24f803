import unicodedata

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from awards import certificates
from awards.bank_details import refuse_bank_details

CONTROLS = {"Cc", "Cn", "Co", "Cs", "Zl", "Zp"}
TURNING = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")  # turns the order of whatever stands beside it


def one_line(text):
    """A validator: a sentence where ``text`` holds what does not show, or breaks the line."""
    if any(unicodedata.category(sign) in CONTROLS or sign in TURNING for sign in text):
        raise ValidationError(_("Write it on one line, without control characters."))
    if not any(map(str.isalnum, text)):
        raise ValidationError(_("Write at least one letter."))


class LineField(forms.CharField):
    default_validators = [one_line, refuse_bank_details]

    def __init__(self, **kwargs):
        super().__init__(max_length=200, **kwargs)


class NameForm(forms.Form):
    name = LineField(
        label=_("Name on the certificate"),
        help_text=_("As you want it to be read. Each author chooses their own."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )

    def clean_name(self):
        certificates.check_name(self.cleaned_data["name"])
        return self.cleaned_data["name"]


class AnswerForm(forms.Form):
    """Nothing to say but yes."""


class DonationForm(AnswerForm):
    to = LineField(
        label=_("To whom"),
        help_text=_("The name of an organisation, and where it is found. The payer sends your share there."),
    )
