from datetime import timedelta

import pytest
from django.utils import timezone

from notifications import delivery
from notifications.health import backlog
from notifications.models import Message, State
from notifications.tasks import deliver_due, sweep
from tests.notifications.conftest import in_state, posted

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def test_an_empty_outbox_is_healthy():
    found = backlog(Message.objects.all())

    assert (found.waiting, found.oldest_minutes, found.troubled) == (0, 0, 0)


def test_the_backlog_tells_how_many_wait_and_since_when(noon):
    posted()
    noon.shift(HOUR)
    posted()
    in_state(State.FAILED)

    found = backlog(Message.objects.all())

    assert (found.waiting, found.oldest_minutes, found.troubled) == (2, 60, 1)


def test_what_is_planned_for_later_does_not_wait_yet():
    posted(not_before=timezone.now() + HOUR)

    assert backlog(Message.objects.all()).waiting == 0


def test_what_a_silent_relay_keeps_back_waits_since_it_was_written(relay, noon):
    relay.answer(connect="554 no service")
    posted()
    noon.shift(HOUR)
    delivery.sweep()

    assert (backlog(Message.objects.all()).waiting, backlog(Message.objects.all()).oldest_minutes) == (1, 60)


def test_a_worker_is_running_if_it_swept_lately(noon):
    assert not backlog(Message.objects.all()).worker_is_running

    sweep()
    assert backlog(Message.objects.all()).worker_is_running

    noon.shift(HOUR)
    assert not backlog(Message.objects.all()).worker_is_running


def test_the_task_delivers_what_is_due(mailoutbox):
    posted()
    posted(not_before=timezone.now() + HOUR)

    deliver_due()

    assert len(mailoutbox) == 1
