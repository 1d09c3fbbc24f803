"""Many at once, each with a connection of their own: money is offered once, and an offer is answered once."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.utils import timezone

from awards.models import Fund, Grant, Offer, RegistrationCode, ledger, offering
from tests.awards.test_races import at_once
from tests.desk.pages import do
from tests.factories import BenefitFactory, FundFactory, organizer_of
from tests.grants.offered import IN_TEN_DAYS, opened, planned
from workshops.lifecycle import IllegalMove, Move

pytestmark = pytest.mark.django_db(transaction=True)
ON_POSTGRESQL = connection.vendor == "postgresql"
CROWD, MONEY_FOR, RUNS = (200, 50, 20) if ON_POSTGRESQL else (8, 3, 2)
ANSWERS = 500 if ON_POSTGRESQL else 20


def offer_one(pk):
    offering.offer([Offer.objects.get(pk=pk)], respond_by=timezone.now() + IN_TEN_DAYS, by=None)


def agrees(fund):
    """The ledger, the things themselves and the limit."""
    fund = Fund.objects.get(pk=fund.pk)
    balance = ledger.balance(fund)
    return balance.offered + balance.accepted + balance.paid == fund.committed <= fund.amount


def test_a_crowd_is_offered_what_there_is_and_no_more():
    benefit, offers = BenefitFactory(fund__amount=MONEY_FOR), []
    for _run in range(RUNS):
        fund = FundFactory(workshop=benefit.workshop, units=True, amount=MONEY_FOR)
        shared = BenefitFactory(programme=benefit.programme, fund=fund)
        Grant.objects.filter(offer__in=offers).update(benefit=shared)  # whoever got nothing of the last one
        offers += [planned(shared) for _each in range(CROWD - len(offers))]

        succeeded = at_once([lambda pk=each.pk: offer_one(pk) for each in offers])

        assert sum(succeeded) == MONEY_FOR
        assert agrees(fund)
        crowd = Offer.objects.filter(pk__in=[each.pk for each in offers])
        assert crowd.open().count() == MONEY_FOR
        offers = list(crowd.planned())


@pytest.mark.parametrize("benefit", [{"fund__amount": 1}, {"cash": True, "fund__amount": 1000, "usual": 1000}])
def test_check_27_and_28_of_two_chairs_one_offers_the_last(benefit):
    shared = BenefitFactory(**benefit)
    offers = [planned(shared, amount=shared.usual) for _each in range(2)]

    succeeded = at_once([lambda pk=each.pk: offer_one(pk) for each in offers])

    assert sorted(succeeded) == [False, True]
    assert agrees(shared.fund)


def test_check_28_two_chairs_press_the_button_for_the_last_registration_and_one_wins():
    shared = BenefitFactory(fund__amount=1)
    offers = [planned(shared) for _each in range(2)]
    desks = [desk_of(organizer_of(shared.workshop)) for _each in offers]
    until = {"respond_by_0": f"{timezone.now() + IN_TEN_DAYS:%Y-%m-%d}", "respond_by_1": "12:00"}
    read = {}

    def press(desk, offer):
        read[offer.pk] = do(desk, offer, "offer", **until)

    at_once([partial(press, desk, offer) for desk, offer in zip(desks, offers, strict=True)])

    [won] = Offer.objects.open()
    [lost] = [offer for offer in offers if offer != won]
    assert "Done: Offer" in read[won.pk]
    assert "lacks 1 × registration for this" in read[lost.pk]
    assert not Move.objects.about(lost).exists()
    assert agrees(shared.fund)


def desk_of(organizer):
    client = Client()
    client.force_login(organizer)
    return client


def test_check_32_an_answer_and_the_end_have_one_winner():
    """At the instant at which it ends, by clocks that differ a little."""
    benefit = BenefitFactory(fund__amount=ANSWERS)
    offers = [opened(benefit) for _each in range(ANSWERS)]
    clocks = {"accept": -1, "expire": 1}

    with ThreadPoolExecutor(2) as pool:
        for each in offers:
            ready = Barrier(2)
            done = list(pool.map(lambda verb, each=each, ready=ready: _answered(each, verb, ready), clocks))
            assert sum(done) == 1, each

    statuses = list(Offer.objects.filter(pk__in=[each.pk for each in offers]).values_list("status", flat=True))
    assert set(statuses) <= {"accepted", "expired"}
    assert Grant.objects.given().count() == statuses.count("accepted")
    assert Move.objects.filter(verb="release").count() == statuses.count("expired")
    assert agrees(benefit.fund)


def _answered(made, verb, ready):
    """Whether it was done. Its end is put between the clocks of the two by hand, as one process has one clock."""
    mine = Offer.objects.get(pk=made.pk)
    try:
        ready.wait()
        if verb == "expire":
            Offer.objects.open().filter(pk=made.pk).update(respond_by=timezone.now())
            mine.expire()
        else:
            mine.accept(by=None)
    except (IllegalMove, ValidationError):
        return False
    finally:
        connection.close()
    return True


def test_a_code_is_given_once_when_all_accept_at_once():
    benefit = BenefitFactory(fund__amount=CROWD)
    RegistrationCode.objects.bulk_create(
        RegistrationCode(benefit=benefit, code=f"CARE-{number:04}") for number in range(MONEY_FOR)
    )
    offers = [opened(benefit) for _each in range(CROWD)]

    accepted = at_once([lambda pk=each.pk: Offer.objects.get(pk=pk).accept(by=None) for each in offers])

    assigned = RegistrationCode.objects.assigned()
    assert all(accepted)
    assert assigned.count() == assigned.values("grant").distinct().count() == MONEY_FOR
