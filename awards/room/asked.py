"""In words: how far a category is, and what is asked of whoever looks at it."""

from typing import NamedTuple

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from awards.models import AwardCategory, CategoryStatus
from workshops import moments


class Task(NamedTuple):
    words: str
    view: str  # where it is done, or an empty string


def stage(sight):
    """Who may not know the decision learns only that the vote is over."""
    if sight.category.is_announced:
        return _("Announced")
    if sight.vote_is_over and not sight.knows_decision:
        return _("The vote is over")
    return capfirst(sight.category.get_status_display())


def tasks(sight):
    """What is asked of the member now, the most urgent first."""
    if sight.category.status == CategoryStatus.OPEN or sight.is_voting:
        yield from _questions(sight)
    if sight.is_voting and sight.member.votes and not sight.is_blocked and not sight.has_voted:
        yield Task(_by(_("Vote"), sight.category.votes_until, sight), "awards:room_ballot")


def offers(sight):
    """What the member may do, but need not."""
    if sight.is_voting and sight.has_voted:
        words = _("You have voted. You can change your ballot")
        yield Task(_until(words, sight.category.votes_until, sight), "awards:room_ballot")
    if sight.knows_decision and not sight.category.is_announced:
        yield Task(_("You can declare a conflict that you found only now."), "awards:room_conflicts")
    if _may_nominate(sight):
        yield Task(_until(_("You can nominate papers"), sight.category.nominations_until, sight), "awards:nominate")


def _questions(sight):
    if count := len(sight.unanswered):
        words = ngettext("Answer %d question about conflicts", "Answer %d questions about conflicts", count) % count
        until = sight.category.votes_until if sight.is_voting else None
        yield Task(_by(words, until, sight), "awards:room_conflicts")


def _may_nominate(sight):
    is_open = sight.category in AwardCategory.objects.open_for_nominations()
    return is_open and sight.member.votes and sight.category.committee_nominates


def _by(words, moment, sight):
    return _("%(words)s by %(when)s") % {"words": words, "when": _said(moment, sight)} if moment else words


def _until(words, moment, sight):
    return _("%(words)s until %(when)s.") % {"words": words, "when": _said(moment, sight)} if moment else f"{words}."


def _said(moment, sight):
    return moments.said(moment, sight.category.workshop.zone)
