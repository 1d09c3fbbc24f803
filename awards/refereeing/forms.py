from django import forms
from django.utils.translation import gettext_lazy as _

from awards.bank_details import refuse_bank_details
from awards.models.refereeing import BEST

SCORES = [(value, str(value)) for value in range(1, BEST + 1)]


class ScoresForm(forms.Form):
    """A score for each criterion, and a comment."""

    use_required_attribute = False
    comment = forms.CharField(
        label=_("Comment"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        validators=[refuse_bank_details],
        help_text=_("Organizers read it, and the other reviewers once they have scored. The applicant does not."),
    )

    def __init__(self, *args, review, **kwargs):
        self.criteria = list(review.application.programme.criteria.all())
        given = {f"score-{score.criterion_id}": score.value for score in review.scores.all()}
        super().__init__(*args, initial={"comment": review.comment, **given}, label_suffix="", **kwargs)
        for criterion in self.criteria:
            self.fields[f"score-{criterion.pk}"] = forms.TypedChoiceField(
                label=criterion.name,
                help_text=criterion.description,
                choices=SCORES,
                coerce=int,
                widget=forms.RadioSelect,
                error_messages={"required": _("Choose a score from 1 to %d.") % BEST},
            )

    @property
    def questions(self):
        return [self[f"score-{criterion.pk}"] for criterion in self.criteria]

    @property
    def scores(self):
        return {criterion: self.cleaned_data[f"score-{criterion.pk}"] for criterion in self.criteria}


class ConflictForm(forms.Form):
    use_required_attribute = False
    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        validators=[refuse_bank_details],
        help_text=_("As in “We share an office”. Organizers read it."),
    )
