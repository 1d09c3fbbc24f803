from django.utils.translation import gettext_lazy as _

from awards.models import Award, CategoryStatus, Grant, Offer
from workshops.mailings.occasions import occasion


@occasion("awards", _("an award is announced"))
def awards(workshop):
    for award in Award.objects.public().filter(category__workshop=workshop).select_related("category"):
        yield award.category.announced_at, award


@occasion("votes", _("a vote ends"))
def votes(workshop):
    for category in workshop.award_categories.filter(status=CategoryStatus.VOTING):
        yield category.votes_until, category


@occasion("grants", _("the grants are announced"))
def grants(workshop):
    for grant in Grant.objects.known().filter(programme__workshop=workshop).select_related("programme"):
        yield grant.programme.announced_at, grant


@occasion("offers", _("an offer must be answered"))
def offers(workshop):
    for offer in Offer.objects.open().filter(programme__workshop=workshop):
        yield offer.respond_by, offer
