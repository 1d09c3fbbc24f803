"""Mailings whose occasion has come: whoever it concerns now and has not had it gets it, once."""

from django.utils import timezone

from notifications.models import key
from workshops.cycles import collection_paused
from workshops.mailings.drafted import Drafted
from workshops.mailings.occasions import occasions_of
from workshops.models import Mailing


@collection_paused()
def leave():
    """To be called often; twice at once does no harm."""
    for mailing in Mailing.objects.waiting_for_occasions().select_related("workshop"):
        if due := due_now(mailing):
            mailing.leave(lambda it, due=due: _recipients(it, due))


def due_now(mailing):
    """Things for which its moment has come; None stands for all of the audience."""
    occasion = occasions_of(mailing.workshop).get(mailing.occasion)
    return list(occasion.due(mailing.workshop, mailing.offset, timezone.now())) if occasion else []


def _recipients(mailing, due):
    had = set(mailing.recipients.values_list("person", "about"))
    rows = Drafted(mailing, concerned=_among(due)).recipients
    return [row for row in rows if (row.person_id, row.about) not in had]


def _among(due):
    """Whether something for which somebody belongs to the audience is concerned by what is due.

    What is of another sort than that, such as the role of a speaker when papers are announced, is always concerned.
    """
    keys = {key(thing) for thing in due}
    sorts = {type(thing) for thing in due}
    return lambda about: key(about) in keys or type(about) not in sorts
