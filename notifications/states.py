"""What can be known about a message, and what may follow from it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    HELD = "held", _("held back")
    QUEUED = "queued", _("waiting")
    CLAIMED = "claimed", _("being prepared")
    TRANSMITTING = "transmitting", _("being handed over")
    SENT = "sent", _("sent")
    FAILED = "failed", _("refused")
    UNCERTAIN = "uncertain", _("perhaps sent")
    EXPIRED = "expired", _("too late to send")
    CANCELLED = "cancelled", _("cancelled")
    SUPPRESSED = "suppressed", _("not to be sent")


MOVES = {
    State.HELD: {State.QUEUED, State.EXPIRED, State.CANCELLED, State.SUPPRESSED},
    State.QUEUED: {State.CLAIMED, State.EXPIRED, State.CANCELLED, State.SUPPRESSED},
    State.CLAIMED: {
        State.HELD,
        State.QUEUED,
        State.TRANSMITTING,
        State.FAILED,
        State.EXPIRED,
        State.CANCELLED,
        State.SUPPRESSED,
    },
    State.TRANSMITTING: {State.QUEUED, State.SENT, State.FAILED, State.UNCERTAIN},
    State.SENT: set(),
    State.FAILED: set(),
    State.UNCERTAIN: {State.SENT},
    State.EXPIRED: set(),
    State.CANCELLED: set(),
    State.SUPPRESSED: set(),
}
LEASED = {State.CLAIMED, State.TRANSMITTING}
WAITING = {State.HELD, State.QUEUED} | LEASED
TROUBLED = {State.FAILED, State.UNCERTAIN, State.EXPIRED}
SENT_AGAIN = {State.FAILED, State.UNCERTAIN, State.SUPPRESSED}


class Landed(models.TextChoices):
    """Where a mail ended that the relay took, from the least to what outweighs all else."""

    DELIVERED = "delivered", _("delivered")
    BOUNCED = "bounced", _("bounced")
    COMPLAINED = "complained", _("reported as spam")

    @classmethod
    def below(cls, landed):
        ranks = ["", *cls.values]
        return ranks[: ranks.index(landed)]


LOST = {Landed.BOUNCED, Landed.COMPLAINED}


class What(models.TextChoices):
    """What is reported of a mail, in the words of anymail."""

    DEFERRED = "deferred", _("delayed")
    DELIVERED = "delivered", _("delivered")
    BOUNCED = "bounced", _("bounced")
    REJECTED = "rejected", _("not sent on by the provider")
    FAILED = "failed", _("lost by the provider")
    COMPLAINED = "complained", _("reported as spam")


class OnUncertain(models.TextChoices):
    """What follows when nobody can know whether the relay took the mail."""

    RESEND = "resend", _("send again: twice is better than never")
    PARK = "park", _("ask a person: never is better than twice")


class IllegalMove(Exception):
    """The message is not, or no longer, in a state that allows this."""
