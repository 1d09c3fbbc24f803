"""A ballot of each type as a form: one field for every paper that the member may vote on."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from awards.models import BallotType
from awards.room.sight import without_gaps


class BallotForm(forms.Form):
    def __init__(self, *args, category, candidates, ballot=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.category, self.candidates = category, candidates
        cast = {vote.candidate_id: vote.value for vote in ballot.votes.all()} if ballot else {}
        for candidate in candidates:
            field = self.field(cast.get(candidate.pk))
            field.label = _("%(label)s, paper %(number)s") % {"label": field.label, "number": candidate.paper.number}
            self.fields[str(candidate.pk)] = field

    @property
    def rows(self):
        return [(candidate, self[str(candidate.pk)]) for candidate in self.candidates]

    @property
    def values(self):
        """As `awards.models.ballot.cast` takes them."""
        return {candidate: self.cleaned_data.get(str(candidate.pk)) for candidate in self.candidates}


class ApprovalForm(BallotForm):
    introduction = _("Approve of as many papers as you like, or of none.")

    def field(self, cast):
        return forms.BooleanField(label=_("Approve"), required=False, initial=bool(cast))

    @property
    def values(self):
        return {candidate: int(approved) for candidate, approved in super().values.items()}


class RankingForm(BallotForm):
    introduction = _("Give the best paper rank 1. Papers may share a rank; those without one come last, together.")

    def field(self, cast):
        ranks = [(rank, rank) for rank in range(1, len(self.candidates) + 1)]
        return forms.TypedChoiceField(
            label=_("Rank"),
            choices=[("", _("no rank")), *ranks],
            coerce=int,
            empty_value=None,
            required=False,
            initial=cast,
            error_messages={"invalid_choice": _("Choose one of the ranks.")},
        )

    def clean(self):
        if not self.errors and not any(super().values.values()):
            raise ValidationError(_("Rank at least one paper, or abstain."))

    @property
    def values(self):
        """Ranks without gaps."""
        given = super().values
        last = len(self.candidates) + 1
        return without_gaps({candidate: rank or last for candidate, rank in given.items()})


class PointsForm(BallotForm):
    @property
    def introduction(self):
        points = self.category.points
        words = ngettext_lazy("Share out %d point among the papers.", "Share out up to %d points among the papers.")
        return words % points

    def field(self, cast):
        return forms.IntegerField(
            label=_("Points"),
            min_value=0,
            max_value=self.category.points,
            required=False,
            initial=cast or None,
            error_messages={"invalid": _("Write a whole number."), "min_value": _("Not less than no points.")},
        )

    @property
    def values(self):
        return {candidate: points or 0 for candidate, points in super().values.items()}

    @property
    def given(self):
        return sum(self.values.values())

    def clean(self):
        if self.errors:
            return
        if self.given > self.category.points:
            words = {"given": self.given, "points": self.category.points}
            raise ValidationError(_("You gave %(given)d points; there are %(points)d.") % words)
        if not self.given:
            raise ValidationError(_("Give a point to at least one paper, or abstain."))


class AbstentionForm(forms.Form):
    reason = forms.CharField(
        label=_("Why I abstain"), max_length=500, help_text=_("It stands in the minutes, which the chair keeps.")
    )


FORMS = {
    BallotType.APPROVAL: ApprovalForm,
    BallotType.RANKING: RankingForm,
    BallotType.POINTS: PointsForm,
}
