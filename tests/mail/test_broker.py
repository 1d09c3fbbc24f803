"""E4: the queue is emptied, stopped and frozen under a running site; mails wait for it, pages do not."""

import ast
import os
import re
import signal
import time
from collections import Counter
from contextlib import ExitStack

import pytest
import redis

from tests import servers
from tests.journeys.site import Site
from tests.mail.lengths import times
from tests.mail.visitor import Visitor
from tests.notifications.relay import running_relay

MAILS = times(long=600, short=60)
SECONDS = times(long=60, short=3)
TIMELY = 3
STATES = """
from collections import Counter
from notifications.models import Message
print("states", dict(Counter(Message.objects.values_list("state", flat=True))))
"""


@pytest.fixture(scope="module")
def site(request):
    with ExitStack() as resources:
        ours = {
            "MAIL_SWEEP_SECONDS": "1",
            "MAIL_LEASE_SECONDS": "5",
            "TRUSTED_PROXY_COUNT": "1",
            "WEB_CONCURRENCY": "2",
        }
        if os.environ.get("LAUREL_TEST_DATABASE") == "postgres":
            server = request.getfixturevalue("postgres_url")
            ours["DATABASE_URL"] = resources.enter_context(servers.fresh_database(server))
        relay = resources.enter_context(running_relay())
        ours["REDIS_URL"] = resources.enter_context(servers.valkey())
        site = resources.enter_context(Site(EMAIL_URL=f"smtp://127.0.0.1:{relay.port}", **ours))
        site.relay, site.valkey, site.resources = relay, ours["REDIS_URL"], resources
        site.manage("migrate", "--verbosity", "0")
        site.start("gunicorn", "--config", "deploy/gunicorn.py", "--bind", f"127.0.0.1:{site.port}", "config.wsgi")
        for _ in range(2):
            site.start("celery", "-A", "config", "worker", "--concurrency=1", "--loglevel=WARNING")
        site.start("celery", "-A", "config", "beat", "--loglevel=WARNING")
        site.wait_for("/")
        yield site


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


def states(site):
    return ast.literal_eval(re.search(r"states (.*)", site.manage("shell", "--verbosity", "0", "-c", STATES))[1])


@pytest.mark.parametrize("trouble", [emptied, stopped, frozen])
def test_mails_wait_for_the_queue_and_pages_do_not(site, counted, trouble):
    before = sum(states(site).values())
    site.relay.accepted.clear()
    post = site.start("python", "-m", "tests.mail.poster", str(MAILS), str(2 * SECONDS / MAILS))
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
    assert set(codes) == ({302} if trouble is emptied else {302, 503})
    assert max(seconds for _, seconds in visitor.pages + visitor.codes) < TIMELY
