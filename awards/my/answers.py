"""What a winner can say about their share: the three verbs, in words."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from awards.models import ShareStatus
from awards.my.forms import AnswerForm, DonationForm


@dataclass(frozen=True)
class Answer:
    """``verb`` is the method ``verb(by=user, **form fields)`` of a share; after it the share is ``becomes``."""

    verb: str
    becomes: ShareStatus
    title: Any
    consequence: Any
    button: Any
    form: type[AnswerForm] = AnswerForm

    def follows(self, share):
        """What will happen, in words."""
        return self.consequence % {"payer": share.payer_name, "amount": share.amount_text}


ACCEPT = Answer(
    "accept",
    ShareStatus.DETAILS_REQUESTED,
    _("Accept your share"),
    _("%(payer)s writes to you and pays you %(amount)s. Until it is ready to be paid, you can still change your mind."),
    _("Accept my share"),
)
DONATE = Answer(
    "donate",
    ShareStatus.DONATED,
    _("Donate your share"),
    _("%(payer)s sends %(amount)s to whom you name, instead of to you. You cannot take this back."),
    _("Donate my share"),
    DonationForm,
)
DECLINE = Answer(
    "decline",
    ShareStatus.DECLINED,
    _("Decline your share"),
    _(
        "%(amount)s stay with %(payer)s. The award stays yours, the other shares are as before. You cannot take this back."
    ),
    _("Decline my share"),
)
