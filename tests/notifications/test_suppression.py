"""Who is suppressed gets nothing, until somebody says why they may."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from notifications import delivery, landing
from notifications.models import IllegalMove, Message, State, Suppression, What
from tests.notifications.conftest import delivered, in_state, posted

pytestmark = pytest.mark.django_db
DEAD = "Dead@Example.org"


@pytest.fixture
def bounced():
    message = in_state(State.SENT, to=DEAD)
    landing.land(message, What.BOUNCED, told_by="test", why="550 5.1.1 nobody here", hard=True)
    return Message.objects.get(pk=message.pk)


def test_a_suppressed_address_gets_nothing_and_the_message_says_why(relay, bounced):
    message = delivered(to="dead@EXAMPLE.org", version=2)

    assert (message.state, relay.mails) == (State.SUPPRESSED, [])
    assert message.last_error == "Nothing is sent to dead@example.org: 550 5.1.1 nobody here"


def test_the_others_leave(relay, bounced):
    posted(to=DEAD, version=2)
    fine = posted()

    delivery.sweep()

    assert Message.objects.get(pk=fine.pk).state == State.SENT
    assert len(relay.mails) == 1


@pytest.mark.parametrize("count", [1, 3])
def test_however_many_leave_the_addresses_are_asked_about_once(relay, django_assert_num_queries, count):
    messages = [posted() for _ in range(count)]

    with django_assert_num_queries(1):
        assert landing.hold_back(messages) == messages


def test_a_code_that_somebody_waits_for_leaves(relay, bounced):
    assert delivered(to=DEAD, confidential=True, text="123456").state == State.SENT


def test_a_secret_that_nobody_asked_for_does_not_leave(relay, bounced, organizer):
    assert delivered(to=DEAD, confidential=True, about=organizer).state == State.SUPPRESSED


@pytest.mark.parametrize(("hard", "what"), [(False, What.BOUNCED), (False, What.DEFERRED), (False, What.DELIVERED)])
def test_what_may_pass_suppresses_nobody(hard, what):
    landing.land(in_state(State.SENT), what, told_by="test", why="full", hard=hard)

    assert not Suppression.objects.exists()


def test_what_was_held_back_waits_for_somebody(relay, bounced):
    message = delivered(to=DEAD, version=2)

    assert set(Message.objects.troubled()) == {bounced, message}


def test_what_a_staging_site_keeps_back_waits_for_nobody(relay, settings):
    settings.MAIL_ONLY_TO = ["@elsewhere.example.org"]

    delivered()

    assert not Message.objects.troubled().exists()


def test_to_a_suppressed_address_nothing_is_sent_again(bounced, organizer):
    with pytest.raises(IllegalMove, match=r"Nothing is sent to dead@example\.org: 550 5\.1\.1 nobody here"):
        bounced.resend(organizer, "Try once more.")

    assert Message.objects.count() == 1


def test_to_another_address_it_is_sent_again(bounced, organizer):
    again = bounced.resend(organizer, "She moved.", to="new@example.org")

    assert (again.to, again.reason, again.version, again.replaces) == ("new@example.org", "She moved.", 2, bounced)


def test_what_was_held_back_is_sent_again_to_another_address(relay, bounced, organizer):
    again = delivered(to=DEAD, version=2).resend(organizer, "She moved.", to="new@example.org")

    delivery.deliver(again.pk)

    assert Message.objects.get(pk=again.pk).state == State.SENT


def test_to_what_is_no_address_nothing_is_sent_again(bounced, organizer):
    with pytest.raises(ValidationError):
        bounced.resend(organizer, "", to="a@example.org,b@example.org")


def test_once_lifted_mail_leaves_again(relay, bounced, organizer):
    Suppression.objects.get().lift(organizer)

    again = bounced.resend(organizer, "The mailbox is back.")
    delivery.deliver(again.pk)

    assert Message.objects.get(pk=again.pk).state == State.SENT
    assert Suppression.objects.get().lifted_by == organizer


def test_lifting_twice_is_refused(bounced, organizer):
    stale = Suppression.objects.get()
    Suppression.objects.get().lift(organizer)

    with pytest.raises(IllegalMove):
        stale.lift(organizer)


@pytest.mark.parametrize(("hours", "is_dead"), [(-1, False), (1, True)])
def test_after_lifting_only_a_later_bounce_counts(bounced, organizer, hours, is_dead):
    Suppression.objects.get().lift(organizer)
    at = timezone.now() + timedelta(hours=hours)

    landing.land(in_state(State.SENT, to=DEAD, version=2), What.BOUNCED, told_by="test", why="again", at=at, hard=True)

    assert Suppression.objects.active().exists() == is_dead


def test_an_address_is_kept_in_lower_case():
    with pytest.raises(IntegrityError), transaction.atomic():
        Suppression.objects.create(address=DEAD, why="")
