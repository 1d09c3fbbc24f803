"""The calls of an edition, for everybody; and one's own application to one of them."""

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters

from awards.applying.calls import PublicCall, calls_of
from awards.applying.drafts import application_of, hold
from awards.applying.reading import lines_of
from awards.applying.sheet import Sheet
from awards.models import Application, Offer
from workshops.lifecycle import IllegalMove
from workshops.moments import deadline
from workshops.navigation import edition_or_404
from workshops.verbs import in_words

KEPT = gettext_lazy("Your draft is kept. Nobody reads it before you submit it.")
SUBMITTED = gettext_lazy("Your application is submitted. A receipt comes by mail.")


@login_not_required
def grants(request, workshop):
    edition = edition_or_404(request, workshop)
    programmes = calls_of(edition)
    own = {each.programme_id: each for each in Application.objects.of(request.user).filter(programme__in=programmes)}
    calls = [PublicCall(programme, own.get(programme.pk)) for programme in programmes]
    return render(request, "awards/applying/grants.html", {"edition": edition, "calls": calls})


@sensitive_post_parameters()
def apply(request, workshop, pk):
    edition, programme = _programme_or_404(request, workshop, pk)
    if request.method == "POST":
        return _receive(request, edition, programme)
    return _page(request, edition, application_of(request.user, programme))


def withdraw(request, workshop, pk):
    edition, programme = _programme_or_404(request, workshop, pk)
    application = get_object_or_404(Application.objects.of(request.user).sent(), programme=programme)
    offer = _offer_to(request.user, programme)
    if request.method == "POST" and not offer:
        _withdraw(request, application)
        return redirect("awards:apply", workshop, pk)
    context = {"edition": edition, "programme": programme, "application": application, "offer": offer}
    status = HTTPStatus.CONFLICT if request.method == "POST" else HTTPStatus.OK
    return render(request, "awards/applying/withdraw.html", context, status=status)


def _programme_or_404(request, workshop, pk):
    edition = edition_or_404(request, workshop)
    return edition, get_object_or_404(edition.grant_programmes.with_call().select_related("workshop"), pk=pk)


@transaction.atomic
def _receive(request, edition, programme):
    hold(request.user)
    application = application_of(request.user, programme)
    if not application.is_editable:
        return _page(request, edition, application, status=HTTPStatus.CONFLICT)
    is_final = "submit" in request.POST or application.submitted_at is not None
    sheet = Sheet(application, request.POST, is_final=is_final)
    if sheet.is_valid() and _kept(sheet, by=request.user):
        messages.success(request, SUBMITTED if is_final else KEPT)
        return redirect("awards:apply", edition.slug, programme.pk)
    return _page(request, edition, application, sheet, status=HTTPStatus.UNPROCESSABLE_ENTITY)


def _kept(sheet, *, by):
    try:
        sheet.keep(by=by)
    except (IllegalMove, ValidationError) as refusal:
        sheet.about.add_error(None, in_words(refusal))
        return False
    return True


def _page(request, edition, application, sheet=None, *, status=HTTPStatus.OK):
    """The call, what was submitted last, and the form as long as something can be written."""
    newest = application.revisions.order_by("number").last() if application.pk else None
    context = {
        "edition": edition,
        "call": PublicCall(application.programme),
        "application": application,
        "sheet": (sheet or Sheet(application)) if application.is_editable else None,
        "newest": newest,
        "lines": lines_of(newest) if newest else [],
        "offer": _offer_to(request.user, application.programme),
        "answer_due": application.answer_due and deadline(application.answer_due),
    }
    return render(request, "awards/applying/apply.html", context, status=status)


def _offer_to(user, programme):
    return Offer.objects.told_to(user).filter(programme=programme).order_by("pk").last()


def _withdraw(request, application):
    try:
        application.withdraw(by=request.user)
    except IllegalMove as refusal:
        messages.warning(request, in_words(refusal))
    else:
        messages.success(request, _("Your application is withdrawn."))
