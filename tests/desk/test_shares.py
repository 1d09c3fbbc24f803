"""Prize money followed until it is paid: who, which, when, and nothing else."""

from datetime import timedelta
from decimal import Decimal
from itertools import product

import pytest
from django.urls import reverse
from django.utils import timezone

from awards.models import PrizeShare, ShareStatus
from tests.desk.pages import ask, decided, do
from tests.factories import FundFactory, organizer_of

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
PAYMENT = {"payer": "Acme University", "payment_reference": "INV-2026-17", "paid_on": TODAY}
GIVEN = {  # what each verb asks for, and where it leads
    "mark_ready": ({}, ShareStatus.READY),
    "pay": (PAYMENT, ShareStatus.PAID),
    "mark_unpayable": ({"reason": "No answer."}, ShareStatus.UNPAYABLE),
    "mark_returned": ({"reason": "The bank sent it back."}, ShareStatus.RETURNED),
    "cancel": ({"reason": "Rescinded."}, ShareStatus.CANCELLED),
}


@pytest.fixture
def share(edition):
    award = decided(edition, paid=True)
    award.category.announce(by=None)
    return award.shares.first()


def put(share, status):
    PrizeShare.objects.filter(pk=share.pk).update(status=status, paid_on=TODAY, donated_to="Red Cross")
    return PrizeShare.objects.get(pk=share.pk)


@pytest.mark.parametrize(("before", "verb"), list(product(ShareStatus.values, GIVEN)))
def test_a_share_moves_at_the_desk_as_its_table_says(client, share, before, verb):
    share = put(share, before)
    given, after = GIVEN[verb]

    do(client, share, verb, **given)

    share.refresh_from_db()
    assert share.status == (after if after in PrizeShare.MOVES[before] else before)


@pytest.mark.parametrize(
    ("before", "after"), [("unpayable", "details_requested"), ("returned", "ready"), ("paid", "paid")]
)
def test_what_could_not_be_paid_is_tried_again(client, share, before, after):
    share = put(share, before)

    do(client, share, "revive")

    share.refresh_from_db()
    assert share.status == after


def test_trying_again_needs_the_money(client, share):
    share = put(share, "unpayable")
    fund = share.award.category.fund
    fund.amount = Decimal(700)
    fund.save()

    asked = ask(client, share, "revive")
    done = do(client, share, "revive")

    share.refresh_from_db()
    assert "which has $200 left" in asked
    assert "lacks $300" in done
    assert share.status == "unpayable"


def test_a_payment_is_noted_with_payer_reference_and_date(client, share):
    share = put(share, "ready")

    do(client, share, "pay", **PAYMENT)

    share.refresh_from_db()
    assert (share.payer, share.payment_reference, share.paid_on) == ("Acme University", "INV-2026-17", TODAY)


@pytest.mark.parametrize(
    ("field", "text", "sentence"),
    [
        ("payment_reference", "DE89 3704 0044 0532 0130 00", "Laurel keeps none."),
        ("payment_reference", "4111 1111 1111 1111", "Laurel keeps none."),
        ("payer", "SSN 123-45-6789", "Laurel keeps none."),
        ("payer", "", "This field is required."),
        ("paid_on", TODAY + timedelta(days=2), "This day has not come yet."),
        ("paid_on", TODAY - timedelta(days=9), "That is before the award was announced."),
        ("paid_on", "yesterday", "Enter a valid date."),
        ("paid_on", "0001-01-01", "Is the year 1 right?"),
    ],
)
def test_a_payment_that_cannot_be_noted_is_refused_beside_its_field(client, share, field, text, sentence):
    share = put(share, "ready")

    page = do(client, share, "pay", **PAYMENT | {field: text})

    share.refresh_from_db()
    assert sentence in page
    assert (share.status, share.payer, share.payment_reference) == ("ready", "", "")


@pytest.mark.parametrize("verb", ["mark_ready", "mark_unpayable", "revive", "cancel"])
def test_a_note_holds_no_account(client, share, verb):
    share = put(share, "unpayable" if verb == "revive" else "details_requested")
    before = share.status

    page = do(client, share, verb, reason="to GB82 WEST 1234 5698 7654 32")

    share.refresh_from_db()
    assert "Laurel keeps none." in page
    assert share.status == before


def test_what_frees_money_says_how_much(client, share):
    assert "$500 is free again in the fund" in ask(client, share, "mark_unpayable")


def test_a_donation_is_paid_to_whom_the_winner_named(client, share):
    share = put(share, "donated")

    assert "is noted as paid to: Red Cross." in ask(client, share, "pay")


def test_nobody_handles_their_own_share(client, edition, share):
    user = organizer_of(edition)
    PrizeShare.objects.filter(pk=share.pk).update(person=user.person, status="ready")
    client.force_login(user)

    page = do(client, share, "pay", **PAYMENT)

    share.refresh_from_db()
    assert "This is your own share: another organizer handles it." in page
    assert share.status == "ready"


def test_a_share_is_neither_typed_nor_deleted(client, share):
    change = reverse("admin:awards_prizeshare_change", args=[share.pk])

    assert client.get(reverse("admin:awards_prizeshare_add")).status_code == 403
    assert client.get(reverse("admin:awards_prizeshare_delete", args=[share.pk])).status_code == 403
    client.post(change, {"amount": "9999", "status": "paid"})

    share.refresh_from_db()
    assert (share.amount, share.status) == (500, "pending")


def test_the_history_of_a_share_survives_the_end_of_its_prize(client, edition):
    award = decided(edition, paid=True)
    award.undo(by=None)
    award.category.prize, award.category.fund = None, None
    award.category.save()

    assert client.get(reverse("admin:awards_award_history", args=[award.pk])).status_code == 200
    assert FundFactory._meta.model.objects.exists()
