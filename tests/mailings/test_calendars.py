"""A mailing may bring the edition for the calendar; reminders stand below the mail that they remind of."""

from datetime import datetime

import pytest
from django.core import mail as mails
from django.utils import timezone
from icalendar import Calendar

from awards.models.reminders import BEFORE, remind
from notifications import delivery
from notifications.models import Message
from tests.factories import MailingFactory
from tests.grants.offered import letter_of, opened, sent
from tests.mailings.test_mailings import accepted, approved, author
from workshops.calendars import of_edition
from workshops.mailings.drafted import Drafted

pytestmark = pytest.mark.django_db
START, END = datetime.fromisoformat("2027-05-07T08:00+02:00"), datetime.fromisoformat("2027-05-07T18:00+02:00")


@pytest.fixture
def mailing():
    edition = {"starts_at": START, "ends_at": END, "location": "Wien; Saal 3, Nord", "name": "Care, and more"}
    made = MailingFactory(with_calendar=True, **{f"workshop__{name}": value for name, value in edition.items()})
    author(accepted(made))
    return made


def event_in(text):
    [event] = Calendar.from_ical(text).walk("VEVENT")
    return event


def test_the_mail_brings_a_file_that_a_calendar_understands(mailing):
    approved(mailing)
    Message.objects.update(not_before=timezone.now())
    delivery.deliver_due()

    [file] = [part for part in mails.outbox[0].message().walk() if part.get_content_type() == "text/calendar"]

    event = event_in(file.get_payload(decode=True))
    assert (file.get_filename(), event["dtstart"].dt, event["dtend"].dt) == ("event.ics", START, END)
    assert event["location"] == "Wien; Saal 3, Nord"
    assert event["url"].endswith(mailing.workshop.get_absolute_url())


def test_a_change_is_the_same_event_with_a_higher_number(mailing):
    before = event_in(of_edition(mailing.workshop))
    mailing.workshop.location = "Graz"
    mailing.workshop.save()

    after = event_in(of_edition(mailing.workshop))

    assert before["uid"] == after["uid"]
    assert after["sequence"] > before["sequence"]


def test_a_mailing_without_it_brings_none():
    mailing = MailingFactory()
    author(accepted(mailing))

    approved(mailing)

    assert not Message.objects.get().calendar


def test_an_edition_without_a_start_has_no_place_in_a_calendar(mailing):
    mailing.workshop.starts_at = mailing.workshop.ends_at = None

    assert Drafted(mailing).obstacles == ["The edition has no start for a calendar yet."]


def test_a_reminder_answers_the_mail_that_it_reminds_of(time_machine):
    offer = opened()
    letter = letter_of(offer)
    sent(letter)
    time_machine.move_to(offer.respond_by - BEFORE)

    [reminder] = remind()
    delivery.deliver_due()

    mail = mails.outbox[-1].message()
    assert Message.objects.get(pk=reminder.pk).state == "sent"
    assert mail["In-Reply-To"] == mail["References"] == letter.message_id


def test_a_first_mail_answers_none(mailing):
    approved(mailing)

    assert not Message.objects.get().in_reply_to
