"""The desk's page on which people are chosen, looked at once more, and given or offered something, all or nobody."""

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import ValidationError
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
    context = {**context, "programme": programme, "edition": programme.workshop, "form": form}
    if not form.is_valid():
        context |= {"choosing": Choosing(programme), "ticked": _ticked(request), "asked": request.GET.get("q", "")}
        return render(request, "admin/grants/direct.html", context | _listed(context), status=400 if sent else 200)
    choosing = Choosing(programme, form.cleaned_data["lines"], _answers(request))
    context |= {"choosing": choosing, "ticked": _ticked(request)}
    if choosing.questions:
        answered = any(name.startswith("line-") for name in request.POST)
        questions = QuestionsForm(sent if answered else None, questions=choosing.questions)
        return render(request, "admin/grants/direct_questions.html", context | {"questions": questions})
    people = [*sorted(_ticked(request)), *choosing.meant]
    if not people:
        form.add_error(None, _("Choose somebody first."))
        return render(request, "admin/grants/direct.html", context | _listed(context), status=400)
    given = form.cleaned_data
    return _look(request, Preview(choosing, given["benefit"], given["amount"], people, request.user), context)


def _look(request, preview, context):
    """Show it; or do it, if it is what was shown before."""
    pressed = {"give", "offer", "wait"} & request.POST.keys()
    due = end_of_day(timezone.now() + timedelta(days=preview.programme.days_to_answer))
    offer_form = OfferForm(request.POST if "offer" in pressed else None, initial={"respond_by": due})
    if pressed and request.POST.get("digest") != preview.digest:
        messages.warning(request, _("Something has changed meanwhile. Nothing was done; look once more."))
    elif pressed and preview.can_wait and (done := _do(request, preview, offer_form, due)):
        messages.success(request, done)
        return redirect(reverse("admin:awards_grantprogramme_change", args=[preview.programme.pk]))
    context |= {"preview": preview, "offer_form": offer_form, "title": _("Look at it once more")}
    return render(request, "admin/grants/direct_preview.html", context)


def _do(request, preview, offer_form, due):
    n = len(preview.authors)
    try:
        if "wait" in request.POST:
            preview.put_on_waitlist(by=request.user)
            return ngettext("%d person is on the waitlist.", "%d people are on the waitlist.", n) % n
        if "give" in request.POST:
            preview.give(by=request.user)
            return ngettext("%d grant is given. Nobody is told yet.", "%d grants are given. Nobody is told yet.", n) % n
        if offer_form.is_valid():
            preview.offer(respond_by=offer_form.cleaned_data["respond_by"] or due, by=request.user)
            return ngettext("%d offer is made, the mail leaves now.", "%d offers are made, the mails leave now.", n) % n
    except (IllegalMove, ValidationError) as refusal:
        messages.warning(request, in_words(refusal))
    return ""


def _listed(context):
    """The authors whose name, affiliation or number of a paper holds what somebody looks for, and who have it already."""
    asked = context.get("asked", "").casefold()
    programme = context["programme"]
    authors = context["choosing"].authors.values()
    shown = [each for each in authors if asked in f"{each.name} {each.affiliation} {each.papers}".casefold()]
    return {"authors": shown, "have": set(programme.grants.lasting().values_list("person", flat=True))}


def _ticked(request):
    given = request.POST if request.method == "POST" else request.GET
    return {int(pk) for pk in given.getlist("person") if pk.isascii() and pk.isdigit() and len(pk) < 10}


def _answers(request):
    """{number of a line: choice}"""
    given = ((name.removeprefix("line-"), value) for name, value in request.POST.items() if name.startswith("line-"))
    return {int(number): value for number, value in given if number.isascii() and number.isdigit() and value}
