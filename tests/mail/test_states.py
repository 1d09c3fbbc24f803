"""E10: whatever happens to the mails of an outbox, in any order: no row makes a move that is not in the table.

The database itself writes down every move, so that no code of ours can hide one.
"""

from collections import Counter
from contextlib import suppress
from datetime import timedelta

import pytest
import time_machine
from django.conf import settings as site
from django.db import connection
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from notifications import delivery, outbox
from notifications.models import IllegalMove, Message, OnUncertain, Pause
from notifications.states import LEASED, MOVES
from notifications.transport import SMTP_BACKEND, StagedSMTP
from tests.mail.lengths import times
from tests.notifications.relay import CUT, running_relay

STEPS_EACH = 50
EXAMPLES = times(long=230, short=13)
LEAST = times(long=10_000, short=500)
WHICH = st.integers(0, 30)
MINUTES = st.sampled_from([0, 1, 2, 10, 60])
ANSWERS = [
    *[{}] * 6,
    {"MAIL": "451 busy"},
    {"RCPT": "450 greylisted"},
    {"RCPT": "550 nobody here"},
    {"DATA": "554 no"},
    {"dot": CUT},
    {"dot": "451 later"},
    {"dot": "550 spam"},
    {"dot": "garbage"},
]
TABLE = "CREATE TEMPORARY TABLE seen (id varchar(40), before varchar(12), after varchar(12))"
BY_SQLITE = """
CREATE TEMPORARY TRIGGER note AFTER UPDATE OF state ON main.notifications_message
WHEN OLD.state <> NEW.state BEGIN INSERT INTO seen VALUES (NEW.id, OLD.state, NEW.state); END
"""
BY_POSTGRESQL = """
CREATE FUNCTION pg_temp.note() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN INSERT INTO seen VALUES (NEW.id, OLD.state, NEW.state); RETURN NEW; END $$;
CREATE TRIGGER note AFTER UPDATE OF state ON notifications_message
FOR EACH ROW WHEN (OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION pg_temp.note()
"""
steps, moves = Counter(), Counter()


class Killed(BaseException):
    """Nobody catches it: like the end of a process, but the test goes on."""


class Outbox(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        self.clock = time_machine.travel("2026-12-01T12:00:00Z", tick=False)
        self.now = self.clock.start()
        self.posted = 0
        Message.objects.update(replaces=None)
        Message.objects.all().delete()
        Pause.objects.all().delete()
        RELAY.accepted.clear()
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM seen")

    def teardown(self):
        self.clock.stop()

    def some(self, which):
        rows = list(Message.objects.order_by("to", "version"))
        return rows[which % len(rows)] if rows else None

    def verb(self, which, act):
        """A person's deed, which may be refused."""
        steps["all"] += 1
        if message := self.some(which):
            with suppress(IllegalMove):
                act(message)

    @initialize()
    def begin(self):
        for policy in OnUncertain.values:
            self.post(policy, "queued", 0, None, 10 * len(policy))

    @rule(
        policy=st.sampled_from(OnUncertain.values),
        state=st.sampled_from(["queued", "queued", "held"]),
        wait=MINUTES,
        worth=st.sampled_from([None, 5, 100]),
        first=WHICH,
    )
    def post(self, policy, state, wait, worth, first):
        """Three, perhaps some of those that were posted before."""
        steps["all"] += 1
        at = timezone.now() + timedelta(minutes=wait)
        said = {"subject": "Hello", "on_uncertain": policy, "state": state, "not_before": at}
        said["expires_at"] = worth and at + timedelta(minutes=worth)
        letters = [outbox.letter("note", to=f"a{n}@example.org", **said) for n in range(first, first + 3)]
        self.posted += len(outbox.post(letters))

    @rule(answer=st.sampled_from(ANSWERS), minutes=MINUTES)
    def sweep(self, answer, minutes):
        self.time_passes(minutes)
        RELAY.recover()
        RELAY.answer(**answer)
        delivery.sweep()
        RELAY.settle()

    @rule(at=st.sampled_from(["connect", "rcpt", "send", "getreply"]), minutes=MINUTES)
    def a_worker_dies(self, at, minutes):
        self.time_passes(minutes)
        RELAY.recover()
        with pytest.MonkeyPatch.context() as patch, suppress(Killed):
            patch.setattr(StagedSMTP, at, dying(at))
            delivery.sweep()
        RELAY.settle()

    @rule(minutes=MINUTES)
    def time_passes(self, minutes):
        steps["all"] += 1
        self.now.shift(timedelta(minutes=minutes, seconds=1))

    @rule(which=WHICH)
    def call_back(self, which):
        self.verb(which, lambda message: message.call_back())

    @rule(which=WHICH, to=st.sampled_from(["held", "queued", "suppressed"]))
    def hold_or_let_go(self, which, to):
        self.verb(which, lambda message: message.state not in LEASED and message.become(to))

    @rule(which=WHICH)
    def mark_sent(self, which):
        self.verb(which, lambda message: message.mark_sent(by=None))

    @rule(which=WHICH)
    def send_again(self, which):
        self.verb(which, self.again)

    def again(self, message):
        message.resend(by=None, reason="It did not arrive.")
        self.posted += 1

    @rule()
    def pause(self):
        steps["all"] += 1
        before = len(RELAY.accepted)
        Pause.objects.create(reason="Stop.")
        delivery.sweep()
        Pause.objects.release()
        assert len(RELAY.accepted) == before

    # -- What always holds ------------------------------------------------------------------------

    @invariant()
    def no_move_is_unknown(self):
        with connection.cursor() as cursor:
            cursor.execute("SELECT before, after FROM seen")
            seen = cursor.fetchall()
            cursor.execute("DELETE FROM seen")
        moves.update(seen)
        assert [(before, after) for before, after in seen if after not in MOVES[before]] == []

    @invariant()
    def nothing_is_lost(self):
        assert Message.objects.count() == self.posted

    @invariant()
    def what_is_sent_has_its_time_and_what_is_leased_an_owner(self):
        for state, sent_at, owner in Message.objects.values_list("state", "sent_at", "owner"):
            assert (state == "sent") == (sent_at is not None)
            assert owner or state not in LEASED

    @invariant()
    def the_relay_has_no_mail_twice_but_of_those_that_may_be(self):
        taken = Counter(accepted.message_id for accepted in RELAY.accepted)
        for message in Message.objects.filter(message_id__in=taken):
            assert taken[message.message_id] == 1 or message.on_uncertain == OnUncertain.RESEND
            assert taken[message.message_id] <= message.attempts + (message.state in LEASED)

    @invariant()
    def what_is_sent_was_taken(self):
        """Or a person said so."""
        taken = {accepted.message_id for accepted in RELAY.accepted}
        for message in Message.objects.sent():
            assert message.message_id in taken or message.last_stage


def dying(method):
    """A method of the client at which its process ends; of what it says and hears, that is the dot and its answer."""
    original = getattr(StagedSMTP, method)

    def die(self, *args, **kwargs):
        answer = original(self, *args, **kwargs)
        if method in {"connect", "rcpt"} or self.progress.stage == "dot":
            self.close()
            raise Killed
        return answer

    return die


@pytest.fixture
def noted(transactional_db, monkeypatch):
    """Every move of a row, by a trigger of the database."""
    global RELAY
    with running_relay() as RELAY, connection.cursor() as cursor:
        monkeypatch.setattr(site, "EMAIL_BACKEND", SMTP_BACKEND)
        monkeypatch.setattr(site, "EMAIL_HOST", "127.0.0.1")
        monkeypatch.setattr(site, "EMAIL_PORT", RELAY.port)
        cursor.execute(TABLE)
        cursor.execute(BY_SQLITE if connection.vendor == "sqlite" else BY_POSTGRESQL)
        yield
        cursor.execute("DROP TRIGGER note" + (" ON notifications_message" if connection.vendor != "sqlite" else ""))
        cursor.execute("DROP TABLE seen")


SETTINGS = settings(
    max_examples=EXAMPLES,
    stateful_step_count=STEPS_EACH,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize=True,
    database=None,
)


def test_no_row_makes_a_move_that_is_not_in_the_table(noted, counted):
    run_state_machine_as_test(Outbox, settings=SETTINGS)

    counted("E10 steps", steps["all"], LEAST)
    possible = sum(map(len, MOVES.values()))
    counted(f"E10 moves of {possible} that were seen", len(moves), times(long=17, short=12))
