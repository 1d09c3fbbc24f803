"""Who reviews the applications of a programme, and that they are asked."""

from django.contrib import messages
from django.contrib.contenttypes.models import ContentType
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.managed import ManagedTabularInline
from awards.models import Referee, Review
from awards.models.refereeing import assign
from awards.ranking import rounded, weighted
from workshops.lifecycle import Move


class RefereeInline(ManagedTabularInline):
    """Whoever has applied does not learn who scores; and what somebody gave stays theirs."""

    model = Referee
    fields = ["person"]
    autocomplete_fields = ["person"]

    def _may(self, request, obj=None):
        return self._manages(request, obj) and (obj is None or not obj.applications.of(request.user).exists())

    has_view_permission = has_add_permission = has_delete_permission = _may

    def has_change_permission(self, request, obj=None):
        return False


def reviewing(request, programme, context):
    """Ask for as many reviews as the programme wants, and say which applications lack reviewers."""
    if request.method == "POST":
        assigned = assign(programme, by=request.user)
        n = assigned.made
        messages.success(request, ngettext("%d review is asked for.", "%d reviews are asked for.", n) % n)
        for application in assigned.lacking:
            messages.warning(
                request, _("%s lacks reviewers: whoever is left is in conflict.") % application.printed_name
            )
        return redirect(request.path)
    of = request.GET.get("of", "")
    about = programme.applications.sent().filter(pk=of if of.isascii() and of.isdigit() and len(of) < 10 else 0).first()
    asked = Review.objects.filter(application__in=programme.applications.in_the_running()).counting()
    context |= {
        "programme": programme,
        "edition": programme.workshop,
        "referees": programme.referees.with_numbers(),
        "applications": programme.applications.in_the_running().count(),
        "asked": asked.count(),
        "submitted": asked.submitted().count(),
        "about": about,
        "reviews": _told(about) if about else [],
    }
    return render(request, "admin/grants/reviewing.html", context)


def _told(application):
    """[(review, its score, why there is a conflict)]"""
    reviews = list(application.reviews.select_related("referee__person").prefetch_related("scores__criterion"))
    scores = weighted(application.reviews)[application.pk]
    kind = ContentType.objects.get_for_model(Review)
    conflicts = Move.objects.filter(
        thing_type=kind, thing_id__in=[each.pk for each in reviews], verb="declare_conflict"
    )
    reasons = {move.thing_id: move.reason for move in conflicts}
    return [(each, rounded(scores.get(each.pk)), reasons.get(each.pk, "")) for each in reviews]
