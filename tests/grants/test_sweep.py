"""What the clock does: offers end, people are reminded once, the waitlist moves."""

from datetime import timedelta

import pytest
import time_machine

from awards.models import Offer, RegistrationCode
from awards.tasks import sweep_offers
from notifications.delivery import deliver
from notifications.models import Message
from tests.grants.offered import opened, seats, waitlisted

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def reminders():
    return Message.objects.filter(kind="offer_reminder")


def sweep_at(moment):
    with time_machine.travel(moment):
        sweep_offers()


def test_a_reminder_leaves_three_days_before_the_end_and_once():
    offer = opened()

    sweep_at(offer.respond_by - 73 * HOUR)
    early = reminders().count()
    for hours in (72, 71, 60):
        sweep_at(offer.respond_by - hours * HOUR + timedelta(minutes=1))

    assert early == 0
    assert reminders().count() == 1


@pytest.mark.parametrize("answer", ["accept", "decline"])
def test_whoever_answered_is_not_reminded(answer):
    offer = opened()
    getattr(offer, answer)(by=None)

    sweep_at(offer.respond_by - 71 * HOUR)

    assert not reminders().exists()


def test_whoever_answers_before_the_reminder_leaves_does_not_get_it():
    offer = opened()
    sweep_at(offer.respond_by - 71 * HOUR)
    Offer.objects.get(pk=offer.pk).accept(by=None)

    with time_machine.travel(offer.respond_by - 70 * HOUR):
        deliver(reminders().get().pk)

    assert reminders().get().state == "cancelled"


def test_after_a_long_standstill_nobody_is_reminded_too_late():
    offer = opened()

    sweep_at(offer.respond_by - 47 * HOUR)

    assert not reminders().exists()


def test_an_offer_of_a_short_time_has_no_reminder_on_its_first_day():
    offer = opened()
    Offer.objects.filter(pk=offer.pk).update(offered_at=offer.respond_by - 90 * HOUR)

    sweep_at(offer.respond_by - 71 * HOUR)

    assert not reminders().exists()


def test_the_sweep_ends_what_is_over_and_lets_the_next_move_up():
    benefit = seats(1)
    first, second = opened(benefit), waitlisted(benefit)

    sweep_at(first.respond_by)

    assert [Offer.objects.get(pk=each.pk).status for each in (first, second)] == ["expired", "open"]


def test_the_sweep_moves_the_waitlist_when_a_fund_grew():
    benefit = seats(0)
    offer = waitlisted(benefit)
    benefit.fund.amount = 1
    benefit.fund.save()

    sweep_offers()

    assert Offer.objects.get(pk=offer.pk).status == "open"


def test_the_sweep_gives_a_free_code_to_who_waits_once():
    benefit = seats(2)
    opened(benefit).accept(by=None)
    codes = [RegistrationCode.objects.create(benefit=benefit, code=code) for code in ("A-1", "A-2")]

    for _each in range(2):
        sweep_offers()

    assert [RegistrationCode.objects.get(pk=code.pk).status for code in codes] == ["assigned", "free"]
