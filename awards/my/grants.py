"""A user's offers and grants, each as far as they were told: what it is, how it stands, what to do next."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from awards.models import BenefitKind, Grant, GrantStatus, Offer, OfferStatus
from workshops.lifecycle import IllegalMove
from workshops.moments import deadline
from workshops.verbs import in_words

ENDED = {OfferStatus.DECLINED, OfferStatus.MORE, OfferStatus.EXPIRED, OfferStatus.TAKEN_BACK}


@dataclass(frozen=True)
class Support:
    """A grant of the user, with the code that is theirs alone."""

    grant: Grant

    @property
    def codes(self):
        return [each.code for each in self.grant.codes.all() if each.status == "assigned"]

    @property
    def is_over(self):
        """The edition is."""
        return self.grant.workshop.ends_at is not None and self.grant.workshop.ends_at <= timezone.now()

    @property
    def next(self):
        """What happens next, in a sentence."""
        if self.grant.status == GrantStatus.FULFILLED or self.is_over:
            return ""
        if self.codes:
            return _("Register with this code. It is yours alone: please do not pass it on.")
        if self.grant.benefit.kind == BenefitKind.REGISTRATION:
            if self.grant.handed_over_at:
                return _("The organizers have given your name to the conference. You need no code.")
            return _("The organizers tell the conference, or give you a code here as soon as they have one.")
        return _("The organizers, or whoever pays, write to you. Laurel asks for no bank details.")

    @property
    def can_be_given_up(self):
        return self.grant.can_become(GrantStatus.WITHDRAWN) and not self.is_over


def supports_of(user):
    found = _told(user).select_related("programme__workshop", "benefit__fund").prefetch_related("codes")
    return [Support(grant) for grant in found]


def offers_of(user):
    """Open ones as (offer, until when), and those that ended without a grant."""
    told = Offer.objects.told_to(user).select_related("programme__workshop").prefetch_related("grants__benefit__fund")
    told = list(told)
    return {
        "offers": [(each, deadline(each.respond_by)) for each in told if each.is_open],
        "ended": [each for each in told if each.status in ENDED],
    }


def give_up(request, pk):
    """Asked once more, as it is not taken back."""
    grant = _told(request.user).select_related("programme__workshop", "benefit__fund").filter(pk=pk).first()
    if grant is None:
        raise Http404
    support = Support(grant)
    if request.method != "POST" and support.can_be_given_up:
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


def _told(user):
    own = Person.objects.of(user)
    return Grant.objects.visible_to(user).filter(person__in=own)
