from pathlib import Path

import pytest
from celery import Celery
from django.contrib.auth import get_user_model
from django.utils import timezone

from notifications import broker, delivery, outbox
from notifications.models import Message
from notifications.transport import SMTP_BACKEND
from tests.notifications.relay import running_relay

NOON = "2026-12-01T12:00:00Z"
COUNTER = iter(range(1, 10**9))


@pytest.fixture
def noon(time_machine):
    """The clock stands; `move_to` and `shift` turn it."""
    time_machine.move_to(NOON, tick=False)
    return time_machine


@pytest.fixture
def relay(settings):
    with running_relay() as relay:
        settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = SMTP_BACKEND, "127.0.0.1", relay.port
        settings.EMAIL_TIMEOUT = 2
        yield relay


@pytest.fixture
def greeting(settings):
    """The folder of a mail's three templates."""
    folder = Path(__file__).parent / "templates"
    settings.TEMPLATES = [settings.TEMPLATES[0] | {"DIRS": [*settings.TEMPLATES[0]["DIRS"], folder]}]
    return "greeting"


@pytest.fixture
def organizer(db):
    return get_user_model().objects.create_user("chair@example.org")


def written(**fields):
    """An unsaved message that differs from all others."""
    fields = {"to": f"a{next(COUNTER)}@example.org", "subject": "Hello", "text": "Hello Ada.\n", **fields}
    return outbox.letter("greeting", **fields)


def posted(**fields):
    return outbox.post([written(**fields)])[0]


def delivered(**fields):
    message = posted(**fields)
    delivery.deliver(message.pk)
    message.refresh_from_db()
    return message


def in_state(state, **fields):
    """A saved message in any state, whatever it took to get there."""
    message = written(**fields)
    message.state = state
    message.sent_at = timezone.now() if state == "sent" else None
    message.save()
    return Message.objects.get(pk=message.pk)


@pytest.fixture
def broker_at(monkeypatch):
    """Points Celery to another broker, which nobody has found silent yet."""

    def point_to(url):
        app = Celery("elsewhere", broker=url, set_as_current=False)
        app.conf.broker_transport_options = {"socket_timeout": 1, "socket_connect_timeout": 1}
        monkeypatch.setattr(broker, "current_app", app)
        monkeypatch.setattr(broker.kick.__self__, "silent_until", 0)
        return app

    return point_to
