from collections.abc import Callable

from notifications import outbox
from notifications.models import Message
from workshops.models import Mailing, Workshop

kept_back: list[Callable] = []  # of the higher apps


def keeps_back(keys):
    """Decorates a function ``user → keys of things`` whose mails this user must not see yet."""
    kept_back.append(keys)
    return keys


def messages_managed_by(user):
    """The mails of the editions that ``user`` organizes; never those that hold a secret, or one from this user."""
    messages = Message.objects.filter(confidential=False)
    for keys in kept_back:
        messages = messages.exclude(about__in=keys(user))
    messages = messages.exclude(kind__in=Mailing.objects.kept_from(user).kinds())
    if user.is_superuser:
        return messages
    return messages.filter(scope__in=[outbox.key(edition) for edition in Workshop.objects.managed_by(user)])
