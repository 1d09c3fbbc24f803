import threading
from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from django.db import connection
from django.utils import timezone

from notifications import delivery
from notifications.models import Message, OnUncertain, State
from notifications.transport import Stage
from tests.notifications.conftest import delivered, in_state, posted

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def test_a_taken_message_is_sent(relay, noon):
    message = delivered()

    assert (message.state, message.sent_at, message.attempts) == (State.SENT, timezone.now(), 1)
    assert len(relay.mails) == 1


def test_the_mail_says_what_the_row_says(relay):
    message = delivered(
        to="ada@example.org",
        reply_to="chairs@example.org",
        from_name="Übung 2026",
        subject="Größe",
        text=".\nA dot above.\n",
        html="<p>Hello</p>",
    )

    got = message_from_bytes(relay.mails[0].replace(b"\r\n..", b"\r\n."), policy=policy.default)
    assert (got["To"], got["Reply-To"], got["Subject"]) == ("ada@example.org", "chairs@example.org", "Größe")
    assert got["From"] == "Übung 2026 <laurel@localhost>"
    assert (got["Message-ID"], got["Auto-Submitted"]) == (message.message_id, "auto-generated")
    assert got.get_body(("plain",)).get_content().replace("\r\n", "\n") == ".\nA dot above.\n"
    assert "<p>Hello</p>" in got.get_body(("html",)).get_content()


def test_a_mail_that_cannot_be_built_fails_and_the_next_goes_on(relay):
    broken, sound = posted(), posted()
    Message.objects.filter(pk=broken.pk).update(from_name="Ada\nBcc: eve@example.org")

    delivery.sweep()

    broken.refresh_from_db()
    sound.refresh_from_db()
    assert (broken.state, sound.state) == (State.FAILED, State.SENT)
    assert len(relay.mails) == 1


def test_one_refused_address_stops_no_other(relay):
    relay.answer(RCPT="550 nobody here")
    refused = delivered()
    relay.answer(RCPT="250 ok")

    assert delivered().state == State.SENT
    assert refused.state == State.FAILED


def test_a_sweep_ends_when_the_relay_is_in_trouble(relay):
    relay.answer(connect="554 no service")
    for _ in range(3):
        posted()

    delivery.sweep()

    assert Message.objects.filter(last_stage=Stage.CONNECT).count() == 1


def test_a_run_that_takes_long_is_followed_by_another(relay, broker_at, monkeypatch):
    monkeypatch.setattr(delivery, "RUN_SECONDS", -1)
    monkeypatch.setattr(delivery, "RESERVED", 2)
    app = broker_at("memory://")
    for _ in range(3):
        posted()

    delivery.deliver_due()

    assert len(relay.mails) == 2
    with app.connection_for_read() as broker, broker.SimpleQueue("celery") as queue:
        assert queue.get(timeout=2).headers["task"] == "notifications.tasks.deliver_due"


def test_whoever_waits_for_a_code_comes_first(relay):
    for secret in (False, True):
        posted(confidential=secret, text="secret" if secret else "news")

    delivery.deliver_due()

    assert [b"secret" in mail for mail in relay.mails] == [True, False]


@pytest.mark.parametrize(
    ("address", "state"),
    [
        ("ada@real.example.com", State.SUPPRESSED),
        ("ada@staging.example.org", State.SENT),
        ("Chair@Real.example.com", State.SENT),
        ("eve@evil-staging.example.org", State.SUPPRESSED),
    ],
)
def test_check_60_a_staging_site_writes_to_nobody_but_those_it_may(relay, settings, address, state):
    settings.MAIL_ONLY_TO = ["@staging.example.org", "chair@real.example.com"]

    message = delivered(to=address)

    assert message.state == state
    assert len(relay.mails) == (state == State.SENT)


def test_what_is_sent_is_not_sent_again(relay):
    message = delivered()

    delivery.deliver(message.pk)

    assert len(relay.mails) == 1


def test_what_is_not_due_stays(relay):
    message = delivered(not_before=timezone.now() + MINUTE)

    assert (message.state, relay.mails) == (State.QUEUED, [])


def test_an_expired_message_does_not_leave(relay, noon):
    message = delivered(expires_at=timezone.now())

    assert (message.state, relay.mails) == (State.EXPIRED, [])


def test_a_sweep_finds_what_expired_while_it_was_held(relay, noon):
    in_state(State.HELD, expires_at=timezone.now())

    delivery.sweep()

    assert Message.objects.get().state == State.EXPIRED


def test_a_secret_is_gone_from_the_log_once_it_is_sent(relay):
    message = delivered(text="Your code is 123456", html="<b>123456</b>", confidential=True)

    assert (message.state, message.text, message.html) == (State.SENT, "", "")
    assert b"123456" in relay.mails[0]


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_lost_its_lease_does_not_end_the_mail(relay):
    def lose_the_lease():
        Message.objects.update(state=State.QUEUED, owner=None)
        connection.close()
        return "354 go on"

    relay.answer(DATA=lose_the_lease)

    message = delivered()

    assert (message.state, message.attempts, relay.mails) == (State.QUEUED, 0, [])


@pytest.mark.parametrize(
    ("left", "on_uncertain", "found"),
    [
        (State.CLAIMED, OnUncertain.PARK, State.QUEUED),
        (State.CLAIMED, OnUncertain.RESEND, State.QUEUED),
        (State.TRANSMITTING, OnUncertain.PARK, State.UNCERTAIN),
        (State.TRANSMITTING, OnUncertain.RESEND, State.QUEUED),
    ],
)
def test_what_a_dead_worker_left_is_found_after_its_lease(noon, left, on_uncertain, found):
    in_state(left, on_uncertain=on_uncertain, lease_until=timezone.now() + MINUTE)

    delivery.recover()
    assert Message.objects.get().state == left

    noon.shift(MINUTE)
    delivery.recover()
    assert Message.objects.get().state == found


def test_a_message_that_kills_its_workers_fails_in_the_end(noon):
    in_state(State.CLAIMED, lease_until=timezone.now(), attempts=5)

    delivery.recover()

    assert Message.objects.get().state == State.FAILED


def test_other_backends_are_used_as_they_are(settings, mailoutbox):
    message = delivered(to="ada@example.org")

    assert message.state == State.SENT
    assert mailoutbox[0].to == ["ada@example.org"]


def test_what_another_backend_refuses_is_tried_again(settings, tmp_path):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "mails"
    settings.EMAIL_FILE_PATH.touch()

    message = delivered()

    assert (message.state, message.attempts) == (State.QUEUED, 1)


@pytest.mark.django_db(transaction=True)
def test_of_many_workers_one_sends(relay):
    message, together = posted(), threading.Barrier(8)

    def work():
        together.wait()
        delivery.deliver(message.pk)
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(relay.mails) == 1
    assert Message.objects.get().state == State.SENT
