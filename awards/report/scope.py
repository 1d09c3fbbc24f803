"""Which funds a report is about, at which moment, and who reads it first."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.contrib.contenttypes.models import ContentType

from accounts.models import User
from awards.models import Award, AwardCategory, Benefit, Fund, Grant, GrantProgramme, GrantStatus
from awards.models.grant_states import HELD
from workshops.lifecycle import Move
from workshops.models import Sponsor, Workshop


@dataclass(frozen=True)
class Scope:
    """``is_whole``: over all funds of the sponsor, or the only report there is."""

    title: str
    edition: Workshop
    sponsor: Sponsor | None
    funds: tuple[Fund, ...]
    user: User
    at: datetime
    is_whole: bool

    @cached_property
    def benefits(self):
        return list(Benefit.objects.filter(fund__in=self.funds).select_related("programme", "fund"))

    @cached_property
    def programmes(self):
        return list(GrantProgramme.objects.filter(benefits__in=self.benefits).distinct())

    @cached_property
    def grants(self):
        """With their ``stood``, the status at the moment."""
        grants = list(Grant.objects.filter(benefit__in=self.benefits).select_related("programme", "benefit__fund"))
        stood = statuses(Grant, grants, self.at)
        for grant in grants:
            grant.stood = stood.get(grant.pk, GrantStatus.PROPOSED)
        return grants

    @property
    def held(self):
        return [grant for grant in self.grants if grant.stood in HELD]

    @cached_property
    def awards(self):
        """Announced at the moment, and still public."""
        announced = Award.objects.managed_by(self.user).public().filter(category__fund__in=self.funds)
        known = announced.filter(category__announced_at__lte=self.at)
        return list(known.select_related("category__fund", "category__workshop", "paper__workshop", "person"))

    def waits_for(self, fund):
        """Names of categories that the reader must not learn of yet and that this fund pays for."""
        return tuple(AwardCategory.objects.concerning(self.user).filter(fund=fund).values_list("name", flat=True))


def of_fund(fund, *, user, at):
    siblings = _siblings(fund)
    return Scope(fund.name, fund.workshop, fund.sponsor, (fund,), user, at, is_whole=len(siblings) == 1)


def of_sponsor(fund, *, user, at):
    """Over all funds of the sponsor of this one, in its edition."""
    return Scope(fund.sponsor.name, fund.workshop, fund.sponsor, _siblings(fund), user, at, is_whole=True)


def _siblings(fund):
    if fund.sponsor is None:
        return (fund,)
    return tuple(fund.workshop.funds.filter(sponsor=fund.sponsor).select_related("workshop", "sponsor"))


def statuses(model, things, at, among=()):
    """{key: status} as the audit tells of a moment; what has not moved by then, or not to one of these, is missing."""
    known = model._meta.get_field("status").flatchoices
    moves = Move.objects.filter(
        thing_type=ContentType.objects.get_for_model(model),
        thing_id__in=[thing.pk for thing in things],
        after__in=list(among) or [value for value, _label in known],
        at__lte=at,
    )
    return dict(moves.order_by("at", "pk").values_list("thing_id", "after"))
