"""The money of a report, all of it from the ledger: how each fund stood, what it went to, what a benefit cost."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from statistics import median

from awards import money
from awards.models import Account, Fund, FundKind, LedgerEntry
from awards.models.ledger import Balance, balance
from notifications.models import key

NOTHING = Decimal(0)


@dataclass(frozen=True)
class Purpose:
    """``what`` is a benefit, or None for prizes; ``planned`` is None where several share what is left."""

    what: object
    planned: Decimal | None
    promised: Decimal
    paid: Decimal


@dataclass(frozen=True)
class FundMoney:
    """``waits_for``: names of categories whose announcement the reader waits for; until then nothing else is told."""

    fund: Fund
    stood: Balance | None = None
    purposes: tuple[Purpose, ...] = ()
    waits_for: tuple[str, ...] = ()


@dataclass(frozen=True)
class Cost:
    """What somebody has, or received, of one benefit."""

    benefit: object
    count: int
    total: Decimal
    average: Decimal
    median: Decimal
    least: Decimal
    most: Decimal


class Amounts:
    def __init__(self, scope):
        self.scope = scope
        self.sums = LedgerEntry.objects.filter(fund__in=scope.funds).until(scope.at).sums()
        self.benefits = {key(grant): grant.benefit for grant in scope.grants}

    def funds(self):
        return tuple(self._fund(fund) for fund in self.scope.funds)

    def costs(self):
        amounts = defaultdict(list)
        for (_fund, about), accounts in self.sums.items():
            if about in self.benefits and (had := _of(accounts, Account.ACCEPTED) + _of(accounts, Account.PAID)):
                amounts[self.benefits[about]].append(had)
        return tuple(_cost(benefit, amounts[benefit]) for benefit in self.scope.benefits if benefit in amounts)

    def _fund(self, fund):
        if waits_for := self.scope.waits_for(fund):
            return FundMoney(fund, waits_for=waits_for)
        stood = balance(fund, self.scope.at)
        return FundMoney(fund, stood, tuple(self._purposes(fund, stood)))

    def _purposes(self, fund, stood):
        """Prizes, each benefit, and what was undone since: together they are what the ledger says of the fund."""
        prizes = _planned_prizes(fund)
        spent = self._spent(fund)
        benefits = [benefit for benefit in self.scope.benefits if benefit.fund == fund]
        planned = stood.pledged - prizes if len(benefits) == 1 else None
        if prizes or None in spent:
            yield Purpose(None, prizes, *spent[None])
        for benefit in benefits:
            yield Purpose(benefit, planned, *spent[benefit])
        if "undone" in spent:
            yield Purpose("undone", NOTHING, *spent["undone"])

    def _spent(self, fund):
        """{benefit, or None for prizes: [promised, paid]}"""
        spent = defaultdict(lambda: [NOTHING, NOTHING])
        for (of, about), accounts in self.sums.items():
            if of == fund.pk and about != key(fund):
                what = None if about.startswith("awards.prizeshare:") else self.benefits.get(about, "undone")
                spent[what][0] += _of(accounts, Account.OFFERED) + _of(accounts, Account.ACCEPTED)
                spent[what][1] += _of(accounts, Account.PAID)
        return spent


def rounded(fund, amount):
    """To what can be paid; of units to a tenth, for an average of them is none."""
    smallest = money.smallest_unit(fund.currency) if fund.kind == FundKind.CASH else Decimal("0.1")
    return amount.quantize(smallest, ROUND_HALF_UP)


def _planned_prizes(fund):
    return sum((each.prize * each.max_awards for each in fund.award_categories.exclude(prize=None)), NOTHING)


def _of(accounts, account):
    return accounts.get(account, NOTHING)


def _cost(benefit, amounts):
    total, fund = sum(amounts, NOTHING), benefit.fund
    average, middle = rounded(fund, total / len(amounts)), rounded(fund, median(amounts))
    return Cost(benefit, len(amounts), total, average, middle, min(amounts), max(amounts))
