"""Secrets of how a call is decided, which no applicant may notice, and an organizer who has applied is one."""

from datetime import timedelta

from awards.models import Offer, Plan, RegistrationCode, offering
from notifications.models import Message
from tests.embargo.worlds import MOMENT

PLANTS = {
    "burnet": "what is written of an application, by a reviewer or an organizer",
    "campion": "the name of a plan",
}


def an_application_is_found_eligible(world):
    world.bid.find_eligible(by=None)


def an_application_is_found_not_eligible(world):
    world.bid.find_ineligible(by=None, reason="Burnet.")


def a_reviewer_scores(world):
    criteria = world.called.criteria.all()
    world.review_of_the_bid.submit(dict.fromkeys(criteria, 5), comment="Burnet.", by=None)


def a_plan_is_kept(world):
    amounts = {str(world.bidder.pk): {str(world.bread.pk): "1"}}
    Plan.objects.create(programme=world.called, name="Campion", amounts=amounts)


def an_applicant_is_planned(world):
    return _plan(world, world.bidder)


def the_organizer_is_planned(world):
    return _plan(world, world.organizing_applicant)


def an_applicant_waits(world):
    _plan(world, world.bidder).put_on_waitlist(by=None)


def an_applicant_is_offered_it(world):
    return _offer(_plan(world, world.bidder))


def the_organizer_is_offered_it(world):
    return _offer(_plan(world, world.organizing_applicant))


def an_applicant_has_it(world):
    an_applicant_is_offered_it(world).accept(by=None)


def codes_are_there(world):
    RegistrationCode.objects.create(benefit=world.bread, code="burnet-1")


def reviewers_are_told(world):
    _later(world.called.tell_referees(by=None))


MAY_KNOW = {an_application_is_found_not_eligible: {"referee"}}  # it waits for no review any more
SECRETS = (
    an_application_is_found_eligible,
    an_application_is_found_not_eligible,
    a_reviewer_scores,
    a_plan_is_kept,
    an_applicant_is_planned,
    the_organizer_is_planned,
    an_applicant_waits,
    an_applicant_is_offered_it,
    the_organizer_is_offered_it,
    an_applicant_has_it,
    codes_are_there,
    reviewers_are_told,
)


def _plan(world, person):
    made = Offer.objects.create(programme=world.called, person=person, printed_name=person.name)
    fields = {"person": person, "printed_name": person.name, "offer": made}
    world.called.grants.create(benefit=world.bread, **fields)
    return made


def _offer(made):
    _later(offering.offer([made], respond_by=MOMENT + timedelta(days=20), by=None))
    return Offer.objects.get(pk=made.pk)


def _later(letters):
    """They leave another day."""
    later = dict.fromkeys(["planned_for", "not_before"], MOMENT + timedelta(days=1))
    Message.objects.filter(pk__in=[letter.pk for letter in letters]).update(**later)
