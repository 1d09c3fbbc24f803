"""E9: a worker whose clock is wrong by an hour goes by the database's, which all others go by too."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from notifications import delivery
from notifications.models import Message
from tests.mail.conftest import until
from tests.notifications.conftest import in_state, posted

pytestmark = pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite is on one machine, which has one clock.")
FAST, SLOW = "+1", "-1"
IN_A_WHILE = timedelta(minutes=30)


def sent(*messages):
    return Message.objects.sent().filter(pk__in=[message.pk for message in messages]).count() == len(messages)


@pytest.mark.parametrize("hours", [FAST, SLOW])
def test_no_mail_leaves_early_nor_late(process, relay, hours):
    planned = posted(not_before=timezone.now() + IN_A_WHILE)
    due = posted()

    process("worker", hours)
    until(lambda: sent(due))
    later = posted()
    until(lambda: sent(later))

    assert Message.objects.get(pk=planned.pk).state == "queued"
    assert len(relay.accepted) == 2


def test_a_fast_worker_takes_nobodys_mail(process, relay):
    held = in_state("claimed", owner=uuid.uuid4(), lease_until=timezone.now() + timedelta(minutes=2))
    due = posted()

    process("worker", FAST)
    until(lambda: sent(due))

    now = Message.objects.get(pk=held.pk)
    assert (now.state, now.owner) == ("claimed", held.owner)
    assert len(relay.accepted) == 1


def test_nobody_takes_the_mail_of_a_slow_worker(process, relay):
    def look_at_its_lease():
        delivery.recover()
        connection.close()
        return "354 go on"

    relay.answer(DATA=look_at_its_lease)
    due = posted()

    process("worker", SLOW)
    until(lambda: sent(due))

    assert len(relay.accepted) == 1
    assert Message.objects.get().attempts == 1


@pytest.mark.parametrize("hours", [FAST, SLOW])
def test_the_next_try_is_when_it_should_be(process, relay, hours):
    relay.answer(RCPT="450 greylisted")
    posted()

    process("worker", hours)
    until(lambda: Message.objects.get().attempts == 1)

    wait = Message.objects.get().not_before - timezone.now()
    assert timedelta(seconds=40) < wait < timedelta(seconds=80)
