"""The applications of a programme in the order of their scores, and how far their reviewers agree."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.db.models import F, Sum

from awards.models import Application, Review, Score

HUNDREDTH = Decimal("0.01")


@dataclass(slots=True)
class Row:
    application: Application
    mean: Decimal | None  # of the weighted scores, from 1 to 5; None where nobody has scored yet
    spread: Decimal | None  # between the best and the worst of them
    reviews: int
    rank: int | None = None
    is_tied: bool = False


def ranked(programme):
    """Applications in the running, the best first, those without a score last. Equal ones share their rank."""
    applications = programme.applications.in_the_running()
    scores = weighted(Review.objects.filter(application__in=applications))
    found = [(_mean(scores[each.pk].values()), each) for each in applications.defer("motivation").order_by("pk")]
    found.sort(key=lambda pair: (pair[0] is None, -(pair[0] or 0)))
    equal = Counter(mean for mean, _application in found)
    ranks: dict[Fraction | None, int] = {}
    rows = []
    for place, (mean, application) in enumerate(found, start=1):
        row = Row(application, rounded(mean), spread(scores[application.pk].values()), len(scores[application.pk]))
        if mean is not None:
            row.rank, row.is_tied = ranks.setdefault(mean, place), equal[mean] > 1
        rows.append(row)
    return rows


def weighted(reviews):
    """{application: {review: its score, by the weights of the criteria}}, of those that are submitted."""
    points = Sum(F("value") * F("criterion__weight"))
    scores = Score.objects.filter(review__in=reviews.submitted()).values_list("review__application", "review")
    found: dict[int, dict] = defaultdict(dict)
    for application, review, sum_of_points, weights in scores.annotate(
        points=points, weights=Sum("criterion__weight")
    ).order_by("review"):
        found[application][review] = Fraction(sum_of_points, weights)
    return found


def summary(scores):
    """(mean, spread) of the scores of one application."""
    return rounded(_mean(scores)), spread(scores)


def spread(scores):
    return rounded(max(scores) - min(scores)) if scores else None


def rounded(score):
    return None if score is None else (Decimal(score.numerator) / score.denominator).quantize(HUNDREDTH)


def _mean(scores):
    return sum(scores, Fraction()) / len(scores) if scores else None
