import ast
import contextlib
import os
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from contextlib import ExitStack

import pytest
from django.db import connection

from tests import environment, servers
from tests.journeys.site import Site
from tests.notifications.conftest import noon, relay
from tests.notifications.relay import running_relay

__all__ = ["noon", "relay"]
PATIENCE = 120
STATES = """
from collections import Counter
from notifications.models import Message
print("states", dict(Counter(Message.objects.values_list("state", flat=True))))
"""


@pytest.fixture
def counted(record_property):
    """Says in the summary how much was done, which must not be less than ``least``."""

    def count(what, number, least):
        record_property(what, number)
        assert number >= least, f"{what}: {number}, at least {least} are wanted"

    return count


@pytest.fixture(scope="session")
def site():
    """A whole site with two workers; on PostgreSQL, if the suite is, in a cluster that keeps what it committed."""
    with ExitStack() as resources:
        ours = {
            "MAIL_SWEEP_SECONDS": "1",
            "MAIL_LEASE_SECONDS": "5",
            "TRUSTED_PROXY_COUNT": "1",
            "WEB_CONCURRENCY": "2",
        }
        if connection.vendor == "postgresql":
            ours["DATABASE_URL"] = resources.enter_context(servers.postgres(synchronous_commit="on"))
        relay = resources.enter_context(running_relay())
        ours["REDIS_URL"] = resources.enter_context(servers.valkey())
        site = resources.enter_context(Site(EMAIL_URL=f"smtp://127.0.0.1:{relay.port}", **ours))
        site.relay, site.valkey, site.database, site.resources = (
            relay,
            ours["REDIS_URL"],
            ours.get("DATABASE_URL"),
            resources,
        )
        site.manage("migrate", "--verbosity", "0")
        site.start("gunicorn", "--config", "deploy/gunicorn.py", "--bind", f"127.0.0.1:{site.port}", "config.wsgi")
        worker = ("celery", "-A", "config", "worker", "--concurrency=1", "--loglevel=WARNING")
        beat = ("celery", "-A", "config", "beat", "--loglevel=WARNING")
        site.workers = [site.start(*command) for command in (worker, worker, beat)]
        site.wait_for("/")
        yield site


def states(site):
    """How many mails of a site are in which state."""
    printed = site.manage("shell", "--verbosity", "0", "-c", STATES)
    return Counter(ast.literal_eval(re.search(r"states (.*)", printed)[1]))


@pytest.fixture
def process(transactional_db, relay):
    """Starts a module of this package as a process on the database and the relay of the test, which is ended with it."""
    started = []

    def start(module, *arguments, **settings):
        ours = {"DATABASE_URL": url_of_database(), "EMAIL_URL": f"smtp://127.0.0.1:{relay.port}"}
        command = [sys.executable, "-m", f"tests.mail.{module}", *map(str, arguments)]
        kept = {"LAUREL_ENV": "demo", "VAR_DIR": os.environ["VAR_DIR"]}
        started.append(
            subprocess.Popen(
                command,
                cwd=environment.PROJECT,
                env=environment.clean() | kept | ours | settings,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
                start_new_session=True,
            )
        )
        return started[-1]

    yield start
    for each in started:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(each.pid, signal.SIGKILL)
        with contextlib.suppress(ValueError):  # its end was read already
            each.communicate()


def url_of_database():
    known = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{known['NAME']}"
    return f"postgres://{known['USER']}@{known['HOST']}:{known['PORT']}/{known['NAME']}"


def until(true):
    """Wait until ``true()``, and give that."""
    deadline = time.monotonic() + PATIENCE
    while not (found := true()):
        assert time.monotonic() < deadline, f"After {PATIENCE} seconds there was still {found}."
        time.sleep(0.05)
    return found
