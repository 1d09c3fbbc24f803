"""A real worker process that is killed at a chosen point, and another that finds what it left."""

import signal
import subprocess
import sys
from collections import Counter
from email import message_from_bytes

import pytest

from tests import environment
from tests.notifications.relay import running_relay

POST = """
from notifications import outbox
from notifications.models import Message
Message.objects.all().delete()
outbox.post([outbox.letter("greeting", to="ada@example.org", subject="Hello", text="Hello.", on_uncertain=POLICY)])
"""
DIE_AFTER_THE_CLAIM = """
import os, signal
from notifications import delivery
delivery.email_of = lambda message: os.kill(os.getpid(), signal.SIGKILL)
delivery.sweep()
"""
DIE_AFTER_THE_DOT = """
import os, signal, smtplib
from notifications import delivery
from notifications.transport import StagedSMTP
def dying(self):
    if self.progress.stage == "dot":
        smtplib.SMTP.getreply(self)
        os.kill(os.getpid(), signal.SIGKILL)
    return smtplib.SMTP.getreply(self)
StagedSMTP.getreply = dying
delivery.sweep()
"""
SWEEP = """
import time
from notifications import delivery
time.sleep(1.1)
delivery.sweep()
from notifications.models import Message
print(Message.objects.get().state)
"""


class Machine:
    def __init__(self, folder, relay):
        self.relay = relay
        self.environment = environment.clean() | {
            "LAUREL_ENV": "demo",
            "VAR_DIR": str(folder),
            "EMAIL_URL": f"smtp://127.0.0.1:{relay.port}",
            "MAIL_LEASE_SECONDS": "1",
        }

    def manage(self, *arguments):
        command = [sys.executable, "manage.py", *arguments]
        return subprocess.run(command, cwd=environment.PROJECT, env=self.environment, capture_output=True, text=True)

    def run(self, script):
        return self.manage("shell", "--no-imports", "--command", script)


@pytest.fixture(scope="module")
def machine(tmp_path_factory):
    with running_relay() as relay:
        machine = Machine(tmp_path_factory.mktemp("machine"), relay)
        assert machine.manage("migrate").returncode == 0
        yield machine


@pytest.mark.parametrize(
    ("crash", "policy", "state", "copies"),
    [
        (DIE_AFTER_THE_CLAIM, "park", "sent", 1),
        (DIE_AFTER_THE_CLAIM, "resend", "sent", 1),
        (DIE_AFTER_THE_DOT, "park", "uncertain", 1),
        (DIE_AFTER_THE_DOT, "resend", "sent", 2),
    ],
)
def test_what_a_killed_worker_left(machine, crash, policy, state, copies):
    machine.relay.mails.clear()

    killed = machine.run(POST.replace("POLICY", repr(policy)) + crash)
    found = machine.run(SWEEP)

    assert killed.returncode == -signal.SIGKILL
    assert found.stdout.strip() == state
    assert list(Counter(message_from_bytes(mail)["Message-ID"] for mail in machine.relay.mails).values()) == [copies]
