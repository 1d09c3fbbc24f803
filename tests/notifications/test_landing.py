"""What becomes of a mail after the relay took it, or refused its recipient."""

import threading
from datetime import timedelta
from itertools import permutations

import pytest
from django.db import connection
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from notifications import delivery, landing
from notifications.models import DeliveryReport, Message, State, Suppression, What
from tests.notifications.conftest import delivered, in_state, posted

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def told(message, what, **report):
    """As if a provider had told it; ``hour`` sets when."""
    at = NOW + timedelta(hours=report.pop("hour", 0))
    landing.land(message, what, **{"told_by": "test", "at": at, "why": f"because of {what}", **report})
    message.refresh_from_db()
    return message.landed


@pytest.mark.parametrize(
    ("what", "landed"),
    [
        (What.DEFERRED, ""),
        (What.DELIVERED, "delivered"),
        (What.BOUNCED, "bounced"),
        (What.REJECTED, "bounced"),
        (What.FAILED, "bounced"),
        (What.COMPLAINED, "complained"),
    ],
)
def test_what_is_reported_says_where_the_mail_ended(what, landed):
    assert told(in_state(State.SENT), what) == landed


@pytest.mark.parametrize("order", list(permutations([What.DELIVERED, What.BOUNCED, What.COMPLAINED])))
def test_what_weighs_most_stays_whatever_comes_last(order):
    message = in_state(State.SENT)

    for what in order:
        told(message, what)

    assert (message.landed, message.landed_why) == ("complained", "because of complained")


def test_the_same_event_twice_is_one_report():
    message = in_state(State.SENT)

    for _ in range(2):
        told(message, What.BOUNCED, known_as="event-1", hard=True)

    assert DeliveryReport.objects.count() == Suppression.objects.count() == 1


def test_where_it_landed_does_not_change_what_smtp_knew():
    message = in_state(State.SENT)

    told(message, What.BOUNCED)

    assert message.state == State.SENT
    assert message.outcome == "bounced"


EVENTS = st.lists(
    st.fixed_dictionaries(
        {
            "what": st.sampled_from(What.values),
            "hour": st.integers(0, 3),
            "why": st.sampled_from(["", "550 5.1.1 nobody", "full"]),
            "known_as": st.sampled_from([None, "a", "b"]),
        }
    ),
    max_size=6,
    unique_by=lambda event: (event["what"], event["known_as"] or event["hour"]),
)


class AnyOrder(TestCase):
    @settings(max_examples=60, deadline=None)
    @given(EVENTS.flatmap(lambda events: st.tuples(st.just(events), st.permutations(events + events[:2]))))
    def test_any_order_of_any_events_some_twice_ends_the_same(self, orders):
        ends = []

        for order in orders:
            message = in_state(State.SENT)
            for event in order:
                told(message, **{**event, "what": What(event["what"])}, hard=event["what"] == "bounced")
            is_dead = Suppression.objects.of([message.to]).exists()
            ends.append((message.landed, message.landed_why, message.landed_at, message.reports.count(), is_dead))

        assert ends[0] == ends[1]


@pytest.mark.django_db(transaction=True)
def test_reports_that_come_all_at_once_end_as_one_by_one():
    message, together = in_state(State.SENT), threading.Barrier(8)

    def hear(number):
        together.wait()
        landing.land(message, What.values[number % 4], told_by="test", why=f"{number}", known_as=number // 2, hard=True)
        connection.close()

    workers = [threading.Thread(target=hear, args=[number]) for number in range(8)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    message.refresh_from_db()
    assert (message.landed, message.reports.count(), Suppression.objects.count()) == ("bounced", 8, 1)


@pytest.mark.parametrize(
    ("what", "state"),
    [(What.DELIVERED, State.SENT), (What.BOUNCED, State.SENT), (What.REJECTED, State.UNCERTAIN)],
)
def test_what_nobody_could_know_is_settled_by_a_report(what, state):
    message = in_state(State.UNCERTAIN)

    told(message, what)

    assert message.state == state


def test_what_did_not_arrive_waits_for_somebody_until_it_is_sent_again(organizer):
    lost, fine = in_state(State.SENT), in_state(State.SENT)
    told(lost, What.BOUNCED)
    told(fine, What.DELIVERED)
    assert list(Message.objects.troubled()) == list(Message.objects.bounced()) == [lost]

    lost.resend(organizer, "She told us another one.", to="new@example.org")

    assert not Message.objects.troubled().exists()


def test_what_was_delivered_is_not_sent_again(organizer):
    message = in_state(State.SENT)
    told(message, What.DELIVERED)

    assert not message.may_be_sent_again


# A reply to RCPT, and whether it means that there is no such address.
REPLIES = [
    ("550 nobody here", True),
    ("550 5.1.1 nobody here", True),
    ("550-5.1.1 The email account that you tried to reach does not exist.\r\n550 5.1.1 See our help", True),
    ("550 5.1.10 RESOLVER.ADR.RecipientNotFound", True),
    ("550 5.2.1 mailbox disabled", True),
    ("551 user not local", True),
    ("553 no such mailbox name", True),
    ("550 5.7.1 we do not relay", False),
    ("550 5.7.515 bulk sender without DMARC", False),
    ("550 5.2.2 mailbox full", False),
    ("552 5.2.2 mailbox full", False),
    ("552 over the size", False),
    ("550 5.1.8 domain not found", False),
    ("550 5.1.0 sender rejected", False),
    ("550 5.4.4 no route", False),
    ("550 relaying denied", False),
    ("553 sorry, that domain isn't in my list of allowed rcpthosts", False),
    ("550 blocked, see 5.1.1.7 in our list", False),
    ("554 transaction failed", False),
    ("554 5.1.1 transaction failed", False),
    ("503 5.5.1 bad sequence", False),
]


@pytest.mark.parametrize(("reply", "is_gone"), REPLIES)
def test_a_refusal_suppresses_only_if_it_says_that_nobody_is_there(relay, reply, is_gone):
    relay.answer(RCPT=reply)

    message = delivered()

    assert (message.state, message.landed) == (State.FAILED, "bounced" if is_gone else "")
    assert Suppression.objects.of([message.to]).exists() == is_gone


@pytest.mark.parametrize("point", ["connect", "MAIL", "DATA", "dot"])
def test_what_is_refused_elsewhere_is_not_the_addresss_fault(relay, point):
    relay.answer(**{point: "550 5.1.1 nobody here"})

    message = delivered()

    assert (message.landed, Suppression.objects.count()) == ("", 0)


def test_the_code_and_the_words_of_a_refusal_can_be_read(relay):
    relay.answer(RCPT="550 5.1.1 nobody\there")

    message = delivered()

    assert message.last_error == message.landed_why == "550 5.1.1 nobody here"


def test_a_refusal_that_will_pass_suppresses_nobody(relay):
    relay.answer(RCPT="450 4.1.1 greylisted")

    delivered()

    assert not Suppression.objects.exists()


def test_a_storm_of_bounces_stops_nobody_and_costs_each_the_same(relay, django_assert_num_queries):
    storm, other = [in_state(State.SENT) for _ in range(500)], posted()
    for message in storm[1:]:
        told(message, What.BOUNCED, hard=True)

    with django_assert_num_queries(13):
        landing.land(storm[0], What.BOUNCED, told_by="test", why="gone", hard=True)
    delivery.sweep()

    assert Message.objects.bounced().count() == 500
    assert Message.objects.get(pk=other.pk).state == State.SENT
