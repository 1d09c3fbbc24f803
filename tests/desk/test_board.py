"""The board of awards: how each stands, who acts next, what stands in the way, what became of the winners."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from awards.models import Award
from tests.factories import (
    AuthorshipFactory,
    AwardCategoryFactory,
    AwardFactory,
    CandidateFactory,
    CommitteeMemberFactory,
    PersonFactory,
    UserFactory,
    WorkshopFactory,
    committee_of,
    in_a_day,
    organizer_of,
)

pytestmark = pytest.mark.django_db


def board(client, edition):
    return client.get(reverse("admin:awards_board", args=[edition.slug])).text


def won(category, *, authors=2):
    award = AwardFactory(category=category)
    for position in range(1, authors + 1):
        person = PersonFactory(email=f"winner{award.pk}-{position}@example.org")
        AuthorshipFactory(paper=award.paper, position=position, person=person)
    award.decide(by=None)
    return Award.objects.get(pk=award.pk)


# -- Who acts next, and what stands in the way ----------------------------------------------------


def test_an_edition_without_awards_is_told_what_to_do(client, edition):
    page = board(client, edition)

    assert "No award is prepared here yet. Add a category" in page
    assert "Nobody sits on it yet." in page


@pytest.mark.parametrize(
    ("status", "ballot", "words"),
    [
        ("draft", "none", "An organizer proposes a winner and decides."),
        ("draft", "ranking", "An organizer or the chair opens the nominations."),
        ("open", "ranking", "The chair starts the vote."),
        ("voting", "ranking", "The chair decides, once enough have voted."),
        ("decided", "none", "An organizer announces it, now or for a time."),
        ("vacated", "ranking", "An organizer announces it, now or for a time."),
        ("cancelled", "none", "Nothing: it is cancelled, and nothing of it will be public."),
        ("closed", "none", "Nothing: everything is settled."),
    ],
)
def test_each_state_says_who_acts_next(client, edition, status, ballot, words):
    announced = timezone.now() if status == "closed" else None
    AwardCategoryFactory(workshop=edition, status=status, ballot=ballot, announced_at=announced)

    assert words in board(client, edition)


def test_who_has_not_answered_about_conflicts_is_named(client, edition):
    candidate = CandidateFactory(category__workshop=edition, shortlisted=True)
    committee_of(candidate.category, "member", "member")
    CommitteeMemberFactory(workshop=edition, person__name="Bea Member", seat="chair")

    page = board(client, edition)

    assert "Bea Member has not answered about conflicts" in page
    assert "Nobody chairs the committee" not in page


def test_a_committee_without_a_chair_is_told(client, edition):
    candidate = CandidateFactory(category__workshop=edition, shortlisted=True)
    committee_of(candidate.category, "member", "member")

    assert "Nobody chairs the committee: invite a chair." in board(client, edition)


def test_the_progress_of_a_vote_counts_ballots_and_tells_no_votes(client, edition):
    candidate = CandidateFactory(category__workshop=edition, category__ballot="points", shortlisted=True)
    first, _second, _watching = committee_of(candidate.category, "chair", "member", "observer")
    candidate.category.start_voting(by=None)
    ballot = candidate.category.ballots.create(member=first)
    ballot.votes.create(candidate=candidate, value=9)

    page = board(client, edition)

    assert "1 of 2 members have voted" in page
    assert candidate.paper.title not in page


def test_days_left_are_said_in_the_zone_of_the_edition(client, edition):
    AwardCategoryFactory(workshop=edition, status="open", nominations_until="2030-05-05T10:00Z")
    with time_machine.travel("2030-05-02T09:59Z", tick=False):
        client.force_login(organizer_of(edition))
        page = board(client, edition)

    assert "5 May 2030, 12:00</time>, in 3\xa0days" in page
    assert "Times are in Europe/Paris." in page


def test_a_deadline_that_has_passed_is_said(client, edition):
    AwardCategoryFactory(workshop=edition, status="voting", ballot="ranking", votes_until="2021-05-05T10:00Z")

    assert "passed" in board(client, edition)


# -- Winners --------------------------------------------------------------------------------------


def test_letters_are_told_apart_posted_waiting_and_not_written(client, edition):
    category = AwardCategoryFactory(workshop=edition, telling="announcement")
    award = won(category)
    untold = board(client, edition)
    category.refresh_from_db()
    category.announce(at=in_a_day(), by=None)
    Award.objects.get(pk=award.pk).tell(by=None)
    waiting = board(client, edition)
    category.announce(by=None)
    posted = board(client, edition)

    assert "Not told yet: " in untold
    assert "2 letters wait until " in waiting
    assert "2 letters are posted." in posted


def test_a_winner_without_an_address_is_named(client, edition):
    award = won(AwardCategoryFactory(workshop=edition), authors=0)
    AuthorshipFactory(paper=award.paper, printed_name="Ada Unreached")

    assert "Without an address: Ada Unreached." in board(client, edition)


def test_shares_are_counted_and_late_ones_are_a_trouble(client, edition):
    category = AwardCategoryFactory(workshop=edition, paid=True)
    award = won(category)
    category.refresh_from_db()
    category.announce(by=None)
    award.shares.first().decline(by=None)
    with time_machine.travel(timezone.now() + timedelta(days=91), tick=False):
        client.force_login(organizer_of(edition))
        page = board(client, edition)

    assert "1 of 2 shares settled." in page
    assert "1 winner has not said in time" in page
    assert "$500 of $1,500 promised, $1,000 free" in page


def test_a_share_of_the_first_author_alone_is_no_change_of_authors(client, edition):
    award = won(AwardCategoryFactory(workshop=edition, paid=True, split_rule="first"))

    AuthorshipFactory(paper=award.paper, position=9)

    assert "changed after the decision" not in board(client, edition)


def test_authors_who_changed_after_the_decision_are_said(client, edition):
    award = won(AwardCategoryFactory(workshop=edition, paid=True))
    assert "changed after the decision" not in board(client, edition)

    AuthorshipFactory(paper=award.paper, position=9)

    assert "changed after the decision; the shares are those of before." in board(client, edition)


def test_an_announced_award_without_a_certificate_is_said(client, edition):
    category = AwardCategoryFactory(workshop=edition)
    award = won(category)
    assert "certificate is issued" not in board(client, edition)

    category.refresh_from_db()
    category.announce(by=None)
    assert "No certificate is issued yet." in board(client, edition)
    award.certificates.create(version=3, data={})

    assert "Certificate issued, version 3." in board(client, edition)


def test_a_question_to_rescind_waits_for_a_second_organizer(client, edition):
    category = AwardCategoryFactory(workshop=edition)
    award = won(category)
    category.refresh_from_db()
    category.announce(by=None)
    Award.objects.get(pk=award.pk).ask_to_rescind(by=organizer_of(edition), reason="Made up.")

    assert "A second organizer says yes or no." in board(client, edition)
    assert "A second organizer says yes or no." in client.get(reverse("admin:index")).text


# -- Doors ----------------------------------------------------------------------------------------


def without_token(answer):
    return re.sub(r'csrfmiddlewaretoken" value="\w+', "", answer.text)


def test_the_board_of_another_edition_is_missing(client, edition):
    other = WorkshopFactory()

    for page in ("admin:awards_board", "admin:awards_copy"):
        answers = [client.get(reverse(page, args=[slug])) for slug in (other.slug, "no-such-edition")]
        assert [answer.status_code for answer in answers] == [404, 404]
        assert without_token(answers[0]) == without_token(answers[1])


def test_the_desk_and_my_page_lead_to_the_board(client, edition):
    address = reverse("admin:awards_board", args=[edition.slug])

    assert address in client.get(reverse("admin:index")).text
    assert address in client.get(reverse("me")).text


def test_the_desk_asks_for_no_announcement_of_what_is_being_prepared(client, edition):
    AwardCategoryFactory(workshop=edition, ballot="ranking", status="open", name="Best of all")

    page = client.get(reverse("admin:index"))

    assert [list(row.tasks) for row in page.context["awards"]] == [[]]


@pytest.mark.parametrize(("count", "cost"), [(1, 21), (3, 33)])
def test_a_category_more_costs_what_it_costs(client, edition, django_assert_num_queries, count, cost):
    """Six more for each: what stands in its way, who has won it, whether it concerns the organizer."""
    for _each in range(count):
        won(AwardCategoryFactory(workshop=edition))

    with django_assert_num_queries(cost):
        board(client, edition)


def test_after_a_rescission_nobody_is_told_of_it_yet(client, edition):
    award = won(AwardCategoryFactory(workshop=edition))
    AuthorshipFactory(paper=award.paper, person=PersonFactory(email="winner@example.org"), position=9)
    award.category.announce(by=None)
    award.tell(by=None)
    award.ask_to_rescind(by=UserFactory(), reason="The data was made up.")
    award.rescind(by=UserFactory())

    assert "Not told yet" in board(client, edition)
