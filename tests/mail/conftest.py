import os
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
    """Starts a module of this package as a process on the database and the relay of the test."""

    def start(module, *arguments, **settings):
        ours = {"DATABASE_URL": url_of_database(), "EMAIL_URL": f"smtp://127.0.0.1:{relay.port}"}
        return subprocess.Popen(
            [sys.executable, "-m", f"tests.mail.{module}", *map(str, arguments)],
            cwd=environment.PROJECT,
            env=environment.clean() | {"LAUREL_ENV": "demo", "VAR_DIR": os.environ["VAR_DIR"]} | ours | settings,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    return start


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
