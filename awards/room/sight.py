"""What one member may see of one category. Every page of the room, and every file, looks through here."""

from django.db.models import Count, Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.functional import cached_property

from awards import counting
from awards.models import BallotType, CandidateStatus, CategoryStatus, CommitteeMember, Seat
from awards.powers import Part

SETTLED = {CategoryStatus.DECIDED, CategoryStatus.VACATED, CategoryStatus.CLOSED}


class Sight:
    def __init__(self, member, category):
        self.member, self.category = member, category
        category.workshop = member.workshop

    # -- Papers -----------------------------------------------------------------------------------

    @cached_property
    def candidates(self):
        """Of any status, with the authors of their papers unless the category is blind."""
        found = self.category.candidates.select_related("paper__workshop").annotate(
            nomination_count=Count("nominations", distinct=True), comment_count=Count("comments", distinct=True)
        )
        if not self.category.is_blind:
            found = found.prefetch_related(Prefetch("paper__authorships", to_attr="authors"))
        return list(found)

    @cached_property
    def answers(self):
        return {answer.candidate_id: answer for answer in self.member.answers.filter(candidate__in=self.candidates)}

    @cached_property
    def closed(self):
        """In conflict. Their status is not told either, so those that were withdrawn stay among them."""
        return [each for each in self.candidates if self._in_conflict(self.member, each)]

    @cached_property
    def open(self):
        """Of which the member may see everything: answered about, and in no conflict."""
        return [each for each in self._clear if each.status != CandidateStatus.WITHDRAWN]

    @cached_property
    def withdrawn(self):
        return [each for each in self._clear if each.status == CandidateStatus.WITHDRAWN]

    @cached_property
    def shortlist(self):
        return [each for each in self.open if each.status == CandidateStatus.SHORTLISTED]

    @cached_property
    def questions(self):
        """About which the member has to answer, or may answer anew."""
        return [each for each in self.candidates if self._stands(each) or each in self.closed]

    @cached_property
    def unanswered(self):
        return [each for each in self.candidates if self._stands(each) and each.pk not in self.answers]

    @property
    def is_blocked(self):
        """Whether a paper that is voted on waits for the member's answer."""
        return any(each.status == CandidateStatus.SHORTLISTED for each in self.unanswered)

    @cached_property
    def _clear(self):
        return [each for each in self.candidates if each.pk in self.answers and each not in self.closed]

    @cached_property
    def _conflicts(self):
        return self.category.conflicts()

    def _in_conflict(self, member, candidate):
        return (member.pk, candidate.pk) in self._conflicts

    @staticmethod
    def _stands(candidate):
        return candidate.status != CandidateStatus.WITHDRAWN

    # -- Parts ------------------------------------------------------------------------------------

    @cached_property
    def acting_chairs(self):
        """The chairs without a conflict here, also with a paper that was withdrawn; else the first such deputy."""
        leading = self.category.seated().leading()
        free = [each for each in leading if not any(self._in_conflict(each, one) for one in self.candidates)]
        return [each for each in free if each.seat == Seat.CHAIR] or free[:1]

    @property
    def is_acting_chair(self):
        return self.member in self.acting_chairs

    @property
    def part(self):
        if self.is_acting_chair:
            return Part.CHAIR
        return Part.MEMBER if self.member.votes else Part.OBSERVER

    @property
    def is_shown(self):
        """What is being prepared concerns only the chair, who may open it."""
        if self.category.status == CategoryStatus.DRAFT:
            return self.is_acting_chair
        return self.category.status != CategoryStatus.CANCELLED

    # -- Votes ------------------------------------------------------------------------------------

    @cached_property
    def own_ballot(self):
        return self.category.ballots.standing().filter(member=self.member).prefetch_related("votes").first()

    @property
    def has_voted(self):
        return self.own_ballot is not None

    @property
    def vote_is_over(self):
        until = self.category.votes_until
        ended = self.category.status == CategoryStatus.VOTING and until is not None and until <= timezone.now()
        return ended or self.category.status in SETTLED

    @property
    def is_voting(self):
        return self.category.status == CategoryStatus.VOTING and not self.vote_is_over

    @property
    def sees_others(self):
        """Whether the votes of the others are shown: never before one's own, but to those who have none to give."""
        if self.is_blocked or self.category.status not in {CategoryStatus.VOTING, *SETTLED}:
            return False
        over = self.vote_is_over and (self.is_acting_chair or self.category.status in SETTLED)
        return self.has_voted or over or not self.member.votes

    @property
    def knows_decision(self):
        """Who is in conflict with a paper could tell from the winners how it has done."""
        return (self.category.is_announced and self.category.workshop.is_public) or (
            self.category.status in SETTLED and not self.closed and not self.is_blocked
        )

    @cached_property
    def ballots(self):
        """Those that count, each with ``values``: its votes on what is open here, by candidate."""
        if not self.sees_others:
            return []
        ballots = list(
            self.category.ballots.counting().select_related("member").prefetch_related("votes").order_by("member")
        )
        shown = {each.pk for each in self.shortlist}
        for ballot in ballots:
            ballot.values = {vote.candidate_id: vote.value for vote in ballot.votes.all() if vote.candidate_id in shown}
            if self.category.ballot == BallotType.RANKING:
                ballot.values = without_gaps(ballot.values)
        return ballots

    @property
    def tells_figures(self):
        """Points add up to a sum that is known, so those of the other papers would tell what a hidden one has."""
        return self.category.ballot != BallotType.POINTS or not self.closed

    def count(self):
        given = [ballot.values for ballot in self.ballots if not ballot.abstains]
        return counting.count(self.category.ballot, [each.pk for each in self.shortlist], given)


def without_gaps(ranks):
    """The same order from 1 on: a gap would tell the rank of a paper that is not shown."""
    places = {rank: place for place, rank in enumerate(sorted(set(ranks.values())), start=1)}
    return {candidate: places[rank] for candidate, rank in ranks.items()}


def member_or_404(request, workshop):
    """Who sits on the committee of an edition, or is invited to. Nobody else, and no superuser, comes in."""
    seats = CommitteeMember.objects.of(request.user).admitted().select_related("workshop", "person")
    return get_object_or_404(seats, workshop__slug=workshop)


def seated_or_404(request, workshop):
    seats = CommitteeMember.objects.of(request.user).seated().select_related("workshop", "person")
    return get_object_or_404(seats, workshop__slug=workshop)


def sights(member):
    categories = member.workshop.award_categories.voted_on()
    return [sight for sight in (Sight(member, each) for each in categories) if sight.is_shown]


def sight_or_404(request, workshop, pk):
    member = seated_or_404(request, workshop)
    sight = Sight(member, get_object_or_404(member.workshop.award_categories.voted_on(), pk=pk))
    if not sight.is_shown:
        raise Http404
    return sight


def candidate_or_404(sight, number, among=None):
    found = next((each for each in among or sight.open if each.paper.number == number), None)
    if found is None:
        raise Http404
    return found
