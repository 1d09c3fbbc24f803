"""A user's offers and grants, each as far as they were told: what it is, how it stands, what to do next."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from awards.models import BenefitKind, Grant, GrantStatus, Offer, OfferStatus
from workshops.lifecycle import IllegalMove
from workshops.moments import deadline
from workshops.verbs import in_words

OFFERS_THAT_ENDED = {
    OfferStatus.DECLINED: gettext_lazy("You have declined it."),
    OfferStatus.MORE: gettext_lazy("You asked for more, and this offer has ended."),
    OfferStatus.EXPIRED: gettext_lazy("The time to answer has passed."),
    OfferStatus.OPEN: gettext_lazy("The time to answer has passed."),  # until the clock has seen it
    OfferStatus.TAKEN_BACK: gettext_lazy("The organizers have taken it back."),
}
HOW_IT_STANDS = {
    GrantStatus.FULFILLED: "",
    GrantStatus.WITHDRAWN: gettext_lazy("You have given it up."),
    GrantStatus.REVOKED: gettext_lazy("The organizers have taken it back."),
    GrantStatus.NO_SHOW: gettext_lazy("It is noted that you did not come."),
    GrantStatus.RETURNED: gettext_lazy("It is noted that it went back."),
}


@dataclass(frozen=True)
class Support:
    """A grant of the user, with the code that is theirs alone."""

    grant: Grant

    @property
    def codes(self):
        return [each.code for each in self.grant.codes.all() if each.status == "assigned" and self.grant.is_held]

    @property
    def is_over(self):
        """The edition is."""
        return self.grant.workshop.ends_at is not None and self.grant.workshop.ends_at <= timezone.now()

    @property
    def next(self):
        """How it stands, or what happens next, in a sentence."""
        if self.grant.status in HOW_IT_STANDS:
            return HOW_IT_STANDS[self.grant.status]
        if self.is_over:
            return ""
        if self.codes:
            return _("Register with this code. It is yours alone: please do not pass it on.")
        if self.grant.benefit.kind != BenefitKind.REGISTRATION:
            return _("The organizers, or whoever pays, write to you. Laurel asks for no bank details.")
        if self.grant.handed_over_at:
            return _("The organizers have given your name to the conference. You need no code.")
        return _("The organizers send you a code as soon as they have it, or tell the conference your name.")

    @property
    def can_be_given_up(self):
        return self.grant.can_become(GrantStatus.WITHDRAWN) and not self.is_over


def supports_of(user):
    """What ended stands behind what is held."""
    found = [Support(grant) for grant in _told_to(user).prefetch_related("codes")]
    return sorted(found, key=lambda support: not support.grant.is_held)


def offers_of(user):
    """Open ones as (offer, until when), as (offer, why) those that ended without a grant, and programmes with any."""
    told = Offer.objects.told_to(user).select_related("programme__workshop").prefetch_related("grants__benefit__fund")
    told = list(told)
    return {
        "offered_in": {each.programme_id for each in told},
        "offers": [(each, deadline(each.respond_by)) for each in told if each.is_open],
        "ended": [
            (each, OFFERS_THAT_ENDED[each.status])
            for each in told
            if each.status in OFFERS_THAT_ENDED and not each.is_open
        ],
    }


def give_up(request, pk):
    """Asked once more, as it is not taken back."""
    grant = _told_to(request.user).filter(pk=pk).first()
    if grant is None:
        raise Http404
    support = Support(grant)
    if request.method != "POST":
        return render(request, "awards/my/give_up.html", {"support": support, "edition": grant.workshop})
    if support.is_over:
        messages.warning(request, _("The edition is over."))
        return redirect("me")
    try:
        grant.withdraw(by=request.user)
    except (IllegalMove, ValidationError) as refusal:
        messages.warning(request, in_words(refusal))
    else:
        messages.success(request, _("You have given it up. Thank you for saying so."))
    return redirect("me")


def _told_to(user):
    return Grant.objects.told_to(user).select_related("programme__workshop", "benefit__fund")
