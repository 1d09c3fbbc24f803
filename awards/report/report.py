"""A sponsor's report: a function of its funds, a moment and who may know; what happens later changes nothing of it."""

from dataclasses import dataclass

from awards.report.amounts import Amounts, Cost, FundMoney
from awards.report.deciding import how
from awards.report.funnel import funnel
from awards.report.people import People, people
from awards.report.scope import Scope
from awards.report.winners import Won, winners


@dataclass(frozen=True)
class Report:
    """``people`` is None where another report counts them: two that overlap could be subtracted."""

    scope: Scope
    funds: tuple[FundMoney, ...]
    awards: tuple[Won, ...]
    steps: dict[str, int]
    costs: tuple[Cost, ...]
    people: People | None
    decided: tuple[str, ...]


def report_on(scope):
    amounts = Amounts(scope)
    return Report(
        scope,
        funds=amounts.funds(),
        awards=winners(scope, amounts.sums),
        steps=funnel(scope) if scope.benefits else {},
        costs=amounts.costs(),
        people=people(scope) if scope.benefits else None,
        decided=how(scope),
    )
