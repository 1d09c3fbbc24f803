"""What is typed on the board, kept: for oneself, under a name, as the plan, on the waitlist."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from awards.models import Grant, GrantProgramme, Offer, Plan
from awards.models.plan import WORKING
from workshops.lifecycle import record


def as_kept(amounts):
    return {
        str(person): {str(benefit): f"{amount:f}" for benefit, amount in given.items()}
        for person, given in amounts.items()
    }


def keep(programme, amounts, *, by):
    """So that nothing typed on one page is lost on another; nobody else sees it."""
    kept = {"amounts": as_kept(amounts), "by": by, "at": timezone.now()}
    Plan.objects.update_or_create(programme=programme, name=f"{WORKING}{by.pk}", defaults=kept)


def forget(programme, *, by):
    programme.plans.filter(name=f"{WORKING}{by.pk}").delete()


def save_as(programme, name, amounts, *, by):
    made = Plan(programme=programme, name=name.strip(), amounts=as_kept(amounts), by=by)
    if made.is_working:
        raise ValidationError(_("The name of a plan does not begin with %s.") % WORKING)
    made.full_clean()
    made.save()
    return made


@transaction.atomic
def make_it_the_plan(board, amounts, *, by):
    """Planned offers with their proposed grants, exactly so many; of applicants who are out, none."""
    planned = {offer.person_id: offer for offer in _planned(board.programme)}
    for person in planned.keys() - amounts.keys():
        planned.pop(person).drop(by=by)
    made = [_write(board, person, given, planned.get(person)) for person, given in amounts.items()]
    record(board.programme, "plan", after=f"{len(made)} people", by=by)
    forget(board.programme, by=by)
    return made


@transaction.atomic
def put_on_waitlist(board, people, amounts, *, by):
    """Those people, in the order of their ranks, behind all who wait already."""
    planned = {offer.person_id: offer for offer in _planned(board.programme)}
    lacking = [board.open[person].printed_name for person in people if person not in amounts]
    if lacking:
        raise ValidationError(_("Say first what they would get: %s.") % ", ".join(lacking))
    for person in people:
        _write(board, person, amounts[person], planned.get(person)).put_on_waitlist(by=by)


def _planned(programme):
    """Of applicants, while nobody else plans. Somebody who has not applied is planned elsewhere."""
    GrantProgramme.objects.select_for_update().get(pk=programme.pk)
    applied = programme.applications.sent().values("person")
    return programme.offers.planned().filter(person__in=applied).select_related("programme")


def _write(board, person, given, offer):
    application = board.open[person]
    if offer is None:
        offer = Offer(programme=board.programme, person_id=person, printed_name=application.printed_name)
        offer.full_clean()
        offer.save()
    grants = {grant.benefit_id: grant for grant in offer.grants.all()}
    offer.grants.exclude(benefit__in=given).delete()
    for benefit, amount in given.items():
        grant = grants.get(benefit) or _grant(board, application, board.benefits[benefit], offer)
        if grant.pk is None or grant.amount != amount:
            grant.amount = amount
            grant.full_clean()
            grant.save()
    return offer


def _grant(board, application, benefit, offer):
    return Grant(
        programme=board.programme,
        benefit=benefit,
        person_id=application.person_id,
        offer=offer,
        printed_name=application.printed_name,
        printed_affiliation=application.printed_affiliation,
    )
