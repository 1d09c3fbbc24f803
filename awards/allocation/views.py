"""The pages of the board: looked at and filled in, kept, made the plan; and offered as previewed, all of it or nothing."""

from datetime import timedelta
from http import HTTPStatus

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from awards.allocation import plans
from awards.allocation.board import Board
from awards.allocation.offering import Rehearsal, offer
from awards.allocation.sheet import Sheet
from workshops.lifecycle import IllegalMove
from workshops.moments import MomentAheadField, deadline
from workshops.verbs import in_words

PER_PAGE = 50


class DueForm(forms.Form):
    respond_by = MomentAheadField(label=gettext_lazy("Answer before"))


def allocation(request, programme, context):
    """``context`` is what every page of the desk has."""
    board = Board(programme, request.user)
    page = Paginator(board.rows, PER_PAGE).get_page(request.GET.get("page"))
    sheet = Sheet(board, page.object_list, request.POST if "sheet" in request.POST else None)
    status = HTTPStatus.OK
    if request.method == "POST":
        try:
            return redirect(_do(request, board, sheet, page.number))
        except (IllegalMove, ValidationError) as refusal:
            messages.warning(request, in_words(refusal))
            status = HTTPStatus.BAD_REQUEST
    context |= {"programme": programme, "edition": programme.workshop, "board": board, "page": page, "sheet": sheet}
    return render(request, "admin/grants/allocation.html", context, status=status)


def _do(request, board, sheet, number):
    """What was pressed; the address of the page that comes next."""
    here = reverse("admin:awards_grantprogramme_allocation", args=[board.programme.pk])
    if pressed := next((name for name in KEPT if name in request.POST), None):
        KEPT[pressed](request, board)
        return here
    if sheet.given is not None:
        _fill_in(request, board, sheet)
    if "offer" in request.POST:
        return reverse("admin:awards_grantprogramme_offering", args=[board.programme.pk])
    turned = request.POST.get("turn", "")
    return f"{here}?page={turned if turned.isascii() and turned.isdigit() else number}"


def _fill_in(request, board, sheet):
    if sheet.errors:
        raise ValidationError(_("Mend the amounts that are marked. Nothing was kept."))
    amounts = board.amounts = board.read(plans.as_kept(sheet.amounts))
    plans.keep(board.programme, amounts, by=request.user)
    if "save" in request.POST:
        made = plans.save_as(board.programme, request.POST.get("name", ""), amounts, by=request.user)
        messages.success(request, _("Saved as “%s”.") % made)
    elif "make" in request.POST:
        n = len(plans.make_it_the_plan(board, amounts, by=request.user))
        words = ngettext("%d person is planned. Nobody is told.", "%d people are planned. Nobody is told.", n)
        messages.success(request, words % n)
    elif "wait" in request.POST:
        _wait(request, board, sheet, amounts)


def _wait(request, board, sheet, amounts):
    if not sheet.ticked:
        raise ValidationError(_("Tick first who waits."))
    plans.put_on_waitlist(board, sheet.ticked, amounts, by=request.user)
    n = len(sheet.ticked)
    messages.success(request, ngettext("%d person is on the waitlist.", "%d people are on the waitlist.", n) % n)


def _opened(request, board):
    plan = _plan_or_404(board, request.POST["open"])
    plans.keep(board.programme, board.read(plan.amounts), by=request.user)
    messages.success(request, _("“%s” is open. It stays as it was saved.") % plan)


def _deleted(request, board):
    plan = _plan_or_404(board, request.POST["delete"])
    plan.delete()
    messages.success(request, _("“%s” is deleted.") % plan)


def _begun_anew(request, board):
    plans.forget(board.programme, by=request.user)
    messages.success(request, _("The board shows what is planned."))


def _plan_or_404(board, pk):
    saved = {str(plan.pk): plan.pk for plan in board.saved}
    return get_object_or_404(board.programme.plans, pk=saved.get(pk))


KEPT = {"open": _opened, "delete": _deleted, "anew": _begun_anew}


def offering(request, programme, context):
    """What would happen; and that, if it is what was shown before."""
    board = Board(programme, request.user)
    due = (timezone.now() + timedelta(days=programme.days_to_answer)).replace(second=0, microsecond=0)
    form = DueForm(request.POST or None, initial={"respond_by": due})
    given = form.cleaned_data["respond_by"] if form.is_valid() else None
    rehearsal = Rehearsal(board, given or due, request.user)
    if given and "offer" in request.POST and _offered(request, rehearsal):
        return redirect("admin:awards_grantprogramme_allocation", programme.pk)
    context |= {
        "programme": programme,
        "edition": programme.workshop,
        "board": board,
        "form": form,
        "rehearsal": rehearsal,
        "due": deadline(rehearsal.respond_by),
    }
    status = HTTPStatus.BAD_REQUEST if form.errors else HTTPStatus.OK
    return render(request, "admin/grants/allocation_offer.html", context, status=status)


def _offered(request, rehearsal):
    if request.POST.get("digest") != rehearsal.digest:
        messages.warning(request, _("Something has changed meanwhile. Nothing was done; look once more."))
        return False
    try:
        if not rehearsal.is_possible:
            return False
        offer(rehearsal.board, respond_by=rehearsal.respond_by, by=request.user)
    except (IllegalMove, ValidationError) as refusal:
        messages.warning(request, in_words(refusal))
        return False
    n = len(rehearsal.rows)
    messages.success(request, ngettext("%d offer is made.", "%d offers are made.", n) % n)
    return True
