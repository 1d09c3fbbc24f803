"""How ballots are counted: pure functions, one module for each method. In words: docs/counting.md."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from awards.counting import approval, points, ranking
from awards.counting.result import Count

METHODS = {"approval": approval, "points": points, "ranking": ranking}


def count(method: str, candidates: Iterable[int], ballots: Sequence[Mapping[int, int]]) -> Count:
    """Order ``candidates`` by ``ballots``, each a value for every candidate with which its voter is in no conflict.

    A value is 1 or 0 (approval), points, or a rank, where 1 is best and equal ranks are equal.
    What a ballot says of anything but ``candidates`` is not read. What no ballot holds comes last.
    """
    standing = set(candidates)
    read = [kept for ballot in ballots if (kept := {each: ballot[each] for each in ballot.keys() & standing})]
    held = sorted(set().union(*read))
    counted = METHODS[method].count(held, read)
    unheld = sorted(standing.difference(held))
    return replace(
        counted,
        places=[place for place in (*counted.places, unheld) if place],
        figures=counted.figures | dict.fromkeys(unheld, METHODS[method].NO_VOTES),
    )


def explain(count: Count) -> str:
    """What decided this count, in a sentence or two that name no paper."""
    if not count.places:
        return _("There was no paper to vote on.")
    if not count.ballots:
        return _("No ballot counts, so nothing stands before anything else.")
    return " ".join([METHODS[count.method].explain(count), *_tie(count)])


def _tie(count: Count) -> Iterable[str]:
    if (tied := len(count.first)) > 1:
        yield ngettext("%d paper is tied for the first place.", "%d papers are tied for the first place.", tied) % tied


def describe(method: str) -> str:
    """The published method, whatever the votes."""
    conflicts = _("A member in conflict with a paper has no vote on it, and so counts neither for nor against it.")
    ties = _("What is equal is shown as a tie; no lot is drawn.")
    return " ".join([METHODS[method].describe(), conflicts, ties])
