"""What must be so before Django reads its settings: a clean environment, a folder of its own, and a database.

`LAUREL_TEST_DATABASE=postgres` runs the suite on PostgreSQL, started here once and shared by all workers of xdist.
"""

import contextlib
import os
import tempfile
from pathlib import Path

import pytest

from tests import environment, servers


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config):
    resources = contextlib.ExitStack()
    early_config.add_cleanup(resources.close)
    folder = Path(resources.enter_context(tempfile.TemporaryDirectory(prefix="laurel-tests-")))
    (folder / "static").mkdir()
    ours = {"LAUREL_ENV": "demo", "VAR_DIR": str(folder)}
    if os.environ.get("LAUREL_TEST_DATABASE") == "postgres":
        in_a_worker = "PYTEST_XDIST_WORKER" in os.environ
        ours["DATABASE_URL"] = (
            os.environ["DATABASE_URL"] if in_a_worker else resources.enter_context(servers.postgres())
        )
    for name in environment.example():
        os.environ.pop(name, None)
    os.environ.update(ours)
    return (yield)


def pytest_terminal_summary(terminalreporter):
    """What the suites counted, such as kills and steps."""
    passed = terminalreporter.getreports("passed")
    for what, number in sorted(count for report in passed if report.when == "call" for count in report.user_properties):
        terminalreporter.write_line(f"{what}: {number}")
