"""An offer of support, read and answered: signed in, or by the link that only its letter holds. Reading changes nothing."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from awards.bank_details import refuse_bank_details
from awards.models import Naming, Offer
from workshops.lifecycle import IllegalMove
from workshops.moments import deadline
from workshops.verbs import in_words


class AcceptForm(forms.Form):
    may_be_named = forms.BooleanField(label=gettext_lazy("My name may be shown among the recipients"), required=False)

    def __init__(self, *args, offer, **kwargs):
        super().__init__(*args, **kwargs)
        if offer.programme.naming == Naming.ALL:
            del self.fields["may_be_named"]


class DeclineForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why, if you like"), max_length=500, required=False, validators=[refuse_bank_details]
    )

    def __init__(self, *args, offer, **kwargs):
        super().__init__(*args, **kwargs)


class MoreForm(DeclineForm):
    reason = forms.CharField(
        label=gettext_lazy("What you would need, and why"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        validators=[refuse_bank_details],
    )


ANSWERS = {"accept": AcceptForm, "decline": DeclineForm, "ask_for_more": MoreForm}
SAID = {
    "accept": gettext_lazy("You have accepted. What comes next stands below."),
    "decline": gettext_lazy("You have declined. Thank you for saying so in time."),
    "ask_for_more": gettext_lazy("The organizers read what you need. The offer has ended; they may make another one."),
}


def mine(request, pk):
    offer = get_object_or_404(_readable(Offer.objects.told_to(request.user)), pk=pk)
    return _page(request, offer, by=request.user)


@login_not_required
@never_cache
def linked(request, token):
    """For whoever has the letter; the address itself is the secret, so no site and no log is told of it."""
    offer = get_object_or_404(_readable(Offer.objects.linked_by(token)))
    response = _page(request, offer, by=request.user if request.user.is_authenticated else None)
    response.headers["Referrer-Policy"] = "strict-origin"  # with none at all, browsers post from nowhere: refused
    return response


def _readable(offers):
    return offers.select_related("programme__workshop", "person").prefetch_related("grants__benefit__fund")


def _page(request, offer, *, by):
    said = next((verb for verb in ANSWERS if verb in request.POST), None)
    if request.method == "POST" and said is None:
        raise Http404
    bound = ANSWERS[said](request.POST, offer=offer, prefix=said) if said else None
    if bound and bound.is_valid():
        _answer(request, offer, said, bound.cleaned_data, by=by)
        return redirect(request.path)
    shown = {verb: bound if verb == said else form(offer=offer, prefix=verb) for verb, form in ANSWERS.items()}
    context = {"offer": offer, "edition": offer.workshop, "forms": shown}
    context["due"] = deadline(offer.respond_by)
    return render(request, "awards/my/offer.html", context, status=400 if bound else 200)


def _answer(request, offer, said, given, *, by):
    """Said twice, it stays as it was said first; the page shows it."""
    try:
        getattr(offer, said)(by=by, **given)
    except (IllegalMove, ValidationError) as refusal:
        messages.warning(request, in_words(refusal))
    else:
        messages.success(request, SAID[said])
