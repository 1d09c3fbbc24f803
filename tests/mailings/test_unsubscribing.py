"""Announcements can be ended by one press, without signing in. What concerns somebody alone still comes, and says so."""

from urllib.parse import urlsplit

import pytest
from django.core import mail as mails
from django.test import Client
from django.utils import timezone

from accounts.merging import merge
from notifications import delivery
from notifications.models import Message
from tests.factories import MailingFactory, UserFactory
from tests.mailings.test_mailings import accepted, approved, author
from workshops.models import OptOut

pytestmark = pytest.mark.django_db


@pytest.fixture
def announcement():
    return to_ada(purpose="news")


def to_ada(**fields):
    mailing = MailingFactory(each="person", **fields)
    author(accepted(mailing))
    return mailing


def to_him(**fields):
    mailing = MailingFactory(each="person", **fields)
    author(accepted(mailing), "Eve Fir", email="eve@example.org")
    return mailing


def mail_of(mailing):
    """As it leaves."""
    approved(mailing)
    Message.objects.filter(kind=mailing.kind).update(not_before=timezone.now())
    delivery.deliver_due()
    return mails.outbox[-1].message() if mails.outbox else None


def link_in(mail):
    return urlsplit(mail["List-Unsubscribe"].strip("<>")).path


def press(link, **given):
    """As a mail program does: from outside, with no cookie."""
    return Client(enforce_csrf_checks=True).post(link, given or {"List-Unsubscribe": "One-Click"})


@pytest.mark.parametrize(("purpose", "has_it"), [("news", True), ("request", False), ("decision", False)])
def test_check_59_announcements_and_nothing_else_can_be_ended_by_one_press(purpose, has_it):
    mail = mail_of(to_ada(purpose=purpose))

    assert ("List-Unsubscribe" in mail) == has_it
    assert mail["List-Unsubscribe-Post"] == ("List-Unsubscribe=One-Click" if has_it else None)


def test_check_59_the_press_works_without_signing_in_and_ends_the_announcements(announcement):
    link = link_in(mail_of(announcement))

    answer = press(link)

    assert answer.status_code == 200
    assert "You get no more announcements" in answer.text
    assert not mail_of_another(announcement)


def mail_of_another(mailing, **fields):
    mails.outbox.clear()
    return mail_of(MailingFactory(workshop=mailing.workshop, each="person", **{"purpose": "news", **fields}))


def test_a_look_at_the_link_changes_nothing(announcement, client):
    link = link_in(mail_of(announcement))

    client.get(link)
    client.head(link)

    assert not OptOut.objects.exists()
    assert mail_of_another(announcement)


@pytest.mark.parametrize("purpose", ["request", "decision"])
def test_what_concerns_them_alone_still_comes(announcement, purpose):
    press(link_in(mail_of(announcement)))

    assert mail_of_another(announcement, purpose=purpose)


def test_other_editions_are_not_concerned(announcement):
    press(link_in(mail_of(announcement)))
    elsewhere = MailingFactory(each="person", purpose="news")
    author(accepted(elsewhere), person=announcement.recipients.get().person)
    mails.outbox.clear()

    assert mail_of(elsewhere)


def test_who_has_unsubscribed_is_left_out_and_the_desk_knows_why(announcement):
    press(link_in(mail_of(announcement)))

    mailing = approved(MailingFactory(workshop=announcement.workshop, each="person", purpose="news"))

    assert mailing.recipients.get().left_out == "has unsubscribed from announcements"


def test_who_unsubscribes_after_the_approval_gets_nothing_more(announcement):
    link = link_in(mail_of(announcement))
    waiting = approved(MailingFactory(workshop=announcement.workshop, each="person", purpose="news"))
    Message.objects.filter(kind=waiting.kind).update(not_before=timezone.now())

    press(link)
    delivery.deliver_due()

    message = Message.objects.get(kind=waiting.kind)
    assert (message.state, message.last_error) == ("suppressed", "They have unsubscribed from announcements.")


def test_they_can_be_had_again(announcement):
    link = link_in(mail_of(announcement))
    press(link)

    press(link, again="")

    assert mail_of_another(announcement)


def test_pressing_twice_is_pressing_once(announcement):
    link = link_in(mail_of(announcement))

    press(link)
    press(link)

    assert OptOut.objects.count() == 1


def test_the_link_of_somebody_who_was_merged_ends_those_of_who_stayed(announcement):
    gone = announcement.workshop.papers.get().authorships.get().person
    link = link_in(mail_of(announcement))
    kept = author(accepted(announcement), "Ada B. Bay", email="bay@example.org")
    merge(kept, gone, by=UserFactory(is_superuser=True), reason="The same.")

    press(link)

    assert OptOut.objects.get().person == kept


@pytest.mark.parametrize("token", ["nonsense", "WzEsMV0:abc", "%00"])
def test_a_link_that_we_did_not_make_is_nothing(client, token):
    assert client.get(f"/unsubscribe/{token}/").status_code == 404
    assert press(f"/unsubscribe/{token}/").status_code == 404


def test_an_announcement_says_where_to_unsubscribe_and_other_mail_says_why_not(announcement):
    there, other = mail_of(announcement), mail_of(to_him(purpose="decision"))

    assert link_in(there) in there.get_payload()[0].get_payload()
    assert link_in(there) in there.get_payload()[1].get_payload()
    assert "So there is nothing to unsubscribe from." in other.get_payload()[0].get_payload()


def test_the_link_names_nobody(announcement):
    link = link_in(mail_of(announcement))

    assert "ada" not in link
    assert "%40" not in link


def test_no_log_is_told_the_link(announcement, caplog, client):
    client.get(link_in(mail_of(announcement)) + "x/")

    assert "/unsubscribe/…" in caplog.text
