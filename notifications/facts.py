"""What a mail says, asked once more before it leaves: whoever answered or lost it a second ago is not written to."""

import time
from collections.abc import Callable, Iterable
from enum import Enum, auto

FRESH_SECONDS = 1
checks: dict[str, Callable[[list], Iterable]] = {}  # by kind, of the higher apps


class Fact(Enum):
    TRUE = auto()
    OVER = auto()
    LATER = auto()  # it is held back for now


def check_of(kind):
    """Decorates the check for one ``kind`` of mail: messages → (message, fact) of those that are not simply true.

    A kind without one says nothing that could end. A kind may be one of many of its sort: “mailing:12”.
    """

    def register(check):
        checks[kind] = check
        return check

    return register


class Facts:
    """About many messages, which leave one after the other: asked of all at once, and again once a second is over."""

    def __init__(self, messages):
        self.messages, self.known, self.asked_at = list(messages), {}, None

    def about(self, message):
        if self.asked_at is None or time.monotonic() - self.asked_at > FRESH_SECONDS:
            self.asked_at = time.monotonic()
            try:
                self.known = _ask(self.messages)
            except Exception:  # noqa: BLE001 (one of them cannot be asked about: each by itself, so that the others leave)
                self.asked_at, self.known = None, _ask([message])
        return self.known.get(message.pk, Fact.TRUE)


def _ask(messages):
    of_sort: dict[str, list] = {}
    for message in messages:
        of_sort.setdefault(message.kind.partition(":")[0], []).append(message)
    answers = (checks[sort](those) for sort, those in of_sort.items() if sort in checks)
    return {message.pk: fact for answer in answers for message, fact in answer}


def over_unless(messages, true):
    """For checks: of messages about rows, those are over whose row is not among ``true``."""
    keys = set(true.filter(pk__in=[each.about_pk for each in messages]).values_list("pk", flat=True))
    return [(each, Fact.OVER) for each in messages if each.about_pk not in keys]
