"""What a mail says, asked once more before it leaves: whoever answered or lost it a second ago is not written to."""

from collections.abc import Callable

checks: dict[str, Callable] = {}  # by kind, of the higher apps: message → whether it is still so


class Later(Exception):
    """It is held back for now."""


def still_true(kind):
    """Decorates the check for one ``kind`` of mail; a kind without one says nothing that could end."""

    def register(check):
        checks[kind] = check
        return check

    return register


def hold(message):
    """A kind may be one of many of its sort: “mailing:12”."""
    check = checks.get(message.kind.partition(":")[0])
    return check is None or check(message)
