"""What somebody could type into a text, or be called, on purpose: the cases 71 to 84 of the reliability design, each by itself."""

import pytest
from django.core import mail as mails
from django.utils import timezone

from notifications import delivery
from notifications.models import Message
from tests.factories import MailingFactory
from tests.mailings.test_desk import desk  # noqa: F401 - a fixture
from tests.mailings.test_mailings import accepted, approved, author
from workshops.mailings.events import events
from workshops.models import Mailing

pytestmark = pytest.mark.django_db

REFUSED = {
    71: ("body", "{{ user.password }}"),
    72: ("body", "{event.__class__}"),
    73: ("subject", "{name!r:>1000000000}"),
    74: ("body", "{name[0]}"),
    75: ("body", "{foo}"),
    76: ("body", "Dear {name"),
    81: ("subject", "x" * 5000),
    82: ("body", ""),
    83: ("body", "{votes_until}"),
}
NAMES = {
    77: "{secret}",
    80: "Ada\r\nBcc: eve@example.org",
    84: "Jane <b@evil.example>",
    841: '"x", y@z.example',
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_mailing_with_it_is_refused_beside_its_field(desk, case):  # noqa: F811
    field, text = REFUSED[case]

    answer = desk.types(**{field: text})

    assert list(answer.context["adminform"].form.errors) == [field]
    assert not Mailing.objects.exists()


@pytest.mark.parametrize("case", [case for case in REFUSED if case not in {81, 82}])
@pytest.mark.parametrize("event", ["award_won", "offer_expired"])
def test_a_text_of_an_event_with_it_is_refused(event, case):
    field, text = REFUSED[case]
    words = {"subject": "Hello", "body": events[event].body} | {field: text}

    assert field in dict(events[event].problems(**words))


@pytest.mark.parametrize(("case", "body"), [(78, "[text](javascript:alert)"), (79, "<img src=https://track.example>")])
def test_nothing_runs_and_nothing_is_fetched_when_the_mail_is_opened(case, body):
    mailing = MailingFactory(body=body)
    author(accepted(mailing))

    approved(mailing)

    html = Message.objects.get().html
    assert 'href="javascript' not in html
    assert "<img" not in html


@pytest.mark.parametrize("case", NAMES)
def test_whatever_somebody_is_called_the_mail_has_its_headers_and_one_recipient(case):
    mailing = MailingFactory(subject="To {name}", body="Dear {name}")
    author(accepted(mailing), NAMES[case])
    approved(mailing)
    Message.objects.update(not_before=timezone.now())

    delivery.deliver_due()

    mail = mails.outbox[0].message()
    assert mails.outbox[0].recipients() == ["ada@example.org"]
    assert (mail["To"], mail["Bcc"], mail["Cc"]) == ("ada@example.org", None, None)
    assert "\n" not in Message.objects.get().subject
