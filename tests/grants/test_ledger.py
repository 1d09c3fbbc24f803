"""The ledger tells how a fund stood at any moment, and never otherwise than the things themselves."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
import time_machine

from awards.models import LedgerEntry, ledger
from tests.awards import honours
from tests.factories import BenefitFactory, FundFactory, GrantFactory
from tests.grants.offered import opened

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def balance(fund, at=None):
    stood = ledger.balance(fund, at)
    return stood.pledged, stood.offered, stood.accepted, stood.paid, stood.returned, stood.free


def test_a_fund_is_pledged_from_its_first_day_and_changes_with_its_amount():
    with time_machine.travel(NOON, tick=False):
        fund = FundFactory(amount=1000)
    with time_machine.travel(NOON + HOUR, tick=False):
        fund.amount = 1500
        fund.save()

    assert ledger.balance(fund, NOON - HOUR).pledged == 0
    assert ledger.balance(fund, NOON).pledged == 1000
    assert ledger.balance(fund).pledged == 1500


def test_a_grant_goes_through_the_accounts_and_each_moment_is_kept():
    benefit = BenefitFactory(cash=True)
    with time_machine.travel(NOON, tick=False):
        offer = opened(benefit, amount=500)
    with time_machine.travel(NOON + HOUR, tick=False):
        offer.accept(by=None)
    with time_machine.travel(NOON + 2 * HOUR, tick=False):
        offer.grants.get().fulfil(by=None, paid_on=date(2026, 5, 1), payer="University")
    with time_machine.travel(NOON + 3 * HOUR, tick=False):
        offer.grants.get().mark_returned(by=None, reason="No such account.")

    stands = [balance(benefit.fund, NOON + hours * HOUR)[1:] for hours in range(4)]

    assert stands == [(500, 0, 0, 0, -500), (0, 500, 0, 0, -500), (0, 0, 500, 0, -500), (0, 0, 0, 500, 0)]


def test_prizes_draw_on_the_same_ledger():
    award = honours.announced("Ada Person", "Ben Person", prize=Decimal(100))
    one, two = award.shares.all()
    one.accept(by=None)
    two.decline(by=None)

    assert balance(award.category.fund)[1:4] == (0, 50, 0)


def test_a_decision_that_is_undone_leaves_nothing_standing():
    award = honours.decided("Ada Person")
    fund = award.category.fund
    before = balance(fund)

    award.undo(by=None)

    assert before[1] == 1000
    assert balance(fund)[1] == 0


def test_nothing_is_written_twice():
    grant = GrantFactory()
    grant.give(by=None)
    before = LedgerEntry.objects.count()

    ledger.follow([grant, grant.fund])

    assert LedgerEntry.objects.count() == before


def test_what_was_spent_on_somebody_who_did_not_come_is_spent():
    grant = GrantFactory()
    grant.give(by=None)
    grant.fulfil(by=None, paid_on=date(2026, 5, 1))
    spent = balance(grant.fund)

    grant.mark_no_show(by=None)

    assert balance(grant.fund) == spent
    assert grant.fund.committed == 1
