"""An offer waits until an instant; its answer, its end and the waitlist move the money."""

from datetime import timedelta
from itertools import product

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone

from awards.models import Grant, Offer, OfferStatus, RegistrationCode, ledger, offering
from awards.models.offer import expire
from notifications.models import Message
from tests.factories import BenefitFactory, RoleFactory, WorkshopFactory
from tests.grants.offered import IN_TEN_DAYS, letter_of, opened, planned, seats, waitlisted
from workshops.lifecycle import IllegalMove

pytestmark = pytest.mark.django_db

SOON = timedelta(microseconds=1)
VERBS = {
    "planned": lambda made: made.take_off_waitlist(by=None),
    "waitlisted": lambda made: made.put_on_waitlist(by=None),
    "open": lambda made: offering.offer([made], respond_by=timezone.now() + IN_TEN_DAYS, by=None),
    "accepted": lambda made: made.accept(by=None),
    "declined": lambda made: made.decline(by=None),
    "more": lambda made: made.ask_for_more(by=None, reason="The flight costs more."),
    "expired": lambda made: made.expire(),
    "taken_back": lambda made: made.take_back(by=None, reason="The sponsor left."),
}


def in_status(status):
    made = planned()
    fields = {"respond_by": timezone.now() + IN_TEN_DAYS} if status not in {"planned", "waitlisted"} else {"rank": 1}
    Offer.objects.filter(pk=made.pk).update(status=status, **fields)
    granted = {"open": "offered", "accepted": "given", "planned": "proposed", "waitlisted": "proposed"}
    Grant.objects.filter(offer=made).update(status=granted.get(status, "released"))
    return Offer.objects.get(pk=made.pk)


@pytest.mark.parametrize(("before", "after"), list(product(OfferStatus.values, repeat=2)))
def test_an_offer_moves_as_its_table_says(before, after):
    made = in_status(before)
    late = timedelta(days=11) if after == "expired" else timedelta(0)

    with time_machine.travel(timezone.now() + late):
        if after in Offer.MOVES[before]:
            VERBS[after](made)
        else:
            with pytest.raises((IllegalMove, ValidationError)):
                VERBS[after](made)

    assert Offer.objects.get(pk=made.pk).status == (after if after in Offer.MOVES[before] else before)


def test_check_31_an_answer_counts_before_the_instant_and_not_at_it():
    in_time, late = opened(), opened()

    with time_machine.travel(in_time.respond_by - SOON, tick=False):
        in_time.accept(by=None)
    with time_machine.travel(late.respond_by, tick=False), pytest.raises(IllegalMove, match="has passed"):
        late.accept(by=None)

    assert Offer.objects.get(pk=in_time.pk).status == "accepted"
    assert Offer.objects.get(pk=late.pk).status == "open"


def test_check_30_all_are_offered_or_none():
    benefit = BenefitFactory(fund__amount=24)
    offers = [planned(benefit) for _each in range(25)]

    with pytest.raises(ValidationError, match="lacks 1 × registration"):
        offering.offer(offers, respond_by=timezone.now() + IN_TEN_DAYS, by=None)

    assert not Offer.objects.open().exists()
    assert not Message.objects.exists()
    assert benefit.fund.free == 24


def test_check_29_a_fund_refuses_whom_its_rules_exclude_with_the_reason():
    benefit = BenefitFactory()
    benefit.fund.rules.create(kind="author")
    made = planned(benefit)

    with pytest.raises(ValidationError, match="author of an accepted paper"):
        offering.offer([made], respond_by=timezone.now() + IN_TEN_DAYS, by=None)


def test_an_organizer_is_offered_nothing_unless_the_programme_says_so():
    made = planned()
    RoleFactory(workshop=made.workshop, person=made.person, kind="organizer")

    with pytest.raises(ValidationError, match="organizes this edition"):
        offering.offer([made], respond_by=timezone.now() + IN_TEN_DAYS, by=None)


def test_an_offer_that_is_accepted_holds_its_money_and_consent():
    made = opened()

    made.accept(by=None, may_be_named=True)

    grant = made.grants.get()
    assert (grant.status, grant.consents_to_be_named) == ("given", True)
    assert ledger.balance(grant.fund).accepted == 1


def test_check_34_who_declines_makes_room_for_the_next_by_rank():
    benefit = seats(1)
    first = opened(benefit)
    second, third = waitlisted(benefit), waitlisted(benefit)

    first.decline(by=None)

    assert [Offer.objects.get(pk=each.pk).status for each in (first, second, third)] == [
        "declined",
        "open",
        "waitlisted",
    ]
    assert letter_of(second)


def test_check_34_the_waitlist_stands_still_where_the_money_does_not_suffice():
    benefit = seats(500, cash=True)
    first = opened(benefit, amount=500)
    costly, cheap = waitlisted(benefit, amount=600), waitlisted(benefit, amount=100)

    first.decline(by=None)

    assert {Offer.objects.get(pk=each.pk).status for each in (costly, cheap)} == {"waitlisted"}


@pytest.mark.parametrize("change", [{"lead_days": 30}, {"promotion": "ask"}])
def test_check_34_nobody_moves_up_too_late_or_where_an_organizer_is_asked(change):
    edition = WorkshopFactory(starts_at=timezone.now() + timedelta(days=20), ends_at=None)
    rules = {f"programme__{name}": value for name, value in change.items()}
    benefit = BenefitFactory(programme__workshop=edition, fund__amount=1, **rules)
    first, second = opened(benefit), waitlisted(benefit)

    first.decline(by=None)

    assert Offer.objects.get(pk=second.pk).status == "waitlisted"


def test_an_offer_that_nobody_answers_ends_and_frees_its_money():
    made = opened()

    with time_machine.travel(made.respond_by):
        expire()

    assert Offer.objects.get(pk=made.pk).status == "expired"
    assert made.grants.get().fund.free == 25
    assert Message.objects.about(made).filter(kind="offer_expired").count() == 1


def test_an_offer_gets_more_time_but_not_less():
    made = opened()

    made.extend(made.respond_by + IN_TEN_DAYS, by=None)

    with pytest.raises(IllegalMove, match="only more"):
        made.extend(made.respond_by - IN_TEN_DAYS, by=None)


def test_check_37_a_grant_that_ends_cancels_its_code():
    benefit = BenefitFactory()
    RegistrationCode.objects.create(benefit=benefit, code="CARE-0001-XY")
    made = opened(benefit)
    made.accept(by=None)
    code = RegistrationCode.objects.get()
    assert code.grant == made.grants.get()

    made.grants.get().withdraw(by=None)

    assert RegistrationCode.objects.get().status == "cancelled"


def test_a_code_has_one_holder_ever():
    benefit = BenefitFactory()
    RegistrationCode.objects.create(benefit=benefit, code="CARE-0001-XY")
    first, second = opened(benefit), opened(benefit)
    first.accept(by=None)
    first.grants.get().revoke(by=None, reason="They said so.")

    second.accept(by=None)

    assert not second.grants.get().codes.exists()
