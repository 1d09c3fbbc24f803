"""Who gets a mailing, and whether the mail is still true when its turn comes."""

from django.db import models
from django.db.models import Q

from accounts.models import Person
from notifications import facts, outbox
from notifications.models import Message, State
from workshops.mailings.audiences import audiences
from workshops.models.mailing import KIND, Mailing, MailingStatus, Purpose
from workshops.models.opt_out import OptOut


class MailingRecipient(models.Model):
    """One row of an approved mailing: who gets it for what, or is left out and why. Only ever added."""

    mailing = models.ForeignKey(Mailing, models.CASCADE, related_name="recipients")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    about = models.CharField(max_length=80, blank=True)
    printed_name = models.CharField(max_length=200)
    left_out = models.CharField(max_length=200, blank=True)
    message = models.OneToOneField(Message, models.PROTECT, null=True, related_name="mailing_recipient")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="mailing_recipient_has_mail_or_reason",
                condition=Q(message__isnull=False, left_out="") | Q(message=None) & ~Q(left_out=""),
            ),
        ]

    def __str__(self):
        return self.printed_name


@facts.check_of(KIND)
def stale(messages):
    """Whoever has answered, has unsubscribed or does not belong to the audience any more is not written to."""
    first = {_first(message).pk: message for message in messages}
    recipients = MailingRecipient.objects.filter(message__in=first).select_related("mailing__workshop", "person")
    of_mailing: dict[Mailing, list] = {}
    for recipient in recipients:  # a copy to whoever wrote it has none
        of_mailing.setdefault(recipient.mailing, []).append(recipient)
    for mailing, rows in of_mailing.items():
        for row, state, reason in _stale(mailing, rows):
            yield first[row.message_id], state, reason


def _first(message):
    """What was sent again has no row of its own."""
    while message.replaces:
        message = message.replaces
    return message


def _stale(mailing, rows):
    if mailing.status == MailingStatus.CANCELLED:
        return [(row, State.CANCELLED, "The mailing was stopped.") for row in rows]
    if mailing.status == MailingStatus.PAUSED:  # it was in a worker's hands then, and came back
        return [(row, State.HELD, "The mailing is paused.") for row in rows]
    people = [row.person for row in rows]
    members = audiences[mailing.audience].members(mailing.workshop, people)
    has = {(member.person.pk, about) for member in members for about in ("", outbox.key(member.about))}
    gone = [row for row in rows if (row.person_id, row.about) not in has]
    out = OptOut.objects.keys_of(mailing.workshop, people) if mailing.purpose == Purpose.NEWS else ()
    unsubscribed = [row for row in rows if row.person_id in out]
    return [(row, State.SUPPRESSED, "They have unsubscribed from announcements.") for row in unsubscribed] + [
        (row, State.CANCELLED, "They do not belong to the audience any more.") for row in gone
    ]
