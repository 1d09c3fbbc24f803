"""All awards of an edition at one glance: how each stands, who has to act, what stands in the way. It only reads."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from awards import emails, powers
from awards.models import Award, Candidate, CategoryStatus, Seat, ShareStatus
from awards.winners import Winner
from notifications import outbox
from notifications.models import Message

DECIDED = {CategoryStatus.DECIDED, CategoryStatus.VACATED, CategoryStatus.CLOSED}


@dataclass
class Deadline:
    words: Any
    at: datetime

    @property
    def is_past(self):
        return self.at <= timezone.now()


@dataclass
class Step:
    """What comes next, what stands in its way, and whether the organizers do it."""

    words: Any
    obstacles: list = field(default_factory=list)
    is_ours: bool = False


def board(edition, user):
    """A row for each category of the edition, as far as ``user`` may know."""
    winners = _winners(edition, user)
    standing = Q(ballots__replaced_at=None, ballots__void_at=None)
    seats = list(edition.award_committee.seated())
    of_the_gone = standing & ~Q(ballots__member__in=seats)
    categories = edition.award_categories.select_related("workshop", "fund__workshop").annotate(
        voted=Count("ballots", filter=standing), voted_and_gone=Count("ballots", filter=of_the_gone)
    )
    candidates = defaultdict(Counter)
    for category, status in Candidate.objects.filter(category__workshop=edition).values_list("category", "status"):
        candidates[category][status] += 1
    return [Row(each, user, seats, candidates[each.pk], winners[each.pk]) for each in categories]


def figures(rows):
    """The board in four numbers."""
    winners = [winner for row in rows for winner in row.winners]
    return {
        "decided": sum(row.category.status in DECIDED for row in rows),
        "public": sum(row.category.is_announced for row in rows),
        "shares": sum(len(winner.shares) for winner in winners),
        "settled": sum(winner.settled for winner in winners),
    }


def _winners(edition, user):
    awards = list(
        Award.objects.managed_by(user)
        .filter(category__workshop=edition)
        .select_related("category__fund", "category__workshop", "paper", "person", "rescission_asked_by")
        .prefetch_related("shares__person", "certificates")
    )
    letters = defaultdict(list)
    kinds = [emails.AWARD_WON, emails.AWARD_RESCINDED]
    for message in Message.objects.filter(kind__in=kinds, about__in=[outbox.key(award) for award in awards]):
        letters[message.about].append(message)
    winners = defaultdict(list)
    for award in awards:
        winners[award.category_id].append(Winner(award, letters[outbox.key(award)]))
    return winners


class Row:
    verbs: list = []  # what the organizer may do, for the page to offer

    def __init__(self, category, user, seats, candidates, winners):
        self.category, self.user, self.seats, self.candidates = category, user, seats, candidates
        self.proposed = [each for each in winners if each.award.status == "proposed"]
        self.winners = [each for each in winners if each.award.status != "proposed"]

    @cached_property
    def is_kept_back(self):
        """From a user who would learn how a paper of theirs has done."""
        return self.category.concerns(self.user)

    @property
    def nominated(self):
        return self.candidates["nominated"] + self.candidates["shortlisted"]

    @property
    def shortlisted(self):
        return self.candidates["shortlisted"]

    @property
    def voters(self):
        """Now, and those whose term ended after they had voted."""
        return sum(seat.votes for seat in self.seats) + self.category.voted_and_gone

    @property
    def may_propose(self):
        category = self.category
        has_room = category.status != CategoryStatus.DECIDED or len(self.winners) < category.max_awards
        open_to_it = category.status in category.FROM["decide"] and not category.announced_at
        return has_room and open_to_it and not category.is_voted_on and not self.is_kept_back

    @property
    def next_is_a_verb(self):
        """Else somebody has to be proposed first."""
        return bool(self.proposed) or not self.may_propose

    @property
    def tied(self):
        return any(winner.award.is_tie for winner in self.winners)

    # -- What comes next --------------------------------------------------------------------------

    @cached_property
    def next(self):
        category = self.category
        if category.status == CategoryStatus.CANCELLED:
            return Step(_("Nothing: it is cancelled, and nothing of it will be public."))
        if category.is_announced:
            return self._after_the_announcement()
        if category.status in DECIDED:
            return self._towards_the_announcement()
        if not category.is_voted_on:
            words = _("An organizer decides.") if self.proposed else _("An organizer proposes a winner and decides.")
            return Step(words, self._hinders("decide") if self.proposed else [], is_ours=True)
        return self._towards_the_decision()

    def _towards_the_decision(self):
        if self.category.status == CategoryStatus.DRAFT:
            return Step(_("An organizer or the chair opens the nominations."), self._hinders("open"), is_ours=True)
        if self.category.status == CategoryStatus.OPEN:
            return Step(_("The chair starts the vote."), [*self._chair_lacking(), *self._hinders("start_voting")])
        hinders = powers.as_told(list(self.category.hinders_winners()), self.category, self.user)
        return Step(_("The chair decides, once enough have voted."), [*self._chair_lacking(), *hinders])

    def _towards_the_announcement(self):
        at = self.category.announced_at
        hinders = self._hinders("announce", at=at or powers.SOME_DAY)
        if at:
            return Step(_("It appears by itself."), hinders, is_ours=bool(hinders))
        return Step(_("An organizer announces it, now or for a time."), hinders, is_ours=True)

    def _after_the_announcement(self):
        if self.category.status == CategoryStatus.CLOSED:
            return Step(_("Nothing: everything is settled."))
        if self.category.status == CategoryStatus.VACATED:
            return Step(_("Nothing: everybody reads that there is no award."))
        hinders = self._hinders("close")
        words = (
            _("Winners answer, organizers note what was paid.") if hinders else _("Nothing: an organizer may close it.")
        )
        return Step(words, hinders)

    def _chair_lacking(self):
        if not any(seat.seat in {Seat.CHAIR, Seat.DEPUTY} for seat in self.seats):
            yield _("Nobody chairs the committee: invite a chair.")

    def _hinders(self, verb, **given):
        return powers.hindrances(verb, self.category, self.user, **given)

    # -- By when ----------------------------------------------------------------------------------

    @property
    def deadlines(self):
        """Those that matter as it stands, also when they have passed."""
        category = self.category
        ahead = [
            (_("Nominations until"), category.nominations_until, category.status == CategoryStatus.OPEN),
            (_("Votes until"), category.votes_until, category.status == CategoryStatus.VOTING),
            (_("Public from"), category.announced_at, category.is_scheduled),
            (_("Answers until"), category.answers_until, category.is_announced and self.unanswered),
        ]
        return [Deadline(words, at) for words, at, matters in ahead if at and matters]

    @property
    def unanswered(self):
        return self._shares({ShareStatus.PENDING})

    def _shares(self, statuses):
        return sum(share.status in statuses for winner in self.winners for share in winner.shares)

    # -- For the desk -----------------------------------------------------------------------------

    @property
    def tasks(self):
        """What waits for an organizer, in sentences."""
        if self.next.is_ours:
            yield self.next.words
        for winner in self.winners:
            yield from winner.troubles
        if ready := self._shares({ShareStatus.READY}):
            yield ngettext("%d share is ready to be paid.", "%d shares are ready to be paid.", ready) % ready
