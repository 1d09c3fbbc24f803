"""Three workers, one of which is killed and replaced every 0.2 seconds until standard input ends.

Prints how many were killed, and the Message-ID of each mail that one had written the dot of, or was about to.
"""

import json
import os
import random
import select
import signal
import sys
import tempfile
import time
from email import message_from_bytes

import django
from django.db import connection

WORKERS, PAUSE = 3, 0.2


def work(trace):
    """Until somebody comes to kill it."""
    from notifications import delivery  # noqa: PLC0415 (Django is set up by now)
    from notifications.transport import StagedSMTP  # noqa: PLC0415

    hand_over = StagedSMTP.data

    def traced(self, mail):
        os.write(trace, f"{os.getpid()} {message_from_bytes(mail)['Message-ID']}\n".encode())
        return hand_over(self, mail)

    StagedSMTP.data = traced
    while True:
        delivery.sweep()
        time.sleep(0.02)


class Herd:
    def __init__(self, trace):
        self.trace, self.kills, self.at_the_dot = trace, 0, []
        self.workers = [self.born() for _ in range(WORKERS)]

    def born(self):
        child = os.fork()
        if child == 0:
            work(self.trace.fileno())
        return child

    def kill(self, worker):
        os.kill(worker, signal.SIGKILL)
        os.waitpid(worker, 0)
        self.workers.remove(worker)

    def replace(self, worker):
        self.kill(worker)
        self.kills += 1
        self.at_the_dot += self.left_by(worker)
        self.workers.append(self.born())

    def left_by(self, worker):
        """The mail that it had in hand, if it died in the window that leaves open whether it is there."""
        from notifications.models import Message  # noqa: PLC0415

        with open(self.trace.name) as trace:  # noqa: PTH123
            last = [line.split()[1] for line in trace if line.startswith(f"{worker} ")][-1:]
        found = Message.objects.filter(message_id__in=last, state="transmitting").values_list("message_id", flat=True)
        found = list(found)
        connection.close()  # no child may inherit it
        return found


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    django.setup()
    with tempfile.NamedTemporaryFile(mode="a") as trace:
        herd = Herd(trace)
        while not select.select([sys.stdin], [], [], PAUSE)[0]:
            herd.replace(random.choice(herd.workers))
        for worker in list(herd.workers):
            herd.kill(worker)
    print(json.dumps({"kills": herd.kills, "at_the_dot": herd.at_the_dot}))  # noqa: T201
