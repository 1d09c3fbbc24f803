"""The pages of a member: what is asked, the papers, conflicts, the ballot."""

from http import HTTPStatus

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from awards import counting
from awards.models import CategoryStatus, Comment, MemberStatus
from awards.models.ballot import cast, check_may_vote
from awards.room import asked, steps
from awards.room.ballots import FORMS, AbstentionForm
from awards.room.conflicts import ConflictsForm
from awards.room.results import results
from awards.room.sight import SETTLED, candidate_or_404, member_or_404, sight_or_404, sights
from workshops.lifecycle import IllegalMove
from workshops.verbs import in_words

TALKING = {CategoryStatus.OPEN, CategoryStatus.VOTING}  # while the committee discusses


class CommentForm(forms.ModelForm):
    class Meta:
        model = Comment
        fields = ["text"]
        labels = {"text": gettext_lazy("Your comment")}
        widgets = {"text": forms.Textarea(attrs={"rows": 5})}


def room(request, workshop):
    member = member_or_404(request, workshop)
    context = {"edition": member.workshop, "member": member}
    if member.status == MemberStatus.INVITED:
        return render(request, "awards/room/invitation.html", context)
    context |= {
        "cards": [_card(sight) for sight in sights(member)],
        "committee": member.workshop.award_committee.seated(),
    }
    return render(request, "awards/room/room.html", context)


@require_POST
def seat(request, workshop):
    """Accept or decline the invitation; whoever sits here already is not asked."""
    member = member_or_404(request, workshop)
    said = next((verb for verb in ("accept", "decline") if verb in request.POST), None)
    try:
        if said:
            getattr(member, said)(by=request.user)
    except IllegalMove:
        messages.warning(request, _("You have a seat on the committee already."))
        said = None
    if said == "decline":
        messages.success(request, _("You have declined the seat on the award committee."))
        return redirect("me")
    return redirect("awards:room", workshop)


def category(request, workshop, pk):
    sight = sight_or_404(request, workshop, pk)
    context = _card(sight) | {
        "edition": sight.category.workshop,
        "results": results(sight),
        "winners": sight.category.awards.decided().select_related("paper") if sight.knows_decision else [],
        "steps": steps.offered(sight),
        "counted": counting.describe(sight.category.ballot),
    }
    return render(request, "awards/room/category.html", context)


def candidate(request, workshop, pk, number):
    sight = sight_or_404(request, workshop, pk)
    found = candidate_or_404(sight, number)
    form = CommentForm(
        request.POST if request.method == "POST" else None, instance=Comment(candidate=found, member=sight.member)
    )
    if request.method == "POST" and sight.category.status not in TALKING:
        messages.warning(request, _("The vote is over, and so is the discussion."))
        return redirect("awards:room_candidate", workshop, pk, number)
    if request.method == "POST" and form.is_valid():
        form.save()
        return redirect("awards:room_candidate", workshop, pk, number)
    context = {
        "edition": sight.category.workshop,
        "sight": sight,
        "candidate": found,
        "nominations": found.nominations.select_related("nominator"),
        "comments": found.comments.select_related("member"),
        "form": form if sight.category.status in TALKING else None,
    }
    return render(request, "awards/room/candidate.html", context, status=status_of(form))


def pdf(request, workshop, pk, number):
    """Also of a paper that is not public; as a download, under a name that tells no author."""
    paper = candidate_or_404(sight_or_404(request, workshop, pk), number).paper
    if not paper.pdf:
        raise Http404
    response = FileResponse(paper.pdf.open(), as_attachment=True, filename=f"{workshop}-{number}.pdf")
    response.headers["Content-Type"] = "application/pdf"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def conflicts(request, workshop, pk):
    sight = sight_or_404(request, workshop, pk)
    if sight.category.status not in {*TALKING, *SETTLED} or sight.category.is_announced:
        messages.warning(request, _("Questions about conflicts are answered until the announcement."))
        return redirect("awards:room_category", workshop, pk)
    form = ConflictsForm(request.POST if request.method == "POST" else None, sight=sight)
    if request.method == "POST" and form.is_valid() and done(form, form.save, by=request.user):
        messages.success(request, _("Your answers are kept."))
        return redirect("awards:room_category", workshop, pk)
    context = {"edition": sight.category.workshop, "sight": sight, "form": form}
    return render(request, "awards/room/conflicts.html", context, status=status_of(form))


def ballot(request, workshop, pk):
    sight = sight_or_404(request, workshop, pk)
    try:
        check_may_vote(sight.category, sight.member)
    except IllegalMove as refusal:
        messages.warning(request, str(refusal))
        return redirect("awards:room_category", workshop, pk)
    form, abstention = _ballot_forms(request, sight)
    used = abstention if abstention.is_bound else form
    if used.is_valid() and done(used, cast, sight.category, sight.member, by=request.user, **_given(used)):
        messages.success(request, _("Your ballot counts."))
        return redirect("awards:room_category", workshop, pk)
    context = {"edition": sight.category.workshop, "sight": sight, "form": form, "abstention": abstention}
    return render(request, "awards/room/ballot.html", context, status=status_of(used))


def _card(sight):
    return {
        "sight": sight,
        "category": sight.category,
        "stage": asked.stage(sight),
        "tasks": list(asked.tasks(sight)),
        "offers": list(asked.offers(sight)),
        "next": steps.following(sight),
    }


def _ballot_forms(request, sight):
    """The ballot and the abstention; at most one of them was sent."""
    abstains = "abstain" in request.POST
    sent = request.POST if request.method == "POST" else None
    form = FORMS[sight.category.ballot](
        None if abstains else sent, category=sight.category, candidates=sight.shortlist, ballot=sight.own_ballot
    )
    return form, AbstentionForm(sent if abstains else None)


def _given(form):
    if isinstance(form, AbstentionForm):
        return {"values": {}, "abstains": True, "reason": form.cleaned_data["reason"]}
    return {"values": form.values}


def done(form, verb, *args, **given):
    """Whether the verb was done; why not stands on the form, beside the field that is meant."""
    try:
        verb(*args, **given)
    except (IllegalMove, ValidationError) as refusal:
        meant = next((name for name in getattr(refusal, "error_dict", {}) if name in form.fields), None)
        form.add_error(meant, in_words(refusal))
        return False
    return True


def status_of(form):
    return HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound and form.errors else HTTPStatus.OK
