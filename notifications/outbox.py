"""The only door to the mail: write a message, post it in the transaction that causes it."""

from functools import partial

from django.db import transaction
from django.utils import timezone

from notifications.broker import kick
from notifications.models import Message, dedupe_key, key
from notifications.rendering import one_line


def letter(
    kind, *, to, subject, from_name="", about=None, recipient=None, scope=None, not_before=None, version=1, **parts
) -> Message:
    """An unsaved message whose words exist already; ``parts`` are fields of `Message`, such as ``text`` and ``html``."""
    at = not_before or timezone.now()
    message = Message(
        kind=kind,
        to=to,
        subject=one_line(subject),
        from_name=one_line(from_name),
        about=key(about),
        recipient=key(recipient),
        scope=key(scope),
        planned_for=at,
        not_before=at,
        version=version,
        **parts,
    )
    # A secret is new each time, so that no earlier message can stand for it.
    message.dedupe_key = str(message.pk) if message.confidential else dedupe_key(message, version)
    return message


def unwritten(messages) -> list[Message]:
    """Those of the messages that nobody has posted yet."""
    written = Message.objects.filter(dedupe_key__in=[message.dedupe_key for message in messages])
    known = set(written.values_list("dedupe_key", flat=True))
    return [message for message in messages if message.dedupe_key not in known]


def post(messages, by=None) -> list[Message]:
    """Write what was not written before, and return that; to be called in the transaction of its cause."""
    for message in messages:
        message.created_by = by
        # Before the database looks: SQLite would pass over a broken row as silently as over one that is there already.
        message.clean_fields(exclude=["created_by", "settled_by", "replaces"])
    in_order = sorted(messages, key=lambda message: message.dedupe_key)  # two who post the same do not deadlock
    with transaction.atomic():
        Message.objects.bulk_create(in_order, ignore_conflicts=True)
        written = set(Message.objects.filter(pk__in=[message.pk for message in messages]).values_list("pk", flat=True))
        now = timezone.now()
        due = sum(each.pk in written and each.not_before <= now for each in messages)
        transaction.on_commit(partial(kick, due), robust=True)  # the others are found when their time comes
    return [message for message in messages if message.pk in written]


def thread(messages):
    """The messages, each as an answer to the first mail to the same person about the same thing."""
    earlier = Message.objects.filter(about__in={message.about for message in messages if message.about})
    latest_first = earlier.order_by("-created_at").values_list("about", "recipient", "message_id")
    first = {(about, recipient): message_id for about, recipient, message_id in latest_first}
    for message in messages:
        message.in_reply_to = first.get((message.about, message.recipient), "")
    return messages
