"""One connection carries many mails, and is given up after any trouble."""

from datetime import timedelta

import pytest
from django.db import connection

from notifications import delivery
from notifications.models import Message, OnUncertain, State
from tests.notifications.conftest import posted
from tests.notifications.relay import CUT

pytestmark = pytest.mark.django_db


def count(answers):
    """A reply that is another one each time, the last for ever."""
    waiting = list(answers)
    return lambda: waiting.pop(0) if len(waiting) > 1 else waiting[0]


def states():
    return sorted(Message.objects.values_list("state", flat=True))


def test_many_mails_leave_over_one_connection(relay):
    for _ in range(5):
        posted()

    delivery.deliver_due()

    assert (len(relay.mails), relay.connections) == (5, 1)


def test_after_so_many_mails_a_new_connection_is_opened(relay, settings):
    settings.MAIL_PER_CONNECTION = 2
    for _ in range(5):
        posted()

    delivery.deliver_due()

    assert (len(relay.mails), relay.connections) == (5, 3)


@pytest.mark.parametrize("goodbye", [CUT, "421 too many", "451 later"])
def test_a_relay_that_hangs_up_between_two_mails_is_called_again(relay, goodbye):
    relay.answer(MAIL=count(["250 ok", goodbye, "250 ok"]))
    for _ in range(3):
        posted()

    delivery.deliver_due()

    assert states() == [State.SENT] * 3
    assert set(Message.objects.values_list("attempts", flat=True)) == {1}
    assert (len(relay.mails), relay.connections) == (3, 2)


@pytest.mark.parametrize("trouble", [{"RCPT": "550 nobody here"}, {"DATA": CUT}, {"dot": CUT}])
def test_after_trouble_with_one_mail_the_next_has_a_connection_of_its_own(relay, trouble):
    ((point, reply),) = trouble.items()
    relay.answer(**{point: count(["250 ok" if point != "DATA" else "354 go on", reply, relay.replies[point]])})
    for _ in range(3):
        posted(on_uncertain=OnUncertain.PARK)

    delivery.deliver_due()

    assert states().count(State.SENT) == 2
    assert relay.connections == 2


def test_a_relay_that_is_in_trouble_gets_no_second_mail_and_the_rest_waits(relay):
    relay.answer(MAIL="451 busy")
    for _ in range(3):
        posted()

    delivery.deliver_due()

    assert states() == [State.QUEUED] * 3
    assert Message.objects.exclude(last_error="").count() == 1
    assert not Message.objects.exclude(owner=None).exists()


def meanwhile(relay, **changes):
    """While the first mail is handed over, somebody changes those that wait."""

    def change():
        Message.objects.filter(state=State.QUEUED).update(**changes)
        connection.close()
        return "250 ok"

    relay.answer(MAIL=change)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("change", "state"),
    [({"state": State.CANCELLED}, State.CANCELLED), ({"not_before": "2100-01-01T00:00Z"}, State.QUEUED)],
)
def test_what_was_called_back_or_moved_while_it_had_its_turn_does_not_leave(relay, change, state):
    posted()
    posted()
    meanwhile(relay, **change)

    delivery.deliver_due()

    assert len(relay.mails) == 1
    assert states() == sorted([state, State.SENT])


def test_only_so_many_leave_in_a_minute(relay, settings, noon):
    settings.MAIL_PER_MINUTE = 2
    for _ in range(3):
        posted()

    delivery.deliver_due()
    in_this_minute = len(relay.mails)
    noon.shift(timedelta(minutes=1))
    delivery.deliver_due()

    assert (in_this_minute, len(relay.mails)) == (2, 3)


def test_only_so_many_leave_to_one_domain_in_a_minute(relay, settings, noon):
    settings.MAIL_PER_MINUTE_TO_DOMAIN = 1
    for address in ("ada@one.example", "eve@ONE.example", "ida@other-one.example"):
        posted(to=address)

    delivery.deliver_due()
    in_this_minute = len(relay.mails)
    noon.shift(timedelta(minutes=1))
    delivery.deliver_due()

    assert (in_this_minute, len(relay.mails)) == (2, 3)
