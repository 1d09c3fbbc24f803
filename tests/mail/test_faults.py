"""E1: whatever the relay does wrong, a mail is afterwards in the state of this table, and once it is well again too."""

from collections import Counter
from datetime import timedelta

import pytest

from notifications import delivery
from notifications.models import Message, OnUncertain
from tests.awards.test_races import at_once
from tests.mail.faulty import FAULTS, behave, misbehave
from tests.notifications.conftest import posted

NAMES = ("one", "two", "three", "four")
LONG_TEXT = "More than the network holds back.\n" * 130_000

AGAIN = ("queued", "sent", 1)  # now, once the relay is well, and how many copies it took in all
TWICE = ("queued", "sent", 2)
REFUSED = ("failed", "failed", 0)
SENT = ("sent", "sent", 1)
PARKED = ("uncertain", "uncertain", 0)
PARKED_THOUGH_TAKEN = ("uncertain", "uncertain", 1)

# What becomes of a mail that is resent, and one that is parked, when uncertain; whether it counted as a try.
EXPECTED = {
    "it refuses the connection": (AGAIN, AGAIN, 0),
    "it hangs without a greeting": (AGAIN, AGAIN, 0),
    "it greets with 554": (AGAIN, AGAIN, 0),
    "it greets with 421": (AGAIN, AGAIN, 0),
    "it cuts instead of a greeting": (AGAIN, AGAIN, 0),
    "it refuses EHLO and HELO": (AGAIN, AGAIN, 0),
    "it has no STARTTLS": (AGAIN, AGAIN, 0),
    "it breaks TLS in the handshake": (AGAIN, AGAIN, 0),
    "it refuses the password with 535": (AGAIN, AGAIN, 0),
    "it answers MAIL with 451": (AGAIN, AGAIN, 0),
    "it answers MAIL with 550": (AGAIN, AGAIN, 0),
    "it greylists with 450": (AGAIN, AGAIN, 1),
    "it answers RCPT with 421": (AGAIN, AGAIN, 1),
    "it cuts at RCPT": (AGAIN, AGAIN, 1),
    "it refuses one with 550": (REFUSED, REFUSED, 1),
    "it answers DATA with 451": (AGAIN, AGAIN, 1),
    "it answers DATA with 554": (REFUSED, REFUSED, 1),
    "it cuts before DATA": (AGAIN, AGAIN, 1),
    "it hangs at DATA": (AGAIN, AGAIN, 1),
    "it cuts in the middle of a long mail": (AGAIN, AGAIN, 1),
    "it cuts at the dot, before it has read it": (AGAIN, PARKED, 1),
    "it cuts after the dot, and has the mail": (TWICE, PARKED_THOUGH_TAKEN, 1),
    "it hangs after the dot": (TWICE, PARKED_THOUGH_TAKEN, 1),
    "it answers later than we wait": (TWICE, PARKED_THOUGH_TAKEN, 1),
    "it answers the dot with 451": (AGAIN, AGAIN, 1),
    "it answers the dot with 554": (REFUSED, REFUSED, 1),
    "it answers the dot with garbage": (TWICE, PARKED_THOUGH_TAKEN, 1),
    "it cuts at QUIT": (SENT, SENT, 1),
    "it hangs at QUIT": (SENT, SENT, 1),
}
CONCERNS_ONE = {"it refuses one with 550"}  # then the other three are sent at once


def one_worker():
    delivery.sweep()


def four_workers():
    """Each tries every mail, in another order."""
    keys = list(Message.objects.values_list("pk", flat=True))

    def work(start):
        for key in keys[start:] + keys[:start]:
            delivery.deliver(key)

    at_once([lambda start=start: work(start) for start in range(4)])


def faulted(relay, settings, noon, name, policies, work):
    """{(policy, address): (state in trouble, tries, state in the end, copies)} of four mails of each policy."""
    text = LONG_TEXT if "LONG" in FAULTS[name] else "Hello.\n"
    pairs = [(policy, f"{each}@{policy}.example") for policy in policies for each in NAMES]
    mails = {pair: posted(to=pair[1], on_uncertain=pair[0], text=text) for pair in pairs}
    misbehave(relay, settings, FAULTS[name])
    work()
    first = {row.pk: row for row in Message.objects.all()}
    behave(relay, settings)
    noon.shift(timedelta(minutes=2))
    work()
    last = dict(Message.objects.values_list("pk", "state"))
    copies = Counter(accepted.message_id for accepted in relay.accepted)
    return {
        pair: (first[mail.pk].state, first[mail.pk].attempts, last[mail.pk], copies[mail.message_id])
        for pair, mail in mails.items()
    }


def expected(name, policies):
    resent, parked, tries = EXPECTED[name]
    for policy in policies:
        for each in NAMES:
            then = resent if policy == OnUncertain.RESEND else parked
            state, end, copies = then if each == "one" or name not in CONCERNS_ONE else SENT
            yield (policy, f"{each}@{policy}.example"), (state, tries, end, copies)


def check(relay, settings, noon, name, policies, work):
    assert faulted(relay, settings, noon, name, policies, work) == dict(expected(name, policies))


@pytest.mark.django_db
@pytest.mark.parametrize("name", FAULTS)
def test_what_one_worker_leaves(relay, settings, noon, name):
    check(relay, settings, noon, name, OnUncertain.values, one_worker)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", FAULTS)
def test_what_four_workers_leave(relay, settings, noon, name):
    check(relay, settings, noon, name, OnUncertain.values, four_workers)


def test_every_fault_has_its_line(counted):
    counted("E1 faults, each with two policies and two numbers of workers", len(FAULTS), 23)
    assert set(EXPECTED) == set(FAULTS)


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["it has no STARTTLS", "it breaks TLS in the handshake"])
def test_nothing_is_said_in_clear_text(relay, settings, name):
    posted()
    misbehave(relay, settings, FAULTS[name])

    delivery.sweep()

    assert {line.split()[0].lower() for line in relay.heard} <= {b"ehlo", b"starttls", b"quit"}
    assert Message.objects.get().state == "queued"
