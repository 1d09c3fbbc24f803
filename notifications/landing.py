"""What becomes of a mail after the relay took it, or refused its recipient: told by SMTP or by a provider's report."""

import hashlib
import re
import uuid
from contextlib import suppress

from anymail.signals import RejectReason
from django.db import transaction
from django.utils import timezone

from notifications.models import DeliveryReport, IllegalMove, Message, State, Suppression, What
from notifications.rendering import one_line
from notifications.replies import by_enhanced_code, refused_recipient, says_gone

GONE = {RejectReason.BOUNCED, RejectReason.INVALID}
TAKEN = {What.DEFERRED, What.DELIVERED, What.BOUNCED, What.COMPLAINED}  # whoever says so has had the mail
SOFT = re.compile(r"soft.?bounce|transient|undetermined", re.IGNORECASE)  # providers have no common word for it


def hold_back(messages):
    """Those of ``messages`` that may leave; of the others each says why it does not."""
    dead = {each.address: each for each in Suppression.objects.of([message.to for message in messages])}
    leaving = []
    for message in messages:
        why = dead.get(message.to.lower())
        if not why or _was_asked_for(message):
            leaving.append(message)
        else:
            with suppress(IllegalMove):  # somebody called it back meanwhile
                message.become(State.SUPPRESSED, last_error=why.sentence[:500], suppressed_by=why)
    return leaving


def _was_asked_for(message):
    """A code for which somebody sits there and waits, who may have mended the mailbox."""
    return message.confidential and not message.about


def refused(message, error):
    """Note what a refusal by SMTP says about the address, if anything."""
    reply = refused_recipient(error)
    if reply and says_gone(*reply):
        land(message, What.BOUNCED, told_by="smtp", why=_words(*reply), hard=True)


def hear(event, esp_name, **_signal):
    """A provider's report, in the words of anymail. Of mails that are not ours nothing is kept."""
    if event.event_type not in What.values:
        return
    if message := _message_of(event):
        what = What(event.event_type)
        land(
            message,
            what,
            told_by=esp_name,
            known_as=event.event_id,
            at=_moment(event.timestamp),
            why=_words(event.mta_response or event.description or event.reject_reason or ""),
            hard=what == What.COMPLAINED or (what in {What.BOUNCED, What.REJECTED} and _is_gone(event)),
        )


@transaction.atomic
def land(message, what, *, told_by, why, known_as=None, at=None, hard=False):
    """Write the report, and what follows from it; the same one twice changes nothing."""
    parts = [told_by, str(message.pk), what, str(known_as or at)]
    report, _is_new = DeliveryReport.objects.get_or_create(
        event_id=hashlib.sha256("|".join(parts).encode()).hexdigest(),
        defaults={"message": message, "what": what, "at": at or timezone.now(), "why": why, "hard": hard},
    )
    report.tell()
    if hard:
        Suppression.begin(message, why=why or report.get_what_display(), at=report.at)
    if message.state == State.UNCERTAIN and what in TAKEN:
        with suppress(IllegalMove):  # somebody has settled it
            message.become(State.SENT, sent_at=report.at)


def _message_of(event):
    """By what we gave the mail along, or by its Message-ID."""
    metadata = event.metadata if isinstance(event.metadata, dict) else {}
    with suppress(ValueError):
        if found := Message.objects.filter(pk=uuid.UUID(str(metadata.get("message")))).first():
            return found
    return Message.objects.filter(message_id=event.message_id).first() if event.message_id else None


def _is_gone(event):
    """The reply itself, where its codes are clear; otherwise what the provider makes of it."""
    known = by_enhanced_code(str(event.mta_response or ""))
    return known if known is not None else event.reject_reason in GONE and not _is_soft(event)


def _is_soft(event):
    raw = event.esp_event if isinstance(event.esp_event, dict) else {}
    return bool(
        SOFT.search(" ".join(str(raw.get(name)) for name in ("Type", "event", "type")) + str(event.description))
    )


def _moment(at):
    return timezone.make_aware(at) if at and timezone.is_naive(at) else at


def _words(*parts):
    printable = "".join(c if c.isprintable() else " " for c in " ".join(map(str, parts)))
    return one_line(printable)[:500]
