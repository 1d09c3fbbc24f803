"""Whatever happens to funds, offers, grants, codes and the waitlist, in any order: the money adds up and nobody has a thing twice."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import Count
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from awards.models import Fund, Grant, Offer, RegistrationCode, ledger, offering
from awards.models.offer import expire
from tests.factories import AwardCategoryFactory, AwardFactory
from tests.grants.offered import planned, seats
from workshops.lifecycle import IllegalMove, Move

START = date(2026, 5, 1)
EXAMPLES = 200 if connection.vendor == "sqlite" else 20  # of 50 steps each
HOURS = st.integers(1, 200)
WHICH = st.integers(0, 30)
GRANT_VERBS = {
    "fulfil": {"paid_on": START},
    "mark_returned": {"reason": "It came back."},
    "mark_no_show": {},
    "withdraw": {},
    "revoke": {"reason": "They said so."},
    "undo": {},
}
ANSWERS = {"accept": {}, "decline": {}, "ask_for_more": {"reason": "More."}, "take_back": {"reason": "No."}}


class Grants(RuleBasedStateMachine):
    """Registrations and cash of two funds; a prize draws on the cash as well. What is refused changes nothing."""

    def __init__(self):
        super().__init__()
        self.outer = transaction.atomic()
        self.outer.__enter__()
        self.clock = time_machine.travel("2026-05-01T12:00:00Z", tick=False)
        self.now = self.clock.start()

    @initialize()
    def begin(self):
        self.units = seats(5)
        self.cash = seats(Decimal(2000), cash=True)
        self.benefits = [self.units, self.cash]

    def teardown(self):
        self.clock.stop()
        transaction.set_rollback(True)
        self.outer.__exit__(None, None, None)

    def attempt(self, verb, *args, **given):
        """Like a request: done as a whole, or not at all."""
        try:
            with transaction.atomic():
                verb(*args, **given)
        except (IllegalMove, ValidationError):
            return

    def some(self, rows, which):
        rows = list(rows.order_by("pk"))
        return rows[which % len(rows)] if rows else None

    @rule(which=st.integers(0, 1), amount=st.sampled_from([1, 2, 150, 400]))
    def plan(self, which, amount):
        benefit = self.benefits[which]
        planned(benefit, amount=amount if which else 1)

    @rule(which=st.lists(WHICH, min_size=1, max_size=3), days=st.integers(1, 20))
    def offer(self, which, days):
        offers = {self.some(Offer.objects.planned(), each) for each in which} - {None}
        respond_by = timezone.now() + timedelta(days=days)
        self.attempt(offering.offer, list(offers), respond_by=respond_by, by=None)

    @rule(which=st.integers(0, 1), days=st.integers(1, 20))
    def plan_and_offer(self, which, days):
        offer = planned(self.benefits[which], amount=200 if which else 1)
        self.attempt(offering.offer, [offer], respond_by=timezone.now() + timedelta(days=days), by=None)

    @rule(which=WHICH)
    def accept(self, which):
        if offer := self.some(Offer.objects.open(), which):
            self.attempt(offer.accept, by=None)

    @rule(which=WHICH)
    def wait(self, which):
        if offer := self.some(Offer.objects.planned(), which):
            self.attempt(offer.put_on_waitlist, by=None)

    @rule(which=WHICH, verb=st.sampled_from(sorted(ANSWERS)))
    def answer(self, which, verb):
        if offer := self.some(Offer.objects.open(), which):
            self.attempt(getattr(offer, verb), by=None, **ANSWERS[verb])

    @rule(which=WHICH, verb=st.sampled_from(sorted(GRANT_VERBS)))
    def move(self, which, verb):
        if grant := self.some(Grant.objects.exclude(status__in=["proposed", "released"]), which):
            self.attempt(getattr(grant, verb), by=None, **GRANT_VERBS[verb])

    @rule(hours=HOURS)
    def time_passes(self, hours):
        self.now.shift(timedelta(hours=hours))
        expire()

    @rule(amount=st.sampled_from([1, 3, 5]))
    def fund_changes(self, amount):
        fund = Fund.objects.get(pk=self.units.fund_id)
        fund.amount = amount
        self.attempt(self._save, fund)

    @rule()
    def codes_come(self):
        number = RegistrationCode.objects.count()
        RegistrationCode.objects.create(benefit=self.units, code=f"CARE-{number}")
        for grant in Grant.objects.waiting_for_a_code():
            RegistrationCode.objects.assign(grant)

    @rule(prize=st.sampled_from([10, 100]))
    def a_prize_is_decided(self, prize):
        category = AwardCategoryFactory(workshop=self.cash.workshop, fund=self.cash.fund, prize=prize)
        self.attempt(AwardFactory(category=category).decide, by=None)

    def _save(self, fund):
        fund.full_clean()
        fund.save()

    # -- What always holds ------------------------------------------------------------------------

    @invariant()
    def no_fund_is_overdrawn_and_the_ledger_agrees(self):
        for fund in Fund.objects.all():
            stands = ledger.balance(fund)
            promised = stands.offered + stands.accepted + stands.paid
            assert promised == fund.committed <= fund.amount == stands.pledged
            assert stands.free == fund.free

    @invariant()
    def the_ledger_never_was_overdrawn(self):
        for fund in Fund.objects.all():
            for at in fund.entries.values_list("at", flat=True).distinct():
                assert ledger.balance(fund, at).free >= 0

    @invariant()
    def nobody_has_a_thing_twice(self):
        for rows in (
            Grant.objects.lasting().values("benefit", "person"),
            Offer.objects.filter(status__in=["planned", "waitlisted", "open"]).values("programme", "person"),
            RegistrationCode.objects.assigned().values("grant"),
        ):
            assert not rows.annotate(n=Count("pk")).filter(n__gt=1).exists()

    @invariant()
    def a_code_is_held_by_whoever_has_the_registration(self):
        for code in RegistrationCode.objects.assigned().select_related("grant"):
            assert code.grant.status in {"given", "fulfilled", "no_show"}

    @invariant()
    def grants_stand_as_their_offer_does(self):
        held = {"given", "fulfilled", "withdrawn", "revoked", "no_show", "returned"}
        may = {"planned": {"proposed"}, "waitlisted": {"proposed"}, "open": {"offered"}, "accepted": held}
        for grant in Grant.objects.exclude(offer=None).select_related("offer"):
            assert grant.status in may.get(grant.offer.status, {"released"})

    @invariant()
    def every_move_has_left_a_line(self):
        moved = Offer.objects.exclude(status="planned").values_list("pk", flat=True)
        told = set(Move.objects.filter(thing_type__model="offer").values_list("thing_id", flat=True))
        assert set(moved) <= told


@pytest.mark.django_db(transaction=True)
class TestGrants(Grants.TestCase):
    settings = settings(
        max_examples=EXAMPLES,
        stateful_step_count=50,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        derandomize=True,
    )
