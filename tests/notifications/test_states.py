from datetime import timedelta
from itertools import product
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from notifications.models import IllegalMove, Message, State
from notifications.states import LEASED, MOVES, SENT_AGAIN
from tests.notifications.conftest import in_state, posted, written

pytestmark = pytest.mark.django_db
SECRET = {"confidential": True, "text": "Your code is 123456", "html": "<p>123456</p>"}


def times(state):
    return {"sent_at": timezone.now()} if state == State.SENT else {}


def test_every_state_has_its_moves():
    assert set(MOVES) == set(State)


@pytest.mark.parametrize(("before", "after"), list(product(State, State)))
def test_a_message_moves_as_the_table_says_and_not_otherwise(before, after):
    message = in_state(before)

    try:
        message.become(after, **times(after))
        moved = True
    except IllegalMove:
        moved = False

    assert moved == (after in MOVES[before])
    assert Message.objects.get().state == (after if moved else before)


def test_of_two_who_read_the_same_row_one_moves_it():
    message = in_state(State.QUEUED)
    stale = Message.objects.get()
    message.become(State.CANCELLED)

    with pytest.raises(IllegalMove):
        stale.become(State.SUPPRESSED)

    assert Message.objects.get().state == State.CANCELLED


def test_a_worker_cannot_move_what_another_has_claimed():
    message = in_state(State.CLAIMED)
    Message.objects.update(owner=uuid4())

    with pytest.raises(IllegalMove):
        message.become(State.TRANSMITTING)


@pytest.mark.parametrize("state", sorted(MOVES[State.CLAIMED] - LEASED))
def test_a_lease_ends_with_the_work(state):
    message = in_state(State.CLAIMED)
    Message.objects.update(owner=uuid4(), lease_until=timezone.now())
    message.refresh_from_db()

    message.become(state)

    assert Message.objects.filter(owner=None, lease_until=None).exists()


@pytest.mark.parametrize("state", [State.FAILED, State.EXPIRED])
def test_the_body_with_a_secret_is_wiped_when_nothing_waits_any_more(state):
    message = in_state(State.CLAIMED, **SECRET)

    message.become(state)

    assert Message.objects.filter(text="", html="").exists()


def test_the_body_with_a_secret_stays_while_it_waits():
    message = in_state(State.CLAIMED, **SECRET)

    message.become(State.QUEUED)

    assert Message.objects.filter(text=SECRET["text"]).exists()


@pytest.mark.parametrize("state", [State.FAILED, State.UNCERTAIN, State.SUPPRESSED])
def test_resending_writes_a_new_version_with_another_message_id(state, organizer):
    message = in_state(state)

    again = message.resend(organizer, "She says nothing came.")

    assert (again.version, again.state, again.replaces, again.created_by) == (2, State.QUEUED, message, organizer)
    assert (again.to, again.text, again.reason) == (message.to, message.text, "She says nothing came.")
    assert again.message_id != message.message_id


def test_what_was_resent_needs_nobody_any_more(organizer):
    message = in_state(State.FAILED)

    message.resend(organizer, "")

    assert not Message.objects.troubled().exists()


def test_resending_twice_writes_one_row(organizer):
    message = in_state(State.FAILED)
    message.resend(organizer, "")

    with pytest.raises(IllegalMove):
        message.resend(organizer, "")

    assert Message.objects.count() == 2


@pytest.mark.parametrize("state", sorted(set(State) - SENT_AGAIN))
def test_only_what_did_not_arrive_or_is_uncertain_is_resent(state, organizer):
    with pytest.raises(IllegalMove):
        in_state(state).resend(organizer, "")


def test_a_secret_is_not_resent(organizer):
    with pytest.raises(IllegalMove):
        in_state(State.FAILED, **SECRET).resend(organizer, "")


def test_an_organizer_may_settle_an_uncertain_message(organizer):
    in_state(State.UNCERTAIN).mark_sent(organizer)

    settled = Message.objects.sent().get()
    assert settled.settled_by == organizer
    assert settled.sent_at


@pytest.mark.parametrize(
    ("broken", "sentence"),
    [
        ({"state": "lost"}, "no such state"),
        ({"sent_at": "2026-01-01T00:00Z"}, "has the time when it was sent"),
        ({"to": "a@example.org,b@example.org"}, "goes to one address"),
        ({"to": "a@example.org\nBcc: b@example.org"}, "goes to one address"),
        ({"to": "a@example.org\rBcc: b@example.org"}, "goes to one address"),
        ({"subject": "Hello\nBcc: b@example.org"}, "one line"),
        ({"subject": "Hello\rBcc: b@example.org"}, "one line"),
    ],
)
def test_the_database_refuses(broken, sentence):
    message = posted()

    with pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.update(**broken)

    for field, value in broken.items():
        setattr(message, field, value)
    with pytest.raises(ValidationError, match=sentence):
        message.validate_constraints()


def test_a_sent_message_has_its_time():
    posted()

    with pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.update(state=State.SENT)


def test_the_adjectives_tell_the_states_apart():
    for state in State:
        in_state(state)

    def states(messages):
        return set(messages.values_list("state", flat=True))

    assert states(Message.objects.waiting()) == {"held", "queued", "claimed", "transmitting"}
    assert states(Message.objects.due(timezone.now())) == {"queued"}
    assert states(Message.objects.sent()) == {"sent"}
    assert states(Message.objects.troubled()) == {"failed", "uncertain", "expired"}


def test_a_message_is_due_from_its_time_on(noon):
    posted(not_before=timezone.now() + timedelta(hours=1))

    assert not Message.objects.due(timezone.now()).exists()
    assert Message.objects.due(timezone.now() + timedelta(hours=1)).exists()


def test_messages_are_found_by_what_they_are_about(organizer):
    ours = posted(about=organizer, recipient=organizer, scope=organizer)
    posted()

    assert list(Message.objects.about(organizer)) == [ours]
    assert list(Message.objects.in_scope(organizer)) == [ours]


def test_what_was_written_to_nobody_known_belongs_to_nobody(organizer):
    posted()

    assert not Message.objects.written_to(organizer).exists()
    assert not Message.objects.written_to(None).exists()


def test_what_went_to_a_verified_address_is_its_owners(organizer):
    ours = [posted(recipient=organizer), posted(to="mine@example.org")]

    found = Message.objects.written_to(organizer, addresses=["mine@example.org"])

    assert set(found) == set(ours)


def test_a_message_names_its_kind_but_no_person():
    message = written(to="somebody@example.org")

    assert "somebody" not in f"{message} {message.message_id}"


def test_nobody_marks_as_sent_what_a_worker_is_handing_over(organizer):
    message = in_state(State.TRANSMITTING)

    with pytest.raises(IllegalMove):
        message.mark_sent(organizer)

    assert Message.objects.get().state == State.TRANSMITTING
