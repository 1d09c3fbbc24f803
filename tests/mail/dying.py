"""Worker processes that kill themselves at a named point, one for each mail: `… dying POINT KEY POINT KEY …`.

It prints how many of them were killed. All are forks of one, so that only that has to start.
"""

import os
import signal
import sys

import django
from django.db import transaction

POINTS = {  # where in the client: method, stage, and whether its work is still done
    "W2, claimed": ("connect", "connect", False),
    "W3, body written": ("send", "body", True),
    "W3, intent committed": ("send", "dot", False),
    "W4, dot written": ("send", "dot", True),
    "W4, answer read": ("getreply", "dot", True),
    "W5, sent": ("quit", "accepted", False),
}


def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)


def die_at(method, stage, after):
    from notifications.transport import StagedSMTP  # noqa: PLC0415 (Django is set up by now)

    original = getattr(StagedSMTP, method)

    def dying(self, *args, **kwargs):
        here = self.progress.stage == stage
        if here and not after:
            die()
        answer = original(self, *args, **kwargs)
        return die() if here else answer

    setattr(StagedSMTP, method, dying)


def post(key):
    from notifications import outbox  # noqa: PLC0415

    return outbox.post([outbox.letter("greeting", to=f"{key}@example.org", subject="Hello", text="Hello.")])


def live(point, key):
    from notifications import delivery, outbox  # noqa: PLC0415

    if point == "W0, not committed":
        with transaction.atomic():
            post(key)
            die()
    elif point == "W1, not kicked":
        outbox.kick = die
        post(key)
    else:
        die_at(*POINTS[point])
        delivery.deliver(key)


def killed(point, key):
    child = os.fork()
    if child == 0:
        live(point, key)
        os._exit(0)
    return os.waitpid(child, 0)[1] == signal.SIGKILL


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    django.setup()
    print(sum(killed(point, key) for point, key in zip(sys.argv[1::2], sys.argv[2::2], strict=True)))  # noqa: T201
