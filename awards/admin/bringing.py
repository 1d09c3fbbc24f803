"""A list of registration codes as somebody pastes or uploads it. No refusal says a code back: lines have numbers."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from awards.bank_details import refuse_bank_details
from awards.models import Benefit, RegistrationCode

MOST = RegistrationCode._meta.get_field("code").max_length
MOST_AT_ONCE = 200_000  # characters, or bytes of a file
SENTENCES = 10


class Unsaid(forms.Textarea):
    """What was typed is not said back."""

    def format_value(self, value):
        return ""


class BenefitField(forms.ModelChoiceField):
    def label_from_instance(self, benefit):
        return f"{benefit.programme}, {benefit.workshop.short_name}: {benefit}"


class CodesForm(forms.Form):
    """After cleaning, ``lines`` are the codes."""

    benefit = BenefitField(Benefit.objects.none(), label=gettext_lazy("Benefit"))
    codes = forms.CharField(
        label=gettext_lazy("Codes"),
        max_length=MOST_AT_ONCE,
        required=False,
        widget=Unsaid(attrs={"rows": 12, "autocomplete": "off", "spellcheck": "false"}),
        help_text=gettext_lazy("One on each line, as the conference gave them."),
    )
    file = forms.FileField(
        label=gettext_lazy("Or a file"), required=False, help_text=gettext_lazy("Text or CSV, one code on each line.")
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        benefits = Benefit.objects.managed_by(user).filter(kind="registration")
        self.fields["benefit"].queryset = benefits.select_related("fund", "programme__workshop")

    def clean_file(self):
        file = self.cleaned_data["file"]
        if not file:
            return ""
        if file.size > MOST_AT_ONCE:
            raise ValidationError(_("This file is too large for a list of codes."))
        try:
            return file.read().decode("utf-8-sig")
        except UnicodeDecodeError:
            raise ValidationError(_("This file is no text in UTF-8. Save it as text or as “CSV UTF-8”.")) from None

    def clean(self):
        given = super().clean()
        if self.errors:
            return given
        if bool(given["codes"]) == bool(given["file"]):
            raise ValidationError({"codes": _("Paste the codes, or choose a file.")})
        lines = [_unquoted(line.strip()) for line in (given["codes"] or given["file"]).strip().splitlines()]
        known = set(given["benefit"].codes.values_list("code", flat=True))
        if problems := list(_problems(lines, known)):
            self.add_error("codes" if given["codes"] else "file", _at_most(SENTENCES, problems))
        return {**given, "lines": lines}


def _unquoted(cell):
    return cell[1:-1].strip() if len(cell) > 1 and cell[0] == cell[-1] == '"' else cell


def _problems(lines, known):
    seen = set()
    for number, line in enumerate(lines, start=1):
        if problem := _problem(line, known, seen):
            yield _("Line %(number)d: %(problem)s") % {"number": number, "problem": problem}
        seen.add(line)


def _problem(code, known, seen):
    problems = [
        (not code, _("nothing stands here.")),
        (code in seen, _("the same code stands above.")),
        (code in known, _("this code is here already.")),
        (len(code) > MOST, _("a code has at most %d characters.") % MOST),
        (not code.isprintable() or {",", ";"} & set(code), _("more than a code stands here.")),
    ]
    return next((sentence for holds, sentence in problems if holds), "") or _bank_details_in(code)


def _bank_details_in(code):
    try:
        refuse_bank_details(code)
    except ValidationError as refusal:
        return refusal.messages[0]
    return ""


def _at_most(n, sentences):
    more = len(sentences) - n
    if more <= 0:
        return sentences
    return [*sentences[:n], ngettext("%d more line is refused.", "%d more lines are refused.", more) % more]
