"""What an application asks: about the person, for how much of each benefit, and whatever the programme adds."""

from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.text import capfirst, format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from awards.bank_details import refuse_bank_details
from awards.countries import countries
from awards.models import AnswerKind, Application, Naming, Sensitivity, Stage
from awards.my.forms import one_line
from papers.models import Paper

LONGEST, LONGEST_LINE = 4000, 200
NO_PAPERS = Paper.objects.none()
NEEDED = {
    "printed_name": gettext_lazy("Write your name; without it nothing can be kept."),
    "country": gettext_lazy("Choose the country you would travel from."),
    "stage": gettext_lazy("Choose what comes nearest."),
    "motivation": gettext_lazy("Write why you would like to come."),
}
TEXTS = {"printed_name", "printed_affiliation", "advisor", "motivation"}
LINES = TEXTS - {"motivation"}
READ_BY = {
    Sensitivity.INTERNAL: gettext_lazy("Organizers and reviewers read it."),
    Sensitivity.PERSONAL: gettext_lazy("Only organizers read it."),
    Sensitivity.CONFIDENTIAL: gettext_lazy("Only organizers read it, and it is noted who did."),
    Sensitivity.SPECIAL: gettext_lazy("Nobody reads your answer: only counts are shown. You need not answer."),
}


def optional(label):
    return format_lazy(gettext_lazy("{label} (optional)"), label=label)


class AboutForm(forms.ModelForm):
    """A draft needs nothing but a name."""

    use_required_attribute = False

    class Meta:
        model = Application
        fields = [
            *("printed_name", "printed_affiliation", "country", "stage", "advisor", "paper", "motivation"),
            *("consents_to_be_named", "sponsor_may_know"),
        ]
        widgets = {"motivation": forms.Textarea(attrs={"rows": 8})}
        labels = {
            "consents_to_be_named": gettext_lazy("If I get a grant, my name may be shown among the recipients."),
            "sponsor_may_know": gettext_lazy("If I get a grant, the sponsor may read my name and my affiliation."),
        }

    def __init__(self, *args, is_final=False, **kwargs):
        super().__init__(*args, **kwargs)
        programme = self.instance.programme
        own = programme.workshop.papers.public().by(self.instance.person_id) if self.instance.person_id else NO_PAPERS
        self.fields["country"] = forms.ChoiceField(
            label=self.fields["country"].label, choices=[("", _("Choose a country")), *countries()]
        )
        self.fields["stage"].choices = [("", _("Choose one")), *Stage.choices]
        self.fields["paper"].queryset = own
        self.fields["paper"].empty_label = _("None of mine")
        if programme.naming == Naming.ALL:
            del self.fields["consents_to_be_named"]
        if not own.exists():
            del self.fields["paper"]
        for name, field in self.fields.items():
            self._ask(name, field, is_final=is_final)

    def _ask(self, name, field, *, is_final):
        field.required = name == "printed_name" or (is_final and name in NEEDED)
        if name in NEEDED:
            field.error_messages["required"] = NEEDED[name]
        elif not isinstance(field, forms.BooleanField):
            field.label = optional(field.label)
        if name in TEXTS:
            field.validators.append(refuse_bank_details)
        if name in LINES:
            field.validators.append(one_line)


class RequestForm(forms.Form):
    """How much of one benefit; nothing is fine."""

    amount = forms.DecimalField(label=gettext_lazy("Amount"), max_digits=10, decimal_places=2, min_value=0)
    note = forms.CharField(
        label=optional(gettext_lazy("What for")), max_length=300, required=False, validators=[refuse_bank_details]
    )
    use_required_attribute = False

    def __init__(self, data, *, benefit, application):
        self.benefit, self.application = benefit, application
        self.asked = application.requests.filter(benefit=benefit).first() if application.pk else None
        known = {"amount": f"{self.asked.amount.normalize():f}", "note": self.asked.note} if self.asked else {}
        super().__init__(data, prefix=f"benefit-{benefit.pk}", initial=known)
        if self.is_single:
            self.fields["amount"] = forms.BooleanField(label=_("I ask for it"))
        self.fields["amount"].required = False
        self.fields["amount"].help_text = self.cap

    @property
    def title(self):
        return capfirst(self.benefit.get_kind_display())

    @property
    def is_single(self):
        """Asked for or not."""
        return self.benefit.is_single

    @property
    def cap(self):
        return "" if self.is_single else self.benefit.cap

    def clean_amount(self):
        amount = Decimal(self.cleaned_data["amount"] or 0)
        if amount and (refusal := self.benefit.hinders_amount(amount)):
            raise ValidationError(refusal)
        return amount

    @property
    def is_asked(self):
        return bool(self.cleaned_data.get("amount"))

    def keep(self):
        if self.is_asked:
            self.application.requests.update_or_create(benefit=self.benefit, defaults=self.cleaned_data)
        else:
            self.application.requests.filter(benefit=self.benefit).delete()


def _field(question):
    longest = LONGEST_LINE if question.is_special or question.kind == AnswerKind.LINE else LONGEST
    if question.kind == AnswerKind.CHOICE:
        return forms.ChoiceField(choices=[("", _("Choose one")), *((each, each) for each in question.options)])
    if question.kind == AnswerKind.YES_NO:
        return forms.ChoiceField(choices=[("", _("Choose one")), ("yes", _("Yes")), ("no", _("No"))])
    if question.kind == AnswerKind.AMOUNT:
        return forms.DecimalField(max_digits=12, decimal_places=2, min_value=0)
    widget = forms.Textarea(attrs={"rows": 5}) if question.kind == AnswerKind.TEXT else forms.TextInput()
    return forms.CharField(max_length=longest, widget=widget, validators=[refuse_bank_details])


class QuestionsForm(forms.Form):
    """Those of the programme, each with a word on who reads the answer."""

    use_required_attribute = False

    def __init__(self, data, *, application, is_final):
        super().__init__(data)
        self.application, self.asked = application, {}
        known = application.known_answers() if application.pk else {}
        for question in application.programme.questions.all():
            self._add(question, known.get(question.pk, ""), is_final=is_final)

    def _add(self, question, known, *, is_final):
        field = _field(question)
        field.required = is_final and question.is_required
        field.initial = known
        field.label = question.text if question.is_required else optional(question.text)
        field.help_text = format_html("{} {}", question.help_text, READ_BY[question.sensitivity])
        field.error_messages["required"] = _("Answer this question.")
        self.fields[f"question-{question.pk}"] = field
        self.asked[question] = f"question-{question.pk}"

    def keep(self):
        """An empty answer is none; of what nobody reads nothing is kept elsewhere."""
        for question, name in self.asked.items():
            given = self.cleaned_data[name]
            text = "" if given is None else str(given)
            rows = self.application.special_answers if question.is_special else self.application.answers
            if text:
                rows.update_or_create(question=question, defaults={"text": text})
            else:
                rows.filter(question=question).delete()
