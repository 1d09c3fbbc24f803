"""The mail of each event, about somebody and something with the name that a test asks for."""

from functools import partial

from django.utils import timezone

from awards import emails
from tests.awards import honours
from tests.factories import (
    ApplicationFactory,
    BenefitFactory,
    CommitteeMemberFactory,
    EventTextFactory,
    GrantFactory,
    RefereeFactory,
)
from tests.grants.offered import IN_TEN_DAYS, planned


def of_award(write, name):
    award = honours.decided("Ada Bay", title=name)
    award.category.name = award.workshop.name = award.citation = award.rescission_reason = name
    return award, partial(write, award, award.winners[0][0], name)


def of_member(write, name):
    member = CommitteeMemberFactory(person__email="ada@example.org", printed_name=name, workshop__name=name)
    return member, partial(write, member, version=1)


def of_grant(write, name):
    grant = GrantFactory(printed_name=name, benefit=_benefit(name))
    return grant, partial(write, grant)


def of_offer(write, name, *token):
    offer = planned(_benefit(name))
    offer.printed_name, offer.respond_by = name, timezone.now() + IN_TEN_DAYS
    return offer, partial(write, offer, *token)


def of_application(write, name, *number):
    made = ApplicationFactory(printed_name=name, programme=_benefit(name).programme, question=name)
    made.answer_due = timezone.now() + IN_TEN_DAYS
    return made, partial(write, made, *number)


def of_referee(write, name):
    referee = RefereeFactory(person__name=name, programme=_benefit(name).programme)
    referee.asked = 2
    return referee, partial(write, referee)


def _benefit(name):
    return BenefitFactory(programme__name=name[:120], programme__description=name, programme__workshop__name=name)


MAKERS = {
    "award_won": lambda name: of_award(emails.award_won, name),
    "award_rescinded": lambda name: of_award(emails.award_rescinded, name),
    "committee_invited": lambda name: of_member(emails.committee_invited, name),
    "grant_given": lambda name: of_grant(emails.grant_given, name),
    "grant_offered": lambda name: of_offer(emails.grant_offered, name, "secret"),
    "offer_reminder": lambda name: of_offer(emails.offer_reminder, name),
    "offer_expired": lambda name: of_offer(emails.offer_expired, name),
    "offer_taken_back": lambda name: of_offer(emails.offer_taken_back, name),
    "application_received": lambda name: of_application(emails.application_received, name, 1),
    "question_asked": lambda name: of_application(emails.question_asked, name, 1),
    "application_not_chosen": lambda name: of_application(emails.application_not_chosen, name),
    "reviews_asked": lambda name: of_referee(emails.reviews_asked, name),
}


def told(event, name="Ada Bay", **own):
    """Unsaved; in the edition's ``own`` subject and body, if they are given."""
    thing, write = MAKERS[event](name)
    if own:
        EventTextFactory(workshop=thing.workshop, event=event, **own)
    return write()
