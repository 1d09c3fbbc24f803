"""Who may do what to an award category. The doors (desk, committee room) ask here; the models do not know users."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Part(models.TextChoices):
    ORGANIZER = "organizer", _("organizer")
    CHAIR = "chair", _("chair")  # or the deputy, where the chair is in conflict
    MEMBER = "member", _("member")
    OBSERVER = "observer", _("observer")


ORGANIZER, CHAIR = Part.ORGANIZER, Part.CHAIR
VERBS = {
    "open": {ORGANIZER, CHAIR},
    "back_to_draft": {ORGANIZER},
    "start_voting": {CHAIR},
    "reopen": {CHAIR},
    "decide": {CHAIR},
    "vacate": {CHAIR},
    "undo": {ORGANIZER, CHAIR},
    "cancel": {ORGANIZER},
    "restore": {ORGANIZER},
    "announce": {ORGANIZER},
    "withdraw_announcement": {ORGANIZER},
    "close": {ORGANIZER},
}
WITHOUT_A_VOTE = {"decide": {ORGANIZER}, "vacate": {ORGANIZER}}


def may(part, verb, category):
    return part in _who(verb, category)


def refusal(part, verb, category):
    """A sentence that says who may, or an empty string where ``part`` may."""
    if may(part, verb, category):
        return ""
    if CHAIR in _who(verb, category):
        return _("Only the chair of the committee may do that, or the deputy where the chair is in conflict.")
    return _("Only the organizers may do that.")


def _who(verb, category):
    return VERBS[verb] if category.is_voted_on else WITHOUT_A_VOTE.get(verb, VERBS[verb])
