"""What the chair decides: who wins, in which place, with which words, and why otherwise than the count says."""

from itertools import product

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from awards.models import Award

TEXTAREA = forms.Textarea(attrs={"rows": 3})


class DecisionForm(forms.Form):
    """A place and a citation for each paper on the shortlist; the places of the count are preselected."""

    tie_reason = forms.CharField(
        label=gettext_lazy("Why they tie"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Needed where papers share a place. Public with the award."),
    )
    reason = forms.CharField(
        label=gettext_lazy("Why not as the count says"),
        max_length=500,
        required=False,
        help_text=gettext_lazy("Needed where you depart from the count, or break a tie. It stands in the minutes."),
    )

    def __init__(self, *args, sight, count, **kwargs):
        super().__init__(*args, **kwargs)
        self.category = sight.category
        self.counted = {candidate: place for place, candidate, _figures in count.rows}
        self.candidates = sorted(sight.shortlist, key=lambda candidate: self.counted[candidate.pk])
        for candidate in self.candidates:
            self._offer(candidate)

    def _offer(self, candidate):
        most, counted = self.category.max_awards, self.counted[candidate.pk]
        self.fields[f"place-{candidate.pk}"] = forms.TypedChoiceField(
            label=_("Place"),
            choices=[("", _("no award")), *((place, place) for place in range(1, most + 1))],
            coerce=int,
            empty_value=None,
            required=False,
            initial=counted if counted <= most else "",
        )
        self.fields[f"citation-{candidate.pk}"] = forms.CharField(
            label=_("Citation"), max_length=4000, required=False, widget=TEXTAREA
        )

    @property
    def rows(self):
        return [(each, self[f"place-{each.pk}"], self[f"citation-{each.pk}"]) for each in self.candidates]

    @property
    def reasons(self):
        return [self["tie_reason"], self["reason"]]

    @property
    def places(self):
        """Of the winners: {candidate: place}, the best first."""
        given = {each: self.cleaned_data.get(f"place-{each.pk}") for each in self.candidates}
        return dict(sorted(((each, place) for each, place in given.items() if place), key=lambda pair: pair[1]))

    def clean(self):
        if self.errors:
            return
        if not self.places:
            raise ValidationError(_("Say who wins, or give no award."))
        self._check_citations()
        self._check_number()
        if self._ties() and not self.cleaned_data["tie_reason"]:
            self.add_error("tie_reason", _("Say why these papers tie."))
        if self._departs() and not self.cleaned_data["reason"]:
            self.add_error("reason", _("This is not what the count says. Say why."))

    def _check_citations(self):
        for candidate in self.places:
            if not self.cleaned_data[f"citation-{candidate.pk}"]:
                self.add_error(f"citation-{candidate.pk}", _("Say why it wins: this becomes public with the award."))

    def _check_number(self):
        given, most = list(self.places.values()), self.category.max_awards
        if any(sum(better < place for better in given) >= most for place in given):
            words = ngettext("At most %d paper can win.", "At most %d papers can win.", most) % most
            raise ValidationError(_("%s Papers that tie share a place.") % words)

    def _ties(self):
        given = list(self.places.values())
        return {candidate for candidate, place in self.places.items() if given.count(place) > 1}

    def _departs(self):
        """Whether a winner stands otherwise to any other paper than in the count."""
        last = self.category.max_awards + 1
        decided = {each: self.places.get(each, last) for each in self.candidates}
        return any(
            _order(decided[winner], decided[other]) != _order(self.counted[winner.pk], self.counted[other.pk])
            for winner, other in product(self.places, self.candidates)
        )

    def awards(self):
        """The winners, unsaved, as `award_to` takes them."""
        ties, given = self._ties(), self.cleaned_data
        return [
            Award(
                category=self.category,
                paper=candidate.paper,
                position=place,
                citation=given[f"citation-{candidate.pk}"],
                is_tie=candidate in ties,
                tie_reason=given["tie_reason"] if candidate in ties else "",
            )
            for candidate, place in self.places.items()
        ]


def consequences(awards):
    """What deciding so will do, in sentences."""
    category = awards[0].category
    for award, prize in zip(awards, category.prizes(awards), strict=True):
        yield from _winning(award, category.fund.say(prize) if prize is not None else "")
    yield _("Members without a conflict see it here. Nobody else does before the announcement, and no mail is sent.")
    yield _("You can undo it while nothing is announced or scheduled and no winner was told.")


def _winning(award, prize):
    words = {"paper": award.paper, "prize": prize}
    yield (_("“%(paper)s” wins, tied.") if award.is_tie else _("“%(paper)s” wins.")) % words
    yield _("Its citation: %s") % award.citation
    if prize:
        yield _("Set aside for its authors: %(prize)s.") % words


def _order(one, other):
    return (one > other) - (one < other)
