"""One function per mail. Each takes what it speaks of and returns an unsaved message, in the words of the edition."""

from datetime import UTC

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from notifications import outbox
from notifications.models import OnUncertain
from papers import tex
from workshops.mailings import events
from workshops.moments import deadline, said

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
    category, share = award.category, award.shares.filter(person=person).first()
    is_announced = _is_announced_by(category, when.get("not_before"))
    title = _title_of(award)
    values = {
        "won": _("your paper “%s” has won") % title if title else _("you have won"),
        "winner": _("your paper") if title else _("you"),
        "paper_title": title,
        "citation": award.citation,
        "until_announced": "" if is_announced else _until(category.announced_at),
        "awards_url": _awards(award.workshop) if is_announced else "",
        **(_prize(category, share) if share else {}),
    }
    return _of_award(AWARD_WON, award, person, printed_name, values, **when)


def award_rescinded(award, person, printed_name, **when):
    values = {
        "paper_title": _title_of(award),
        "reason": award.rescission_reason,
        "awards_url": _awards(award.workshop),
    }
    return _of_award(AWARD_RESCINDED, award, person, printed_name, values, **when)


def committee_invited(member, *, version):
    seat, last = member.get_seat_display(), member.ends_on
    values = {
        "seat": _("%(seat)s, until %(day)s") % {"seat": seat, "day": date_format(last, "j F Y")} if last else seat,
        "address": member.person.email,
        "room_url": _absolute("awards:room", member.workshop.slug),
    }
    return _to(
        member.person,
        COMMITTEE_INVITED,
        values | {"name": member.printed_name},
        about=member,
        workshop=member.workshop,
        version=version,
        on_uncertain=OnUncertain.RESEND,
    )


def grant_given(grant):
    programme = grant.programme
    is_named = grant.consents_to_be_named
    values = {
        "benefit": grant.benefit_text,
        "description": programme.description,
        "until_announced": "" if programme.is_announced else _until(programme.announced_at),
        "naming": _("Your name is shown among the recipients. If you would rather not, answer this mail.")
        if is_named
        else _("Your name is not shown among the recipients."),
    }
    return _of_programme(GRANT_GIVEN, grant, values)


def grant_offered(offer, token):
    """Its link answers the offer, so that nobody but the reader keeps it."""
    values = {"offer_url": _absolute("offer", token), "description": offer.programme.description}
    return _of_offer(GRANT_OFFERED, offer, values, confidential=True, expires_at=offer.respond_by)


def offer_reminder(offer):
    return _of_offer(OFFER_REMINDER, offer, on_uncertain=OnUncertain.RESEND, expires_at=offer.respond_by)


def offer_expired(offer):
    return _of_offer(OFFER_EXPIRED, offer)


def offer_taken_back(offer):
    return _of_offer(OFFER_TAKEN_BACK, offer)


def application_received(application, number):
    return _of_application(APPLICATION_RECEIVED, application, version=number, on_uncertain=OnUncertain.RESEND)


def question_asked(application, version):
    due = application.answer_due
    values = {"question": application.question, "respond_by": deadline(due) if due else ""}
    return _of_application(QUESTION_ASKED, application, values, version=version)


def application_not_chosen(application):
    return _of_application(APPLICATION_NOT_CHOSEN, application)


def reviews_asked(referee):
    """``asked``: of so many applications; whoever is asked for more later gets another letter."""
    asked = referee.asked
    return _to(
        referee.person,
        REVIEWS_ASKED,
        {
            "name": referee.person.name,
            "programme": referee.programme.name,
            "applications": ngettext("%d application", "%d applications", asked) % asked,
            "reviews_url": _absolute("awards:reviews", referee.workshop.slug),
        },
        about=referee,
        workshop=referee.workshop,
        version=asked,
        on_uncertain=OnUncertain.RESEND,
    )


def _of_offer(kind, offer, values=None, **envelope):
    values = {"benefit": offer.benefit_text, "respond_by": deadline(offer.respond_by), **(values or {})}
    return _of_programme(kind, offer, values, **envelope)


def _of_application(kind, application, values=None, **envelope):
    url = _absolute("awards:apply", application.workshop.slug, application.programme_id)
    return _of_programme(kind, application, {"application_url": url, **(values or {})}, **envelope)


def _of_programme(kind, thing, values, **envelope):
    values = {"name": thing.printed_name, "programme": thing.programme.name, **values}
    return _to(thing.person, kind, values, about=thing, workshop=thing.workshop, **envelope)


def _of_award(kind, award, person, printed_name, values, **when):
    values = {"name": printed_name, "award": award.category.name, **values}
    return _to(person, kind, values, about=award, workshop=award.workshop, **when)


def _title_of(award):
    return tex.to_text(award.paper.title) if award.paper else ""


def _prize(category, share):
    sponsor = category.fund and category.fund.sponsor
    return {
        "prize": category.prize_text,
        "share": share.amount_text,
        "payer": sponsor.name if sponsor else _("The workshop"),
        "claim_days": f"{category.claim_days}",
    }


def _is_announced_by(category, moment):
    """Whether the letter, which may leave later, is read by people who may speak of it."""
    return category.announced_at is not None and category.announced_at <= (moment or timezone.now())


def _until(announced_at):
    if announced_at is None:
        return _("until it is announced")
    return _("until %s, when it is announced") % said(announced_at, UTC)


def _to(person, kind, values, *, about, workshop, **envelope):
    return outbox.letter(
        kind,
        to=person.email,
        about=about,
        recipient=person,
        scope=workshop,
        reply_to=workshop.contact_email,
        from_name=workshop.short_name,
        **envelope,
        **events.fill(kind, workshop, values),
    )


def _awards(workshop):
    return _absolute("awards:awards", workshop.slug)


def _absolute(view, *args):
    return settings.SITE_URL + reverse(view, args=args)
