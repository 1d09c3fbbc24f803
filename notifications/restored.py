"""Whether the database is an old one that somebody has brought back: there mails wait that have left long ago.

Each sweep leaves its time in the database and, beside it, in a file of the machine. A database that is behind the file
has gone back; one that was in use, but never on this machine, has moved. In either case mail is paused, and a person
looks. A worker that joins others who run knows the database by them.
"""

import uuid
from contextlib import suppress
from datetime import datetime

from django.conf import settings

from notifications.models import Heartbeat, IllegalMove, Message, Pause, State

FILE = "last-sweep"


def remember(at):
    """The sweep of that time was here."""
    temporary = settings.VAR_DIR / f"{FILE}.{uuid.uuid4()}"
    temporary.write_text(at.isoformat())
    temporary.replace(settings.VAR_DIR / FILE)


def look(name):
    """Pause mail if the sweeps of that ``name`` are not those that this machine remembers."""
    here = _remembered()  # before the database is asked: another sweep of this moment is no news then
    known = Heartbeat.objects.filter(name=name).values_list("at", flat=True).first()
    if known is None or not _is_strange(known, here):
        return
    if not Pause.objects.in_force().exists():
        Pause.objects.create(reason=f"This is the database of {known:%Y-%m-%d %H:%M} UTC: was it restored?")
    remember(known)


def _is_strange(known, here):
    return here > known if here else known < Heartbeat.silent_since()


def _remembered():
    file = settings.VAR_DIR / FILE
    return datetime.fromisoformat(file.read_text()) if file.exists() else None


def before(pause):
    """What was written before mail was paused, and waits."""
    return Message.objects.filter(state__in=[State.QUEUED, State.HELD]).written_before(pause.at)


def drop(pause, *, by):
    """Whoever looked knows that all of it has left already."""
    for message in before(pause):
        with suppress(IllegalMove):  # somebody else has cancelled it
            message.cancel(by, pause.reason)
    pause.release(by=by)
