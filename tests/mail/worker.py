"""A worker that sweeps until it is ended, on a machine whose clock is wrong by so many hours: `tests.mail.worker +1`."""

import os
import sys
import time
from datetime import UTC, datetime, timedelta

import django
import time_machine


def work():
    from notifications import delivery  # noqa: PLC0415 (Django is set up by now)

    while True:
        delivery.sweep()
        time.sleep(0.05)


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    django.setup()
    with time_machine.travel(datetime.now(UTC) + timedelta(hours=int(sys.argv[1]))):
        work()
