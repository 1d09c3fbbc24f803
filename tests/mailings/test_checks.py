"""What is promised of every mail, whoever writes it."""

import pytest
from django.core import mail as mails
from django.db import transaction
from django.utils import timezone

from awards.models import offering
from notifications import delivery
from notifications.models import Message
from tests.awards import honours
from tests.awards.test_races import NO_SHARES
from tests.desk.pages import save
from tests.factories import AwardFactory, GrantFactory, MailingFactory, organizer_of
from tests.grants.offered import IN_TEN_DAYS, letter_of, opened, planned
from tests.mailings.test_mailings import accepted, approved, author

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("factory", "inlines"), [(AwardFactory, NO_SHARES), (GrantFactory, {})])
def test_check_46_no_mail_is_sent_by_saving_at_the_desk(client, factory, inlines):
    thing = factory()
    client.force_login(organizer_of(thing.workshop))

    answer = save(client, thing, **inlines)

    assert answer.status_code == 302
    assert not Message.objects.exists()


def test_check_49_each_co_author_gets_one_mail_about_the_award_and_none_sees_another_address():
    award = honours.decided("Ada Bay", "Ivy Elm")
    award.category.announce(by=None)

    award.tell(by=None)

    letters = list(Message.objects.filter(kind="award_won"))
    addresses = [letter.to for letter in letters]
    assert len(set(addresses)) == len(letters) == 2
    for letter in letters:
        others = set(addresses) - {letter.to}
        assert not [each for each in others if each in letter.text + letter.html + letter.subject]


def test_check_53_an_offer_that_is_rolled_back_sends_nothing():
    offer = planned()

    with transaction.atomic():
        written = offering.offer([offer], respond_by=timezone.now() + IN_TEN_DAYS, by=None)
        transaction.set_rollback(True)

    assert len(written) == 1
    assert not Message.objects.exists()


def test_check_54_the_letter_of_an_offer_that_was_taken_back_does_not_leave():
    offer = opened()
    letter = letter_of(offer)
    offer.take_back(by=None, reason="A mistake.")

    delivery.deliver(letter.pk)

    letter.refresh_from_db()
    assert letter.state == "cancelled"


@pytest.mark.parametrize("name", ["Eve\r\nBcc: all@example.org", "Eve\nSubject: Pay", "<b>Eve</b>"])
def test_check_58_a_name_is_no_header_and_no_markup(name):
    mailing = MailingFactory(subject="To {name}", body="Dear {name}")
    author(accepted(mailing), name)
    approved(mailing)
    Message.objects.update(not_before=timezone.now())

    delivery.deliver(Message.objects.get().pk)

    [mail] = mails.outbox
    headers = mail.message()
    assert "Bcc" not in headers
    assert len(headers.get_all("Subject")) == 1
    assert mail.to == mail.recipients() == ["ada@example.org"]
    assert "<b>" not in Message.objects.get().html
