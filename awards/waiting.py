"""What of an edition's travel support waits for an organizer: short sentences, each with the page where it is done."""

from dataclasses import dataclass

from django.db.models import Count, F, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from awards.models import Application, Grant, GrantProgramme, Offer, Promotion, RegistrationCode, ReviewStatus, offering

COUNTED = ~Q(reviews__status=ReviewStatus.CONFLICT)


@dataclass(frozen=True)
class Task:
    programme: GrantProgramme
    words: str
    url: str


def tasks(edition, user):
    """Of programmes in which the user has applied, none."""
    programmes = GrantProgramme.objects.allocated_by(user).filter(workshop=edition).select_related("workshop")
    found = programmes.annotate(**_numbers(user))
    return [task for programme in found for task in _tasks(programme, user)]


def _numbers(user):
    running = Application.objects.in_the_running()
    lacking = running.alias(counted=Count("reviews", filter=COUNTED)).filter(counted__lt=F("programme__reviews_each"))
    codes = RegistrationCode.objects.free().filter(benefit=OuterRef("benefit")).order_by().values("benefit")
    codeless = (
        Grant.objects.managed_by(user)
        .waiting_for_a_code()
        .filter(benefit__codes__isnull=False)
        .exclude(benefit__in=codes)
    )
    return {
        "to_screen": _number(running.filter(status="submitted")),
        "lacking_reviews": _number(lacking),
        "proposed": _number(Grant.objects.managed_by(user).proposed().filter(offer=None)),
        "planned": _number(Offer.objects.managed_by(user).planned()),
        "given": _number(Grant.objects.managed_by(user).given()),
        "codeless": _number(codeless.distinct()),
    }


def _number(rows):
    """Of these rows of a programme, as a subquery."""
    own = rows.filter(programme=OuterRef("pk")).order_by()
    return Subquery(own.values("programme").annotate(n=Count("pk", distinct=True)).values("n"))


def _tasks(programme, user):
    """As far as it is time for them."""
    of = f"?programme__id__exact={programme.pk}"
    if programme.is_closed and (n := programme.to_screen):
        words = ngettext("%d application to screen", "%d applications to screen", n) % n
        yield Task(programme, words, reverse("admin:awards_application_changelist") + of + "&status__exact=submitted")
    if programme.is_closed and (n := programme.lacking_reviews) and programme.referees.exists():
        words = ngettext("%d application lacks reviewers", "%d applications lack reviewers", n) % n
        yield Task(programme, words, reverse("admin:awards_grantprogramme_reviewing", args=[programme.pk]))
    if n := programme.proposed:
        words = ngettext("%d grant to decide", "%d grants to decide", n) % n
        yield Task(programme, words, reverse("admin:awards_grant_changelist") + of + "&status__exact=proposed")
    if n := programme.planned:
        words = ngettext("%d planned offer", "%d planned offers", n) % n
        yield Task(programme, words, reverse("admin:awards_offer_changelist") + of + "&status__exact=planned")
    following = offering.following(programme) if programme.promotion == Promotion.ASK else None
    if following and not following.person.is_account_of(user):
        words = _("%s is the next on the waitlist, and there is enough") % following.printed_name
        yield Task(programme, words, reverse("admin:awards_offer_change", args=[following.pk]))
    if n := programme.codeless:
        words = ngettext("%d grant waits for a code", "%d grants wait for a code", n) % n
        yield Task(programme, words, reverse("admin:awards_registrationcode_add"))
    if programme.announced_at is None and (n := programme.given):
        words = ngettext("%d grant to announce", "%d grants to announce", n) % n
        yield Task(programme, words, reverse("admin:awards_grantprogramme_change", args=[programme.pk]))
