"""E11: nothing leaves a restored database until somebody releases it, so that a day's mail is not sent twice."""

import io
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from notifications import delivery, restored
from notifications.models import Heartbeat, Message, Pause
from tests.awards.test_races import at_once
from tests.mail.lengths import times
from tests.notifications.conftest import posted

pytestmark = pytest.mark.django_db
A_DAY, A_MINUTE = timedelta(days=1), timedelta(minutes=1)


@pytest.fixture(autouse=True)
def machine(settings, tmp_path):
    """One that has not seen any database."""
    settings.VAR_DIR = tmp_path
    return tmp_path


@pytest.fixture
def backup(noon, relay):
    """A database of yesterday, in which ten mails wait that have left meanwhile; brought back by calling it."""
    delivery.sweep()
    noon.shift(A_MINUTE)
    rows = [posted() for _ in range(10)]
    beats = list(Heartbeat.objects.all())
    delivery.sweep()
    noon.shift(A_DAY)
    delivery.sweep()
    assert len(relay.accepted) == 10

    def restore():
        for model, then in ((Message, rows), (Heartbeat, beats)):
            model.objects.all().delete()
            model.objects.bulk_create(then)
        relay.accepted.clear()

    return restore


@pytest.mark.parametrize("run", [delivery.sweep, delivery.deliver_due])
def test_nothing_leaves_a_restored_database_until_it_is_released(backup, relay, run):
    backup()

    for _ in range(3):
        run()
    before = len(relay.accepted)
    call_command("release_mail", stdout=io.StringIO())
    run()

    assert (before, len(relay.accepted)) == (0, 10)
    assert Pause.objects.get().reason == "This is the database of 2026-12-01 12:00 UTC: was it restored?"


def test_nothing_leaves_a_database_that_was_moved_to_another_machine(backup, relay, machine):
    backup()
    (machine / restored.FILE).unlink()

    delivery.sweep()

    assert (relay.accepted, Pause.objects.in_force().count()) == ([], 1)


def test_whoever_has_cancelled_what_left_already_releases_the_rest(backup, relay):
    backup()
    delivery.sweep()
    for message in Message.objects.all():
        message.call_back()

    Pause.objects.release()
    posted()
    delivery.sweep()

    assert len(relay.accepted) == 1


def test_mail_that_is_paused_by_hand_does_not_leave(relay):
    call_command("pause_mail", "I look through it first.", stdout=io.StringIO())
    message = posted()

    delivery.sweep()
    delivery.deliver(message.pk)

    assert (relay.accepted, Message.objects.get().state) == ([], "queued")


@pytest.mark.django_db(transaction=True)
def test_a_pause_stops_within_one_mail(relay):
    def pause():
        Pause.objects.create(reason="Stop.")
        connection.close()
        return "250 accepted"

    posted(), posted()
    relay.answer(dot=pause)

    delivery.sweep()

    assert len(relay.accepted) == 1


def test_a_database_that_rested_on_its_machine_is_no_other(noon, relay):
    delivery.sweep()
    noon.shift(30 * A_DAY)
    posted()

    delivery.sweep()

    assert len(relay.accepted) == 1


def test_a_machine_that_joins_others_knows_the_database_by_them(noon, relay, machine):
    delivery.sweep()
    (machine / restored.FILE).unlink()
    noon.shift(A_MINUTE)
    posted()

    delivery.deliver_due()

    assert len(relay.accepted) == 1


def test_a_new_database_is_known_to_everybody(relay, machine):
    restored.remember(timezone.now())
    posted()

    delivery.sweep()

    assert len(relay.accepted) == 1


def test_release_says_whether_there_was_a_pause():
    Pause.objects.create(reason="Stop.")
    told = [io.StringIO(), io.StringIO()]

    for each in told:
        call_command("release_mail", stdout=each)

    assert [each.getvalue() for each in told] == ["Mail leaves again.\n", "Mail was not paused.\n"]


@pytest.mark.django_db(transaction=True)
def test_workers_that_sweep_for_the_first_time_at_once_do_not_take_each_other_for_a_restored_past(relay):
    for _ in range(times(long=50, short=5)):
        Heartbeat.objects.all().delete()
        at_once([lambda: [delivery.sweep() for _ in range(3)]] * 4)

    assert not Pause.objects.exists()
