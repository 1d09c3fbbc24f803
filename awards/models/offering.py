"""Offering: all of a plan or nothing of it, within every fund; and what happens when money becomes free again."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from awards.models.fund import Fund
from awards.models.programme import Promotion
from notifications import outbox
from workshops.lifecycle import IllegalMove
from workshops.moments import end_of_day


@transaction.atomic
def offer(offers, *, respond_by, by):
    """All of these planned offers, or none: within every fund, and by every rule."""
    if respond_by <= timezone.now():
        raise ValidationError({"respond_by": _("The answer must be due in the future.")})
    funds = Fund.objects.hold({pk for each in offers for pk in each.grants.values_list("benefit__fund", flat=True)})
    if refusals := [f"{each.printed_name}: {sentence}" for each in offers for sentence in hinders(each)]:
        raise ValidationError(refusals)
    letters = [each.open(respond_by=respond_by, by=by) for each in offers]
    _check_together(offers)
    for fund in funds:
        fund.check_covers()
    return outbox.post(list(filter(None, letters)), by=by)


def _check_together(offers):
    """Where there is one for each paper, or each institution, also among those that are offered at once."""
    limited = [each for each in offers if each.programme.one_per]
    if refusals := [f"{each.printed_name}: {sentence}" for each in limited for sentence in hinders(each)]:
        raise ValidationError(refusals)


@transaction.atomic
def give(grants, *, by):
    """All of these proposed grants without asking, or none."""
    funds = Fund.objects.hold({grant.benefit.fund_id for grant in grants})
    if refusals := [f"{grant.printed_name}: {sentence}" for grant in grants for sentence in grant.hinders_giving()]:
        raise ValidationError(refusals)
    for grant in grants:
        grant.hand_over(verb="give", by=by)
    for fund in funds:
        fund.check_covers()


def hinders(offer):
    grants = list(offer.grants.select_related("benefit__fund", "benefit__programme", "person"))
    if not grants:
        yield _("Nothing is planned for this person.")
    for grant in grants:
        yield from grant.hinders()


@transaction.atomic
def promote(programme):
    """What became free goes to the next of the waitlist, by rank: if it suffices, the rules allow it, and time is left."""
    if programme.promotion != Promotion.BY_ITSELF:
        return
    Fund.objects.hold(programme.benefits.values_list("fund", flat=True))
    while (following := programme.offers.waitlisted().first()) and _in_time(programme):
        try:
            offer([following], respond_by=_due(programme), by=None)
        except (IllegalMove, ValidationError):
            return


def following(programme):
    """The next of the waitlist, if they could be offered now what is planned for them."""
    found = programme.offers.waitlisted().first()
    if found is None or not _in_time(programme) or any(hinders(found)):
        return None
    sums = found.grants.order_by("benefit__fund").values("benefit__fund").annotate(sum=Sum("amount"))
    needed = list(sums.values_list("benefit__fund", "sum"))
    funds = Fund.objects.in_bulk([pk for pk, _sum in needed])
    return found if all(funds[pk].free >= amount for pk, amount in needed) else None


def _in_time(programme):
    until = programme.last_offers_at
    return until is None or timezone.now() < until


def _due(programme):
    due = end_of_day(timezone.now() + timedelta(days=programme.days_to_answer))
    return min(due, programme.workshop.starts_at) if programme.workshop.starts_at else due
