"""Rows in which something confidential is kept longer than it may be, or for whoever may not read it."""

from django.apps import apps
from django.contrib.sessions.models import Session

from notifications.models import Message
from tests.canaries import SONG
from workshops.lifecycle import Move


def kept():
    """Models whose rows outlive their subject or are read by others: mails, moves, histories, sessions."""
    histories = [model for model in apps.get_models(include_auto_created=True) if hasattr(model, "history_type")]
    return [Message, Move, Session, *histories]


def escaped(song=SONG):
    """Rows that hold it, in words."""
    return [
        f"{model._meta.label} {row}"
        for model in kept()
        for row in model._base_manager.values()
        if song in _words(model, row)
    ]


def _words(model, row):
    return repr(Session(session_data=row["session_data"]).get_decoded() if model is Session else row)
