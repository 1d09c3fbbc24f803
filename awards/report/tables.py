"""The tables of money: cash in its currency and units apart, never added to one another."""

from collections import defaultdict
from decimal import Decimal

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from awards import money
from awards.models import FundKind
from awards.models.ledger import Balance
from awards.pdf.data import Section

COLUMNS = {
    "pledged": gettext_lazy("Pledged"),
    "offered": gettext_lazy("Offered"),
    "accepted": gettext_lazy("Accepted"),
    "paid": gettext_lazy("Paid"),
    "returned": gettext_lazy("Returned"),
    "free": gettext_lazy("Free"),
}


def later(names):
    """What somebody reads who has a paper that can win one of these."""
    return _("Available once %s is announced.") % get_text_list([f"“{name}”" for name in names], _("and"))


def money_tables(report):
    known = [each for each in report.funds if each.stood]
    waiting = tuple(f"{each.fund.name}: {later(each.waits_for)}" for each in report.funds if each.waits_for)
    rows = [(each.fund.name, *_standing(each.stood, each.fund.say)) for each in known]
    sums = _sums(report.funds)
    words = _("Free is what is pledged and neither offered, nor accepted, nor paid. What was returned is free again.")
    yield Section(
        _("Money"),
        (*waiting, *([words] if rows else [])),
        (_("Fund"), *map(str, COLUMNS.values())),
        (*rows, *sums),
        texts=1,
        sums=tuple(range(len(rows), len(rows) + len(sums))),
    )
    for each in known:
        yield _purposes(each)


def _standing(stood, say):
    return tuple(say(getattr(stood, name)) for name in COLUMNS)


def _sums(funds):
    """Of each currency in which there are several funds; of none with a fund that is not told."""
    by_currency = defaultdict(list)
    for each in funds:
        if each.fund.kind == FundKind.CASH:
            by_currency[each.fund.currency].append(each.stood)
    return [
        (_("All in %s") % currency, *_standing(_sum(several), lambda amount, of=currency: money.display(amount, of)))
        for currency, several in by_currency.items()
        if len(several) > 1 and None not in several
    ]


def _sum(several):
    fields = ("pledged", "offered", "accepted", "paid", "returned")
    return Balance(**{name: sum((getattr(each, name) for each in several), Decimal(0)) for name in fields})


def _purposes(each):
    """Of one fund, to be compared with what it was given for."""
    say, stood = each.fund.say, each.stood
    rows = [
        (
            _purpose(purpose.what),
            _("shared") if purpose.planned is None else say(purpose.planned),
            say(purpose.promised),
            say(purpose.paid),
            "" if purpose.planned is None else say(purpose.planned - purpose.paid),
        )
        for purpose in each.purposes
    ]
    whole = stood.pledged, stood.offered + stood.accepted, stood.paid, stood.pledged - stood.paid
    columns = _("Purpose"), _("Planned"), _("Promised"), _("Paid"), _("Planned, not paid")
    table = (*rows, (_("The fund"), *map(say, whole)))
    return Section(_("What “%s” went to") % each.fund.name, (), columns, table, texts=1, sums=(len(rows),))


def _purpose(what):
    if what is None:
        return _("Prizes")
    return _("Grants that were undone since") if what == "undone" else _named(what)


def _named(benefit):
    return f"{benefit.programme.name}: {benefit.get_kind_display()}"


def costs_table(report):
    columns = _("Benefit"), _("People"), _("Total"), _("Average"), _("Median"), _("Least"), _("Most")
    rows = tuple(
        (_named(cost.benefit), str(cost.count), *(_exactly(cost.benefit.fund, amount) for amount in _amounts(cost)))
        for cost in report.costs
    )
    words = _("Accepted or paid, for each person.")
    return Section(_("What each benefit cost"), (words,) if rows else (), columns, rows, texts=1)


def _amounts(cost):
    return cost.total, cost.average, cost.median, cost.least, cost.most


def _exactly(fund, amount):
    """Also an average of units, which need not be whole."""
    return fund.say(amount) if fund.kind == FundKind.CASH or not amount % 1 else f"{amount:.1f} × {fund.unit}"
