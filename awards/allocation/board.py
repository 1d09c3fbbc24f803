"""The board on which support is planned: who is in the running, what each would get, and what that leaves in every fund."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import OuterRef, Subquery
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from awards.models import BenefitRequest, Fund, FundKind, GrantStatus, OfferStatus
from awards.models.grant_states import ENDED
from awards.models.hindrances import hindrances
from awards.ranking import ranked


@dataclass(frozen=True)
class Bar:
    """A fund as it is, and as a plan would leave it."""

    fund: Fund
    committed: Decimal
    planned: Decimal

    @property
    def left(self):
        return self.fund.amount - self.committed - self.planned

    @property
    def words(self):
        say, figure = self.fund.say, self.fund.say if self.fund.kind == FundKind.CASH else "{:.0f}".format
        return {
            "amount": say(self.fund.amount),
            "committed": figure(self.committed),
            "planned": figure(self.planned),
            "free": figure(self.fund.amount - self.committed),
            "left": figure(max(self.left, Decimal(0))),
            "lacking": say(-self.left) if self.left < 0 else "",
        }

    @property
    def parts(self):
        """Of a thousand: committed, planned within the fund, beyond it, and where each begins."""
        whole = max(self.fund.amount, self.committed + self.planned) or Decimal(1)
        within = min(self.planned, max(self.fund.amount - self.committed, Decimal(0)))
        sizes = [round(1000 * part / whole) for part in (self.committed, within, self.planned - within)]
        return {"committed": sizes[0], "planned": sizes[1], "beyond": sizes[2], "planned_end": sizes[0] + sizes[1]}


class Board:
    def __init__(self, programme, user):
        self.programme, self.user = programme, user
        benefits = programme.benefits.select_related("fund").annotate(**Fund.objects.promised())
        self.benefits = {each.pk: each for each in benefits}

    @cached_property
    def rows(self):
        return ranked(self.programme)

    @cached_property
    def standing(self):
        """{person: [(benefit, amount, status of the grant, status of its offer, its place on the waitlist)]}"""
        found = defaultdict(list)
        fields = ("benefit", "amount", "status", "offer__status", "offer__rank")
        for person, *grant in self.programme.grants.order_by("pk").values_list("person", *fields):
            found[person].append(grant)
        return found

    @cached_property
    def settled(self):
        """{person: how it stands, in words}, of all for whom nothing can be planned now."""
        said = {person: self._said(grants) for person, grants in self.standing.items()}
        return {person: words for person, words in said.items() if words}

    def _said(self, grants):
        """What stands alike, together."""
        alike = defaultdict(list)
        for benefit, amount, status, offer_status, place in grants:
            if status not in ENDED and offer_status != OfferStatus.PLANNED:
                alike[_state(status, offer_status, place)].append(str(self.benefits[benefit].say(amount)))
        return "; ".join(f"{', '.join(several)}: {state}" for state, several in alike.items())

    @cached_property
    def open(self):
        """{person: application}, of all for whom something can be planned, in the order of their ranks."""
        applications = (row.application for row in self.rows)
        return {each.person_id: each for each in applications if each.person_id not in self.settled}

    # -- What is planned --------------------------------------------------------------------------

    @cached_property
    def plans(self):
        return list(self.programme.plans.seen_by(self.user).select_related("by"))

    @property
    def saved(self):
        return [plan for plan in self.plans if not plan.is_working]

    @property
    def working(self):
        return next((plan for plan in self.plans if plan.is_working), None)

    @cached_property
    def amounts(self):
        """{person: {benefit: amount}} as somebody has typed it, else as it is planned."""
        return self.read(self.working.amounts) if self.working else self.planned

    @cached_property
    def planned(self):
        found = defaultdict(dict)
        for person in self.open:
            for benefit, amount, _status, offer_status, _place in self.standing.get(person, ()):
                if offer_status == OfferStatus.PLANNED:
                    found[person][benefit] = amount
        return dict(found)

    def read(self, amounts):
        """As a plan keeps them; what cannot be planned any more is left out."""
        kept = {person: amounts[str(person)] for person in self.open if str(person) in amounts}
        found = {
            person: {int(key): Decimal(amount) for key, amount in given.items() if int(key) in self.benefits}
            for person, given in kept.items()
        }
        return {person: given for person, given in found.items() if given}

    # -- What it costs ----------------------------------------------------------------------------

    @property
    def bars(self):
        return self.bars_of(self.amounts)

    def bars_of(self, amounts):
        planned = defaultdict(Decimal)
        for given in amounts.values():
            for benefit, amount in given.items():
                planned[self.benefits[benefit].fund_id] += amount
        drawn_on = {each.fund_id: each for each in self.benefits.values()}
        return [Bar(each.fund, _committed(each), planned[pk]) for pk, each in drawn_on.items()]

    @property
    def comparison(self):
        """[(plan, how many people, its bars)]"""
        read = [(plan, self.read(plan.amounts)) for plan in self.saved]
        return [(plan, len(amounts), self.bars_of(amounts)) for plan, amounts in read]

    def known_of(self, applications):
        """{person: their row, with what is in the way and what they asked for}"""
        names = {each.person_id: each.printed_name for each in applications}
        requests = BenefitRequest.objects.filter(
            application__programme=self.programme, application__person=OuterRef("pk")
        )
        asked = {_asks(pk): Subquery(requests.filter(benefit=pk).values("amount")) for pk in self.benefits}
        return hindrances(self.programme, names, **asked)

    def asked_by(self, person):
        """What a row of `known_of` asked for, in words."""
        amounts = {benefit: getattr(person, _asks(pk)) for pk, benefit in self.benefits.items()}
        return [benefit.say(amount) for benefit, amount in amounts.items() if amount]


def _asks(benefit):
    return f"asks_{benefit}"


def _committed(benefit):
    """What is promised of its fund."""
    return (benefit.in_prizes or Decimal(0)) + (benefit.in_grants or Decimal(0))


def _state(status, offer_status, place):
    if offer_status == OfferStatus.WAITLISTED:
        return _("on the waitlist, place %d") % place
    return str(OfferStatus(offer_status).label if offer_status else GrantStatus(status).label)
