"""How long a suite runs: a short form for every change, the long one by `make test-mail`."""

import os

LONG = os.environ.get("LAUREL_LONG") == "1"


def times(*, long, short):
    return long if LONG else short
