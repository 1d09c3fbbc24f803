"""Papers that a reading proposes for an award: candidates of categories that are still to be decided."""

import re

from django.utils.translation import gettext as _

from accounts.identity.folding import folded
from awards.importing.meant import Meant
from awards.importing.withheld import Withheld
from awards.models import Candidate, CandidateStatus, CategoryStatus, Nomination, NominatorKind
from papers.importing.checks import shortened
from papers.importing.titles import folded_title
from workshops.importing.compare import Change, Line, Verdict, digest, short_key
from workshops.lifecycle import record_all

MOST_LETTERS = Nomination._meta.get_field("rationale").max_length
TAKES_CANDIDATES = {CategoryStatus.DRAFT, CategoryStatus.OPEN}


class CandidatePart:
    noun = "candidate"

    def __init__(self, context, rows, papers):
        self.context, self.rows, self.papers = context, rows, papers
        self.new = {}  # (category's key, paper): (row, category, paper)

    def mention(self):
        """Nobody: the authors are named by their papers."""

    def plan(self):
        if self.rows:
            self._look_around()
        for row in self.rows:
            yield self._plan_one(row, self._category(row), self.meant.by(row))

    def people_used(self):
        return []

    affiliations_used = people_used

    def apply(self):
        """In bulk, as nominations of nobody."""
        journal, planned = self.context.journal, list(self.new.values())
        candidates = journal.create(
            [Candidate(category=category, paper=self.meant.thing(paper)) for _row, category, paper in planned]
        )
        record_all(candidates, "import", after="status", by=self.context.by, reason=journal.reason)
        proposed = list(zip(planned, candidates, strict=True))
        journal.create(
            [
                Nomination(candidate=candidate, kind=NominatorKind.IMPORT, rationale=row.rationale)
                for (row, _category, _paper), candidate in proposed
            ]
        )
        for (row, category, _paper), candidate in proposed:
            self.context.memory.remember(self.noun, _key(row, category), candidate.pk, {})

    def _look_around(self):
        self.categories = list(self.context.read(self.context.edition.award_categories.all()))
        candidates = Candidate.objects.filter(category__in=self.categories).select_related("category")
        here = list(candidates.prefetch_related("nominations"))
        self.here = {(candidate.category_id, candidate.paper_id): candidate for candidate in here}
        self.by_pk = {candidate.pk: candidate for candidate in here}
        self.meant = Meant(self.context, self.papers)
        self.withheld = Withheld(self.context)

    def _plan_one(self, row, category, paper):
        if reason := self.withheld.reason(category) if category or row.category else self.withheld.reason_for_any():
            return self._line(row, category, Verdict.DOUBT, reason)
        if self.meant.is_by_an_insider(paper):
            reason = _("Somebody who organizes this edition wrote it; the committee may nominate it.")
            return self._line(row, category, Verdict.DOUBT, reason)
        if candidate := self._candidate(row, category, paper):
            return self._line(row, candidate.category, Verdict.UNCHANGED, _difference(row, candidate))
        if reason := self.context.reason_to_leave_out(self.noun, _key(row, category), self.by_pk):
            return self._line(row, category, Verdict.IGNORED, reason)
        if len(row.rationale) > MOST_LETTERS:
            words = {"what": _("The rationale"), "letters": len(row.rationale), "most": MOST_LETTERS}
            problem = _("%(what)s has %(letters)s characters; there is room for %(most)s.") % words
            return self._line(row, category, Verdict.ERROR, problem)
        return self._judge(row, category, paper)

    def _judge(self, row, category, paper):
        if category is None:
            return self._line(row, None, Verdict.DOUBT, self._which(row))
        if category.status not in TAKES_CANDIDATES:
            words = {"award": category, "status": category.get_status_display()}
            reason = _("“%(award)s” is %(status)s; an import adds no candidate to it.") % words
            return self._line(row, category, Verdict.CONFLICT, reason)
        if obstacle := self.meant.obstacle(category, paper):
            return self._line(row, category, Verdict.DOUBT, obstacle)
        if (category.pk, paper) in self.new:
            return self._line(row, category, Verdict.IGNORED, _("It stands here twice."))
        return self._added(row, category, paper)

    def _added(self, row, category, paper):
        self.new[category.pk, paper] = (row, category, paper)
        changes = [Change("award", _("award"), "", category.name, Verdict.NEW)]
        if row.rationale:
            changes.append(Change("rationale", _("rationale"), "", shortened(row.rationale), Verdict.NEW))
        return self._line(row, category, Verdict.NEW, changes=changes)

    def _candidate(self, row, category, paper):
        """What this row made before, or what somebody else nominated."""
        before = self.by_pk.get(self.context.memory.object_id(self.noun, _key(row, category)))
        return before or (category and self.here.get((category.pk, self.meant.pk(paper))))

    def _category(self, row):
        """The award that the row names or, where it names none, the only one that takes candidates."""
        if not row.category:
            found = [category for category in self.categories if category.status in TAKES_CANDIDATES]
        else:
            called = [category for category in self.categories if folded(category.name) == folded(row.category)]
            found = called or [category for category in self.categories if _core(category.name) == _core(row.category)]
        return found[0] if len(found) == 1 else None

    def _which(self, row):
        if row.category:
            return _("No award of this edition is called so. Several awards are kept apart by semicolons.")
        if any(category.status in TAKES_CANDIDATES for category in self.categories):
            return _("Several awards take candidates. Say in the file which one is meant.")
        return _("No award takes candidates. Add one to this edition, or open it for nominations.")

    def _line(self, row, category, verdict, reason="", changes=()):
        key, paper = _key(row, category), row.paper_title or row.paper_source_id
        return Line(
            key=key,
            noun=self.noun,
            verdict=verdict,
            label=f"{category}: {paper}" if category else paper,
            place=str(row.place),
            reason=reason,
            changes=list(changes),
            choice=self.context.choice(key),
        )


def _key(row, category):
    """Without a word of the cell, unless it is the name of an award."""
    award = _core(row.category) if category or not row.category else digest(row.category)
    return short_key(f"candidate:{award}:{row.paper_source_id or folded_title(row.paper_title)}")


def _core(name):
    """“Best Paper”, “best-paper award” and a tag “bestpaper” are one."""
    return re.sub(r"\s|awards?|prizes?", "", folded(name))


def _difference(row, candidate):
    if candidate.status == CandidateStatus.WITHDRAWN:
        return _("It was withdrawn here, and stays so.")
    imported = [each.rationale for each in candidate.nominations.all() if each.kind == NominatorKind.IMPORT]
    if row.rationale and imported and row.rationale not in imported:
        return _("The file gives another reason; the one here stays.")
    return ""
