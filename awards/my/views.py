"""What winners do: say how they are named, and what happens with their share of the prize."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from awards import certificates
from awards.my.answers import ACCEPT, DECLINE, DONATE
from awards.my.forms import NameForm
from awards.my.winnings import winnings_of
from workshops.lifecycle import IllegalMove
from workshops.verbs import in_words


def name(request, award):
    winning = _winning_or_404(request.user, award)
    form = NameForm(request.POST if request.method == "POST" else None, initial={"name": winning.name})
    if form.is_valid():
        _put_name(request, winning, form.cleaned_data["name"])
        return redirect("me")
    context = {"winning": winning, "form": form}
    return render(request, "awards/my/name.html", context, status=400 if form.errors else 200)


def accept(request, award):
    return _answer(request, award, ACCEPT)


def donate(request, award):
    return _answer(request, award, DONATE)


def decline(request, award):
    return _answer(request, award, DECLINE)


def _winning_or_404(user, award):
    for winning in winnings_of(user):
        if winning.award.pk == award:
            return winning
    raise Http404


def _share_or_404(user, award):
    share = _winning_or_404(user, award).share
    if share is None:
        raise Http404
    return share


def _put_name(request, winning, chosen):
    try:
        issued = certificates.put_name(winning.award, winning.person, chosen, by=request.user)
    except (IllegalMove, ValidationError) as refusal:
        messages.warning(request, in_words(refusal))
        return
    messages.success(request, _("Your name on the certificate: %s") % chosen)
    if issued and issued != winning.certificate:
        messages.success(request, _("The certificate was issued again, as version %d.") % issued.version)


def _answer(request, award, answer):
    share = _share_or_404(request.user, award)
    obstacle = share.hinders_answer(answer.becomes)
    form = answer.form(request.POST if request.method == "POST" else None)
    if request.method == "POST" and obstacle:
        messages.info(request, obstacle)
    elif form.is_valid():
        _say(request, share, answer, form.cleaned_data)
    else:
        context = {"share": share, "answer": answer, "follows": answer.follows(share), "form": form}
        context["obstacle"] = obstacle
        return render(request, "awards/my/answer.html", context, status=400 if form.errors else 200)
    return redirect("me")


def _say(request, share, answer, given):
    try:
        getattr(share, answer.verb)(by=request.user, **given)
    except IllegalMove as refusal:
        messages.warning(request, in_words(refusal))
    else:
        messages.success(request, share.in_words)
