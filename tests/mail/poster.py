"""A website that posts so many mails, one after the other; it prints how long the slowest took, in seconds."""

import os
import sys
import time

import django


def post(number):
    from notifications import outbox  # noqa: PLC0415 (Django is set up by now)

    began = time.monotonic()
    outbox.post([outbox.letter("greeting", to=f"a{number}-{os.getpid()}@example.org", subject="Hello", text="Hello.")])
    return time.monotonic() - began


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    django.setup()
    slowest = 0.0
    for number in range(int(sys.argv[1])):
        slowest = max(slowest, post(number))
        time.sleep(float(sys.argv[2]))
    print(slowest)  # noqa: T201
