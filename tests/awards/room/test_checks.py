"""domain.md §7, checks 6 to 10, on the pages, as the people themselves."""

import pytest

from awards.models import Ballot
from tests.awards.room.contest import SECRET, Contest
from tests.factories import AuthorshipFactory
from workshops.lifecycle import Move

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("is_superuser", [False, True])
def test_check_06_an_author_of_a_candidate_neither_votes_on_it_nor_sees_anything_of_it(contest, is_superuser):
    author = contest.member
    type(author.person.user).objects.filter(pk=author.person.user_id).update(is_superuser=is_superuser)
    AuthorshipFactory(paper=contest.first.paper, person=author.person, position=99)
    contest.first.comments.create(member=contest.chair, text="The best I have read.")
    contest.cast(contest.chair, contest.first)
    contest.cast(author, contest.second)

    pages = [contest.category_page(author), contest.get(author, "room").text]
    details = [
        contest.get(author, page, contest.category.pk, contest.first.paper.number)
        for page in ("room_candidate", "room_pdf")
    ]

    assert "conflict" in pages[0]
    assert contest.second.paper.title in pages[0].partition("<h2>Count</h2>")[2]
    assert contest.first.paper.title not in pages[0].partition("<h2>Count</h2>")[2].partition("<h2>")[0]
    assert not any(words in page for page in pages for words in ("The best I have read.", f"{SECRET} Tides"))
    assert [response.status_code for response in details] == [404, 404]
    assert f'name="{contest.first.pk}"' not in contest.get(author, "room_ballot", contest.category.pk).text


def test_check_06_a_superuser_without_a_seat_finds_no_room(client, contest, admin_user):
    client.force_login(admin_user)

    for page in ("room_category", "room_ballot", "room_conflicts", "room_minutes_csv"):
        assert client.get(contest.url(page, contest.category.pk)).status_code == 404, page
    assert client.get(contest.url("room")).status_code == 404


def test_check_06_a_forged_vote_on_a_paper_in_conflict_is_not_counted(contest):
    contest.member.answer(contest.first, "family", by=None)

    contest.post(contest.member, "room_ballot", contest.category.pk, **{str(contest.first.pk): "on"})

    ballot = Ballot.objects.get(member=contest.member)
    assert list(ballot.votes.values_list("candidate", "value")) == [(contest.second.pk, 0)]


def test_check_07_the_vote_does_not_open_while_an_answer_is_missing(client):
    contest = Contest(client, status="open")
    contest.other.answers.filter(candidate=contest.second).delete()

    page = contest.step(contest.chair, "start_voting").text

    assert f"{contest.other.printed_name} has not answered about conflicts: 1 paper." in page
    assert contest.status() == "open"


def test_check_08_a_conflict_after_the_ballot_voids_it_and_is_logged(contest):
    ballot = contest.cast(contest.member, contest.first)
    answers = {f"kind-{contest.first.pk}": "advisor", f"kind-{contest.second.pk}": "none"}

    contest.post(contest.member, "room_conflicts", contest.category.pk, **answers)

    ballot.refresh_from_db()
    assert ballot.void_at
    assert Move.objects.about(ballot).filter(verb="void", by=contest.member.person.user).exists()
    assert "You have voted" not in contest.category_page(contest.member)
    minutes = contest.get(contest.chair, "room_minutes_csv", contest.category.pk)
    assert minutes.status_code == 302
    contest.cast(contest.chair, contest.second)
    assert "declared a conflict" in contest.get(contest.chair, "room_minutes_csv", contest.category.pk).text


def test_check_09_ballots_of_others_are_hidden_until_ones_own_is_submitted(contest):
    contest.cast(contest.chair, contest.first)

    before = contest.category_page(contest.member)
    contest.post(contest.member, "room_ballot", contest.category.pk, **{str(contest.second.pk): "on"})
    after = contest.category_page(contest.member)

    assert "<h3>Ballots</h3>" not in before
    assert "<h2>Count</h2>" not in before
    assert "<h3>Ballots</h3>" in after
    assert contest.chair.printed_name in after.partition("<h3>Ballots</h3>")[2]


def test_check_10_closing_below_the_quorum_is_refused_with_the_names_of_the_missing(contest):
    contest.cast(contest.chair, contest.first)

    page = contest.decide(contest.chair, contest.first).text

    for missing in (contest.deputy, contest.member, contest.other):
        assert missing.printed_name in page.partition("Still to vote:")[2]
    assert contest.status() == "voting"
    assert not contest.category.awards.exists()
