"""What a mail says, asked once more before it leaves: whoever answered or lost it a second ago is not written to."""

import time
from collections.abc import Callable, Iterable

from notifications.states import State

FRESH_SECONDS = 1
checks: dict[str, Callable[[list], Iterable]] = {}  # by kind, of the higher apps


def check_of(kind):
    """Decorates the check for one ``kind``: messages → (message, state, reason) of those that must not leave as they are.

    They are cancelled, suppressed, or held back for now. A kind without one says nothing that could end. A kind may be one of many of its sort: “mailing:12”.
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
        """(what must become of it, why), or None if it may leave."""
        if self.asked_at is None or time.monotonic() - self.asked_at > FRESH_SECONDS:
            self.asked_at = time.monotonic()
            try:
                self.known = _ask(self.messages)
            except Exception:  # noqa: BLE001 (one of them cannot be asked about: each by itself, so that the others leave)
                self.asked_at, self.known = None, _ask([message])
        return self.known.get(message.pk)


def _ask(messages):
    of_sort: dict[str, list] = {}
    for message in messages:
        of_sort.setdefault(message.kind.partition(":")[0], []).append(message)
    answers = (checks[sort](those) for sort, those in of_sort.items() if sort in checks)
    return {message.pk: (state, reason) for answer in answers for message, state, reason in answer}


def over_unless(messages, true, reason):
    """For checks: of messages about rows, those are cancelled whose row is not among ``true``."""
    keys = set(true.filter(pk__in=[each.about_pk for each in messages]).values_list("pk", flat=True))
    return [(each, State.CANCELLED, reason) for each in messages if each.about_pk not in keys]
