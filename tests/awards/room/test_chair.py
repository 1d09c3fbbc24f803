"""What the chair does besides deciding."""

import pytest

from awards.models import Candidate, CommitteeMember
from tests.awards.room.contest import Contest, plain

pytestmark = pytest.mark.django_db


@pytest.fixture
def nominating(client):
    return Contest(client, status="open")


def moved(contest, member, candidate, verb, **data):
    contest.client.force_login(member.person.user)
    url = contest.url("room_move", contest.category.pk, candidate.paper.number, verb)
    answer = contest.client.post(url, data, follow=True)
    return answer.text, Candidate.objects.get(pk=candidate.pk).status


# -- Steps --------------------------------------------------------------------------------------------


def test_what_is_being_prepared_is_shown_to_the_chair_who_opens_it(client):
    contest = Contest(client, status="draft")

    unseen = contest.get(contest.member, "room_category", contest.category.pk).status_code
    contest.step(contest.chair, "open")

    assert unseen == 404
    assert contest.status() == "open"


def test_what_was_cancelled_is_gone_for_everybody(client):
    contest = Contest(client, status="cancelled")

    assert contest.get(contest.chair, "room_category", contest.category.pk).status_code == 404
    assert contest.category.name not in contest.get(contest.chair, "room").text


def test_what_organizers_decide_without_a_vote_is_not_in_the_room(client):
    contest = Contest(client, ballot="none", status="open")

    assert contest.get(contest.chair, "room_category", contest.category.pk).status_code == 404
    assert contest.category.name not in contest.get(contest.chair, "room").text


def test_the_vote_begins_after_a_page_that_says_what_that_means(nominating):
    asked = nominating.get(nominating.chair, "room_step", nominating.category.pk, "start_voting").text

    nominating.step(nominating.chair, "start_voting")

    assert "2 papers are voted on" in asked
    assert nominating.status() == "voting"


def test_opening_again_voids_the_ballots_and_needs_a_reason(contest):
    contest.cast(contest.member, contest.first)

    unsaid = contest.step(contest.chair, "reopen", reason="")
    before = contest.status()
    contest.step(contest.chair, "reopen", reason="A paper was forgotten.")

    assert unsaid.status_code == 422
    assert before == "voting"
    assert contest.status() == "open"
    assert not contest.category.ballots.standing().exists()


def test_a_step_that_cannot_be_taken_now_says_so_and_offers_no_button(nominating):
    page = nominating.get(nominating.chair, "room_step", nominating.category.pk, "undo").text

    assert "that cannot be done now" in page
    assert "Undo the decision</button>" not in page


def test_what_is_the_organizers_is_refused_to_the_chair_and_what_nobody_knows_is_no_page(contest):
    page = contest.step(contest.chair, "announce").text

    assert "Only the organizers may do that." in page
    assert contest.step(contest.chair, "burn").status_code == 404


def test_of_two_chairs_the_one_without_a_conflict_acts(contest):
    CommitteeMember.objects.filter(pk=contest.other.pk).update(seat="chair")
    contest.chair.answer(contest.first, "family", by=None)

    contest.step(contest.deputy, "vacate", reason="Because.")
    before = contest.status()
    contest.step(contest.other, "vacate", reason="No paper stood out.")

    assert before == "voting"
    assert contest.status() == "vacated"


def test_of_two_deputies_the_first_without_a_conflict_acts(contest):
    CommitteeMember.objects.filter(pk=contest.other.pk).update(seat="deputy")
    contest.chair.answer(contest.first, "family", by=None)

    contest.step(contest.other, "vacate", reason="Because.")
    before = contest.status()
    contest.deputy.answer(contest.second, "funding", by=None)
    contest.step(contest.other, "vacate", reason="No paper stood out.")

    assert before == "voting"
    assert contest.status() == "vacated"


# -- The shortlist ------------------------------------------------------------------------------------


def test_a_paper_goes_onto_the_shortlist_off_it_and_out_of_the_running(nominating):
    steps = [("unlist", {}), ("shortlist", {}), ("withdraw", {"reason": "Retracted."}), ("unlist", {})]

    states = [moved(nominating, nominating.chair, nominating.first, verb, **data)[1] for verb, data in steps]

    assert states == ["nominated", "shortlisted", "withdrawn", "nominated"]


def test_a_member_does_not_choose_the_shortlist(nominating):
    page, status = moved(nominating, nominating.member, nominating.first, "unlist")

    assert "Only the chair of the committee may do that" in page
    assert status == "shortlisted"


def test_the_chair_answers_about_a_paper_before_moving_it(nominating):
    nominating.chair.answers.filter(candidate=nominating.first).delete()

    _page, status = moved(nominating, nominating.chair, nominating.first, "unlist")

    assert status == "shortlisted"


def test_the_shortlist_stays_during_the_vote_but_for_a_paper_that_leaves(contest):
    page, kept = moved(contest, contest.chair, contest.first, "unlist")
    unsaid, still = moved(contest, contest.chair, contest.first, "withdraw")
    _page, gone = moved(contest, contest.chair, contest.first, "withdraw", reason="Retracted.")

    assert "changes only while nominations are open" in page
    assert "This field is required" in unsaid
    assert [kept, still, gone] == ["shortlisted", "shortlisted", "withdrawn"]


@pytest.mark.parametrize("page", ["room_category", "room_conflicts"])
def test_the_state_of_a_paper_in_conflict_is_not_told(nominating, page):
    nominating.member.answer(nominating.first, "family", by=None)
    before = nominating.get(nominating.member, page, nominating.category.pk)

    nominating.first.withdraw(by=None, reason="Retracted.")

    after = nominating.get(nominating.member, page, nominating.category.pk)
    assert plain(after) == plain(before)
