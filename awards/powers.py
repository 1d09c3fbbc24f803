"""Who may do what to an award category. The doors (desk, committee room) ask here; the models do not know users."""

from datetime import UTC, datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Person


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
KNOWING = {"decide", "vacate", "undo"}  # whoever does these knows who wins
OF_NO_PAPER = {"open", "back_to_draft", "restore"}  # what hinders these tells nothing of a winner
WITHOUT_A_VOTE = {"decide": {ORGANIZER}, "vacate": {ORGANIZER}}

SOME_DAY = datetime.max.replace(tzinfo=UTC)

IN_CONFLICT = _(
    "A paper of yours can win “%(category)s”, or you are in conflict with one that can. Another organizer does that."
)


def may(part, verb, category):
    return part in _who(verb, category)


def refusal(part, verb, category):
    """A sentence that says who may, or an empty string where ``part`` may."""
    if may(part, verb, category):
        return ""
    if CHAIR in _who(verb, category):
        return _("Only the chair of the committee may do that, or the deputy where the chair is in conflict.")
    return _("Only the organizers may do that.")


def own_interest(user, verb, category):
    """Why an organizer leaves that to another one, or an empty string."""
    if verb not in KNOWING:
        return ""
    has_part = category.concerns(user) or category.awards.won_by(Person.objects.of(user)).exists()
    # What excludes a winner here is that it won there.
    has_part = has_part or (category.exclusive_group and category.excluding().concerning(user).exists())
    return IN_CONFLICT % {"category": category} if has_part else ""


def hindrances(verb, category, user, *, at=SOME_DAY):
    """What stands in the way of ``verb``, as far as ``user`` may know; of an announcement ``at`` a moment, or ever."""
    sentences = category.obstacles_to(verb, **({"at": at} if verb == "announce" else {}))
    return sentences if verb in OF_NO_PAPER else as_told(sentences, category, user)


def as_told(sentences, category, user):
    """They name papers and count winners, so whoever is in conflict learns only that there are some."""
    if sentences and category.concerns(user):
        return [_("Something stands in the way. An organizer who has no paper here can see what.")]
    return sentences


def _who(verb, category):
    return VERBS[verb] if category.is_voted_on else WITHOUT_A_VOTE.get(verb, VERBS[verb])
