"""Every verb of a grant and of an offer, in every state, by everybody: what the table allows is done, the rest changes nothing."""

from datetime import date, timedelta
from itertools import product

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from awards.models import Grant, GrantStatus, LedgerEntry, Offer, OfferStatus, RegistrationCode
from tests.factories import RoleFactory, UserFactory, WorkshopFactory, organizer_of
from tests.grants.offered import planned

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


def grant_in(status):
    offer = planned()
    fields = {"fulfilled_on": date(2026, 5, 1)} if status in {"fulfilled", "returned"} else {}
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

    assert response.status_code in ({302} if role in {*ABLE, "anonymous", "organizing recipient"} else {404, 403, 302})
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
