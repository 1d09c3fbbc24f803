"""From a waiting row to the relay; docs/decisions/0003-outbox.md says what is promised."""

import logging
import random
import smtplib
import time
import uuid
from contextlib import suppress
from datetime import timedelta

from django.conf import settings
from django.db import transaction

from notifications import clock, facts, landing, restored
from notifications.broker import kick
from notifications.limits import Allowance, domain_of
from notifications.mime import email_of
from notifications.models import Heartbeat, IllegalMove, Message, OnUncertain, State
from notifications.rendering import one_line
from notifications.replies import in_words
from notifications.stages import Progress, Refused, Stage
from notifications.transport import Relay

logger = logging.getLogger(__name__)
WAITS = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240)]
SWEEP = "sweep"
RUN_SECONDS = 20  # with one slow relay on top still less than Celery's limits
RESERVED = 50  # rows that a run takes from the queue at once; each is claimed by itself when its turn comes


def sweep():
    """Whatever was forgotten, by the broker or by a worker that died."""
    _begin()
    restored.remember(Heartbeat.beat(SWEEP))
    recover()
    expire()
    _run()


def deliver_due():
    """All that is due, over as few connections as there can be; what is more than one run does, the next one finds."""
    _begin()
    _run()


def _run():
    until = time.monotonic() + RUN_SECONDS
    with Relay() as relay:
        while reserved := _reserve(Message.objects.all(), RESERVED):
            if not _send_all(reserved, relay):
                return
            if time.monotonic() > until:
                kick(len(reserved))
                return


def deliver(message_id):
    """One attempt, if the message is due. False if the relay, and not this mail, is in trouble."""
    _begin()
    with Relay() as relay:
        return _send_all(_reserve(Message.objects.filter(pk=message_id), 1), relay)


def _begin():
    """Every run first asks what time it is, and whether this is the database that it was."""
    clock.compare()
    restored.look(SWEEP)


def recover():
    for message in Message.objects.abandoned(clock.now()):
        error = f"The worker did not come back from “{message.state}”."
        with suppress(IllegalMove):  # another sweep was faster
            if message.state == State.CLAIMED:
                _try_again(message, at=clock.now(), last_error=error)
            else:
                _doubt(message, at=clock.now(), last_stage=Stage.DOT, last_error=error)


def expire():
    for message in Message.objects.overdue(clock.now()):
        with suppress(IllegalMove):
            message.become(State.EXPIRED)


def _reserve(messages, number):
    """The next that are due, those with a secret first: somebody may sit there and wait for a code.

    No other run takes them now. They stay in the queue, where they can still be called back.
    """
    run, allowance = uuid.uuid4(), Allowance()
    with transaction.atomic():
        due = allowance.cut(messages.due(clock.now())).order_by("-confidential", "not_before")
        reserved = list(allowance.take(due.select_for_update(skip_locked=True)[:number]))
        _waiting(reserved).update(owner=run, lease_until=_end_of_lease())
    for message in reserved:
        message.owner = run
    return reserved


def _send_all(reserved, relay):
    """False if the relay, and not one of the mails, is in trouble."""
    reserved = landing.hold_back(reserved)
    known, runs = facts.Facts(reserved), {message.owner for message in reserved}
    for message in reserved:
        if not _take(message, known, relay):
            _waiting(reserved).filter(owner__in=runs).update(owner=None, lease_until=None)
            return False
    return True


def _waiting(messages):
    return Message.objects.filter(pk__in=[each.pk for each in messages], state=State.QUEUED)


def _take(message, known, relay):
    """One attempt, if the message is still due, and reserved for this run: then its row is as it was read."""
    mine = _waiting([message]).unpaused().filter(owner=message.owner, not_before__lte=clock.now())
    claim = {"state": State.CLAIMED, "lease_until": _end_of_lease()}
    if not mine.update(**claim):
        return True
    message.state, message.lease_until = claim.values()
    try:
        return _attempt(message, known, relay)
    except IllegalMove:
        logger.warning("Message %s was taken over by somebody else.", message.pk)
        return True


def _attempt(message, known, relay):
    if message.is_expired:
        message.become(State.EXPIRED)
        return True
    if not _may_be_written_to(message.to):
        message.become(State.SUPPRESSED, last_error="This site writes only to MAIL_ONLY_TO.")
        return True
    try:
        if stale := known.about(message):
            state, reason = stale
            message.become(state, last_error=reason)
            return True
        email = email_of(message)
    except Exception as error:
        logger.exception("Message %s cannot be made a mail.", message.pk)
        message.become(State.FAILED, last_error=_words(error))
        return True
    return _hand_over(message, email, relay)


def _may_be_written_to(address):
    allowed = {each.lower() for each in settings.MAIL_ONLY_TO}
    return not allowed or not allowed.isdisjoint({address.lower(), domain_of(address)})


def _hand_over(message, email, relay):
    progress = Progress(before_dot=lambda: message.become(State.TRANSMITTING, lease_until=_end_of_lease()))
    try:
        relay.send(email, progress)
        message.become(State.SENT, sent_at=clock.now(), attempts=message.attempts + 1, last_error="")
    except IllegalMove:
        raise
    except Exception as error:  # noqa: BLE001 (whatever it was, the stage tells what it means)
        logger.warning("Message %s came as far as “%s”: %s", message.pk, progress.stage, type(error).__name__)
        return _settle(message, progress.stage, error)
    return True


def _settle(message, stage, error):
    """What an attempt that failed means for the message. False if it is the relay that is in trouble."""
    code = _reply_code(error)
    seen = {"last_stage": stage, "last_code": code, "last_error": _words(error)}
    if stage == Stage.CONNECT and isinstance(error, OSError):
        message.become(State.QUEUED, not_before=clock.now() + WAITS[0], **seen)
        return False
    if isinstance(error, Refused) or (code and code >= 500):
        landing.refused(message, error)
        message.become(State.FAILED, attempts=message.attempts + 1, **seen)
    elif stage in {Stage.DOT, Stage.ACCEPTED} and not code:
        _doubt(message, **seen)
    else:
        _try_again(message, **seen)
    return True


def _doubt(message, *, at=None, **seen):
    if message.on_uncertain == OnUncertain.PARK:
        message.become(State.UNCERTAIN, attempts=message.attempts + 1, **seen)
    else:
        _try_again(message, at=at, in_the_end=State.UNCERTAIN, **seen)


def _try_again(message, *, at=None, in_the_end=State.FAILED, **seen):
    """Back to the queue, as often as there are waits."""
    tried = message.attempts + 1
    if tried > len(WAITS):
        message.become(in_the_end, attempts=tried, **seen)
    else:
        wait = WAITS[tried - 1] * random.uniform(0.8, 1.2)  # noqa: S311 (no secret: only not all at the same time)
        message.become(State.QUEUED, attempts=tried, not_before=at or clock.now() + wait, **seen)


def _end_of_lease():
    return clock.now() + timedelta(seconds=settings.MAIL_LEASE_SECONDS)


def _reply_code(error):
    """4xx or 5xx, if the relay said so."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code = next(iter(error.recipients.values()))[0]
    else:
        code = getattr(error, "smtp_code", None)
    return code if code and 400 <= code < 600 else None


def _words(error):
    return one_line(in_words(error))[:500] or type(error).__name__
