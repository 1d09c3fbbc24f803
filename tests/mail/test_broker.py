"""E4: the queue is emptied, stopped and frozen under a running site; mails wait for it, pages do not."""

import os
import signal
import time
from collections import Counter

import pytest
import redis

from tests import servers
from tests.mail.conftest import states
from tests.mail.lengths import times
from tests.mail.visitor import Visitor

MAILS = times(long=600, short=60)
SECONDS = times(long=60, short=5)  # longer than one request waits for the queue and the cache
TIMELY = times(long=3, short=10)  # seconds; the short form runs beside all other tests, and a hang takes minutes


def emptied(site):
    for _ in range(SECONDS):
        redis.from_url(site.valkey).flushall()
        time.sleep(1)


def stopped(site):
    port = int(site.valkey.rpartition(":")[2])
    redis.from_url(site.valkey).shutdown(nosave=True)
    time.sleep(SECONDS)
    site.resources.enter_context(servers.valkey(port))


def frozen(site):
    process = redis.from_url(site.valkey).info()["process_id"]
    os.kill(process, signal.SIGSTOP)
    time.sleep(SECONDS)
    os.kill(process, signal.SIGCONT)


@pytest.mark.parametrize("trouble", [emptied, stopped, frozen])
def test_mails_wait_for_the_queue_and_pages_do_not(site, counted, trouble):
    before = sum(states(site).values())
    site.relay.accepted.clear()
    post = site.start("python", "-m", "tests.mail.poster", str(MAILS), str((SECONDS + 2) / MAILS))
    with Visitor(site) as visitor:
        time.sleep(1)
        trouble(site)
        assert post.wait(timeout=120) == 0
    known = site.until(lambda: states(site), lambda known: set(known) == {"sent"})

    codes = Counter(status for status, _ in visitor.codes)
    copies = Counter(accepted.message_id for accepted in site.relay.accepted)
    counted(f"E4 mails posted while the queue was {trouble.__name__}", known["sent"] - before, MAILS)
    counted(f"E4 pages asked for while the queue was {trouble.__name__}", len(visitor.pages), SECONDS)
    assert known["sent"] - before == len(copies) == MAILS + codes[302]
    assert set(copies.values()) == {1}
    assert {status for status, _ in visitor.pages} == {200}
    assert 302 in codes
    assert set(codes) <= ({302} if trouble is emptied else {302, 503})
    assert max(seconds for _, seconds in visitor.pages + visitor.codes) < TIMELY
