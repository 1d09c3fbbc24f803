"""Applications by their weighted scores, ties as ties, and how far the reviewers are apart."""

from decimal import Decimal

import pytest

from awards.ranking import ranked
from tests.grants.reviewed import applicant, asked, programme_with, scored

pytestmark = pytest.mark.django_db


def said(programme):
    return [(row.application.printed_name, row.mean, row.rank) for row in ranked(programme)]


def test_scores_are_weighted_by_their_criteria():
    programme = programme_with(3, 1)
    scored(applicant(programme), 5, 1)

    assert said(programme) == [("Ada Bay", Decimal("4.00"), 1)]


def test_the_best_comes_first_and_whoever_has_no_score_last_without_a_rank():
    programme = programme_with()
    asked(applicant(programme, "Nobody Yet"))
    scored(applicant(programme, "Good"), 3)
    scored(applicant(programme, "Better"), 4)

    assert said(programme) == [("Better", Decimal(4), 1), ("Good", Decimal(3), 2), ("Nobody Yet", None, None)]


def test_equal_means_share_a_rank_and_the_next_one_is_left_out():
    programme = programme_with()
    for name, score in (("Third", 2), ("One", 5), ("Other", 5)):
        scored(applicant(programme, name), score)

    rows = ranked(programme)

    assert [(row.application.printed_name, row.rank, row.is_tied) for row in rows] == [
        ("One", 1, True),
        ("Other", 1, True),
        ("Third", 3, False),
    ]


def test_means_are_compared_exactly_not_as_they_are_shown():
    programme = programme_with(10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 1)
    scored(applicant(programme, "Slightly less"), *[5] * 20, 4)
    scored(applicant(programme, "Slightly more"), *[5] * 21)

    first, second = ranked(programme)

    assert (first.mean, second.mean) == (Decimal("5.00"), Decimal("5.00"))
    assert (first.application.printed_name, first.is_tied, second.rank) == ("Slightly more", False, 2)


def test_the_spread_is_between_the_best_and_the_worst_review():
    programme = programme_with(1, 1)
    application = applicant(programme)
    scored(application, 5, 4)
    scored(application, 2, 2)

    (row,) = ranked(programme)

    assert (row.mean, row.spread, row.reviews) == (Decimal("3.25"), Decimal("2.50"), 2)


def test_a_review_in_conflict_counts_no_more():
    programme = programme_with()
    application = applicant(programme)
    scored(application, 4)
    scored(application, 1).declare_conflict(by=None, reason="We share an office.")

    assert said(programme) == [("Ada Bay", Decimal(4), 1)]


@pytest.mark.parametrize("status", ["ineligible", "rejected", "withdrawn"])
def test_only_who_is_in_the_running_is_ranked(status):
    programme = programme_with()
    applicant(programme, status=status)

    assert ranked(programme) == []


@pytest.mark.parametrize("count", [1, 3, 100])
def test_ranking_costs_two_queries_however_many_applied(django_assert_num_queries, count):
    programme = programme_with()
    for number in range(count):
        application = applicant(programme, f"Author {number}")
        if number < 3:
            scored(application, 4)

    with django_assert_num_queries(2):
        ranked(programme)
