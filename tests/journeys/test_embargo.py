"""Two worlds that differ only in a secret must answer byte for byte alike to everybody who is not entitled to it."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from awards.models import Award, Grant
from tests.factories import (
    AuthorshipFactory,
    AwardCategoryFactory,
    AwardFactory,
    GrantFactory,
    GrantProgrammeFactory,
    PaperFactory,
    PersonFactory,
    UserFactory,
    WorkshopFactory,
    in_a_day,
    organizer_of,
)

pytestmark = pytest.mark.django_db

SECRET = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]+"')


@pytest.fixture
def world():
    """An edition with a public paper that will win and an author who will be granted something, and its onlookers."""
    edition = WorkshopFactory()
    author = AuthorshipFactory(
        person=PersonFactory(user=UserFactory(), email="author@example.org"),
        paper=PaperFactory(workshop=edition, public=True),
    )
    return {
        "edition": edition,
        "paper": author.paper,
        "author": author.person,
        "onlookers": {
            "anonymous": None,
            "somebody": UserFactory(),
            "the winner": author.person.user,
            "organizer elsewhere": organizer_of(WorkshopFactory()),
        },
    }


def decide(world, moment):
    award = AwardFactory(category=AwardCategoryFactory(workshop=world["edition"]), paper=world["paper"])
    award.decide(by=None)
    award.category.announce(at=moment, by=None)
    grant = GrantFactory(programme=GrantProgrammeFactory(workshop=world["edition"]), person=world["author"])
    grant.give(by=None)
    grant.programme.announce(at=moment, by=None)
    return award, grant


def addresses(world):
    edition, paper = world["edition"], world["paper"]
    return [
        reverse("home"),
        edition.get_absolute_url(),
        *(reverse(f"papers:{name}", args=[edition.slug]) for name in ("papers", "schedule")),
        paper.get_absolute_url(),
        reverse("awards:awards", args=[edition.slug]),
        world["author"].get_absolute_url(),
        reverse("me"),
        reverse("admin:index"),
        reverse("admin:awards_award_changelist"),
        reverse("admin:awards_grant_changelist"),
        reverse("admin:awards_awardcategory_changelist"),
        reverse("admin:awards_fund_changelist"),
        reverse("admin:papers_paper_changelist") + "?q=care",
    ]


def answers(client, world):
    """Everything that every onlooker is told: status, headers and body of each address."""
    told = {}
    for name, user in world["onlookers"].items():
        client.logout()
        if user:
            client.force_login(user)
        for url in addresses(world):
            response = client.get(url)
            headers = {key: value for key, value in response.headers.items() if key != "Set-Cookie"}
            told[name, url] = (response.status_code, headers, SECRET.sub(b"", response.content))
    return told


def test_a_decided_award_changes_nothing_for_anybody_before_its_moment(client, world):
    moment = in_a_day()

    with time_machine.travel(moment - timedelta(seconds=1), tick=False):
        without = answers(client, world)
        decide(world, moment)
        with_secret = answers(client, world)

    assert with_secret == without


def test_one_second_after_its_moment_it_is_everywhere_without_a_worker(client, world):
    moment = in_a_day()
    award, grant = decide(world, moment)

    with time_machine.travel(moment + timedelta(seconds=1), tick=False):
        told = answers(client, world)

    name = award.category.name.encode()
    edition = world["edition"]
    for url in [
        edition.get_absolute_url(),
        reverse("papers:papers", args=[edition.slug]),
        world["paper"].get_absolute_url(),
        reverse("awards:awards", args=[edition.slug]),
        world["author"].get_absolute_url(),
    ]:
        assert name in told["anonymous", url][2], url
    assert grant.printed_name.encode() in told["anonymous", reverse("awards:awards", args=[edition.slug])][2]
    assert name in told["the winner", reverse("me")][2]
    assert name not in told["somebody", reverse("me")][2]


def test_a_winner_who_was_told_sees_it_before_everybody_else(client, world):
    award, grant = decide(world, in_a_day())
    for thing in (award, grant):
        for message in thing.tell(by=None):
            message.become("claimed")
            message.become("transmitting")
            message.become("sent", sent_at=message.created_at)

    assert Award.objects.visible_to(world["author"].user).get() == award
    assert Grant.objects.visible_to(world["author"].user).get() == grant
    for name in ("somebody", "organizer elsewhere"):
        assert not Award.objects.visible_to(world["onlookers"][name]).exists()
    client.force_login(world["author"].user)
    page = client.get(reverse("me")).text
    assert award.category.name in page
    assert message.subject in page


def test_a_letter_that_has_not_left_tells_nobody(world):
    award, _grant = decide(world, in_a_day())

    award.tell(by=None)

    assert not Award.objects.visible_to(world["author"].user).exists()
