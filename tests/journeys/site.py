"""A whole Laurel of its own, run as processes from the outside: for journeys, browser tests and the service test."""

import contextlib
import http.client
import os
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from tests import environment, servers
from tests.environment import PROJECT

PATIENCE = 120  # seconds; processes start slowly on a busy machine


class Answer(NamedTuple):
    status: int
    headers: http.client.HTTPMessage
    text: str


class Site(contextlib.AbstractContextManager):
    """A folder, an environment and free ports; what was started here is stopped here.

    SQLite and the broker of folders unless `settings` names a DATABASE_URL and a REDIS_URL.
    """

    def __init__(self, **settings):
        self._temporary = tempfile.TemporaryDirectory(prefix="laurel-site-")
        self._processes = []
        self.folder = Path(self._temporary.name)
        self.port = servers.free_port(25, 26)  # the demo shows its mails and takes them there
        self.url = f"http://127.0.0.1:{self.port}"
        ours = {"LAUREL_ENV": "demo", "VAR_DIR": str(self.folder), "SITE_URL": self.url}
        self.environment = environment.clean() | ours | settings

    def __exit__(self, *_):
        for process in self._processes:
            process.terminate()
        for process in self._processes:
            self.stop(process)
        self._temporary.cleanup()

    def run(self, *command):
        """What the command printed; it must succeed."""
        done = subprocess.run(
            command, cwd=PROJECT, env=self.environment, stdin=subprocess.DEVNULL, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def manage(self, *arguments):
        return self.run("python", "manage.py", *arguments)

    def start(self, *command):
        """A process in a session of its own, so that what it starts itself can be ended with it."""
        with (self.folder / "log").open("ab") as log:
            process = subprocess.Popen(
                command,
                cwd=PROJECT,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self._processes.append(process)
        return process

    def stop(self, process):
        """Kindly at first; then it and whatever it left behind."""
        process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=20)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def get(self, path, port=None, **headers):
        """One GET as it is: no redirect is followed."""
        with contextlib.closing(http.client.HTTPConnection("127.0.0.1", port or self.port, timeout=10)) as connection:
            connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
            answer = connection.getresponse()
            return Answer(answer.status, answer.headers, answer.read().decode(errors="replace"))

    def wait_for(self, path, **headers):
        return self.until(lambda: self.get(path, **headers), lambda answer: answer.status == http.client.OK)

    def until(self, ask, enough):
        """The first answer of `ask()` for which `enough(answer)` holds; no connection is no answer yet."""
        deadline = time.monotonic() + PATIENCE
        answer = "nothing"
        while time.monotonic() < deadline:
            with contextlib.suppress(ConnectionError, TimeoutError):
                answer = ask()
                if enough(answer):
                    return answer
            time.sleep(0.1)
        log = (self.folder / "log").read_text()
        raise AssertionError(f"After {PATIENCE} seconds there was still {answer}. The processes said:\n{log[-5000:]}")
