"""Who may do what with a category, in which state: every state × verb × part, through the doors that people use."""

from itertools import product
from types import SimpleNamespace

import pytest
from django.contrib.messages import get_messages
from django.db import transaction
from django.test import Client
from django.urls import reverse

from awards import powers
from awards.models import Award, AwardCategory, Ballot, Candidate, Certificate, CommitteeMember, PrizeShare, Vote
from awards.models.ballot import cast
from tests.factories import (
    AuthorshipFactory,
    AwardCategoryFactory,
    AwardFactory,
    CandidateFactory,
    PersonFactory,
    UserFactory,
    committee_of,
    in_a_day,
    organizer_of,
)

pytestmark = pytest.mark.django_db

ROWS = [AwardCategory, Award, PrizeShare, Ballot, Vote, Candidate, Certificate, CommitteeMember]
STATES = ["draft", "open", "voting", "decided", "scheduled", "announced", "vacated", "closed", "cancelled"]
DECIDED = {"decided", "scheduled", "announced", "closed"}
SEATS = ["chair", "deputy", "member", "observer"]
PARTS = [*SEATS, "organizer", "superuser", "author", "stranger"]
DOORS = {"desk": {"organizer", "superuser"}, "room": {"chair"}}  # where each verb can be done by whom at all
UNDECIDED = {"draft", "open", "voting"}
WORKS = {  # from which states, and the status that follows
    "open": ({"draft"}, "open"),
    "back_to_draft": ({"open"}, "draft"),
    "start_voting": ({"open"}, "voting"),
    "reopen": ({"voting"}, "open"),
    "decide": ({"voting"}, "decided"),
    "vacate": (UNDECIDED, "vacated"),
    "undo": ({"decided", "vacated"}, "voting"),
    "cancel": (UNDECIDED, "cancelled"),
    "restore": ({"cancelled"}, "draft"),
    "announce": ({"decided", "scheduled", "vacated"}, None),
    "withdraw_announcement": ({"scheduled"}, None),
    "close": ({"announced"}, "closed"),
}
WITHOUT_A_VOTE = {
    "start_voting": (set(), None),
    "reopen": (set(), None),
    "decide": ({"draft", "open"}, "decided"),
    "vacate": (set(), "vacated"),  # somebody is proposed; that is taken back first
    "cancel": (set(), "cancelled"),
    "undo": ({"decided", "vacated"}, "draft"),
}


# -- The worlds -----------------------------------------------------------------------------------


def world(state, *, voted):
    category = AwardCategoryFactory(ballot="approval" if voted else "none", quorum=1, paid=True)
    author = AuthorshipFactory(person=PersonFactory(user=UserFactory()), paper__workshop=category.workshop)
    type(author.paper).objects.update(status="accepted", announced_at=category.workshop.starts_at)
    seats = committee_of(category, *SEATS)
    here = SimpleNamespace(category=category, paper=author.paper, seats=seats, candidate=None)
    (_by_a_vote if voted else _by_the_organizers)(here, state)
    here.users = dict(zip(SEATS, [seat.person.user for seat in seats], strict=True)) | {
        "organizer": organizer_of(category.workshop),
        "superuser": UserFactory(is_superuser=True),
        "author": author.person.user,
        "stranger": UserFactory(),
    }
    return here


def _by_a_vote(here, state):
    here.category.open(by=None)
    here.candidate = CandidateFactory(category=here.category, paper=here.paper, shortlisted=True)
    for seat in here.seats:
        seat.answer(here.candidate, "", by=None)
    if state in {"draft", "open", "cancelled"}:
        return _finish(here, state)
    here.category.start_voting(by=None)
    for seat in here.seats[:3]:
        cast(here.category, seat, {here.candidate: 1}, by=None)
    if state in DECIDED:
        here.category.award_to([Award(paper=here.paper, citation="Clear.")], by=None)
    return _finish(here, state)


def _by_the_organizers(here, state):
    if state not in {"vacated", "cancelled"}:
        AwardFactory(category=here.category, paper=here.paper)
    if state == "open":
        here.category.open(by=None)
    if state in DECIDED:
        here.category.decide(by=None)
    _finish(here, state)


def _finish(here, state):
    category = here.category
    if state == "draft" and category.status == "open":
        category.back_to_draft(by=None)
    elif state == "cancelled":
        category.cancel(by=None)
    elif state == "vacated":
        category.vacate(by=None, reason="None was good.")
    elif state in {"scheduled", "announced", "closed"}:
        category.announce(by=None, at=in_a_day() if state == "scheduled" else None)
    if state == "closed":
        PrizeShare.objects.update(status="declined")
        category.close(by=None)
    elif state == "announced":
        PrizeShare.objects.update(status="declined")


# -- The doors ------------------------------------------------------------------------------------


def knock(client, door, here, verb):
    given = {"reason": "Because.", "at_0": "", "at_1": ""}
    if here.candidate:
        given |= {f"place-{here.candidate.pk}": "1", f"citation-{here.candidate.pk}": "Clear."}
    slug, pk = here.category.workshop.slug, here.category.pk
    if door == "desk":
        url = reverse("admin:awards_awardcategory_verb", args=[pk, verb])
    elif verb == "decide":
        url = reverse("awards:room_decide", args=[slug, pk])
    else:
        url = reverse("awards:room_step", args=[slug, pk, verb])
    client.cookies.pop("messages", None)  # what was said before, and nobody has read
    return client.post(url, given)


def rows():
    return [list(model._base_manager.order_by("pk").values()) for model in ROWS]


def is_refused(response):
    """Nothing is there, or one is shown the way to the door, or a sentence says why not."""
    if response.status_code == 404 or response.get("Location", "").startswith(reverse("admin:login")):
        return True
    return any(message.level_tag == "warning" for message in get_messages(response.wsgi_request))


def may(door, part, verb, *, voted):
    """Stated anew here, so that a change of `powers` is noticed."""
    chairs = {"start_voting", "reopen"} | ({"decide", "vacate"} if voted else set())
    both = {"open", "undo"}
    theirs = {"desk": set(WORKS) - chairs, "room": chairs | both if voted else set()}  # the room is for votes
    return part in DOORS[door] and verb in theirs[door]


@pytest.mark.parametrize(
    ("state", "voted"),
    [(state, voted) for state, voted in product(STATES, [True, False]) if voted or state != "voting"],
)
def test_every_verb_works_for_whom_it_is_and_for_nobody_else(subtests, state, voted):
    here = world(state, voted=voted)
    clients = {part: Client() for part in PARTS}
    for part, client in clients.items():
        client.force_login(here.users[part])
    before, table = rows(), WORKS if voted else WORKS | WITHOUT_A_VOTE

    for part, verb, door in product(PARTS, powers.VERBS, DOORS):
        with subtests.test(part=part, verb=verb, door=door), transaction.atomic():
            response = knock(clients[part], door, here, verb)
            works = may(door, part, verb, voted=voted) and state in table[verb][0]
            _check(here, response, works, before, table[verb][1])
            transaction.set_rollback(True)


def _check(here, response, works, before, after):
    if not works:
        assert is_refused(response)
        assert rows() == before
        return
    assert not is_refused(response)
    assert rows() != before
    if after:
        assert AwardCategory.objects.get(pk=here.category.pk).status == after


def test_the_tables_speak_of_the_same_verbs():
    assert set(WORKS) == set(powers.VERBS)


def test_the_deputy_acts_where_the_chair_is_in_conflict():
    here = world("open", voted=True)
    here.seats[0].answer(here.candidate, "family", by=None)
    client = Client()

    answers = []
    for part in ("chair", "deputy"):
        client.force_login(here.users[part])
        answers.append(is_refused(knock(client, "room", here, "start_voting")))

    assert answers == [True, False]
