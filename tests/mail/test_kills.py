"""E2 and E3: real workers, killed at every point of a mail, and at random."""

import json
import time
from collections import Counter
from itertools import chain

import pytest
from django.utils import timezone

from notifications import delivery
from notifications.models import Message, OnUncertain
from tests.mail.conftest import until
from tests.mail.lengths import times
from tests.notifications.conftest import posted

RESEND, PARK = OnUncertain.RESEND, OnUncertain.PARK
EACH = times(long=20, short=2)
MAILS = times(long=600, short=60)

# The row that a dead worker leaves, and how a mail of each policy ends: its state, and the copies that the relay took.
WINDOWS = {
    "W2, claimed": ("claimed", {RESEND: ("sent", 1), PARK: ("sent", 1)}),
    "W3, body written": ("claimed", {RESEND: ("sent", 1), PARK: ("sent", 1)}),
    "W3, intent committed": ("transmitting", {RESEND: ("sent", 1), PARK: ("uncertain", 0)}),
    "W4, dot written": ("transmitting", {RESEND: ("sent", 2), PARK: ("uncertain", 1)}),
    "W4, answer read": ("transmitting", {RESEND: ("sent", 2), PARK: ("uncertain", 1)}),
    "W5, sent": ("sent", {RESEND: ("sent", 1), PARK: ("sent", 1)}),
}
TAKEN_BEFORE = {"W4, dot written", "W4, answer read", "W5, sent"}


def killed(process, *points_and_keys):
    """How many workers died, one at each point."""
    out, err = process("dying", *points_and_keys).communicate(timeout=300)
    return int(out or 0), err


def after_the_leases():
    Message.objects.exclude(lease_until=None).update(lease_until=timezone.now())
    delivery.sweep()


def copies(relay):
    return Counter(accepted.message_id for accepted in relay.accepted)


def states():
    return dict(Message.objects.values_list("pk", "state"))


def test_what_a_killed_worker_leaves(process, relay, counted):
    cases = [(window, policy) for window in WINDOWS for policy in (RESEND, PARK) for _ in range(EACH)]
    mails = [posted(on_uncertain=policy) for _window, policy in cases]

    dead, err = killed(process, *chain(*((case[0], mail.pk) for case, mail in zip(cases, mails, strict=True))))
    left = states()
    until(lambda: len(relay.accepted) == sum(window in TAKEN_BEFORE for window, _ in cases))
    after_the_leases()

    ended, taken = states(), copies(relay)
    found = {(*case, left[m.pk], ended[m.pk], taken[m.message_id]) for case, m in zip(cases, mails, strict=True)}
    counted(f"E2 workers killed, in {len(WINDOWS)} windows", dead, len(cases))
    assert found == {(w, policy, left, *end) for w, (left, ends) in WINDOWS.items() for policy, end in ends.items()}, (
        err
    )


@pytest.mark.parametrize(("window", "left"), [("W0, not committed", []), ("W1, not kicked", ["sent"] * EACH)])
def test_what_a_killed_website_leaves(process, relay, counted, window, left):
    dead, err = killed(process, *chain(*((window, number) for number in range(EACH))))

    delivery.sweep()

    counted(f"E2 websites killed in {window}", dead, EACH)
    assert list(states().values()) == left, err
    assert list(copies(relay).values()) == [1] * len(left)


@pytest.mark.parametrize("policy", [PARK, RESEND])
def test_whoever_is_killed_at_random_loses_nothing(process, relay, counted, policy):
    mails = [posted(on_uncertain=policy) for _ in range(MAILS)]
    relay.answer(dot=slowly)
    herd = process("herd", MAIL_LEASE_SECONDS="4")

    until(lambda: not Message.objects.waiting().exists())
    out, err = herd.communicate(timeout=60)

    trace = json.loads(out or err)
    taken = copies(relay)
    twice = {message_id for message_id, count in taken.items() if count > 1}
    uncertain = set(Message.objects.filter(state="uncertain").values_list("message_id", flat=True))
    counted(f"E3 mails, {policy}", len(mails), MAILS)
    counted(f"E3 random kills, {policy}", trace["kills"], MAILS // 20)
    counted(f"E3 kills at the dot, {policy}", len(trace["at_the_dot"]), 0)
    assert set(Message.objects.values_list("state", flat=True)) <= {"sent", "uncertain"}
    assert {mail.message_id for mail in mails} == set(taken) | uncertain
    if policy == PARK:
        assert (twice, uncertain) == (set(), set(trace["at_the_dot"]))
    else:
        assert (uncertain, twice - set(trace["at_the_dot"])) == (set(), set())
        assert taken.total() - len(mails) <= len(trace["at_the_dot"])


def slowly():
    time.sleep(0.02)
    return "250 accepted"
