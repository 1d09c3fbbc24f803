"""The pages of the acting chair. A member who knocks here is told who may."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from awards import powers
from awards.pdf import render as render_pdf
from awards.pdf.csv import to_csv
from awards.pdf.render import CannotPrint
from awards.room import minutes, steps
from awards.room.decision import DecisionForm, consequences
from awards.room.results import results
from awards.room.sight import candidate_or_404, sight_or_404
from awards.room.views import done, status_of
from workshops.lifecycle import IllegalMove
from workshops.verbs import in_words

MOVES = {
    "shortlist": (gettext_lazy("Put on the shortlist"), steps.NoInput),
    "unlist": (gettext_lazy("Take off the shortlist"), steps.NoInput),
    "readmit": (gettext_lazy("Take it back in"), steps.NoInput),
    "withdraw": (gettext_lazy("Take out of the running"), steps.ReasonForm),
}


def step(request, workshop, pk, verb):
    """Ask what will happen; then do it."""
    sight = sight_or_404(request, workshop, pk)
    if refusal := _refusal(sight, verb):
        return _back(request, sight, refusal)
    taken = steps.STEPS[verb]
    form = taken.form(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return _back(request, sight, *_attempt(taken.verb, sight.category, by=request.user, **form.cleaned_data))
    context = {
        "step": taken,
        "obstacles": steps.obstacles(sight, verb),
        "consequences": taken.consequences(sight),
    }
    return _ask(request, sight, form, context)


def decide(request, workshop, pk):
    """Winners are written down, looked at once more, and decided."""
    sight = sight_or_404(request, workshop, pk)
    hindered = _refusal(sight, "decide") or " ".join(map(str, steps.obstacles(sight, "decide")))
    if hindered:
        return _back(request, sight, hindered)
    form = DecisionForm(request.POST if request.method == "POST" else None, sight=sight, count=sight.count())
    if request.method == "POST" and not request.POST.keys() & {"review", "change"} and _decided(form, by=request.user):
        messages.success(request, _("Decided. Nobody is told before the organizers do so."))
        return redirect("awards:room_category", workshop, pk)
    context = _context(sight) | {
        "form": form,
        "results": results(sight),
        "consequences": list(consequences(form.awards())) if "review" in request.POST and form.is_valid() else [],
    }
    return render(request, "awards/room/decide.html", context, status=status_of(form))


def move(request, workshop, pk, number, verb):
    """A paper onto the shortlist, off it, or out of the running."""
    sight = sight_or_404(request, workshop, pk)
    if refusal := powers.refusal(sight.part, "decide", sight.category):
        return _back(request, sight, refusal)
    found = candidate_or_404(sight, number, among=[*sight.open, *sight.withdrawn])
    if verb not in MOVES:
        raise Http404
    label, form_class = MOVES[verb]
    form = form_class(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return _back(request, sight, *_attempt(getattr(found, verb), by=request.user, **form.cleaned_data))
    return _ask(request, sight, form, {"step": {"label": label}, "candidate": found})


def minutes_pdf(request, workshop, pk):
    return _minutes(request, workshop, pk, write=render_pdf.document, name="minutes.pdf", kind="application/pdf")


def minutes_csv(request, workshop, pk):
    return _minutes(request, workshop, pk, write=to_csv, name="minutes.csv", kind="text/csv; charset=utf-8")


def _minutes(request, workshop, pk, *, write, name, kind):
    sight = sight_or_404(request, workshop, pk)
    if refusal := powers.refusal(sight.part, "decide", sight.category):
        return _back(request, sight, refusal)
    if not sight.sees_others:
        return _back(request, sight, _("There are minutes once the vote has begun and you have voted or abstained."))
    try:
        written = write(minutes.minutes_of(sight))
    except CannotPrint as refusal:
        return _back(request, sight, _("%s The minutes as CSV hold everything.") % refusal)
    disposition = f'attachment; filename="{workshop}-{pk}-{name}"'
    return HttpResponse(written, content_type=kind, headers={"Content-Disposition": disposition})


def _refusal(sight, verb):
    if verb not in powers.VERBS:
        raise Http404
    refusal = powers.refusal(sight.part, verb, sight.category)
    if not refusal and sight.is_blocked and verb != "open":
        return _("Answer the questions about conflicts first.")
    return refusal


def _back(request, sight, said, level=messages.WARNING):
    messages.add_message(request, level, said)
    return redirect("awards:room_category", sight.category.workshop.slug, sight.category.pk)


def _attempt(verb, *args, **given):
    """What is said afterwards, and how loudly."""
    try:
        verb(*args, **given)
    except (IllegalMove, ValidationError) as refusal:
        return in_words(refusal), messages.WARNING
    return _("Done."), messages.SUCCESS


def _decided(form, *, by):
    if not form.is_valid():
        return False
    return done(form, form.category.award_to, form.awards(), by=by, reason=form.cleaned_data["reason"])


def _ask(request, sight, form, context):
    return render(
        request, "awards/room/confirm.html", _context(sight) | {"form": form} | context, status=status_of(form)
    )


def _context(sight):
    return {"edition": sight.category.workshop, "sight": sight, "category": sight.category}
