from notifications import outbox
from notifications.models import Message
from workshops.models import Workshop


def messages_managed_by(user):
    """The mails of the editions that ``user`` organizes; never those that hold a secret."""
    messages = Message.objects.filter(confidential=False)
    if user.is_superuser:
        return messages
    return messages.filter(scope__in=[outbox.key(edition) for edition in Workshop.objects.managed_by(user)])
