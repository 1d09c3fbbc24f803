"""Reports of providers, signed as they sign them, at the address where they are taken."""

import base64
import hashlib
import hmac
import json
from itertools import count

import pytest
from django.test import Client
from django.urls import reverse

from notifications import reports
from notifications.models import DeliveryReport, Message, State, Suppression
from tests.notifications.conftest import in_state

pytestmark = pytest.mark.django_db
urlpatterns = [*reports.paths("postmark")]
SECRET, KEY, NUMBER = "laurel:of-the-hook", "signing-key", count(1)


class Postmark:
    """Shows a user and a password."""

    secret = SECRET

    def posts(self, event, **headers):
        basic = base64.b64encode(self.secret.encode()).decode()
        return Client(enforce_csrf_checks=True).post(
            "/mail/reports/postmark/",
            event if isinstance(event, bytes | str) else json.dumps(event),
            content_type="application/json",
            headers={"Authorization": f"Basic {basic}", **headers},
        )

    def reports(self, record, message, **event):
        return self.posts({"RecordType": record, "Metadata": {"message": str(message.pk)}, **event})

    def bounces(self, message, kind="HardBounce", details="smtp;550 5.1.1 nobody here", **event):
        given = {"ID": next(NUMBER), "Type": kind, "Details": details, "BouncedAt": "2026-11-25T10:00:00Z", **event}
        return self.reports("Bounce", message, **given)


@pytest.fixture
def postmark(settings):
    settings.ROOT_URLCONF = __name__
    settings.ANYMAIL = {"WEBHOOK_SECRET": [SECRET, "laurel:the-next-one"]}
    return Postmark()


@pytest.fixture
def message():
    return in_state(State.SENT)


def landed(message):
    return Message.objects.get(pk=message.pk).landed


def test_a_hard_bounce_is_noted_with_its_reason_and_suppresses(postmark, message):
    answer = postmark.bounces(message)

    message.refresh_from_db()
    assert answer.status_code == 200
    assert (message.landed, message.landed_why) == ("bounced", "smtp;550 5.1.1 nobody here")
    assert Suppression.objects.of([message.to]).get().message == message


@pytest.mark.parametrize(
    ("kind", "details", "is_gone"),
    [
        ("HardBounce", "smtp;550 5.1.1 nobody here", True),
        ("HardBounce", "", True),
        ("BadEmailAddress", "", True),
        ("HardBounce", "smtp;550 5.7.1 policy", False),
        ("HardBounce", "smtp;552 5.2.2 full", False),
        ("SoftBounce", "", False),
        ("SoftBounce", "smtp;550 5.1.1 nobody here", True),
        ("Blocked", "blocked by a list", False),
        ("DMARCPolicy", "", False),
    ],
)
def test_of_bounces_only_those_suppress_that_will_not_pass(postmark, message, kind, details, is_gone):
    postmark.bounces(message, kind, details)

    assert landed(message) == "bounced"
    assert Suppression.objects.exists() == is_gone


def test_a_delay_is_noted_and_nothing_more(postmark, message):
    postmark.bounces(message, "Transient")

    assert (landed(message), DeliveryReport.objects.get().what) == ("", "deferred")


def test_a_delivery_that_is_told_after_its_bounce_changes_nothing(postmark, message):
    postmark.bounces(message)

    postmark.reports("Delivery", message, DeliveredAt="2026-11-25T09:00:00Z")

    assert landed(message) == "bounced"
    assert DeliveryReport.objects.count() == 2


def test_a_complaint_suppresses(postmark, message):
    postmark.bounces(message, "SpamComplaint", "", RecordType="SpamComplaint")

    assert landed(message) == "complained"
    assert Suppression.objects.of([message.to]).exists()


@pytest.mark.parametrize("record", ["Delivery", "Bounce"])
def test_the_same_report_twice_is_one(postmark, message, record):
    same = {"DeliveredAt": "2026-11-25T09:00:00Z", "ID": 7, "Type": "HardBounce"}

    answers = [postmark.reports(record, message, **same).status_code for _ in range(2)]

    assert answers == [200, 200]
    assert DeliveryReport.objects.count() == 1


@pytest.mark.parametrize("record", ["Open", "Click", "SubscriptionChange", "SomethingNew"])
def test_who_reads_what_is_not_kept(postmark, message, record):
    assert postmark.reports(record, message).status_code == 200
    assert not DeliveryReport.objects.exists()


@pytest.mark.parametrize("metadata", [{}, {"message": "9f2b"}, {"message": None}, {"message": 7}, {"message": [{}]}])
def test_a_report_of_no_mail_of_ours_is_taken_and_ignored(postmark, message, metadata):
    answer = postmark.posts({"RecordType": "Bounce", "Type": "HardBounce", "ID": 1, "Metadata": metadata})

    assert answer.status_code == 200
    assert not DeliveryReport.objects.exists()


def test_a_report_names_no_address_that_we_did_not_write_to(postmark, message):
    postmark.bounces(message, Email="somebody@example.org")

    assert Suppression.objects.get().address == message.to


@pytest.mark.parametrize("secret", ["laurel:wrong", ":", ""])
def test_whoever_does_not_know_the_secret_is_refused(postmark, message, secret):
    postmark.secret = secret

    assert postmark.bounces(message).status_code == 400
    assert not DeliveryReport.objects.exists()


def test_while_the_secret_changes_both_are_known(postmark, message):
    postmark.secret = "laurel:the-next-one"

    assert postmark.bounces(message).status_code == 200


@pytest.mark.parametrize(
    "body",
    [
        "",
        "{",
        "[]",
        '{"Metadata": []}',
        '{"Metadata": "x"}',
        "7",
        "null",
        b"\xff",
        '{"RecordType": "Inbound"}',
        '{"BouncedAt": 7}',
    ],
)
def test_what_is_no_report_is_refused_with_a_400(postmark, body):
    assert postmark.posts(body).status_code == 400


def test_a_report_longer_than_any_is_refused(postmark, message):
    answer = postmark.bounces(message, Description="x" * reports.MOST_BYTES)

    assert answer.status_code == 413


def test_odd_characters_and_length_do_not_hurt(postmark, message):
    answer = postmark.bounces(message, details="550 5.1.1 \x00\u202e\n" + "x" * 5000)

    message.refresh_from_db()
    assert (answer.status_code, message.landed) == (200, "bounced")
    assert message.landed_why == "550 5.1.1 " + "x" * 490


def test_the_address_can_only_be_posted_to(postmark):
    assert Client().get("/mail/reports/postmark/").status_code == 405


# Mailgun signs each report with a key.


def mailgun(event, key=KEY, token="a-token"):
    signed = hmac.new(key.encode(), b"1764064800" + token.encode(), hashlib.sha256).hexdigest()
    body = {"signature": {"timestamp": "1764064800", "token": token, "signature": signed}, "event-data": event}
    return Client(enforce_csrf_checks=True).post(
        "/mail/reports/mailgun/", json.dumps(body), content_type="application/json"
    )


@pytest.fixture
def failed(settings, message):
    """What Mailgun says of a message that failed for ever; found by its Message-ID."""
    settings.ROOT_URLCONF = type("Urls", (), {"urlpatterns": reports.paths("mailgun")})
    settings.ANYMAIL = {"MAILGUN_WEBHOOK_SIGNING_KEY": KEY}
    headers = {"message-id": message.message_id.strip("<>")}
    return {
        "event": "failed",
        "severity": "permanent",
        "reason": "bounce",
        "timestamp": 1764064800.5,
        "recipient": message.to,
        "message": {"headers": headers},
        "delivery-status": {"message": "550 5.1.1 nobody here"},
    }


def test_what_mailgun_signs_is_found_by_its_message_id(failed, message):
    assert mailgun(failed).status_code == 200
    assert landed(message) == "bounced"


def test_what_mailgun_did_not_sign_is_refused(failed, message):
    assert mailgun(failed, key="another").status_code == 400
    assert landed(message) == ""


def test_the_address_is_known_by_its_name(postmark):
    assert reverse("mail_reports") == "/mail/reports/postmark/"
