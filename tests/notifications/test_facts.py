"""What a mail says is asked of many at once, and never long before its turn."""

import pytest

from notifications import delivery, facts
from notifications.models import Message, State
from tests.notifications.conftest import posted

pytestmark = pytest.mark.django_db


@pytest.fixture
def check(monkeypatch):
    """Registers one for the mails of these tests."""
    return lambda answer: monkeypatch.setitem(facts.checks, "greeting", answer)


def states():
    return list(Message.objects.order_by("subject").values_list("state", flat=True))


def test_what_is_over_is_cancelled_and_what_is_held_back_waits(relay, check):
    stale = {"a": State.CANCELLED, "b": State.HELD}
    check(lambda messages: [(each, stale[each.subject], "Why.") for each in messages if each.subject in stale])
    for subject in ("a", "b", "c"):
        posted(subject=subject)

    delivery.deliver_due()

    assert states() == ["cancelled", "held", "sent"]
    assert Message.objects.filter(last_error="Why.").count() == 2


def test_many_are_asked_about_at_once(relay, check):
    asked = []
    check(lambda messages: asked.append(len(messages)) or ())
    for _ in range(3):
        posted()

    delivery.deliver_due()

    assert asked == [3]


def test_an_answer_that_is_not_fresh_is_asked_for_again(relay, check, monkeypatch):
    asked = []
    check(lambda messages: asked.append(len(messages)) or ())
    monkeypatch.setattr(facts, "FRESH_SECONDS", -1)
    for _ in range(3):
        posted()

    delivery.deliver_due()

    assert len(asked) == 3


def test_one_that_cannot_be_asked_about_fails_and_the_others_leave(relay, check):
    check(lambda messages: [(each, State.HELD, "") for each in messages if each.about_pk < 0])
    posted(subject="a")
    for subject in ("b", "c"):
        message = posted(subject=subject)
        Message.objects.filter(pk=message.pk).update(about="papers.paper:1")

    delivery.deliver_due()

    assert states() == ["failed", "sent", "sent"]
