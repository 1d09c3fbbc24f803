from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, render

from workshops.models import Page, RoleKind
from workshops.navigation import edition_or_404


@login_not_required
def page(request, workshop, page):
    edition = edition_or_404(request, workshop)
    found = get_object_or_404(Page.objects.visible_to(request.user), workshop=edition, slug=page)
    return render(request, "workshops/page.html", {"edition": edition, "page": found})


@login_not_required
def dates(request, workshop):
    edition = edition_or_404(request, workshop)
    return render(request, "workshops/dates.html", {"edition": edition, "dates": edition.dates.all()})


@login_not_required
def speakers(request, workshop):
    edition = edition_or_404(request, workshop)
    context = {
        "edition": edition,
        "speakers": edition.roles.of(RoleKind.SPEAKER),
        "panelists": edition.roles.of(RoleKind.PANELIST),
    }
    return render(request, "workshops/speakers.html", context)


@login_not_required
def organizers(request, workshop):
    edition = edition_or_404(request, workshop)
    context = {
        "edition": edition,
        "organizers": edition.roles.of(RoleKind.ORGANIZER),
        "workflow_organizers": edition.roles.of(RoleKind.WORKFLOW_ORGANIZER),
    }
    return render(request, "workshops/organizers.html", context)


@login_not_required
def committee(request, workshop):
    edition = edition_or_404(request, workshop)
    members = edition.roles.of(RoleKind.COMMITTEE)
    return render(request, "workshops/committee.html", {"edition": edition, "members": members})
