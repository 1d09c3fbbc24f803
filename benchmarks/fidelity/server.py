"""Databases of other processes: their `manage.py`, and what they have committed, looked at from outside."""

import contextlib
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import psycopg2

from tests import environment, servers
from tests.environment import PROJECT

COUNTS = {
    "papers": "SELECT count(*) FROM papers_paper WHERE workshop_id = {edition}",
    "authorships": "SELECT count(*) FROM papers_authorship a JOIN papers_paper p ON p.id = a.paper_id"
    " WHERE p.workshop_id = {edition}",
    "remembered rows": "SELECT count(*) FROM workshops_importedrow WHERE workshop_id = {edition}",
}
NEW_EDITIONS = (
    "from workshops.models import Workshop\n"
    "for slug in {slugs!r}: Workshop.objects.create(name=slug, short_name=slug, slug=slug)"
)
PATIENCE = 120  # seconds for what takes two


@dataclass
class Server:
    name: str
    url: str
    folder: str

    def start(self, *arguments):
        surroundings = environment.clean() | {"LAUREL_ENV": "demo", "VAR_DIR": self.folder, "LOG_LEVEL": "ERROR"}
        return subprocess.Popen(
            [sys.executable, "manage.py", *arguments],
            cwd=PROJECT,
            env=surroundings | {"DATABASE_URL": self.url},
            start_new_session=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *arguments):
        """Whether it succeeded, and what it complained of."""
        process = self.start(*arguments)
        _out, complaint = process.communicate(timeout=PATIENCE)
        return process.returncode == 0, complaint.strip()

    def prepare(self, slugs):
        for arguments in [("migrate", "-v0"), ("shell", "-v0", "-c", NEW_EDITIONS.format(slugs=slugs))]:
            succeeded, complaint = self.run(*arguments)
            if not succeeded:
                raise RuntimeError(complaint)

    def ask(self, question):
        with contextlib.closing(self.connect()) as connection:
            cursor = connection.cursor()
            cursor.execute(question)
            return cursor.fetchall()

    def connect(self):
        if self.url.startswith("sqlite"):
            return sqlite3.connect(self.url.removeprefix("sqlite:///"), timeout=PATIENCE)
        return psycopg2.connect(self.url)

    def edition(self, slug):
        return self.ask(f"SELECT id FROM workshops_workshop WHERE slug = '{slug}'")[0][0]

    def statuses(self, edition):
        """Of the imports of an edition, the first one first."""
        return [
            row[0] for row in self.ask(f"SELECT status FROM workshops_import WHERE workshop_id = {edition} ORDER BY id")
        ]

    def writers(self, edition):
        """How many imports of an edition have something to undo."""
        written = "CAST(journal AS text) <> '[]'"
        return self.ask(f"SELECT count(*) FROM workshops_import WHERE workshop_id = {edition} AND {written}")[0][0]

    def counts(self, edition):
        return tuple(self.ask(question.format(edition=edition))[0][0] for question in COUNTS.values())


@contextlib.contextmanager
def sqlite():
    with tempfile.TemporaryDirectory() as folder:
        yield Server("SQLite", f"sqlite:///{Path(folder) / 'laurel.sqlite3'}", folder)


@contextlib.contextmanager
def postgres():
    with servers.postgres() as url, tempfile.TemporaryDirectory() as folder:
        yield Server("PostgreSQL", url, folder)


def kill(process):
    """Without a chance to tidy up. Only a process of ours, by its own session."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def wait_until(happened, process=None):
    deadline = time.monotonic() + PATIENCE
    while not happened() and (process is None or process.poll() is None):
        if time.monotonic() > deadline:
            raise TimeoutError("It did not happen.")
        time.sleep(0.005)
