"""Every verb of a grant and of an offer, in every state, by everybody: what the table allows is done, the rest changes nothing."""

from datetime import date, timedelta
from itertools import product

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from awards.models import Grant, GrantStatus, LedgerEntry, Offer, OfferStatus, RegistrationCode
from tests.factories import RoleFactory, UserFactory, WorkshopFactory, organizer_of
from tests.grants.offered import opened, planned, seats, waitlisted
from workshops.lifecycle import IllegalMove

pytestmark = pytest.mark.django_db

SOON = timezone.now() + timedelta(days=20)
MOMENT = {"respond_by_0": f"{SOON:%Y-%m-%d}", "respond_by_1": "12:00"}
REASON = {"reason": "They said so."}
GRANT_VERBS = {  # from which states, to which, and what is typed
    "give": ({"proposed"}, "given", {}),
    "undo": ({"given"}, "proposed", {}),
    "fulfil": ({"given", "returned"}, "fulfilled", {"paid_on": "2026-05-01"}),
    "mark_returned": ({"fulfilled", "no_show"}, "returned", REASON),
    "mark_no_show": ({"given", "fulfilled"}, "no_show", {}),
    "withdraw": ({"given"}, "withdrawn", {}),
    "revoke": ({"given"}, "revoked", REASON),
}
OFFER_VERBS = {
    "offer": ({"planned", "waitlisted"}, "open", MOMENT),
    "extend": ({"open"}, "open", MOMENT),
    "put_on_waitlist": ({"planned"}, "waitlisted", {}),
    "take_off_waitlist": ({"waitlisted"}, "planned", {}),
    "decline": ({"open"}, "declined", REASON),
    "take_back": ({"open"}, "taken_back", REASON),
    "drop": ({"planned"}, None, {}),
}
ROLES = ["organizer", "superuser", "organizer elsewhere", "recipient", "stranger", "anonymous", "organizing recipient"]
ABLE = {"organizer", "superuser"}
ANSWERS = {"organizer": {302}, "superuser": {302}, "anonymous": {302}, "organizing recipient": {404}}


def grant_in(status):
    offer = planned()
    fields = {"fulfilled_on": date(2026, 5, 1)} if status in {"fulfilled", "returned", "no_show"} else {}
    Grant.objects.filter(offer=offer).update(status=status, offer=None, **fields)
    offer.delete()
    return Grant.objects.get()


def offer_in(status):
    offer = planned()
    fields = {"waitlisted": {"rank": 1}, "planned": {}}.get(status, {"respond_by": timezone.now() + timedelta(days=3)})
    Offer.objects.filter(pk=offer.pk).update(status=status, **fields)
    held = {"open": "offered", "accepted": "given", "planned": "proposed", "waitlisted": "proposed"}
    Grant.objects.filter(offer=offer).update(status=held.get(status, "released"))
    return Offer.objects.get(pk=offer.pk)


def user_in(role, thing):
    if role == "organizing recipient":
        RoleFactory(workshop=thing.workshop, person=thing.person, kind="organizer")
        return thing.person.user
    makers = {
        "organizer": lambda: organizer_of(thing.workshop),
        "superuser": lambda: UserFactory(is_superuser=True),
        "organizer elsewhere": lambda: organizer_of(WorkshopFactory()),
        "recipient": lambda: thing.person.user,
        "stranger": UserFactory,
    }
    return makers[role]() if role in makers else None


def knock(role, thing, verb, given):
    client = Client()
    if user := user_in(role, thing):
        client.force_login(user)
    return client.post(reverse(f"admin:awards_{thing._meta.model_name}_verb", args=[thing.pk, verb]), given)


def everything():
    return [list(model.objects.order_by("pk").values()) for model in (Grant, Offer, RegistrationCode, LedgerEntry)]


def check(role, thing, verb, verbs):
    begins, after, given = verbs[verb]
    model, works = type(thing), role in ABLE and thing.status in begins
    before = everything()

    response = knock(role, thing, verb, given)

    assert response.status_code in ANSWERS.get(role, {404, 403, 302})
    if works:
        found = model.objects.filter(pk=thing.pk).first()
        assert (found and found.status) == after
        assert everything() != before
    else:
        assert everything() == before


@pytest.mark.parametrize(("verb", "role"), list(product(GRANT_VERBS, ROLES)))
def test_a_grant_is_moved_by_whom_and_from_where_the_table_says(subtests, verb, role):
    for status in GrantStatus.values:
        Grant.objects.all().delete()
        with subtests.test(status):
            check(role, grant_in(status), verb, GRANT_VERBS)


@pytest.mark.parametrize(("verb", "role"), list(product(OFFER_VERBS, ROLES)))
def test_an_offer_is_moved_by_whom_and_from_where_the_table_says(subtests, verb, role):
    for status in OfferStatus.values:
        with subtests.test(status):
            check(role, offer_in(status), verb, OFFER_VERBS)


@pytest.mark.parametrize(
    ("verb", "sentence"),
    [
        ("fulfil", "is noted as received by"),
        ("mark_no_show", "is free again in the fund"),
        ("withdraw", "is the next on the waitlist and is offered it"),
        ("revoke", "The registration code is cancelled and goes to nobody else."),
    ],
)
def test_a_verb_of_a_grant_says_what_will_happen(client, verb, sentence):
    benefit = seats(1)
    RegistrationCode.objects.create(benefit=benefit, code="A-1")
    opened(benefit).accept(by=None)
    waitlisted(benefit)
    client.force_login(organizer_of(benefit.workshop))

    page = client.get(reverse("admin:awards_grant_verb", args=[Grant.objects.given().get().pk, verb])).text

    assert sentence in page


@pytest.mark.parametrize(
    ("promotion", "sentence"),
    [
        ("itself", "is the next on the waitlist and is offered it"),
        ("ask", "is the next on the waitlist; an organizer offers it."),
    ],
)
@pytest.mark.parametrize("verb", ["decline", "take_back"])
def test_ending_an_offer_says_who_moves_up(client, verb, promotion, sentence):
    benefit = seats(1, programme__promotion=promotion)
    offer, following = opened(benefit), waitlisted(benefit)
    client.force_login(organizer_of(benefit.workshop))

    page = client.get(reverse("admin:awards_offer_verb", args=[offer.pk, verb])).text

    assert f"{following.printed_name} {sentence}" in page


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("payer", "DE89 3704 0044 0532 0130 00"),
        ("payment_reference", "4111 1111 1111 1111"),
        ("paid_on", "1026-05-01"),
        ("paid_on", "2999-01-01"),
    ],
)
def test_what_is_noted_as_received_holds_no_bank_details_and_a_day_that_can_be(client, field, text):
    offer = opened()
    offer.accept(by=None)
    client.force_login(organizer_of(offer.workshop))
    before = everything()

    page = client.post(
        reverse("admin:awards_grant_verb", args=[offer.grants.get().pk, "fulfil"]),
        {"paid_on": "2026-05-01", field: text},
    )

    assert page.context["form"].errors.keys() == {field}
    assert everything() == before


def test_what_nobody_received_does_not_come_back():
    offer = opened()
    offer.accept(by=None)
    grant = offer.grants.get()
    grant.mark_no_show(by=None)

    with pytest.raises(IllegalMove, match="Nothing of it was received"):
        grant.mark_returned(by=None, reason="Really.")


def test_check_67_an_organizer_of_another_edition_finds_nothing(client):
    offer = opened()
    programme, fund = offer.programme, offer.grants.get().benefit.fund
    client.force_login(organizer_of(WorkshopFactory(series=offer.workshop.series)))
    pages = [reverse(f"admin:awards_grantprogramme_{name}", args=[programme.pk]) for name in ("direct", "allocation")]
    pages += [reverse("admin:awards_fund_report", args=[fund.pk])]
    things = {"fund": fund, "grantprogramme": programme, "grant": offer.grants.get(), "offer": offer}
    pages += [reverse(f"admin:awards_{name}_change", args=[thing.pk]) for name, thing in things.items()]

    assert {client.get(page).status_code for page in pages} == {404}
