"""Every page of an edition begins here: the edition, if the visitor may see it, and its tabs."""

from dataclasses import dataclass

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from workshops.models import Page, Workshop


@dataclass(frozen=True)
class Tab:
    title: str
    url: str


def edition_or_404(request, slug):
    edition = get_object_or_404(Workshop.objects.visible_to(request.user).with_contents(), slug=slug)
    edition.tabs = _tabs(edition, request.user)
    return edition


def _tabs(edition, user):
    pages = edition.pages.filter(pk__in=Page.objects.visible_to(user).values("pk"))
    return [
        Tab(_("Overview"), edition.get_absolute_url()),
        *(Tab(page.title, page.get_absolute_url()) for page in pages),
        *([_tab(_("Dates"), "workshops:dates", edition)] if edition.has_dates else []),
        _tab(_("Papers"), "papers:papers", edition),
        _tab(_("Awards"), "awards:awards", edition),
        *([_tab(_("Schedule"), "papers:schedule", edition)] if edition.has_slots else []),
        *([_tab(_("Speakers"), "workshops:speakers", edition)] if edition.has_speakers else []),
        *([_tab(_("Organizers"), "workshops:organizers", edition)] if edition.has_organizers else []),
        *([_tab(_("Committee"), "workshops:committee", edition)] if edition.has_committee else []),
    ]


def _tab(title, view, edition):
    return Tab(title, reverse(view, args=[edition.slug]))
