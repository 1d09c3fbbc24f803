from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from awards.counting.figures import Points
from awards.counting.result import Count, by_score

NO_VOTES = Points()


def count(candidates: Sequence[int], ballots: Sequence[Mapping[int, int]]) -> Count:
    """By the mean, not the total: a conflict must not cost a candidate points."""
    figures = {each: _figures(each, ballots) for each in candidates}
    return Count("points", len(ballots), by_score({each: its.mean for each, its in figures.items()}), figures)


def _figures(candidate: int, ballots: Sequence[Mapping[int, int]]) -> Points:
    given = [ballot[candidate] for ballot in ballots if candidate in ballot]
    return Points(sum(given), len(given))


def explain(count: Count) -> str:
    return _("Points: papers stand by their mean over the members who could vote on them.")


def describe() -> str:
    return _(
        "Each member of the committee has the same number of points, to share out among the papers they can vote on. "
        "Papers are ordered by their mean: the points given to them, divided by the number of members who could vote "
        "on them."
    )
