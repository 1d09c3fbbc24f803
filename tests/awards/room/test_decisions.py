"""When the chair sees the count, what may be decided by it, and what the minutes keep."""

from datetime import timedelta

import pytest
from django.utils import timezone

from awards.models import AwardCategory, CommitteeMember
from tests.awards.room.contest import Contest
from tests.factories import CandidateFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def counted(contest):
    for member in (contest.deputy, contest.member, contest.other):
        contest.cast(member, contest.first, contest.second)
    return contest


def test_the_chair_votes_before_counting(counted):
    page = counted.decide(counted.chair, counted.first).text

    assert "Vote or abstain first. Then you see the count." in page
    assert counted.status() == "voting"


def test_a_chair_who_did_not_vote_counts_once_the_vote_has_ended(counted):
    AwardCategory.objects.filter(pk=counted.category.pk).update(votes_until=timezone.now() - timedelta(minutes=1))

    counted.decide(counted.chair, counted.first, reason="The first paper reaches more of us.")

    assert counted.status() == "decided"


def test_a_member_who_did_not_vote_in_time_sees_nothing_before_the_decision(counted):
    AwardCategory.objects.filter(pk=counted.category.pk).update(votes_until=timezone.now() - timedelta(minutes=1))
    late = CommitteeMember.objects.get(pk=counted.member.pk)
    late.ballots.all().update(void_at=timezone.now(), void_reason="For the test.")

    page = counted.category_page(late)

    assert "The vote is over" in page
    assert "<h2>Count</h2>" not in page


def test_breaking_a_tie_of_the_count_needs_a_reason(counted):
    counted.cast(counted.chair, counted.first, counted.second)

    unsaid = counted.decide(counted.chair, counted.first)
    counted.decide(counted.chair, counted.first, reason="The first paper reaches more of us.")

    assert "This is not what the count says. Say why." in unsaid.text
    assert [award.paper for award in counted.category.awards.decided()] == [counted.first.paper]


def test_as_many_win_as_the_category_allows_in_the_order_of_their_places(counted):
    AwardCategory.objects.filter(pk=counted.category.pk).update(max_awards=2)
    counted.cast(counted.chair, counted.second)

    counted.decide(counted.chair, counted.second, counted.first, **{f"place-{counted.first.pk}": "2"})

    won = counted.category.awards.decided()
    assert [(award.position, award.paper, award.is_tie) for award in won] == [
        (1, counted.second.paper, False),
        (2, counted.first.paper, False),
    ]


def test_more_winners_than_the_category_allows_are_refused(counted):
    AwardCategory.objects.filter(pk=counted.category.pk).update(max_awards=2)
    third = CandidateFactory(category=counted.category, shortlisted=True)
    for member in (counted.chair, counted.deputy, counted.member, counted.other):
        member.answer(third, "", by=None)
        counted.cast(member, counted.first, counted.second, third)

    answer = counted.decide(
        counted.chair, counted.first, counted.second, third, tie_reason="Equal.", **{f"place-{third.pk}": "2"}
    )

    assert "At most 2 papers can win. Papers that tie share a place." in answer.text
    assert counted.status() == "voting"


def test_what_was_looked_at_can_be_changed_again(counted):
    counted.cast(counted.chair, counted.first)

    page = counted.decide(counted.chair, counted.first, change="").text

    assert f"Careful: {counted.first.paper.title}</textarea>" in page
    assert counted.status() == "voting"


def test_with_a_conflict_no_gap_tells_the_rank_of_the_hidden_paper(client):
    contest = Contest(client, ballot="ranking")
    third = CandidateFactory(category=contest.category, shortlisted=True)
    for member in (contest.chair, contest.member):
        member.answer(third, "", by=None)
    ranks = {contest.second: "1", contest.first: "2", third: "3"}
    contest.post(
        contest.chair, "room_ballot", contest.category.pk, **{str(each.pk): rank for each, rank in ranks.items()}
    )
    contest.member.answer(contest.first, "family", by=None)
    contest.post(contest.member, "room_ballot", contest.category.pk, abstain="", reason="Too close.")

    row = contest.category_page(contest.member).partition(f'<th scope="row">{contest.chair.printed_name}</th>')[2]

    assert "<td>1</td><td>2</td>" in row.partition("</tr>")[0]


# -- The minutes --------------------------------------------------------------------------------------


def test_minutes_keep_what_was_replaced_voided_and_undone(counted):
    counted.cast(counted.chair, counted.first)
    counted.cast(counted.chair, counted.second)
    counted.decide(counted.chair, counted.second, reason="One vote more.")
    counted.step(counted.chair, "undo", reason="A conflict came up.")

    minutes = counted.get(counted.chair, "room_minutes_csv", counted.category.pk).text

    assert '"replaced"' in minutes
    assert '"undo"' in minutes
    assert '"A conflict came up."' in minutes


@pytest.mark.parametrize(("is_blind", "told"), [(False, True), (True, False)])
def test_minutes_of_a_blind_category_do_not_say_of_which_kind_a_conflict_is(client, is_blind, told):
    contest = Contest(client, is_blind=is_blind)
    contest.member.answer(contest.first, "advisor", note="She taught me.", by=None)
    contest.cast(contest.chair, contest.first)

    minutes = contest.get(contest.chair, "room_minutes_csv", contest.category.pk).text

    assert contest.member.printed_name in minutes
    assert ("advisor or advisee" in minutes) is told
