"""Papers that a reading proposes for an award: candidates of categories that are still to be decided."""

import re

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.identity.folding import folded
from accounts.models import Person
from awards.models import Candidate, CandidateStatus, CategoryStatus, Eligibility, Nomination, NominatorKind
from papers.importers.rows import Decision
from papers.importing.authors import author_key
from papers.importing.checks import shortened
from papers.importing.titles import folded_title
from papers.models import PaperKind, PaperStatus
from workshops.importing.compare import Change, Line, Verdict, digest, short_key
from workshops.importing.parts import WITH_RIGHTS
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

    def _plan_one(self, row, category, paper):
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


class Meant:
    """Which papers the rows mean, by the key that a paper has in the reading or the key that it has here."""

    def __init__(self, context, papers):
        self.context, self.papers = context, papers
        self.here = {paper.pk: paper for paper in papers.here}
        self.names = {("", folded_title(paper.title)): paper.pk for paper in papers.here}
        for key, row in papers.row_of.items():
            title = folded_title(row.title)
            paper = papers.matched[key].pk if key in papers.matched else key
            self.names |= dict.fromkeys([("", title), (row.source_id, title)], paper)
            self.names |= {(row.source_id, ""): paper} if row.source_id else {}
        self.eligible = {}  # by category: the keys of papers that are here
        self.key_of = {paper.pk: key for key, paper in papers.matched.items()}
        organizes = Q(roles__workshop=context.edition, roles__kind__in=WITH_RIGHTS)
        self.insiders = set(Person.objects.filter(organizes | Q(user__is_superuser=True)).values_list("pk", flat=True))

    def by(self, row):
        title = folded_title(row.paper_title)
        names = [(row.paper_source_id, title), ("", title)] if title else [(row.paper_source_id, "")]
        return next((self.names[name] for name in names if name in self.names), None)

    def pk(self, paper):
        return paper if paper in self.here else None

    def thing(self, paper):
        """The paper, once the papers of the reading are written."""
        return self.here.get(paper) or self.context.things["paper", paper]

    def obstacle(self, category, paper):
        """Why it cannot be a candidate, or an empty sentence."""
        if paper is None:
            return _("No paper of the edition has this title; the candidate is left out.")
        if paper not in self.here and ("paper", paper) not in self.context.things:
            return _("Its paper is left out, and so is the candidate.")
        if not self._is_accepted(paper):
            return _("This paper is not accepted.")
        return "" if self._is_eligible(category, paper) else _("This paper cannot win “%s”.") % category

    def is_by_an_insider(self, paper):
        """Whether an author may look at imports, and must not learn here whether the paper was nominated before."""
        people, key = self.context.people, self.key_of.get(paper, paper)
        authors = {each.person_id for each in self.papers.authorships.get(paper, [])}
        if key in self.papers.row_of:
            mentions = [author_key(key, index) for index in range(len(self.papers.row_of[key].authors))]
            authors |= {people.of(mention).person for mention in mentions if people.is_here(mention)}
        return bool(authors & self.insiders)

    def _is_accepted(self, paper):
        if paper in self.here:
            return self.here[paper].status == PaperStatus.ACCEPTED
        return self.papers.row_of[paper].decision == Decision.ACCEPTED

    def _is_eligible(self, category, paper):
        """As the papers will be once the import is applied."""
        if category.eligibility == Eligibility.KIND:
            return category.eligible_kind == self._kind(paper)
        if category.pk not in self.eligible:
            self.eligible[category.pk] = set(category.eligible_papers().values_list("pk", flat=True))
        return category.eligibility == Eligibility.ALL or self.pk(paper) in self.eligible[category.pk]

    def _kind(self, paper):
        if paper not in self.here:
            return self.papers.row_of[paper].kind or PaperKind.POSTER
        written = next((write for changed, write in self.papers.changed if changed.pk == paper), {})
        return written.get("kind", self.here[paper].kind)


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
