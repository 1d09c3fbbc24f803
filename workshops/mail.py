from collections.abc import Callable

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Person
from notifications import outbox
from notifications.models import IllegalMove, Message, Suppression
from workshops.lifecycle import record
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


def addresses_for(message, user):
    """Where it may be sent again: where it went, and for whoever may see them the person's other addresses."""
    label, _colon, pk = message.recipient.partition(":")
    person = Person.objects.filter(pk=pk).first() if label == Person._meta.label_lower else None
    others = person.emails.all() if person and person.is_wholly_managed_by(user) else []
    known = {address.lower(): address for address in [*(each.email for each in others), message.to]}
    return sorted(known.values(), key=lambda address: address != message.to)


@transaction.atomic
def lift_suppression(address, *, by, reason):
    """Somebody knows that the mailbox is there again."""
    suppression = Suppression.objects.of([address]).first()
    if suppression is None:
        raise IllegalMove(_("Mail to this address is sent already."))
    suppression.lift(by)
    record(suppression, "lift suppression", by=by, reason=reason)


def lost_to(person, user):
    """Mails to the person that came back, or were held back, and were not sent again; as far as ``user`` may read them."""
    return messages_managed_by(user).written_to(person).troubled().defer("text", "html")
