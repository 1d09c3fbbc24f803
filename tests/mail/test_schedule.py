"""E6, E7 and E8: a relay that is down for half an hour, rows that cannot be mails, and the same deed twice."""

from collections import Counter
from datetime import timedelta

import pytest
from django.utils import timezone

from notifications import delivery, outbox
from notifications.models import Message
from tests.awards.honours import decided
from tests.awards.test_races import at_once
from tests.notifications.conftest import posted, written

MINUTE = timedelta(minutes=1)
DOWN = 30  # minutes

# What the relay says meanwhile; how often each mail is tried then, and in which minutes it may leave at last.
TROUBLES = [
    ({"RCPT": "450 greylisted"}, 5, (64, 102)),
    ({"DATA": "451 disk full"}, 5, (64, 102)),
    ({"dot": "452 no room"}, 5, (64, 102)),
    ({"MAIL": "451 busy"}, 1, (30, 32)),
    ({"connect": "421 down"}, 1, (30, 32)),
]


def check_half_an_hour(relay, noon, trouble):
    replies, tries, (first, last) = trouble
    began = timezone.now()
    mails = [posted() for _ in range(20)]
    relay.answer(**replies)
    for minute in range(2 * 60):
        if minute == DOWN:
            relay.recover()
        delivery.sweep()
        noon.shift(MINUTE)
    found = Message.objects.sent().values_list("attempts", "sent_at")
    assert {attempts for attempts, _ in found} == {tries}
    assert len(found) == len(relay.accepted) == len(mails)
    assert all(first <= (sent_at - began) / MINUTE <= last for _, sent_at in found)


@pytest.mark.django_db
@pytest.mark.parametrize("trouble", TROUBLES)
def test_a_relay_that_was_down_for_half_an_hour_gets_all_by_schedule(relay, noon, trouble):
    check_half_an_hour(relay, noon, trouble)


def check_poison(relay):
    mails = [posted() for _ in range(100)]
    first, second = [mail.pk for mail in mails[:50:10]], [mail.pk for mail in mails[50::10]]
    Message.objects.filter(pk__in=first).update(from_name="Ada\nBcc: eve@example.org")
    Message.objects.filter(pk__in=second).update(message_id="<one\n two@example.org>\nBcc: eve@example.org")
    delivery.sweep()
    failed = set(Message.objects.filter(state="failed").values_list("pk", flat=True))
    assert failed == {*first, *second}
    assert len(failed) == 10
    assert len(relay.accepted) == Message.objects.sent().count() == 90


@pytest.mark.django_db
def test_ten_rows_that_are_no_mails_stop_none_of_the_other_ninety(relay):
    check_poison(relay)


def check_twice(relay):
    for _ in range(2):
        outbox.post([written(to=to) for to in ("ada@example.org", "eve@example.org")])
    delivery.sweep()
    assert sorted(accepted.to for accepted in relay.accepted) == ["ada@example.org", "eve@example.org"]


@pytest.mark.django_db
def test_the_same_deed_twice_is_one_message_to_each(relay):
    check_twice(relay)


@pytest.mark.django_db(transaction=True)
def test_the_same_button_pressed_twice_and_by_eight_at_once_tells_everybody_once(relay):
    award = decided("Ada", "Eve", "Ida")

    at_once([lambda: award.tell(by=None)] * 8)
    award.tell(by=None)
    delivery.sweep()

    assert Counter(accepted.to for accepted in relay.accepted) == {
        f"author{award.pk}-{n}@example.org": 1 for n in (1, 2, 3)
    }
