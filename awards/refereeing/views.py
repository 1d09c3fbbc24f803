"""The pages of a reviewer: what is asked, an application without what is not for reviewers, the scores."""

from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from awards.applying.reading import lines_of
from awards.models import Referee, Review, Sensitivity
from awards.models.refereeing import clear
from awards.ranking import rounded, summary, weighted
from awards.refereeing.forms import ConflictForm, ScoresForm
from workshops.lifecycle import IllegalMove
from workshops.verbs import in_words

SHOWN = ["printed_name", "printed_affiliation", "stage", "paper", "motivation"]


def reviews(request, workshop):
    edition = _edition_or_404(request, workshop)
    asked = clear(_asked(request, edition))
    waiting = [each for each in asked if each.status == "assigned" and each.can_be_changed]
    done = [each for each in asked if each.status == "submitted"]
    parts = [(_("To do"), waiting), (_("Done"), done)]
    context = {"edition": edition, "parts": parts, "waiting": waiting, "done": done}
    return render(request, "awards/refereeing/reviews.html", context)


def review(request, workshop, pk):
    edition = _edition_or_404(request, workshop)
    found = next(iter(clear(_asked(request, edition).filter(pk=pk))), None)
    if found is None:
        raise Http404
    pressed = request.method == "POST"
    declares = pressed and "conflict" in request.POST
    scores = ScoresForm(request.POST if pressed and not declares else None, review=found)
    conflict = ConflictForm(request.POST if declares else None)
    form = conflict if declares else scores
    if form.is_valid() and _done(request, found, form):
        return redirect("awards:reviews", workshop)
    context = {"edition": edition, "review": found, "form": scores, "conflict": conflict, **_seen(found)}
    status = HTTPStatus.BAD_REQUEST if form.is_bound else HTTPStatus.OK
    return render(request, "awards/refereeing/review.html", context, status=status)


def _edition_or_404(request, workshop):
    return get_object_or_404(Referee.objects.of(request.user).editions(), slug=workshop)


def _asked(request, edition):
    asked = Review.objects.asked_of(request.user).filter(application__programme__workshop=edition)
    return asked.select_related("application__programme").order_by(
        "application__programme__order", "application__programme", "pk"
    )


def _done(request, review, form):
    try:
        if isinstance(form, ConflictForm):
            review.declare_conflict(by=request.user, reason=form.cleaned_data["reason"])
            messages.success(request, _("Noted. You do not see this application any more."))
        else:
            review.submit(form.scores, comment=form.cleaned_data["comment"], by=request.user)
            messages.success(request, _("Your review is submitted. You can change it until the organizers decide."))
    except (IllegalMove, ValidationError) as refusal:
        messages.warning(request, in_words(refusal))
        return False
    return True


def _seen(review):
    """The application as it was submitted; and what others gave, once one's own review is submitted."""
    lines = lines_of(review.application.revisions.order_by("number").last(), SHOWN)
    seen = {"lines": [line for line in lines if line.read_by == Sensitivity.INTERNAL]}
    if review.status != "submitted":
        return seen
    given = list(review.application.reviews.submitted().prefetch_related("scores__criterion"))
    scores = weighted(review.application.reviews)[review.application_id]
    mean, spread = summary(scores.values())
    rows = [(each, each.pk == review.pk, rounded(scores.get(each.pk))) for each in given]
    return {**seen, "given": rows, "mean": mean, "spread": spread}
