"""Every page of an edition begins here: the edition, if the visitor may see it, and its tabs."""

from dataclasses import dataclass

from django.db.models import Count
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from workshops.models import RoleKind, Workshop


@dataclass(frozen=True)
class Tab:
    title: str
    url: str


def edition_or_404(request, slug):
    editions = Workshop.objects.visible_to(request.user).annotate(calls=Count("grant_programmes__closes_at"))
    edition = get_object_or_404(editions, slug=slug)
    edition.tabs = _tabs(edition, request.user)
    return edition


def _tabs(edition, user):
    pages = edition.pages.visible_to(user)
    kinds = set(edition.roles.order_by().values_list("kind", flat=True).distinct())
    tabs = [
        Tab(_("Overview"), edition.get_absolute_url()),
        *(Tab(page.title, reverse("workshops:page", args=[edition.slug, page.slug])) for page in pages),
        _tab(_("Dates"), "workshops:dates", edition),
        _tab(_("Papers"), "papers:papers", edition),
        _tab(_("Awards"), "awards:awards", edition),
        _tab(_("Schedule"), "papers:schedule", edition),
    ]
    if edition.calls:
        tabs.insert(-1, _tab(_("Grants"), "awards:grants", edition))
    if kinds & {RoleKind.SPEAKER, RoleKind.PANELIST}:
        tabs.append(_tab(_("Speakers"), "workshops:speakers", edition))
    if kinds & {RoleKind.ORGANIZER, RoleKind.WORKFLOW_ORGANIZER}:
        tabs.append(_tab(_("Organizers"), "workshops:organizers", edition))
    if RoleKind.COMMITTEE in kinds:
        tabs.append(_tab(_("Committee"), "workshops:committee", edition))
    return tabs


def _tab(title, view, edition):
    return Tab(title, reverse(view, args=[edition.slug]))
