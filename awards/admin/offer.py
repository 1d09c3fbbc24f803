"""Offers and the waitlist: what waits for whom, and until when."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from accounts.managed import ManagedAdmin, coloured
from awards.admin.payment import NoteForm, ReasonNeededForm
from awards.models import Offer, OfferStatus, Promotion, offering
from workshops.moments import MomentAheadField, deadline
from workshops.verbs import NoInput, Verb, VerbsOnlyAdmin


class UntilForm(NoInput):
    respond_by = MomentAheadField(label=_("Answer before"))


def moving_up(programme, user):
    """Who is the next, where something becomes free."""
    following = programme.offers.waitlisted().first()
    if following is None or following.person.is_account_of(user):
        return
    if programme.promotion != Promotion.BY_ITSELF:
        yield _("%s is the next on the waitlist; an organizer offers it.") % following.printed_name
    else:
        yield (
            _("%s is the next on the waitlist and is offered it, if money, rules and time allow.")
            % following.printed_name
        )


def _freeing(offer, user):
    yield _("%(what)s becomes free.") % {"what": offer.benefit_text}
    yield from moving_up(offer.programme, user)


def _offering(offer, user):
    for grant in offer.grants.all():
        fund = grant.benefit.fund
        words = {"what": grant.benefit_text, "fund": fund.name, "free": fund.say(fund.free)}
        yield _("%(what)s is set aside in the fund “%(fund)s”, which has %(free)s left.") % words
    yield (
        _("A mail with a link to answer leaves at once.")
        if offer.person.email
        else _("No address is known: tell them.")
    )


@admin.register(Offer)
class OfferAdmin(VerbsOnlyAdmin, ManagedAdmin):
    """People are chosen on the page of the programme."""

    status_in_words = coloured("status")
    list_display = ["printed_name", "programme", "what", "status_in_words", "rank", "due"]
    list_filter = [
        "status",
        ("programme", admin.RelatedOnlyFieldListFilter),
        ("programme__workshop", admin.RelatedOnlyFieldListFilter),
    ]
    list_select_related = ["programme__workshop"]
    search_fields = ["printed_name", "person__name"]
    fields = readonly_fields = ["programme", "person", "what", "status", "rank", "offered_at", "due", "answered_at"]
    verbs = (
        Verb(
            "offer",
            _("Offer"),
            _("It waits for an answer until then."),
            lambda offer: offer.can_become(OfferStatus.OPEN),
            UntilForm,
            consequences=_offering,
            obstacles=lambda offer, user: offering.hinders(offer),
        ),
        Verb(
            "extend",
            _("Give more time"),
            _("Only an open offer, and only more. Write to the person yourself."),
            lambda offer: offer.is_open,
            UntilForm,
        ),
        Verb(
            "put_on_waitlist",
            _("Put on the waitlist"),
            _("Behind all others. Nobody is told."),
            lambda offer: offer.status == OfferStatus.PLANNED,
        ),
        Verb(
            "take_off_waitlist",
            _("Take off the waitlist"),
            _("The place is lost; it is only planned again."),
            lambda offer: offer.status == OfferStatus.WAITLISTED,
        ),
        Verb(
            "decline",
            _("Decline for them"),
            _("They told you so; say how."),
            lambda offer: offer.is_open,
            ReasonNeededForm,
            consequences=_freeing,
        ),
        Verb(
            "take_back",
            _("Take the offer back"),
            _("The person is told by mail at once."),
            lambda offer: offer.status == OfferStatus.OPEN,
            ReasonNeededForm,
            consequences=_freeing,
        ),
        Verb(
            "drop",
            _("Drop the plan"),
            _("It was not offered; nothing of it stays."),
            lambda offer: offer.status == OfferStatus.PLANNED,
            NoteForm,
        ),
    )

    @admin.display(description=_("offered"))
    def what(self, offer):
        return offer.benefit_text

    @admin.display(description=_("answer before"), ordering="respond_by", empty_value="")
    def due(self, offer):
        return deadline(offer.respond_by) if offer.respond_by else ""

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("grants__benefit__fund")

    def carry_out(self, request, obj, verb, given):
        if verb.name == "offer":
            return offering.offer([obj], by=request.user, **given)
        return super().carry_out(request, obj, verb, given)
