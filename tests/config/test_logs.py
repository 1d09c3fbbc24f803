"""No line of a log lets somebody follow a link that another has in a letter."""

import logging
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest

from config.logs import MasksLinks
from tests import environment
from tests.environment import PROJECT
from tests.servers import free_port

SECRET = "3vYl-Qx_7"


@pytest.mark.parametrize(
    ("args", "line"),
    [
        (("Not Found", f"/offers/{SECRET}/"), "Not Found: /offers/…/"),
        (("Not Found", f"/accounts/password/reset/key/1-{SECRET}/"), "Not Found: /accounts/password/reset/key/…/"),
        (("Not Found", "/care-2030/awards/"), "Not Found: /care-2030/awards/"),
    ],
)
def test_the_secret_of_a_link_is_left_out_of_an_address(args, line):
    record = logging.LogRecord("django.request", logging.WARNING, "", 0, "%s: %s", args, None)

    assert MasksLinks().filter(record)
    assert record.getMessage() == line


def test_gunicorn_writes_no_secret_of_a_link(tmp_path):
    port, log = free_port(), tmp_path / "log"
    command = [sys.executable, "-m", "gunicorn", "--config", "deploy/gunicorn.py", f"--bind=127.0.0.1:{port}"]
    env = environment.clean() | {"LAUREL_ENV": "demo", "VAR_DIR": str(tmp_path), "WEB_CONCURRENCY": "1"}

    with log.open("wb") as file:
        server = subprocess.Popen([*command, "config.wsgi"], cwd=PROJECT, env=env, stdout=file, stderr=file)
        try:
            knock(port)
        finally:
            server.terminate()
            server.wait(20)

    assert "GET /offers/…/ HTTP/1.1" in log.read_text()
    assert SECRET not in log.read_text()


def knock(port):
    """Whatever it answers: there is no database."""
    for _try in range(100):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/offers/{SECRET}/")
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
    pytest.fail("Gunicorn does not answer.")
