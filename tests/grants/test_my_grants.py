"""Recipients: what they are told, how they answer, and that nothing but a press of a button changes anything."""

from datetime import date, timedelta

import pytest
import time_machine
from django.conf import settings
from django.urls import reverse

from awards.models import Grant, LedgerEntry, Offer
from awards.models.offer import digest
from notifications.models import Message
from tests.factories import PAST, ApplicationFactory, BenefitFactory, GrantFactory, PersonFactory, UserFactory
from tests.grants.offered import letter_of, link_in, opened, planned, seats, sent, waitlisted
from workshops.lifecycle import Move
from workshops.models import Workshop

pytestmark = pytest.mark.django_db

NOBODYS = 987654


@pytest.fixture
def told():
    offer = opened(seats(10))
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


def rows():
    return [list(model.objects.order_by("pk").values()) for model in (Offer, Grant, LedgerEntry, Move)]


@pytest.mark.parametrize("method", ["get", "head", "options"])
@pytest.mark.parametrize("door", ["link", "page", "give up"])
def test_check_35_reading_changes_nothing(client, told, method, door):
    if door == "give up":
        told.accept(by=None)
    client.force_login(told.person.user)
    url = {
        "link": link_in(letter_of(told)),
        "page": reverse("my_offer", args=[told.pk]),
        "give up": reverse("give_up", args=[told.grants.get().pk]),
    }[door]
    before = rows()

    for query in ("", "?accept=1", "?decline=&decline-reason=x"):
        assert getattr(client, method)(url + query).status_code == 200

    assert rows() == before


@pytest.mark.parametrize("second", ["accept", "decline"])
@pytest.mark.parametrize("door", ["link", "page"])
def test_check_35_a_second_press_changes_nothing_and_shows_how_it_stands(client, told, door, second):
    client.force_login(told.person.user)
    url = link_in(letter_of(told)) if door == "link" else reverse("my_offer", args=[told.pk])
    client.post(url, {"accept": ""})
    before = rows()

    again = client.post(url, {second: ""}, follow=True)

    assert again.status_code == 200
    assert "State: accepted." in again.text
    assert rows() == before


def test_the_page_of_the_link_tells_no_other_site_and_is_kept_by_no_cache(client, told):
    answer = client.get(link_in(letter_of(told)))

    assert answer.headers["Referrer-Policy"] == "strict-origin"
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
    before = rows()

    answer = client.post(reverse("my_offer", args=[offer.pk]), {"accept": ""})

    assert answer.status_code == (302 if who == "anonymous" else 404)
    assert who != "anonymous" or answer.url.startswith(reverse(settings.LOGIN_URL))
    assert rows() == before


def test_check_33_whose_application_was_rejected_has_nothing_to_accept(client, told):
    rejected = ApplicationFactory(programme=told.programme, person__user=UserFactory(), status="rejected").person
    client.force_login(rejected.user)
    before = rows()

    answers = [client.post(reverse("my_offer", args=[pk]), {"accept": ""}) for pk in (told.pk, NOBODYS)]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert len(answers[0].content) == len(answers[1].content)
    assert rows() == before


def test_check_33_a_link_answers_its_own_offer_and_no_other(client, told):
    other = opened()
    sent(letter_of(other))
    client.force_login(told.person.user)

    client.post(link_in(letter_of(other)), {"decline": ""})
    unknown = client.post(reverse("offer", args=["x" * 43]), {"accept": ""})

    assert unknown.status_code == 404
    assert (status(told), status(other)) == ("open", "declined")


@pytest.mark.parametrize("verb", ["decline", "take_back"])
def test_check_33_what_ended_is_not_accepted_by_its_link(client, told, verb):
    getattr(told, verb)(by=None, reason="They said so.")
    before = rows()

    answer = client.post(link_in(letter_of(told)), {"accept": ""}, follow=True)

    assert "State: " in answer.text
    assert rows() == before


@pytest.mark.parametrize("data", [{}, {"accept": "", "decline": ""}, {"expire": ""}])
def test_a_post_that_says_nothing_clear_is_refused_or_done_once(client, told, data):
    answer = client.post(link_in(letter_of(told)), data)

    assert answer.status_code == (302 if "accept" in data else 404)


def test_a_grant_is_given_up_after_being_asked_once_more(client, told):
    told.accept(by=None)
    grant = told.grants.get()
    client.force_login(told.person.user)
    page = reverse("give_up", args=[grant.pk])

    asked = client.get(page)
    still = Grant.objects.get().status
    client.post(page)

    assert asked.status_code == 200
    assert (still, Grant.objects.get().status) == ("given", "withdrawn")


def test_when_the_edition_is_over_nothing_is_given_up_or_expected(client, told):
    told.accept(by=None)
    Workshop.objects.update(starts_at=PAST, ends_at=PAST + timedelta(hours=9))
    client.force_login(told.person.user)

    client.post(reverse("give_up", args=[told.grants.get().pk]))
    page = client.get(reverse("me")).text

    assert Grant.objects.get().status == "given"
    assert "Give it up" not in page
    assert "as soon as they have it" not in page


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

    assert "The time to answer has passed." in page


def test_an_offer_that_the_clock_has_not_ended_yet_is_no_longer_offered(client, told):
    client.force_login(told.person.user)

    with time_machine.travel(told.respond_by):
        page = client.get(reverse("me")).text

    assert "The time to answer has passed." in page
    assert reverse("my_offer", args=[told.pk]) not in page


@pytest.mark.parametrize(
    ("verb", "given", "sentence"),
    [
        ("withdraw", {}, "You have given it up."),
        ("revoke", {"reason": "Said so."}, "The organizers have taken it back."),
        ("mark_no_show", {}, "It is noted that you did not come."),
        ("fulfil", {"paid_on": date(2026, 5, 1)}, "received on 1 May 2026"),
    ],
)
def test_a_grant_that_one_was_told_of_stays_there_with_what_became_of_it(client, told, verb, given, sentence):
    told.accept(by=None)
    getattr(told.grants.get(), verb)(by=None, **given)
    client.force_login(told.person.user)

    page = client.get(reverse("me")).text

    assert sentence in page
    assert "send you a code" not in page


def test_a_grant_that_ended_before_anybody_was_told_is_on_no_page(client):
    grant = GrantFactory(person=PersonFactory(user=UserFactory()))
    grant.give(by=None)
    grant.revoke(by=None, reason="A slip.")
    type(grant.programme).objects.update(announced_at=PAST)
    client.force_login(grant.person.user)

    page = client.get(reverse("me")).text

    assert grant.programme.name not in page


def test_a_registration_without_a_code_says_what_comes_next(client, told):
    told.accept(by=None)
    client.force_login(told.person.user)

    before = client.get(reverse("me")).text
    Grant.objects.update(handed_over_at=PAST)
    after = client.get(reverse("me")).text

    assert "The organizers send you a code as soon as they have it" in before
    assert "You need no code." in after


def test_giving_up_what_was_received_is_refused_in_a_sentence(client, told):
    told.accept(by=None)
    told.grants.get().fulfil(by=None, paid_on=date(2026, 5, 1))
    client.force_login(told.person.user)
    page = reverse("give_up", args=[told.grants.get().pk])

    asked = client.get(page).text
    client.post(page)

    assert "You have received it already." in asked
    assert Grant.objects.get().status == "fulfilled"


@pytest.mark.parametrize("count", [1, 3])
def test_my_grants_and_offers_cost_the_same_however_many(client, django_assert_num_queries, count):
    person = PersonFactory(user=UserFactory())
    for _each in range(count):
        for offer in (opened(), opened(), opened()):
            sent(letter_of(offer))
            Message.objects.about(offer).update(recipient=f"accounts.person:{person.pk}")
            Offer.objects.filter(pk=offer.pk).update(person=person)
            offer.grants.update(person=person)
        Offer.objects.get(pk=offer.pk).accept(by=None)
        Offer.objects.get(pk=offer.pk - 1).decline(by=None)
    client.force_login(person.user)

    with django_assert_num_queries(27):
        client.get(reverse("me"))


def test_an_application_says_that_there_was_an_offer_once_it_is_told(client):
    offer = opened(seats(10))
    ApplicationFactory(programme=offer.programme, person=offer.person)
    client.force_login(offer.person.user)

    before = client.get(reverse("me")).text
    sent(letter_of(offer))
    after = client.get(reverse("me")).text

    assert ["Submitted, " in page for page in (before, after)] == [True, False]
    assert "You were offered a grant" in after
