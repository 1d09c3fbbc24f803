"""Secrets of the higher apps that hang on people: whoever must not learn them yet neither joins nor deletes anybody.

Not even a person on whom nothing hangs: that it could be done would tell so.
"""

from collections.abc import Callable

kept_back: list[Callable] = []  # of the higher apps


def keeps_back(reason):
    """Decorates a function ``user → why this user has to wait``, a sentence that is empty for all others."""
    kept_back.append(reason)
    return reason


def reason_to_wait(user):
    return next(filter(None, (reason(user) for reason in kept_back)), "")


def without_kept(rows, user):
    """Those that ``user`` may know of: rows that can be secret have the door ``kept_from(user)``."""
    if not hasattr(rows, "kept_from"):
        return rows
    return rows.exclude(pk__in=rows.model.objects.kept_from(user).values("pk"))


class DeletesNothingEarly:
    """Of an admin on whose things such secrets hang. Whether there is a button is asked of a thing, not on every page."""

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and not (obj and reason_to_wait(request.user))

    def get_actions(self, request):
        actions = super().get_actions(request)
        if reason_to_wait(request.user):
            actions.pop("delete_selected", None)
        return actions
