"""The checks 50 to 52 of a decision that is mailed, with real workers."""

import time
from collections import Counter

import pytest
import redis
from django.utils import timezone

from notifications import delivery
from notifications.models import Message
from tests.awards.honours import decided
from tests.mail.conftest import until
from tests.notifications.conftest import broker_at

__all__ = ["broker_at"]
WINNERS = ["Ada", "Eve", "Ida", "Ola", "Una", "Uta"]


def letters():
    return decided(*WINNERS).tell(by=None)


def told(relay):
    """How often each winner was."""
    return sorted(Counter(accepted.to for accepted in relay.accepted).values())


def states():
    return Counter(Message.objects.values_list("state", flat=True))


def third(act):
    """The relay's answer to the dot; at the third it does something first."""
    answered = iter(range(1, 10**6))

    def answer():
        if next(answered) == 3:
            act()
        return "250 accepted"

    return answer


def test_check_50_of_a_worker_killed_amid_the_letters_one_is_uncertain_and_the_others_arrive(process, relay):
    letters()
    worker = process("worker", 0)
    relay.answer(dot=third(worker.kill))

    worker.communicate(timeout=60)
    Message.objects.exclude(lease_until=None).update(lease_until=timezone.now())
    delivery.sweep()

    assert states() == {"sent": 5, "uncertain": 1}
    assert told(relay) == [1] * 6


@pytest.mark.django_db(transaction=True)
def test_check_51_a_sweep_sends_what_a_flushed_broker_forgot(broker_at, valkey_url, relay):
    queue = redis.from_url(valkey_url)
    broker_at(valkey_url)
    letters()
    woken = queue.llen("celery")
    queue.flushall()

    delivery.sweep()

    assert (woken, told(relay)) == (1, [1] * 6)


def test_check_52_two_workers_that_sweep_at_once_send_each_letter_once(process, relay):
    process("worker", 0)
    process("worker", 0)

    letters()
    until(lambda: states() == {"sent": 6})
    time.sleep(0.3)

    assert told(relay) == [1] * 6
