"""Confidential values that sing: wherever one of them is heard, something has escaped."""

import logging
import traceback
from contextlib import contextmanager
from itertools import count

SONG = "kanarie"
OURS = ("accounts", "awards", "config", "notifications", "papers", "workshops", "django", "celery", "tests")
SQL = "django.db.backends"
TEMPLATES = "django.template"  # below INFO it tells of whole pages; the settings see to it that it never does
numbers = count(1)


def canary(kind, song=SONG):
    return f"{song}-{kind}-{next(numbers):05}"


class Listener(logging.Handler):
    """Hears every record that is made, at whatever level; the statements of the database hold what they write."""

    def __init__(self, song=SONG):
        super().__init__(logging.DEBUG)
        self.song, self.heard = song, []

    def emit(self, record):
        if record.name != SQL and self.song in (words := words_of(record)):
            self.heard.append(f"{record.name}: {words}")


def words_of(record):
    trace = "".join(traceback.format_exception(*record.exc_info)) if record.exc_info else ""
    return f"{record.getMessage()}\n{trace}"


@contextmanager
def in_detail():
    """Also what is said only to whoever looks for a mistake is logged."""
    wanted = {**dict.fromkeys(OURS, logging.DEBUG), TEMPLATES: logging.INFO}
    before = {name: logging.getLogger(name).level for name in wanted}
    _set(wanted)
    yield
    _set(before)


def _set(levels):
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


@contextmanager
def listening(song=SONG):
    listener = Listener(song)
    logging.getLogger().addHandler(listener)
    yield listener
    logging.getLogger().removeHandler(listener)
