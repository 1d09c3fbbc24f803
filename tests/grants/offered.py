"""Offers that are planned or open, with a letter that has left."""

import re
from datetime import timedelta

from django.utils import timezone

from awards.models import Offer, offering
from notifications.models import Message
from tests.factories import BenefitFactory, GrantFactory, PersonFactory, UserFactory, WorkshopFactory

IN_TEN_DAYS = timedelta(days=10)


def seats(amount, **benefit):
    """A benefit of an edition that is far ahead, with money for so much."""
    edition = WorkshopFactory(starts_at=timezone.now() + timedelta(days=200), ends_at=None)
    return BenefitFactory(programme__workshop=edition, fund__amount=amount, **benefit)


def planned(benefit=None, **grant):
    """An offer of one grant, to somebody with an account and an address."""
    benefit = benefit or BenefitFactory()
    user = UserFactory()
    person = PersonFactory(user=user, email=user.email)
    made = Offer.objects.create(programme=benefit.programme, person=person, printed_name=person.name)
    GrantFactory(benefit=benefit, person=person, offer=made, consents_to_be_named=False, **grant)
    return made


def opened(benefit=None, *, respond_by=None, **grant):
    made = planned(benefit, **grant)
    offering.offer([made], respond_by=respond_by or timezone.now() + IN_TEN_DAYS, by=None)
    return Offer.objects.get(pk=made.pk)


def waitlisted(benefit, **grant):
    made = planned(benefit, **grant)
    made.put_on_waitlist(by=None)
    return made


def link_in(letter):
    """The address that the letter tells, without its site."""
    return re.search(r"/offers/[\w-]+/", letter.text)[0]


def sent(*letters):
    Message.objects.filter(pk__in=[letter.pk for letter in letters]).update(state="sent", sent_at=timezone.now())


def letter_of(made):
    return Message.objects.about(made).get(kind="grant_offered")
