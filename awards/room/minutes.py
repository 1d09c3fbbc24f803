"""The minutes of a category, for its acting chair: who voted how, what was counted, decided, voided and undone, and why."""

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from awards import counting
from awards.models import AwardCategory, BallotType, Candidate, ConflictAnswer
from awards.pdf.data import Document, Section
from awards.room.results import said
from awards.room.sight import without_gaps
from papers import tex
from workshops import moments
from workshops.lifecycle import Move


def minutes_of(sight):
    return Minutes(sight).data


class Minutes:
    """Only of papers that are open to the chair, as everything in the room."""

    def __init__(self, sight):
        self.sight, self.category = sight, sight.category
        self.papers = {each.pk: each for each in [*sight.open, *sight.withdrawn]}

    @property
    def data(self):
        workshop = self.category.workshop
        return Document(
            title=_("Minutes: %s") % self.category,
            edition=f"{workshop.name} ({workshop})",
            facts=tuple(self._facts()),
            sections=tuple(self._sections()),
            generated=_("Made on %s.") % self._moment(timezone.now()),
            language=get_language(),
        )

    def _facts(self):
        until = self.category.votes_until
        yield _("Category"), self.category.name
        yield _("State"), capfirst(self.category.get_status_display())
        yield _("Chair"), ", ".join(chair.printed_name for chair in self.sight.acting_chairs)
        yield _("Ballot"), capfirst(self.category.get_ballot_display())
        yield _("Quorum"), str(self.category.quorum)
        yield _("Vote until"), self._moment(until) if until else _("the decision")

    def _sections(self):
        yield Section(_("Committee"), (), (_("Name"), _("Seat"), _("Affiliation")), self._committee())
        yield Section(_("Papers"), (), (_("Paper"), _("Title"), _("State")), self._candidates())
        yield Section(
            _("Conflicts"), (), (_("Member"), _("Paper"), _("Kind"), _("Note"), _("Declared")), self._conflicts()
        )
        columns = _("Member"), _("Version"), _("Cast"), _("Votes, by paper"), _("State"), _("Reason")
        yield Section(_("Ballots"), (), columns, self._ballots())
        yield from self._count(self.sight.count())
        reason = self.category.no_award_reason
        columns = _("Place"), _("Paper"), _("Citation"), _("Why it ties")
        yield Section(_("Decision"), (reason,) if reason else (), columns, self._winners())
        columns = _("When"), _("What"), _("Of"), _("Change"), _("By"), _("Reason")
        yield Section(_("What happened"), (), columns, self._history())

    def _committee(self):
        return tuple(
            (member.printed_name, str(member.get_seat_display()), member.printed_affiliation)
            for member in self.category.seated_or_heard()
        )

    def _candidates(self):
        return tuple(
            (str(each.paper.number), tex.to_text(each.paper.title), str(each.get_status_display()))
            for each in self.papers.values()
        )

    def _conflicts(self):
        """In a blind category not of which kind: that could tell who wrote the paper."""
        declared = ConflictAnswer.objects.conflicts().filter(candidate__in=self.papers).select_related("member")
        return tuple(
            (
                answer.member.printed_name,
                self._number(answer.candidate_id),
                *(("", "") if self.category.is_blind else (str(answer.get_kind_display()), answer.note)),
                self._moment(answer.at),
            )
            for answer in declared
        )

    def _ballots(self):
        return tuple(
            (
                ballot.member.printed_name,
                str(ballot.version),
                self._moment(ballot.at),
                _("abstains") if ballot.abstains else self._votes(ballot),
                _state(ballot),
                ballot.void_reason or ballot.reason,
            )
            for ballot in self.category.ballots.select_related("member").prefetch_related("votes")
        )

    def _votes(self, ballot):
        if not self.sight.tells_figures:
            return ""
        values = {vote.candidate_id: vote.value for vote in ballot.votes.all() if vote.candidate_id in self.papers}
        if self.sight.closed and self.category.ballot == BallotType.RANKING:
            values = without_gaps(values)
        return ", ".join(f"{self._number(pk)}: {said(self.category.ballot, value)}" for pk, value in values.items())

    def _count(self, count):
        rows = tuple((str(place), self._number(pk), str(figures)) for place, pk, figures in count.rows)
        yield Section(_("Count"), (counting.explain(count),), (_("Place"), _("Paper"), _("Votes")), rows)
        if count.table:
            columns = (_("Paper"), *(self._number(pk) for pk, _cells in count.table))
            pairs = tuple((self._number(pk), *map(_duel, cells)) for pk, cells in count.table)
            words = _("How many ballots put the paper of the row before that of the column, and how many behind.")
            yield Section(_("Pair by pair"), (words,), columns, pairs)

    def _winners(self):
        return tuple(
            (str(award.position), str(award.paper), award.citation, award.tie_reason)
            for award in self.category.awards.decided().select_related("paper")
        )

    def _history(self):
        category, candidate = map(ContentType.objects.get_for_model, (AwardCategory, Candidate))
        moves = Move.objects.filter(thing_type=category, thing_id=self.category.pk) | Move.objects.filter(
            thing_type=candidate, thing_id__in=self.papers
        )
        return tuple(
            (
                self._moment(move.at),
                move.verb.replace("_", " "),
                self._number(move.thing_id) if move.thing_type_id == candidate.pk else self.category.name,
                " → ".join(filter(None, [move.before, move.after])),
                _name(move.by),
                "" if self.category.is_blind and "conflict" in move.verb else move.reason,
            )
            for move in moves.select_related("by__person").order_by("at", "pk")
        )

    def _number(self, pk):
        return str(self.papers[pk].paper.number)

    def _moment(self, at):
        return moments.said(at, self.category.workshop.zone)


def _state(ballot):
    if ballot.void_at:
        return _("void")
    return _("replaced") if ballot.replaced_at else _("counts")


def _duel(cell):
    return "" if cell is None else f"{cell[0]} : {cell[1]}"


def _name(user):
    person = getattr(user, "person", None)
    return person.name if person else ""
