"""Each guard of the outbox taken away, in a line or two: what shows that it is there must fail."""

import uuid
from datetime import timedelta
from functools import partial

import pytest
from django.db import connection, models
from django.utils import timezone

from notifications import clock, delivery, outbox, restored
from notifications.models import Message, OnUncertain, State
from notifications.models.message import MessageQuerySet
from notifications.transport import StagedSMTP
from tests.mail import test_faults, test_schedule
from tests.notifications.conftest import posted

MINUTE = timedelta(minutes=1)


class Killed(BaseException):
    """Nobody catches it: like the end of a process, but the test goes on."""


# -- What must be so, each with its guard in place and without it ------------------------------------


def fault(name, on_uncertain, relay, settings, noon):
    test_faults.check(relay, settings, noon, name, [on_uncertain], test_faults.one_worker)


def taken_over(changes, relay, settings, noon):
    """Another has the row while the first is at DATA: the first does not write the dot."""

    def take():
        Message.objects.update(**changes())
        connection.close()
        return "354 go on"

    posted()
    relay.answer(DATA=take)
    delivery.sweep()
    assert relay.accepted == []


def killed_at_the_dot(relay, settings, noon):
    """It is not sent again."""
    posted(on_uncertain=OnUncertain.PARK)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(StagedSMTP, "getreply", dying(StagedSMTP.getreply))
        with pytest.raises(Killed):
            delivery.sweep()
    noon.shift(10 * MINUTE)
    delivery.sweep()
    assert (Message.objects.get().state, len(relay.accepted)) == (State.UNCERTAIN, 1)


def dying(getreply):
    def die(self):
        answer = getreply(self)
        if self.progress.stage == "dot":
            self.close()
            raise Killed
        return answer

    return die


def two_at_once(relay, settings, noon):
    """While one writes the dot, the other sweeps; each mail leaves once."""

    def sweep():
        relay.answer(dot="250 accepted")
        delivery.sweep()
        connection.close()
        return "250 accepted"

    posted(on_uncertain=OnUncertain.RESEND)
    relay.answer(dot=sweep)
    delivery.sweep()
    assert len(relay.accepted) == 1


def by_schedule(relay, settings, noon):
    test_schedule.check_half_an_hour(relay, noon, test_schedule.TROUBLES[0])


def poison(relay, settings, noon):
    test_schedule.check_poison(relay)


def twice(relay, settings, noon):
    test_schedule.check_twice(relay)


def in_clear(relay, settings, noon):
    posted()
    settings.EMAIL_USE_TLS = True
    delivery.sweep()
    assert relay.accepted == []


def early(relay, settings, noon):
    posted(not_before=timezone.now() + MINUTE)
    delivery.sweep()
    assert relay.accepted == []


def brought_back(relay, settings, noon):
    """A database that was swept, then goes back by a day."""
    delivery.sweep()
    old = list(restored.Heartbeat.objects.all())
    noon.shift(24 * 60 * MINUTE)
    delivery.sweep()
    restored.Heartbeat.objects.all().delete()
    restored.Heartbeat.objects.bulk_create(old)
    posted()
    delivery.sweep()
    assert relay.accepted == []


given_away = partial(taken_over, lambda: {"owner": uuid.uuid4()})
put_back = partial(taken_over, lambda: {"state": State.QUEUED, "not_before": timezone.now() + MINUTE})

# -- The planted bugs --------------------------------------------------------------------------------


def move_whatever_it_is(self, state, **changes):
    Message.objects.filter(pk=self.pk).update(state=state, **changes)
    self.state = state


def with_a_new_id(message):
    message.message_id = f"<{uuid.uuid4()}@example.org>"
    return email_of(message)


def or_die(message):
    try:
        return email_of(message)
    except ValueError as error:
        raise Killed from error


def all_leased(self, at):
    return self.filter(state__in=["claimed", "transmitting"])


def without_recipient(message, version):
    return f"{message.kind}|{message.about}|{version}"


def each_time_new(message, version):
    return str(uuid.uuid4())


email_of, Progress = delivery.email_of, delivery.Progress
AFTER_THE_DOT = "it cuts after the dot, and has the mail"
BUGS = {
    "a row moves whatever became of it": (put_back, Message, "become", move_whatever_it_is),
    "a row moves whoever has it": (given_away, Message, "become", move_whatever_it_is),
    "intent is not written before the dot": (
        killed_at_the_dot,
        delivery,
        "Progress",
        lambda before_dot: Progress(before_dot=lambda: None),
    ),
    "what is parked is sent again": (
        partial(fault, AFTER_THE_DOT, OnUncertain.PARK),
        delivery,
        "_doubt",
        delivery._try_again,
    ),
    "each try has a new Message-ID": (
        partial(fault, AFTER_THE_DOT, OnUncertain.RESEND),
        delivery,
        "email_of",
        with_a_new_id,
    ),
    "a refusal is tried again": (
        partial(fault, "it refuses one with 550", OnUncertain.PARK),
        delivery,
        "_reply_code",
        lambda error: None,
    ),
    "a lease is not waited for": (two_at_once, MessageQuerySet, "abandoned", all_leased),
    "the next try is not in the row": (by_schedule, delivery, "WAITS", [timedelta()] * 5),
    "a row that is no mail ends the sweep": (poison, delivery, "email_of", or_die),
    "the key has no recipient": (twice, outbox, "dedupe_key", without_recipient),
    "the key is another each time": (twice, outbox, "dedupe_key", each_time_new),
    "a mail leaves without TLS": (in_clear, StagedSMTP, "starttls", lambda self, **_: None),
    "its time is not waited for": (early, clock, "now", lambda: timezone.now() + 2 * MINUTE),
    "nobody looks whether the database is old": (brought_back, restored, "look", lambda name: None),
    "a pause is not asked for": (brought_back, MessageQuerySet, "unpaused", models.QuerySet.all),
}


@pytest.fixture(autouse=True)
def machine(settings, tmp_path):
    """One that has not seen any database."""
    settings.VAR_DIR = tmp_path


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("bug", BUGS)
def test_with_the_guard_it_is_so(relay, settings, noon, bug):
    BUGS[bug][0](relay, settings, noon)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("bug", BUGS)
def test_without_the_guard_it_is_seen(relay, settings, noon, monkeypatch, bug):
    must_be_so, where, name, planted = BUGS[bug]
    monkeypatch.setattr(where, name, planted)

    with pytest.raises((AssertionError, Killed)):
        must_be_so(relay, settings, noon)


def test_there_are_so_many_planted_bugs(counted):
    counted("Planted bugs", len(BUGS), 12)
