"""The pages that look at all apps: home, an edition's overview, a person, my page."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from accounts.images import picture
from accounts.models import Person
from awards.models import Application, Award, CommitteeMember, Grant, Referee
from awards.my.grants import offers_of, supports_of
from awards.my.winnings import winnings_of
from awards.record import public_record
from awards.room.nominating import chances
from notifications.health import backlog
from notifications.models import Message
from papers.models import Paper
from workshops.models import Sponsor, Workshop
from workshops.navigation import edition_or_404

LATE_MINUTES = 10


@login_not_required
def home(request):
    editions = list(Workshop.objects.public().newest_first())
    ahead = [edition for edition in editions if edition.ends_at and edition.ends_at > timezone.now()]
    current = min(ahead, key=lambda edition: edition.starts_at) if ahead else next(iter(editions), None)
    past = [edition for edition in editions if edition != current]
    return render(request, "home.html", {"current": current, "editions": past})


@login_not_required
def edition(request, workshop):
    found = edition_or_404(request, workshop)
    context = {
        "edition": found,
        "dates": found.dates.all(),
        "paper_count": found.papers.public().count(),
        **public_record(found),
    }
    return render(request, "edition.html", context)


@login_not_required
def person(request, pk):
    found = get_object_or_404(Person.objects.public(), pk=pk)
    context = {
        "person": found,
        "papers": _papers_of(found),
        "roles": found.roles.public().select_related("workshop").order_by("-workshop__starts_at", "kind"),
        "seats": found.committee_seats.public().select_related("workshop").order_by("-workshop__starts_at"),
        "appearances": found.slot_appearances.public().select_related("slot__workshop").order_by("-slot__starts_at"),
        "awards": _awards_of(Award.objects.public().decided(), found),
        "grants": _grants_of(Grant.objects.public(), found),
    }
    return render(request, "person.html", context)


def me(request):
    found = Person.objects.of(request.user).first()
    context = {
        "person": found,
        "papers": _papers_of(found) if found else [],
        "winnings": winnings_of(request.user),
        "supports": supports_of(request.user),
        **offers_of(request.user),
        "applications": Application.objects.of(request.user).select_related("programme__workshop"),
        "mails": Message.objects.sent().written_to(found, _verified_addresses(request.user)),
        "organizes": Workshop.objects.managed_by(request.user).newest_first(),
        "seats": CommitteeMember.objects.of(request.user).admitted().select_related("workshop"),
        "chances": chances(request.user),
        "reviews_in": Referee.objects.of(request.user).editions().newest_first(),
    }
    return render(request, "me.html", context)


def _papers_of(person):
    return (
        Paper.objects.public()
        .by(person)
        .select_related("workshop")
        .order_by("-workshop__starts_at", "number")
        .with_authors()
    )


def _awards_of(awards, person):
    return awards.won_by([person]).select_related("category__workshop", "category__fund", "paper__workshop", "person")


def _grants_of(grants, person):
    return grants.filter(person=person).select_related("programme__workshop", "benefit__fund")


def _verified_addresses(user):
    return list(user.emailaddress_set.filter(verified=True).values_list("email", flat=True))


@login_not_required
def photo(request, pk):
    return _picture(get_object_or_404(Person.objects.public(), pk=pk).photo)


@login_not_required
def logo(request, pk):
    return _picture(get_object_or_404(Sponsor.objects.public(), pk=pk).logo)


@login_not_required
def banner(request, workshop):
    return _picture(get_object_or_404(Workshop.objects.visible_to(request.user), slug=workshop).banner)


def _picture(file):
    if not file:
        raise Http404
    return picture(file)


@login_not_required
def healthz(request):
    """That the database answers and mail flows. No numbers: they would tell that something is about to be announced."""
    mail = backlog(Message.objects.all())
    late = "late" if mail.oldest_minutes >= LATE_MINUTES else "ok"
    state = {"database": "ok", "mail": "paused" if mail.pause else late}
    return JsonResponse(state, headers={"Cache-Control": "no-store"})
