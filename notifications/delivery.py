"""From a waiting row to the relay; docs/decisions/0003-outbox.md says what is promised."""

import logging
import random
import smtplib
import time
import uuid
from contextlib import suppress
from datetime import timedelta
from email.utils import formataddr, parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.utils import timezone

from notifications import facts
from notifications.broker import kick
from notifications.models import Heartbeat, IllegalMove, Message, OnUncertain, State
from notifications.rendering import one_line
from notifications.transport import Progress, Stage, connection

logger = logging.getLogger(__name__)
WAITS = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240)]
SWEEP = "sweep"
SWEEP_AT_MOST = 100
HANDED_ON = 1000  # to other workers, if there are any; each asks by itself whether it is still due
SWEEP_SECONDS = 20  # with one slow relay on top still less than Celery's limits


def sweep():
    """Whatever was forgotten, by the broker or by a worker that died."""
    Heartbeat.beat(SWEEP)
    recover()
    expire()
    until = time.monotonic() + SWEEP_SECONDS
    due = Message.objects.due(timezone.now()).order_by("not_before").values_list("pk", flat=True)
    due = list(due[: SWEEP_AT_MOST + HANDED_ON])
    for message_id in due[:SWEEP_AT_MOST]:
        if not deliver(message_id) or time.monotonic() > until:
            return
    kick(due[SWEEP_AT_MOST:])


def recover():
    for message in Message.objects.abandoned(timezone.now()):
        error = f"The worker did not come back from “{message.state}”."
        with suppress(IllegalMove):  # another sweep was faster
            if message.state == State.CLAIMED:
                _try_again(message, at=timezone.now(), last_error=error)
            else:
                _doubt(message, at=timezone.now(), last_stage=Stage.DOT, last_error=error)


def expire():
    for message in Message.objects.overdue(timezone.now()):
        with suppress(IllegalMove):
            message.become(State.EXPIRED)


def deliver(message_id):
    """One attempt, if the message is due. False if the relay, and not this mail, is in trouble."""
    message = _claim(message_id)
    if message is None:
        return True
    try:
        return _attempt(message)
    except IllegalMove:
        logger.warning("Message %s was taken over by somebody else.", message_id)
        return True


def _claim(message_id):
    now = timezone.now()
    mine = {"state": State.CLAIMED, "owner": uuid.uuid4(), "lease_until": _end_of_lease()}
    claimed = Message.objects.due(now).filter(pk=message_id).update(**mine)
    return Message.objects.get(pk=message_id) if claimed else None


def _attempt(message):
    if message.is_expired:
        message.become(State.EXPIRED)
        return True
    if not _may_be_written_to(message.to):
        message.become(State.SUPPRESSED, last_error="This site writes only to MAIL_ONLY_TO.")
        return True
    try:
        if not facts.hold(message):
            message.become(State.CANCELLED)
            return True
        email = _email(message)
    except facts.Later:
        message.become(State.HELD)
        return True
    except Exception as error:
        logger.exception("Message %s cannot be made a mail.", message.pk)
        message.become(State.FAILED, last_error=_words(error))
        return True
    return _hand_over(message, email)


def _may_be_written_to(address):
    allowed = {each.lower() for each in settings.MAIL_ONLY_TO}
    address = address.lower()
    return not allowed or address in allowed or "@" + address.rpartition("@")[2] in allowed


def _email(message):
    email = EmailMultiAlternatives(
        subject=message.subject,
        body=message.text,
        from_email=formataddr((message.from_name, parseaddr(settings.DEFAULT_FROM_EMAIL)[1])),
        to=[message.to],
        reply_to=[message.reply_to] if message.reply_to else None,
        headers={"Message-ID": message.message_id, "Auto-Submitted": "auto-generated"},
    )
    if message.html:
        email.attach_alternative(message.html, "text/html")
    email.message()  # refuses bad headers here, where only this mail fails
    return email


def _hand_over(message, email):
    progress = Progress(before_dot=lambda: message.become(State.TRANSMITTING, lease_until=_end_of_lease()))
    try:
        with connection(progress) as relay:
            relay.send_messages([email])
            progress.stage = Stage.ACCEPTED
            message.become(State.SENT, sent_at=timezone.now(), attempts=message.attempts + 1, last_error="")
    except IllegalMove:
        raise
    except Exception as error:  # noqa: BLE001 (whatever it was, the stage tells what it means)
        if message.state != State.SENT:  # else it fell out while saying goodbye
            logger.warning("Message %s came as far as “%s”: %s", message.pk, progress.stage, type(error).__name__)
            return _settle(message, progress.stage, error)
    return True


def _settle(message, stage, error):
    """What an attempt that failed means for the message. False if it is the relay that is in trouble."""
    code = _reply_code(error)
    seen = {"last_stage": stage, "last_code": code, "last_error": _words(error)}
    if stage == Stage.CONNECT and isinstance(error, OSError):
        message.become(State.QUEUED, not_before=timezone.now() + WAITS[0], **seen)
        return False
    if code and code >= 500:
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
        message.become(State.QUEUED, attempts=tried, not_before=at or timezone.now() + wait, **seen)


def _end_of_lease():
    return timezone.now() + timedelta(seconds=settings.MAIL_LEASE_SECONDS)


def _reply_code(error):
    """4xx or 5xx, if the relay said so."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code = next(iter(error.recipients.values()))[0]
    else:
        code = getattr(error, "smtp_code", None)
    return code if code and 400 <= code < 600 else None


def _words(error):
    return one_line(error)[:500] or type(error).__name__
