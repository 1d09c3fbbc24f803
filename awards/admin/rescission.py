"""An announced award is taken back in public, by two people."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from awards.models import AwardStatus
from workshops.verbs import NoInput, ReasonForm, Verb


class PublicReasonForm(NoInput):
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Everybody reads it once the award is rescinded."),
    )


def _rescission(award, user):
    if award.category.is_announced:
        yield _("The public pages keep the award, as rescinded, with this reason: “%s”") % award.rescission_reason
        yield _("Badges on the paper and the people end.")
    if unsent := award.unsent_letters().count():
        yield ngettext("%d letter that waits is cancelled.", "%d letters that wait are cancelled.", unsent) % unsent
    if unpaid := award.shares.unpaid().count():
        yield _("Shares that are not paid yet and end: %d.") % unpaid
    if award.certificates.valid().exists():
        yield _("The certificate is revoked; its page says so.")
    yield _("Nobody is written to by this: tell the winners afterwards.")


def _is_asked(award):
    return award.status == AwardStatus.DECIDED and award.rescission_asked_by_id is not None


def _can_be_asked(award):
    known = award.status == AwardStatus.DECIDED and (award.category.is_announced or award.told().exists())
    return known and not _is_asked(award)


VERBS = (
    Verb(
        "ask_to_rescind",
        gettext_lazy("Ask to rescind"),
        gettext_lazy("Nothing happens until a second organizer agrees; then it is public at once."),
        _can_be_asked,
        PublicReasonForm,
    ),
    Verb(
        "rescind",
        gettext_lazy("Rescind"),
        gettext_lazy("You are the second person who agrees. That is public at once and not taken back."),
        _is_asked,
        consequences=_rescission,
    ),
    Verb(
        "keep",
        gettext_lazy("Keep the award"),
        gettext_lazy("The question whether to rescind it is answered with no."),
        _is_asked,
        ReasonForm,
    ),
)
