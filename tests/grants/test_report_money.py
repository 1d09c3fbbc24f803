"""The money of a report: to the cent what the ledger says, of any moment."""

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
import time_machine
from hypothesis import given, settings
from hypothesis import strategies as st

from awards.models import Award, Fund, ledger
from awards.report.report import report_on
from awards.report.scope import of_sponsor
from awards.report.words import in_words
from tests.factories import (
    AuthorshipFactory,
    AwardCategoryFactory,
    AwardFactory,
    BenefitFactory,
    FundFactory,
    GrantFactory,
    organizer_of,
)
from tests.grants.offered import opened
from tests.grants.reported import part, recipient, report, sponsored, told
from workshops.lifecycle import IllegalMove

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
TITLE = "What “%s” went to"
PAID = {"paid_on": date(2026, 5, 1)}
BACK = {"reason": "No such account."}
STEPS = [
    *(("fund", verb, {}) for verb in ("open", "give", "drop", "pledge")),
    *(("award", verb, {}) for verb in ("decide", "undo")),
    *(("offer", verb, {}) for verb in ("accept", "decline")),
    *(("grant", verb, {}) for verb in ("undo", "withdraw", "mark_no_show")),
    *(("share", verb, {}) for verb in ("accept", "decline", "mark_ready")),
    *(("grant", "fulfil", PAID), ("grant", "mark_returned", BACK)),
    *(("share", "pay", PAID | {"payer": "Wisely"}), ("share", "mark_returned", BACK)),
]


def shared_fund():
    """A benefit and an award of three authors, paid from one fund."""
    benefit = BenefitFactory(cash=True)
    award = AwardFactory(category__workshop=benefit.workshop, category__fund=benefit.fund, category__prize=Decimal(100))
    AuthorshipFactory.create_batch(3, paper=award.paper)
    return benefit, award


def step(benefit, award, kind, verb, given_with):
    """With the first thing of its kind that can take it, if one can."""
    if kind == "fund":
        return on_fund(benefit, verb)
    grants = list(benefit.grants.select_related("offer"))
    offers = [grant.offer for grant in grants if grant.offer]
    award = Award.objects.get(pk=award.pk)
    things = {"grant": grants, "offer": offers, "share": list(award.shares.all()), "award": [award]}
    for each in things[kind]:
        with suppress(IllegalMove):
            getattr(each, verb)(by=None, **given_with)
            return None
    return None


def on_fund(benefit, verb):
    if verb == "open":
        opened(benefit, amount=Decimal("62.50"))
    elif verb == "give":
        GrantFactory(benefit=benefit, amount=Decimal("33.33")).give(by=None)
    elif verb == "drop":
        benefit.grants.proposed().filter(offer=None).delete()
    else:
        fund = Fund.objects.get(pk=benefit.fund.pk)
        fund.amount += 100
        fund.save()


@settings(max_examples=12, deadline=None)
@given(st.lists(st.sampled_from(STEPS), min_size=3, max_size=9))
def test_check_61_totals_of_any_moment_are_those_of_the_ledger(steps):
    with time_machine.travel(NOON, tick=False) as clock:
        benefit, award = shared_fund()
        stood = [ledger.balance(benefit.fund)]
        for each in steps:
            clock.shift(HOUR)
            step(benefit, award, *each)
            stood.append(ledger.balance(benefit.fund))

    for hours, balance in enumerate(stood):
        [money] = report(benefit.fund, NOON + hours * HOUR).funds
        assert money.stood == balance
        assert sum(each.promised for each in money.purposes) == balance.offered + balance.accepted
        assert sum(each.paid for each in money.purposes) == balance.paid


def test_check_61_grants_and_prizes_that_are_undone_still_stand_in_the_report_of_before():
    with time_machine.travel(NOON, tick=False):
        benefit, award = shared_fund()
        award.decide(by=None)
        grant = GrantFactory(benefit=benefit, amount=Decimal("33.33"))
        grant.give(by=None)
    with time_machine.travel(NOON + HOUR, tick=False):
        award.undo(by=None)
        grant.undo(by=None)
        grant.delete()

    promised = [
        {row[0]: row[2] for row in part(told(benefit.fund, NOON + hours * HOUR), TITLE % benefit.fund.name).rows}
        for hours in (0, 1)
    ]

    travel = f"{benefit.programme}: travel costs"
    assert promised == [
        {"Prizes": "$100", travel: "$0", "Grants that were undone since": "$33.33", "The fund": "$133.33"},
        {"Prizes": "$0", travel: "$0", "The fund": "$0"},
    ]


def test_check_61_the_money_table_says_what_the_ledger_says_to_the_cent():
    benefit = sponsored(cash=True, usual=Decimal("62.50"))
    recipient(benefit)
    opened(benefit, amount=Decimal("333.33"))

    [row] = part(told(benefit.fund), "Money").rows

    assert row == (benefit.fund.name, "$5,000", "$333.33", "$62.50", "$0", "$0", "$4,604.17")


def test_prizes_and_benefits_are_set_against_what_was_planned_for_them():
    benefit = sponsored(cash=True, fund__name="Care")
    AwardCategoryFactory(workshop=benefit.workshop, fund=benefit.fund, prize=1000)
    recipient(benefit).fulfil(by=None, paid_on=date(2026, 5, 1))

    rows = part(told(benefit.fund), TITLE % "Care").rows

    assert rows == (
        ("Prizes", "$1,000", "$0", "$0", "$1,000"),
        (f"{benefit.programme}: travel costs", "$4,000", "$0", "$500", "$3,500"),
        ("The fund", "$5,000", "$0", "$500", "$4,500"),
    )


def test_units_and_cash_of_one_sponsor_stand_apart_and_only_one_currency_is_added():
    fund = sponsored(cash=True, fund__name="A").fund
    for name, more in {"B": {}, "C": {"currency": "EUR"}, "D": {"units": True}}.items():
        FundFactory(workshop=fund.workshop, sponsor=fund.sponsor, name=name, **more)

    data = in_words(report_on(of_sponsor(fund, user=organizer_of(fund.workshop), at=datetime.now(UTC))))

    pledged = {row[0]: row[1] for row in part(data, "Money").rows}
    assert pledged == {"A": "$5,000", "B": "$1,500", "C": "€1,500", "D": "25 × registration", "All in USD": "$6,500"}


def test_costs_say_average_median_least_and_most():
    benefit = sponsored(cash=True)
    for usual in (100, 200, 601):
        benefit.usual = Decimal(usual)
        recipient(benefit)

    [row] = part(told(benefit.fund), "What each benefit cost").rows

    assert row[1:] == ("3", "$901", "$300.33", "$200", "$100", "$601")
