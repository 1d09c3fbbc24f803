"""The desk's page on which people are chosen, looked at once more, and given or offered something, all or nobody."""

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from awards.direct.choosing import Choosing
from awards.direct.forms import ChoosingForm, OfferForm, QuestionsForm
from awards.direct.preview import Preview
from workshops.lifecycle import IllegalMove
from workshops.moments import end_of_day
from workshops.verbs import in_words


def direct(request, programme, context):
    """``context`` is what every page of the desk has."""
    sent = request.POST if request.method == "POST" else None
    form = ChoosingForm(sent, programme=programme)
    ticked = _ticked(request)
    context = {**context, "programme": programme, "edition": programme.workshop, "form": form, "ticked": ticked}
    if "find" in request.POST or not form.is_valid():
        refused = sent and "find" not in sent
        return _list(request, Choosing(programme, request.user), context, status=400 if refused else 200)
    given = form.cleaned_data
    choosing = Choosing(programme, request.user, given["lines"], _answers(request, given["lines"]))
    if choosing.questions:
        answered = any(name.startswith("line-") for name in request.POST)
        questions = QuestionsForm(sent if answered else None, questions=choosing.questions)
        return render(request, "admin/grants/direct_questions.html", context | {"questions": questions})
    people = [*ticked, *choosing.meant]
    if not people:
        form.add_error(None, _("Choose somebody first."))
        return _list(request, choosing, context, status=400)
    return _look(request, Preview(choosing, given["benefit"], given["amount"], people, request.user), context)


def _list(request, choosing, context, *, status):
    asked = request.POST.get("q") or request.GET.get("q", "")
    context |= {"asked": asked, "authors": list(choosing.found(asked, context["ticked"]))}
    return render(request, "admin/grants/direct.html", context, status=status)


def _look(request, preview, context):
    """Show it; or do it, if it is what was shown before."""
    pressed = {"give", "offer", "wait"} & request.POST.keys()
    due = end_of_day(timezone.now() + timedelta(days=preview.programme.days_to_answer))
    offer_form = OfferForm(request.POST if "offer" in pressed else None, initial={"respond_by": due})
    if pressed and (done := _do_as_shown(request, preview, offer_form, due)):
        messages.success(request, done)
        return redirect(reverse("admin:awards_grantprogramme_change", args=[preview.programme.pk]))
    context |= {"preview": preview, "offer_form": offer_form, "title": _("Look at it once more")}
    return render(request, "admin/grants/direct_preview.html", context)


@transaction.atomic
def _do_as_shown(request, preview, offer_form, due):
    preview.hold()
    if request.POST.get("digest") != preview.digest:
        messages.warning(request, _("Something has changed meanwhile. Nothing was done; look once more."))
        return ""
    return _do(request, preview, offer_form, due) if preview.can_wait else ""


def _do(request, preview, offer_form, due):
    n = len(preview.authors)
    try:
        if "wait" in request.POST:
            preview.put_on_waitlist(by=request.user)
            return ngettext("%d person is on the waitlist.", "%d people are on the waitlist.", n) % n
        if "give" in request.POST:
            preview.give(by=request.user)
            given = ngettext("%d grant is given.", "%d grants are given.", n) % n
            return f"{given} {_('Nobody is told yet: announce the programme, and tell the recipients.')}"
        if offer_form.is_valid():
            preview.offer(respond_by=offer_form.cleaned_data["respond_by"] or due, by=request.user)
            return ngettext("%d offer is made, the mail leaves now.", "%d offers are made, the mails leave now.", n) % n
    except (IllegalMove, ValidationError) as refusal:
        messages.warning(request, in_words(refusal))
    return ""


def _ticked(request):
    """In the order in which they were sent: a waitlist follows it."""
    given = request.POST if request.method == "POST" else request.GET
    people = (int(pk) for pk in given.getlist("person") if pk.isascii() and pk.isdigit() and len(pk) < 10)
    return list(dict.fromkeys(people))


def _answers(request, lines):
    """{number of a line: choice}"""
    return {number: request.POST.get(f"line-{number}") for number in range(len(lines))}
