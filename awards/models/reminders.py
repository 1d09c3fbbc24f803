"""A reminder of an offer that is soon over: once, and not to whoever has only just been asked."""

from contextlib import suppress
from datetime import timedelta

from django.utils import timezone

from awards import emails
from awards.models.offer import Offer
from notifications import outbox
from workshops.lifecycle import IllegalMove

BEFORE = timedelta(hours=72)
SINCE_OFFERED = timedelta(hours=24)
GRACE = timedelta(hours=24)  # after a longer standstill nobody is reminded too late


def remind():
    """Those whose reminder is due now. The outbox writes it once, and asks before it leaves whether an answer came."""
    now = timezone.now()
    due = Offer.objects.open().filter(
        respond_by__gt=now + BEFORE - GRACE, respond_by__lte=now + BEFORE, offered_at__lte=now - SINCE_OFFERED
    )
    offers = due.select_related("programme__workshop", "person").prefetch_related(
        "grants__benefit__fund", "programme__workshop__event_texts"
    )
    letters = [letter for each in offers if each.person.email for letter in _letters(each)]
    return outbox.post(outbox.thread(letters))


def _letters(offer):
    """None where the edition's text cannot be used: the others are reminded all the same."""
    with suppress(IllegalMove):
        return [emails.offer_reminder(offer)]
    return []
