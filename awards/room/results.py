"""The count and the ballots, as far as the member may see them."""

from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from awards import counting
from awards.models import Ballot, BallotType, Candidate


class Row(NamedTuple):
    place: int
    candidate: Candidate
    figures: Any  # empty where they would tell too much


class Results(NamedTuple):
    rows: list[Row]  # the best first
    explanation: str
    ballots: list[tuple[Ballot, list[str]]]  # each with its cells, in the order of the rows


def results(sight):
    """None before the member may see anything of it."""
    if not sight.sees_others:
        return None
    count = sight.count()
    papers = {each.pk: each for each in sight.shortlist}
    rows = [Row(place, papers[pk], figures if sight.tells_figures else "") for place, pk, figures in count.rows]
    ballots = [(ballot, cells(ballot, rows, sight.category)) for ballot in sight.ballots] if sight.tells_figures else []
    return Results(rows, counting.explain(count), ballots)


def cells(ballot, rows, category):
    """Empty where the member has no vote, being in conflict."""
    return [said(category.ballot, ballot.values.get(row.candidate.pk)) for row in rows]


def said(ballot_type, value):
    if value is None:
        return ""
    if ballot_type == BallotType.APPROVAL:
        return _("yes") if value else _("no")
    return str(value)
