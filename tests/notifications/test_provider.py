"""Mails through anymail's real backend to a provider on loopback: each way of failing, and what becomes of the row."""

import threading

import pytest

from notifications import delivery
from notifications.models import Message, OnUncertain, State
from notifications.transport import Stage
from tests.notifications.conftest import delivered, posted
from tests.notifications.provider import CUT, running_provider

pytestmark = pytest.mark.django_db
AGAIN, REFUSED, UNCERTAIN = State.QUEUED, State.FAILED, State.UNCERTAIN


@pytest.fixture
def provider(settings):
    with running_provider() as provider:
        settings.EMAIL_BACKEND = "anymail.backends.postmark.EmailBackend"
        settings.ANYMAIL = {
            "POSTMARK_SERVER_TOKEN": "token",
            "POSTMARK_API_URL": provider.url,
            "REQUESTS_TIMEOUT": 1,
        }
        yield provider


def test_a_mail_leaves_and_carries_what_its_reports_bring_back(provider):
    message = delivered(to="ada@example.org", html="<p>Hello</p>")

    [sent] = provider.requests
    assert (message.state, message.attempts) == (State.SENT, 1)
    assert (sent["To"], sent["Subject"], sent["HtmlBody"]) == ("ada@example.org", "Hello", "<p>Hello</p>")
    assert sent["Metadata"] == {"message": str(message.pk)}
    assert {"Name": "Message-ID", "Value": message.message_id} in sent["Headers"]


def test_over_smtp_nothing_is_carried_along(relay):
    message = delivered()

    assert str(message.pk).encode() not in relay.mails[0]


INACTIVE = {
    "ErrorCode": 406,
    "Message": "Found inactive addresses: ada@example.org. Inactive recipients are ones that bounced.",
}
# The answer, and what becomes of messages that are resent, or parked, when uncertain; whether it counts as a try.
FAILURES = [
    ((422, INACTIVE), Stage.DATA, REFUSED, REFUSED, 1),
    ((422, {"ErrorCode": 300, "Message": "Invalid 'To' address: 'ada@example.org'."}), Stage.DATA, REFUSED, REFUSED, 1),
    ((400, {"ErrorCode": 402, "Message": "Invalid JSON"}), Stage.DATA, REFUSED, REFUSED, 1),
    ((413, "too large"), Stage.DATA, REFUSED, REFUSED, 1),
    ((401, {"ErrorCode": 10, "Message": "Bad or missing token"}), Stage.CONNECT, AGAIN, AGAIN, 0),
    ((403, "forbidden"), Stage.CONNECT, AGAIN, AGAIN, 0),
    ((429, "too many"), Stage.CONNECT, AGAIN, AGAIN, 0),
    ((503, "maintenance"), Stage.CONNECT, AGAIN, AGAIN, 0),
    ((500, "oops"), Stage.DOT, AGAIN, UNCERTAIN, 1),
    ((502, "bad gateway"), Stage.DOT, AGAIN, UNCERTAIN, 1),
    ((504, "gateway timeout"), Stage.DOT, AGAIN, UNCERTAIN, 1),
    ((200, "<html>no JSON</html>"), Stage.DOT, AGAIN, UNCERTAIN, 1),
    ((200, {"what": "is this"}), Stage.DOT, AGAIN, UNCERTAIN, 1),
    (CUT, Stage.DOT, AGAIN, UNCERTAIN, 1),
    (threading.Event().wait, Stage.DOT, AGAIN, UNCERTAIN, 1),
]


@pytest.mark.parametrize("on_uncertain", OnUncertain.values)
@pytest.mark.parametrize("failure", FAILURES)
def test_what_a_failure_of_the_provider_means(provider, failure, on_uncertain):
    provider.answer, stage, resent, parked, tries = failure

    message = delivered(to="ada@example.org", on_uncertain=on_uncertain)

    assert message.state == (resent if on_uncertain == OnUncertain.RESEND else parked)
    assert (message.last_stage, message.attempts) == (stage, tries)
    assert message.last_error
    assert len(provider.requests) == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"POSTMARK_API_URL": "http://127.0.0.1:1/"},
        {"POSTMARK_API_URL": "postmark"},
        {"POSTMARK_SERVER_TOKEN": "token", "IDNA_ENCODER": "no.such.encoder"},
    ],
)
def test_a_provider_that_cannot_be_reached_costs_no_try(provider, settings, wrong):
    settings.ANYMAIL |= wrong

    message = delivered()

    assert (message.state, message.attempts, message.last_stage) == (State.QUEUED, 0, Stage.CONNECT)


def test_a_wrong_key_stops_the_sweep_and_fails_nobody(provider):
    provider.answer = (401, {"ErrorCode": 10, "Message": "Bad or missing token"})
    for _ in range(3):
        posted()

    delivery.sweep()

    assert (len(provider.requests), Message.objects.filter(state=State.QUEUED).count()) == (1, 3)


def test_one_refused_recipient_stops_no_other(provider):
    provider.answer = (422, INACTIVE)
    refused = delivered(to="ada@example.org")
    provider.answer = (200, {"ErrorCode": 0, "Message": "OK", "MessageID": "b", "To": "b@example.org"})

    assert delivered(to="b@example.org").state == State.SENT
    assert refused.state == State.FAILED
