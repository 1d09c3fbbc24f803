from datetime import timedelta
from email import message_from_bytes

import pytest
from django.utils import timezone

from notifications import delivery
from notifications.models import Message, OnUncertain, State
from notifications.transport import Stage
from tests.notifications.conftest import delivered, posted
from tests.notifications.relay import CUT

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)
AGAIN, REFUSED, UNCERTAIN = State.QUEUED, State.FAILED, State.UNCERTAIN

# What fails, and what becomes of messages that are resent, or parked, when uncertain; whether it counts as a try.
FAILURES = [
    ({"connect": "554 no service"}, Stage.CONNECT, AGAIN, AGAIN, 0),
    ({"connect": CUT}, Stage.CONNECT, AGAIN, AGAIN, 0),
    ({"EHLO": "550 no", "HELO": "550 no"}, Stage.CONNECT, AGAIN, AGAIN, 0),
    ({"MAIL": "535 authenticate first"}, Stage.CONNECT, AGAIN, AGAIN, 0),
    ({"MAIL": "451 busy"}, Stage.CONNECT, AGAIN, AGAIN, 0),
    ({"RCPT": "550 nobody here"}, Stage.ENVELOPE, REFUSED, REFUSED, 1),
    ({"RCPT": "450 greylisted"}, Stage.ENVELOPE, AGAIN, AGAIN, 1),
    ({"RCPT": "421 shutting down"}, Stage.ENVELOPE, AGAIN, AGAIN, 1),
    ({"RCPT": CUT}, Stage.ENVELOPE, AGAIN, AGAIN, 1),
    ({"DATA": "451 disk full"}, Stage.DATA, AGAIN, AGAIN, 1),
    ({"DATA": "554 no"}, Stage.DATA, REFUSED, REFUSED, 1),
    ({"DATA": CUT}, Stage.DATA, AGAIN, AGAIN, 1),
    ({"dot": "451 later"}, Stage.DOT, AGAIN, AGAIN, 1),
    ({"dot": "550 spam"}, Stage.DOT, REFUSED, REFUSED, 1),
    ({"dot": CUT}, Stage.DOT, AGAIN, UNCERTAIN, 1),
    ({"dot": "garbage"}, Stage.DOT, AGAIN, UNCERTAIN, 1),
]


@pytest.mark.parametrize("on_uncertain", OnUncertain.values)
@pytest.mark.parametrize("failure", FAILURES)
def test_what_a_failure_means(relay, failure, on_uncertain):
    replies, stage, resent, parked, tries = failure
    relay.answer(**replies)

    message = delivered(on_uncertain=on_uncertain)

    assert message.state == (resent if on_uncertain == OnUncertain.RESEND else parked)
    assert (message.last_stage, message.attempts) == (stage, tries)
    assert message.last_error


def test_a_mail_that_was_cut_in_the_middle_was_not_taken(relay):
    relay.answer(body=CUT)

    message = delivered(text="More than the network holds back.\n" * 400_000)

    assert (message.state, message.last_stage) == (State.QUEUED, Stage.BODY)


def test_a_relay_that_says_nothing_after_the_dot_leaves_it_uncertain(relay, settings):
    settings.EMAIL_TIMEOUT = 0.2
    relay.answer(dot="250-not yet")  # the line that would end the answer never comes

    assert delivered().state == State.UNCERTAIN


@pytest.mark.parametrize("goodbye", [CUT, "500 what", "garbage", "x" * 10_000])
def test_what_was_taken_is_sent_however_the_relay_says_goodbye(relay, goodbye):
    relay.answer(QUIT=goodbye)

    assert delivered().state == State.SENT


def test_nothing_is_said_in_clear_text_if_tls_is_wanted(relay, settings):
    settings.EMAIL_USE_TLS = True

    message = delivered()

    assert (message.state, message.last_stage, relay.mails) == (State.QUEUED, Stage.CONNECT, [])


def test_a_relay_that_is_not_there_costs_no_try(relay, settings, noon):
    settings.EMAIL_PORT = 1

    message = delivered()

    assert (message.state, message.attempts, message.not_before) == (State.QUEUED, 0, timezone.now() + MINUTE)


def test_the_code_of_a_refusal_is_kept(relay):
    relay.answer(RCPT="550 nobody here")

    message = delivered()

    assert message.last_code == 550
    assert "nobody here" in message.last_error


def test_tries_come_at_growing_intervals_and_end(relay, noon):
    relay.answer(RCPT="450 greylisted")
    message, waits = posted(), []

    for _ in range(5):
        delivery.sweep()
        message.refresh_from_db()
        waits.append((message.not_before - timezone.now()) / MINUTE)
        noon.move_to(message.not_before)
    delivery.sweep()

    message.refresh_from_db()
    assert [0.8 * m <= wait <= 1.2 * m for m, wait in zip((1, 5, 15, 60, 240), waits, strict=True)] == [True] * 5
    assert (message.state, message.attempts) == (State.FAILED, 6)


def test_what_is_resent_keeps_its_message_id(relay, noon):
    relay.answer(dot=CUT)
    posted(on_uncertain=OnUncertain.RESEND)
    delivery.sweep()

    relay.answer(dot="250 accepted")
    noon.shift(2 * MINUTE)
    delivery.sweep()

    first, second = (message_from_bytes(got)["Message-ID"] for got in relay.mails)
    assert first == second
    assert Message.objects.get().state == State.SENT


def test_what_was_perhaps_sent_six_times_is_not_sent_a_seventh_time(relay):
    relay.answer(dot=CUT)
    message = posted(on_uncertain=OnUncertain.RESEND)
    Message.objects.update(attempts=5)

    delivery.deliver(message.pk)

    assert Message.objects.get().state == State.UNCERTAIN
