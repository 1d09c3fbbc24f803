"""One function per mail. Each takes what it speaks of and returns an unsaved message."""

from django.conf import settings
from django.urls import reverse

from notifications import outbox

AWARD_WON = "award_won"
GRANT_GIVEN = "grant_given"


def award_won(award, person, printed_name):
    workshop = award.category.workshop
    return _to(
        person,
        AWARD_WON,
        about=award,
        workshop=workshop,
        name=printed_name,
        award=award,
        category=award.category,
        page_url=_absolute("awards:awards", workshop.slug),
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
