"""Recipients: what they are told, how they answer, and that nothing but a press of a button changes anything."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from awards.models import Grant, Offer
from awards.models.offer import digest
from tests.factories import BenefitFactory, GrantFactory, PersonFactory, UserFactory
from tests.grants.offered import letter_of, link_in, opened, planned, sent, waitlisted
from workshops.models import Workshop

pytestmark = pytest.mark.django_db


@pytest.fixture
def told():
    offer = opened()
    sent(letter_of(offer))
    return offer


def status(offer):
    return Offer.objects.get(pk=offer.pk).status


def test_an_offer_is_on_ones_page_once_its_letter_has_left(client):
    offer = opened()
    client.force_login(offer.person.user)
    before = client.get(reverse("me")).text

    sent(letter_of(offer))
    after = client.get(reverse("me")).text

    assert offer.programme.name not in before
    assert offer.programme.name in after
    assert "AoE" in after
    assert reverse("my_offer", args=[offer.pk]) in after


def test_it_is_accepted_on_the_page(client, told):
    client.force_login(told.person.user)

    page = client.post(
        reverse("my_offer", args=[told.pk]), {"accept": "", "accept-may_be_named": "on"}, follow=True
    ).text

    assert "You have accepted" in page
    assert status(told) == "accepted"
    assert Grant.objects.get().consents_to_be_named


def test_it_is_declined_by_the_link_without_signing_in(client, told):
    link = link_in(letter_of(told))

    client.post(link, {"decline": "", "decline-reason": "No visa."})

    assert status(told) == "declined"


def test_asking_for_more_ends_the_offer_and_says_why(client, told):
    link = link_in(letter_of(told))

    refused = client.post(link, {"ask_for_more": "", "ask_for_more-reason": ""})
    client.post(link, {"ask_for_more": "", "ask_for_more-reason": "The flight costs more."})

    assert refused.status_code == 400
    assert status(told) == "more"


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_check_35_reading_changes_nothing(client, told, method):
    for query in ("", "?accept=1", "?decline=&decline-reason=x"):
        getattr(client, method)(link_in(letter_of(told)) + query)

    assert status(told) == "open"


def test_check_35_a_second_press_shows_how_it_stands(client, told):
    link = link_in(letter_of(told))
    client.post(link, {"accept": ""})

    again = client.post(link, {"decline": ""}, follow=True)

    assert again.status_code == 200
    assert "State: accepted." in again.text
    assert status(told) == "accepted"


def test_the_page_of_the_link_tells_no_other_site_and_is_kept_by_no_cache(client, told):
    answer = client.get(link_in(letter_of(told)))

    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "no-store" in answer.headers["Cache-Control"]


def test_only_the_digest_of_a_link_is_kept(client, told):
    token = link_in(letter_of(told)).split("/")[2]

    assert told.link_digest == digest(token)
    assert client.get(reverse("offer", args=["no-such-link"])).status_code == 404


def test_after_its_end_the_page_says_so_and_takes_nothing(client, told):
    link = link_in(letter_of(told))

    with time_machine.travel(told.respond_by):
        page = client.get(link).text
        client.post(link, {"accept": ""})

    assert "The time to answer has passed" in page
    assert status(told) == "open"


@pytest.mark.parametrize("who", ["waitlisted", "planned", "another user", "anonymous"])
def test_check_33_nobody_else_accepts(client, told, who):
    benefit = BenefitFactory()
    offer = {"waitlisted": lambda: waitlisted(benefit), "planned": lambda: planned(benefit)}.get(who, lambda: told)()
    if who != "anonymous":
        client.force_login(UserFactory() if who == "another user" else offer.person.user)
    before = status(offer)

    answer = client.post(reverse("my_offer", args=[offer.pk]), {"accept": ""})

    assert answer.status_code == (302 if who == "anonymous" else 404)
    assert status(offer) == before
    assert not Grant.objects.given().exists()


@pytest.mark.parametrize("data", [{}, {"accept": "", "decline": ""}, {"expire": ""}])
def test_a_post_that_says_nothing_clear_is_refused_or_done_once(client, told, data):
    answer = client.post(link_in(letter_of(told)), data)

    assert answer.status_code == (302 if "accept" in data else 404)


def test_a_grant_is_given_up_after_being_asked_once_more(client, told):
    told.accept(by=None)
    grant = told.grants.get()
    Workshop.objects.update(starts_at=told.respond_by, ends_at=None)
    client.force_login(told.person.user)
    page = reverse("give_up", args=[grant.pk])

    asked = client.get(page)
    still = Grant.objects.get().status
    client.post(page)

    assert asked.status_code == 200
    assert (still, Grant.objects.get().status) == ("given", "withdrawn")


def test_when_the_edition_is_over_nothing_is_given_up_or_expected(client, told):
    told.accept(by=None)
    client.force_login(told.person.user)

    client.post(reverse("give_up", args=[told.grants.get().pk]))
    page = client.get(reverse("me")).text

    assert Grant.objects.get().status == "given"
    assert "I cannot come" not in page
    assert "as soon as they have one" not in page


def test_nobody_gives_up_a_grant_of_somebody_else_or_one_they_were_not_told_of(client):
    hidden = GrantFactory(person=PersonFactory(user=UserFactory()))
    hidden.give(by=None)
    page = reverse("give_up", args=[hidden.pk])

    for user in (UserFactory(), hidden.person.user):
        client.force_login(user)
        assert client.post(page).status_code == 404
    assert Grant.objects.get().status == "given"


def test_what_ended_stands_there_with_a_word(client, told):
    client.force_login(told.person.user)

    with time_machine.travel(told.respond_by + timedelta(hours=1)):
        Offer.objects.get(pk=told.pk).expire()
        page = client.get(reverse("me")).text

    assert "not answered in time" in page
