"""All to whom a programme gave something without asking are told at once."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from notifications.models import Message
from tests.factories import BenefitFactory, GrantFactory, PersonFactory, WorkshopFactory, organizer_of
from tests.grants.offered import opened, seats
from workshops.lifecycle import Move

pytestmark = pytest.mark.django_db


@pytest.fixture
def benefit():
    return BenefitFactory(programme__workshop=WorkshopFactory(), fund__amount=25)


def given(benefit, email):
    grant = GrantFactory(benefit=benefit, person=PersonFactory(email=email))
    grant.give(by=None)
    return grant


def told():
    return sorted(Message.objects.filter(kind="grant_given").values_list("to", flat=True))


def url_of(benefit):
    return reverse("admin:awards_grantprogramme_verb", args=[benefit.programme_id, "tell"])


def test_all_are_told_who_have_an_address_and_only_once(client, benefit):
    given(benefit, "ada@example.org")
    given(benefit, "ivy@example.org")
    given(benefit, "")
    client.force_login(organizer_of(benefit.workshop))

    for _press in range(2):
        client.post(url_of(benefit))

    assert told() == ["ada@example.org", "ivy@example.org"]
    assert Move.objects.about(benefit.programme).get().after == "2 mails"


def test_the_letters_and_who_gets_none_are_shown_before(client, benefit):
    given(benefit, "ada@example.org")
    nobody = given(benefit, "")
    client.force_login(organizer_of(benefit.workshop))

    page = client.get(url_of(benefit)).text

    assert "ada@example.org" in page
    assert f"{nobody.printed_name} has no address" in page
    assert told() == []


def test_whoever_was_told_alone_or_has_nothing_yet_gets_no_second_letter(benefit):
    given(benefit, "ada@example.org").tell(by=None)
    GrantFactory(benefit=benefit, person=PersonFactory(email="ivy@example.org"))

    assert benefit.programme.tell(by=None) == []
    assert told() == ["ada@example.org"]


def test_whoever_accepted_an_offer_is_not_told_of_it():
    benefit = seats(2)
    opened(benefit).accept(by=None)

    assert not benefit.programme.given_unasked().exists()
    assert benefit.programme.tell(by=None) == []


@pytest.mark.parametrize("count", [1, 3])
def test_telling_costs_the_same_for_one_and_for_three(benefit, count, django_assert_num_queries):
    for number in range(count):
        given(benefit, f"author{number}@example.org")
    ContentType.objects.get_for_model(benefit.programme)  # asked once in a process

    with django_assert_num_queries(12):
        benefit.programme.tell(by=None)
