"""What comes late: a chair who has not answered, a paper taken out, a conflict after the decision."""

from datetime import timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils import timezone

from awards.models import AwardCategory, Candidate, CommitteeMember
from tests.awards.room.contest import Contest
from tests.factories import AuthorshipFactory, CommitteeMemberFactory, organizer_of
from workshops.models import Workshop

pytestmark = pytest.mark.django_db


@pytest.fixture
def decided(contest):
    for member in (contest.chair, contest.member, contest.other):
        contest.cast(member, contest.first)
    contest.decide(contest.chair, contest.first)
    return contest


def minutes(contest, member):
    return contest.get(member, "room_minutes_csv", contest.category.pk)


@pytest.mark.parametrize("verb", ["reopen", "vacate"])
def test_a_chair_who_has_not_answered_does_nothing(contest, verb):
    new = CommitteeMemberFactory(workshop=contest.edition, seat="chair")

    page = contest.step(new, verb, reason="So it is.")

    assert "Answer the questions about conflicts first" in page.text
    assert contest.status() == "voting"


def test_a_chair_who_has_not_answered_does_not_read_who_won(decided):
    new = CommitteeMemberFactory(workshop=decided.edition, seat="chair")

    undoing = decided.get(new, "room_step", decided.category.pk, "undo")

    assert undoing.status_code == 302
    assert "Decision</h2>" not in decided.category_page(new)
    assert minutes(decided, new).status_code == 302


def test_a_chair_in_conflict_with_a_paper_that_was_taken_out_stays_a_member(contest):
    AuthorshipFactory(paper=contest.first.paper, person=contest.chair.person)
    contest.first.withdraw(by=None)

    page = contest.step(contest.chair, "reopen", reason="So it is.")

    assert "Only the chair of the committee may do that" in page.text
    assert contest.step(contest.deputy, "reopen", reason="So it is.").status_code == 200
    assert contest.status() == "open"


def test_blind_minutes_say_no_reason_of_a_conflict(client):
    contest = Contest(client, is_blind=True)
    contest.cast(contest.chair, contest.first)

    contest.member.answer(contest.first, "advisor", note="Zelda is my student.", by=None)

    assert "Zelda" not in minutes(contest, contest.chair).content.decode()


def test_a_ballot_cast_in_term_counts_after_the_term(contest):
    contest.cast(contest.chair, contest.first)
    contest.cast(contest.member, contest.first)
    end_term(contest.member)

    contest.decide(contest.chair, contest.first)

    assert contest.status() == "decided"
    assert f'"{contest.member.printed_name}","member"' in minutes(contest, contest.chair).content.decode()


def test_the_board_counts_a_ballot_of_an_ended_term_among_those_who_could_vote(client, contest):
    contest.cast(contest.chair, contest.first)
    contest.cast(contest.member, contest.first)
    end_term(contest.member)
    end_term(contest.other)
    client.force_login(organizer_of(contest.edition))

    page = client.get(reverse("admin:awards_board", args=[contest.edition.slug])).text

    assert "2 of 3 members have voted" in page


def end_term(member):
    CommitteeMember.objects.filter(pk=member.pk).update(ends_on=timezone.localdate() - timedelta(days=1))


def test_minutes_are_the_same_whatever_was_looked_up_before(contest):
    contest.cast(contest.chair, contest.first)
    contest.step(contest.chair, "reopen", reason="A paper is missing.")
    AwardCategory.objects.get(pk=contest.category.pk).start_voting(by=None)
    contest.cast(contest.chair, contest.first)
    ContentType.objects.clear_cache()
    ContentType.objects.get_for_model(Candidate)

    assert "A paper is missing." in minutes(contest, contest.chair).content.decode()


def test_an_announcement_of_an_edition_that_went_back_to_draft_tells_a_member_in_conflict_nothing(decided):
    AuthorshipFactory(paper=decided.first.paper, person=decided.member.person)
    AwardCategory.objects.get(pk=decided.category.pk).announce(by=None)
    seen = "Decision</h2>" in decided.category_page(decided.member)

    Workshop.objects.filter(pk=decided.edition.pk).update(status="draft")

    assert seen
    assert "Decision</h2>" not in decided.category_page(decided.member)


def test_a_conflict_found_after_the_decision_is_declared_on_the_same_page(decided):
    offered = "You can declare a conflict that you found only now" in decided.category_page(decided.member)
    given = {f"kind-{decided.first.pk}": "advisor", f"kind-{decided.second.pk}": "none"}

    decided.post(decided.member, "room_conflicts", decided.category.pk, **given)

    assert offered
    assert not decided.category.ballots.standing().filter(member=decided.member).exists()
    assert "Decision</h2>" not in decided.category_page(decided.member)


def test_a_paper_that_one_is_in_conflict_with_is_not_offered_for_nomination(client):
    contest = Contest(client, status="open")
    contest.member.answer(contest.first, "family", by=None)

    page = contest.get(contest.member, "nominate_in", contest.category.pk).text

    assert contest.first.paper.title not in page
    assert contest.second.paper.title in page
