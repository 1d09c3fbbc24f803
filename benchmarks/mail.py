"""How fast a mailing leaves: personalised mails, rows, log and guarantee included, against smtplib alone.

Both send the same bodies to the same sink on this machine, a process of its own. Run by `make bench`. One worker should
reach 0.6 of the rate of a bare loop over one connection, two workers 1.0. DATABASE_URL takes another database than SQLite.
"""

import os
import smtplib
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

COUNT = int(os.environ.get("MAILS", "10000"))
PROJECT = Path(__file__).resolve().parent.parent
SINK = """
import asyncio, sys
from aiosmtpd.smtp import SMTP

class Sink:
    async def handle_DATA(self, server, session, envelope):
        return "250 taken"

async def main():
    server = await asyncio.get_running_loop().create_server(lambda: SMTP(Sink()), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()

asyncio.run(main())
"""
WORKER = """
from notifications import delivery, models
while models.Message.objects.filter(state="queued").exists():
    delivery.deliver_due()
"""


def prepare(folder, port):
    os.environ |= {"LAUREL_ENV": "demo", "VAR_DIR": folder, "DJANGO_SETTINGS_MODULE": "config.settings"}
    os.environ |= {"EMAIL_URL": f"smtp://127.0.0.1:{port}", "LOG_LEVEL": "ERROR"}
    sys.path.insert(0, str(PROJECT))
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def fill(count):
    """An approved mailing to so many authors, whose five minutes are over."""
    from django.utils import timezone

    from benchmarks.mailings import fill as draft
    from notifications.models import Message
    from workshops.mailings.drafted import Drafted
    from workshops.models import Mailing

    mailing = Mailing.objects.select_related("workshop").get(pk=draft(count).pk)
    mailing.approve(by=None, recipients=Drafted(mailing).recipients)
    Message.objects.filter(state="queued").update(not_before=timezone.now())


def bare_loop(port):
    """Mails a second of nothing but smtplib, with bodies that were made before."""
    from notifications.mime import email_of
    from notifications.models import Message

    bodies = [
        (row.to, email_of(row).message().as_bytes(linesep="\r\n")) for row in Message.objects.filter(state="queued")
    ]
    begun = time.perf_counter()
    with smtplib.SMTP("127.0.0.1", port) as connection:
        for to, body in bodies:
            connection.sendmail("laurel@localhost", [to], body)
    return len(bodies) / (time.perf_counter() - begun)


def workers(number):
    """Mails a second of so many processes that send whatever is due, from their start to their end."""
    from notifications.models import Message

    waiting = Message.objects.filter(state="queued").count()
    command = [sys.executable, "manage.py", "shell", "--no-imports", "--command", WORKER]
    begun = time.perf_counter()
    processes = [subprocess.Popen(command, cwd=PROJECT) for _ in range(number)]
    assert [each.wait() for each in processes] == [0] * number
    seconds = time.perf_counter() - begun
    assert not Message.objects.exclude(state="sent").exists()
    return waiting / seconds


def main():
    with ExitStack() as resources:
        sink = resources.enter_context(
            subprocess.Popen([sys.executable, "-c", SINK], stdout=subprocess.PIPE, text=True)
        )
        resources.callback(sink.terminate)
        port = int(sink.stdout.readline())
        prepare(resources.enter_context(tempfile.TemporaryDirectory()), port)
        for number, wanted in ((1, 0.6), (2, 1.0)):
            fill(COUNT)
            reference = bare_loop(port)
            rate = workers(number)
            print(
                f"{number} at work: {rate:7.0f} mails/s, smtplib alone {reference:7.0f}/s, ratio {rate / reference:.2f} (wanted {wanted})"
            )


if __name__ == "__main__":
    main()
