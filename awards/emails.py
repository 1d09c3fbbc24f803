"""One function per mail. Each takes what it speaks of and returns an unsaved message."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from notifications import outbox
from notifications.models import OnUncertain
from workshops.moments import deadline

AWARD_WON = "award_won"
AWARD_RESCINDED = "award_rescinded"
COMMITTEE_INVITED = "committee_invited"
GRANT_GIVEN = "grant_given"
GRANT_OFFERED = "grant_offered"
OFFER_REMINDER = "offer_reminder"
OFFER_EXPIRED = "offer_expired"
OFFER_TAKEN_BACK = "offer_taken_back"
APPLICATION_RECEIVED = "application_received"
QUESTION_ASKED = "question_asked"
APPLICATION_NOT_CHOSEN = "application_not_chosen"
REVIEWS_ASKED = "reviews_asked"


def award_won(award, person, printed_name, **when):
    return _of_award(AWARD_WON, award, person, printed_name, **when)


def award_rescinded(award, person, printed_name, **when):
    return _of_award(AWARD_RESCINDED, award, person, printed_name, **when)


def committee_invited(member, *, version):
    workshop = member.workshop
    return _to(
        member.person,
        COMMITTEE_INVITED,
        about=member,
        workshop=workshop,
        name=member.printed_name,
        member=member,
        version=version,
        on_uncertain=OnUncertain.RESEND,
        room_url=_absolute("awards:room", workshop.slug),
    )


def grant_given(grant):
    workshop = grant.programme.workshop
    return _to(
        grant.person,
        GRANT_GIVEN,
        about=grant,
        workshop=workshop,
        name=grant.printed_name,
        grant=grant,
        programme=grant.programme,
        page_url=_absolute("awards:awards", workshop.slug),
    )


def grant_offered(offer, token):
    """Its link answers the offer, so that nobody but the reader keeps it."""
    link = _absolute("offer", token)
    return _of_offer(GRANT_OFFERED, offer, offer_url=link, confidential=True, expires_at=offer.respond_by)


def offer_reminder(offer):
    return _of_offer(OFFER_REMINDER, offer, on_uncertain=OnUncertain.RESEND, expires_at=offer.respond_by)


def offer_expired(offer):
    return _of_offer(OFFER_EXPIRED, offer)


def offer_taken_back(offer):
    return _of_offer(OFFER_TAKEN_BACK, offer)


def application_received(application, number):
    return _of_application(APPLICATION_RECEIVED, application, version=number, on_uncertain=OnUncertain.RESEND)


def question_asked(application, version):
    return _of_application(QUESTION_ASKED, application, version=version)


def application_not_chosen(application):
    return _of_application(APPLICATION_NOT_CHOSEN, application)


def reviews_asked(referee):
    """``asked``: of so many applications; whoever is asked for more later gets another letter."""
    return _to(
        referee.person,
        REVIEWS_ASKED,
        about=referee,
        workshop=referee.workshop,
        name=referee.person.name,
        programme=referee.programme,
        asked=referee.asked,
        version=referee.asked,
        on_uncertain=OnUncertain.RESEND,
        reviews_url=_absolute("awards:reviews", referee.workshop.slug),
    )


def _of_offer(kind, offer, **more):
    return _to(
        offer.person,
        kind,
        about=offer,
        workshop=offer.workshop,
        name=offer.printed_name,
        offer=offer,
        programme=offer.programme,
        due=deadline(offer.respond_by),
        **more,
    )


def _of_application(kind, application, **more):
    return _to(
        application.person,
        kind,
        about=application,
        workshop=application.workshop,
        name=application.printed_name,
        application=application,
        programme=application.programme,
        answer_due=application.answer_due and deadline(application.answer_due),
        application_url=_absolute("awards:apply", application.workshop.slug, application.programme_id),
        **more,
    )


def _of_award(kind, award, person, printed_name, **when):
    workshop = award.category.workshop
    return _to(
        person,
        kind,
        about=award,
        workshop=workshop,
        name=printed_name,
        award=award,
        category=award.category,
        share=award.shares.filter(person=person).first(),
        is_announced=_is_announced_by(award.category, when.get("not_before")),
        page_url=_absolute("awards:awards", workshop.slug),
        **when,
    )


def _is_announced_by(category, moment):
    """Whether the letter, which may leave later, is read by people who may speak of it."""
    return category.announced_at is not None and category.announced_at <= (moment or timezone.now())


def _to(person, kind, *, about, workshop, **context):
    return outbox.compose(
        kind,
        f"awards/emails/{kind}",
        to=person.email,
        about=about,
        recipient=person,
        scope=workshop,
        reply_to=workshop.contact_email,
        from_name=workshop.short_name,
        workshop=workshop,
        me_url=_absolute("me"),
        **context,
    )


def _absolute(view, *args):
    return settings.SITE_URL + reverse(view, args=args)
