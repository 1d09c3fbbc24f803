"""What the acting chair can do with a category: what will happen, and what stands in the way."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from awards.models import CategoryStatus, NominatorKind
from awards.room.sight import SETTLED, Sight
from workshops import moments


class NoInput(forms.Form):
    pass


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=500, help_text=gettext_lazy("It stands in the minutes.")
    )


class PublicReasonForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why no award is given"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("It becomes public with the announcement."),
    )


def opening(sight):
    names = dict(NominatorKind.choices)
    who = ", ".join(str(names[kind]) for kind in sorted(sight.category.kinds_of_nominators))
    yield _("These can nominate: %s.") % who if who else _("Nobody nominates; candidates come from an import.")
    if until := sight.category.nominations_until:
        yield _("Nominations end on %s.") % moments.said(until, sight.category.workshop.zone)


def starting(sight):
    listed = len(sight.shortlist)
    papers = ", ".join(str(each.paper.number) for each in sight.shortlist)
    words = ngettext("%(count)d paper is voted on: %(papers)s.", "%(count)d papers are voted on: %(papers)s.", listed)
    yield words % {"count": listed, "papers": papers}
    yield _("Nominations end, and the shortlist and the rules of the vote stay as they are.")
    if until := sight.category.votes_until:
        yield _("The vote ends on %s.") % moments.said(until, sight.category.workshop.zone)
    else:
        yield _("The vote ends when you decide.")


def reopening(sight):
    cast = sight.category.ballots.counting().count()
    yield ngettext("%d ballot counts no more.", "%d ballots count no more.", cast) % cast
    yield _("Papers can be nominated again, and everybody votes anew.")


def vacating(sight):
    yield _("No paper wins “%s”. Nobody outside the committee sees that before the announcement.") % sight.category
    yield _("You can undo this while nothing is announced or scheduled.")


def undoing(sight):
    for award in sight.category.awards.decided().select_related("paper"):
        yield _("“%s” is no winner any more.") % (award.paper or award.person)
    yield _("The vote stands as it was, with its ballots, and you decide anew.")


@dataclass(frozen=True)
class Step:
    label: Any
    consequences: Callable[[Sight], Any]
    verb: Callable[..., None]
    form: type[forms.Form] = NoInput
    is_grave: bool = False


def of_category(name):
    """The verb of whatever model the category is."""
    return lambda category, **given: getattr(category, name)(**given)


STEPS = {
    "open": Step(gettext_lazy("Open the nominations"), opening, of_category("open")),
    "start_voting": Step(gettext_lazy("Start the vote"), starting, of_category("start_voting")),
    "reopen": Step(gettext_lazy("Open the nominations again"), reopening, of_category("reopen"), ReasonForm, True),
    "vacate": Step(gettext_lazy("Give no award"), vacating, of_category("vacate"), PublicReasonForm, True),
    "undo": Step(gettext_lazy("Undo the decision"), undoing, of_category("undo"), ReasonForm, True),
}
LABELS = {verb: step.label for verb, step in STEPS.items()} | {"decide": gettext_lazy("Decide")}
NEXT = {CategoryStatus.DRAFT: "open", CategoryStatus.OPEN: "start_voting", CategoryStatus.VOTING: "decide"}


def following(sight):
    """The acting chair's next step; None where there is none, or for anybody else."""
    verb = NEXT.get(sight.category.status)
    if verb is None or not sight.is_acting_chair:
        return None
    return {"verb": verb, "label": LABELS[verb], "obstacles": obstacles(sight, verb)}


def offered(sight):
    """What else the acting chair can do now: {verb: label}."""
    status = sight.category.status
    if not sight.is_acting_chair or sight.category.is_announced:
        return {}
    begun = {verb for verb in STEPS if status in sight.category.FROM[verb]}
    return {verb: STEPS[verb].label for verb in STEPS if verb in begun - {NEXT.get(status)}}


def obstacles(sight, verb):
    return list(_hinders_deciding(sight)) if verb == "decide" else sight.category.obstacles_to(verb)


def _hinders_deciding(sight):
    if sight.category.status in SETTLED:
        yield _("“%s” is decided already. Undo that first.") % sight.category
        return
    yield from sight.category.hinders_winners()
    if sight.category.status == CategoryStatus.VOTING and not sight.sees_others:
        yield _("Vote or abstain first. Then you see the count.")
