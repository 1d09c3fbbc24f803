from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from awards.counting.figures import Approvals
from awards.counting.result import Count, by_score

NO_VOTES = Approvals()


def count(candidates: Sequence[int], ballots: Sequence[Mapping[int, int]]) -> Count:
    """By the share of approvals, not their number: a conflict must not cost a candidate a vote."""
    figures = {each: _figures(each, ballots) for each in candidates}
    return Count("approval", len(ballots), by_score({each: its.share for each, its in figures.items()}), figures)


def _figures(candidate: int, ballots: Sequence[Mapping[int, int]]) -> Approvals:
    given = [ballot[candidate] for ballot in ballots if candidate in ballot]
    return Approvals(sum(given), len(given))


def explain(count: Count) -> str:
    return _("Approval: papers stand by the share of approvals among the members who could vote on them.")


def describe() -> str:
    return _(
        "Each member of the committee approves of as many papers as they like. Papers are ordered by the share of "
        "approvals among the members who could vote on them."
    )
