import contextlib
import os
import signal
import subprocess
import sys
import time

import pytest
from django.db import connection

from tests import environment
from tests.notifications.conftest import noon, relay

__all__ = ["noon", "relay"]
PATIENCE = 120


@pytest.fixture
def counted(record_property):
    """Says in the summary how much was done, which must not be less than ``least``."""

    def count(what, number, least):
        record_property(what, number)
        assert number >= least, f"{what}: {number}, at least {least} are wanted"

    return count


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
