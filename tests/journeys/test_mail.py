"""Two real workers on a real broker, one killed and the broker emptied: every winner is told, nobody twice."""

import ast
import json
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

AUTHORS = 40
ARRIVED = "Best paper"

TELL = f"""
from awards.models import Award
from tests.factories import AuthorshipFactory, AwardFactory, PersonFactory
award = AwardFactory(category__name="{ARRIVED}")
for n in range({AUTHORS}):
    AuthorshipFactory(paper=award.paper, position=n, person=PersonFactory(email=f"author{{n}}@example.org"))
award.decide(by=None)
"""
PRESS = """
from awards.models import Award
print("posted", len(Award.objects.get().tell(by=None)))
"""
STATES = """
from collections import Counter
from notifications.models import Message
print("states", dict(Counter(Message.objects.values_list("state", flat=True))))
"""


@pytest.fixture
def site(request, valkey_url):
    with ExitStack() as resources:
        ours = {"REDIS_URL": valkey_url, "MAIL_LEASE_SECONDS": "3", "MAIL_SWEEP_SECONDS": "1"}
        if os.environ.get("LAUREL_TEST_DATABASE") == "postgres":
            server = request.getfixturevalue("postgres_url")
            ours["DATABASE_URL"] = resources.enter_context(servers.fresh_database(server))
        site = resources.enter_context(Site(**ours))
        smtp, site.pages = servers.free_port(), servers.free_port()
        site.environment["EMAIL_URL"] = f"smtp://127.0.0.1:{smtp}"
        site.manage("migrate", "--verbosity", "0")
        folder = str(site.folder / "mail")
        site.start("python", "manage.py", "mailcatcher", f"--smtp={smtp}", f"--http={site.pages}", f"--dir={folder}")
        site.until(lambda: site.get("/", port=site.pages), lambda answer: answer.status == 200)
        yield site


def worker(site):
    return site.start("celery", "-A", "config", "worker", "--concurrency=1", "--loglevel=WARNING")


def arrived(site):
    mails = json.loads(site.get("/messages.json", port=site.pages).text)["messages"]
    return Counter(mail["to"] for mail in mails if ARRIVED in mail["subject"])


def states(site):
    return ast.literal_eval(re.search(r"states (.*)", site.manage("shell", "--verbosity", "0", "-c", STATES))[1])


def press(site):
    """How many mails the press of the button posted."""
    return int(re.search(r"posted (\d+)", site.manage("shell", "--verbosity", "0", "-c", PRESS))[1])


def test_every_winner_is_told_once_whatever_dies_underneath(site, valkey_url):
    site.manage("shell", "--verbosity", "0", "-c", TELL)
    first, second = press(site), press(site)
    redis.from_url(valkey_url).flushall()

    victim = worker(site)
    worker(site)
    site.start("celery", "-A", "config", "beat", "--loglevel=WARNING")
    site.until(lambda: sum(arrived(site).values()), lambda count: count >= AUTHORS // 4)
    os.killpg(victim.pid, signal.SIGKILL)
    redis.from_url(valkey_url).flushall()
    known = site.until(lambda: states(site), lambda known: set(known) <= {"sent", "uncertain"})
    time.sleep(1)

    told = arrived(site)
    assert (first, second) == (AUTHORS, 0)
    assert max(told.values()) == 1
    assert sum(known.values()) == AUTHORS
    assert len(told) >= known["sent"]
    assert known.get("uncertain", 0) <= 1


def test_a_button_pressed_by_two_at_once_tells_once(site):
    site.manage("shell", "--verbosity", "0", "-c", TELL)
    worker(site)
    site.start("celery", "-A", "config", "beat", "--loglevel=WARNING")
    presses = [site.start("python", "manage.py", "shell", "--verbosity", "0", "-c", PRESS) for _ in range(2)]

    for process in presses:
        assert process.wait(60) == 0
    site.until(lambda: states(site), lambda known: known == {"sent": AUTHORS})

    assert arrived(site) == Counter({f"author{n}@example.org": 1 for n in range(AUTHORS)})
