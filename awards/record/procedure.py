"""How committees decided, in words for everybody: never a tally, never who voted how."""

from dataclasses import dataclass
from itertools import groupby

from django.db.models import Count
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from awards.counting import describe
from awards.models import Ballot, NominatorKind

NOMINATORS = {
    NominatorKind.COMMITTEE: gettext_lazy("the award committee"),
    NominatorKind.REVIEWER: gettext_lazy("the programme committee"),
    NominatorKind.AUTHOR: gettext_lazy("authors, for their own papers"),
}


@dataclass(frozen=True)
class Vote:
    ballot: str
    nominators: tuple[str, ...]
    voters: int


def votes(categories):
    """By category, where a committee voted. Whoever abstained is not counted, nor is a ballot that was replaced."""
    ballots = Ballot.objects.counting().voted().filter(category__in=categories).order_by()
    voters = dict(ballots.values_list("category").annotate(Count("pk")))
    return {
        category: Vote(category.ballot, _nominators(category), voters[category.pk])
        for category in categories
        if category.pk in voters
    }


def how_decided(categories):
    """Paragraphs: what was the same for several categories is said once."""
    voted = votes(categories)
    paragraphs = [_said(list(alike), vote) for vote, alike in groupby(voted, key=voted.get)]
    return paragraphs + [describe(method) for method in dict.fromkeys(vote.ballot for vote in voted.values())]


def _nominators(category):
    return tuple(kind.value for kind in NOMINATORS if kind in category.kinds_of_nominators)


def _said(categories, vote):
    sentences = [
        ngettext(
            "%(count)d member of the award committee voted.",
            "%(count)d members of the award committee voted.",
            vote.voters,
        )
        % {"count": vote.voters}
    ]
    if vote.nominators:
        who = get_text_list([str(NOMINATORS[kind]) for kind in vote.nominators], _("and"))
        sentences.insert(0, _("Papers could be nominated by %s.") % who)
    names = get_text_list([category.name for category in categories], _("and"))
    return _("%(awards)s: %(how)s") % {"awards": names, "how": " ".join(sentences)}
