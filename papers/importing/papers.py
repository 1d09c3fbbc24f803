"""Papers of a reading: matched, compared, written in bulk."""

from collections import defaultdict
from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.identity.folding import folded
from papers.importers.rows import Decision, PaperRow
from papers.importing import checks
from papers.importing.authors import author_key, plan_authors, printed
from papers.importing.titles import folded_title, is_worse, reads_the_same
from papers.importing.writing import PaperWriting
from papers.models import Authorship, Paper, PaperKind, PaperStatus
from workshops.importing.compare import Change, Fields, Line, Verdict, as_base, short_key
from workshops.importing.plan import IN, OUT

WORDS = {
    "title": gettext_lazy("title"),
    "abstract": gettext_lazy("abstract"),
    "kind": gettext_lazy("kind"),
    "pdf_link": gettext_lazy("PDF elsewhere"),
    "poster_link": gettext_lazy("poster"),
    "video_link": gettext_lazy("video"),
    "code_link": gettext_lazy("code"),
    "forum_link": gettext_lazy("forum"),
}
REASONS = {
    Decision.REJECTED: gettext_lazy("Not accepted."),
    Decision.WITHDRAWN: gettext_lazy("Withdrawn."),
    Decision.UNDECIDED: gettext_lazy("Not decided yet."),
}


class PaperPart(PaperWriting):
    noun = "paper"

    def __init__(self, context, rows):
        self.context = context
        self.rows = [(_key(row), row) for row in rows]
        self.row_of: dict[str, PaperRow] = {}
        for key, row in self.rows:
            self.row_of.setdefault(key, row)  # of two with one key the first counts
        self.here = list(context.read(Paper.objects.filter(workshop=context.edition)))
        self.authorships = defaultdict(list)
        authorships = Authorship.objects.filter(paper__workshop=context.edition).order_by("paper", "position")
        for authorship in context.read(authorships):
            self.authorships[authorship.paper_id].append(authorship)
        self.matched = self._match()
        self.new, self.changed, self.said, self.author_plans = {}, [], {}, {}

    # -- who and what ---------------------------------------------------------------------------

    def mention(self):
        """Authors of papers that are left out name nobody: they must neither join nor split the others."""
        people, here = self.context.people, {paper.pk for paper in self.here}
        for paper in sorted(here):
            authors = self.authorships[paper]
            company = _company([each.printed_name for each in authors])
            for each in authors:
                people.add(
                    ("authorship", each.pk),
                    each.printed_name,
                    affiliation=each.printed_affiliation,
                    company=company - {folded(each.printed_name)},
                    paper=paper,
                    person=each.person_id,
                )
        for key, row in self._chosen():
            paper = self.matched.get(key)
            if paper is None:
                self._mention_authors(key, row, range(len(row.authors)), paper=key)
            elif row.authors:
                plan = self.author_plans[key] = self._plan_authors(key, row, paper)
                self._mention_authors(key, row, plan.added, paper=paper.pk)

    def _plan_authors(self, key, row, paper):
        return plan_authors(
            self.authorships[paper.pk],
            row.authors,
            self.context.memory.base(self.noun, key, paper.pk).get("authors", []),
            lambda name: self.context.takes_the_files(key, name),
        )

    def _mention_authors(self, key, row, indices, *, paper):
        company = _company([author.name for author in row.authors])
        for index in indices:
            author = row.authors[index]
            if author.name:
                self.context.people.add(
                    author_key(key, index),
                    author.name,
                    affiliation=author.affiliation,
                    company=company - {folded(author.name)},
                    paper=paper,
                    email=author.email,
                    orcid=author.orcid,
                    openreview_id=author.openreview_id,
                    details={"given_name": author.given_name, "family_name": author.family_name},
                )

    def _chosen(self):
        rows = self.row_of.items()
        return [(key, row) for key, row in rows if self._is_chosen(key, row) and not checks.problem(row)]

    def _is_chosen(self, key, row):
        if self._reason_to_leave_out(key):
            return False
        by_rule = row.decision == Decision.ACCEPTED and not row.private
        return by_rule or self.context.choice(key) == IN

    def _reason_to_leave_out(self, key):
        here = {self.matched[key].pk} if key in self.matched else set()
        if here and self.context.choice(key) != OUT:
            return ""
        return self.context.reason_to_leave_out(self.noun, key, here)

    def _match(self):
        """Which paper that is here a row means: by its source id, then by the title."""
        memory, matched, free = self.context.memory, {}, {paper.pk: paper for paper in self.here}
        for key in self.row_of:
            if paper := free.get(memory.object_id(self.noun, key)):
                matched[key] = free.pop(paper.pk)
        by_title = defaultdict(list)
        for paper in free.values():
            by_title[folded_title(paper.title)].append(paper)
        for key, row in sorted(self.row_of.items(), key=lambda each: each[1].decision != Decision.ACCEPTED):
            same = [] if key in matched else by_title.get(folded_title(row.title), [])
            same = [
                paper
                for paper in same
                if paper.pk in free and not memory.knows_under_another_key(self.noun, paper.pk, key)
            ]
            if len(same) > 1:  # twins are told by their number
                same = [paper for paper in same if paper.number == row.number]
            if len(same) == 1:
                matched[key] = free.pop(same[0].pk)
        return matched

    # -- the plan -------------------------------------------------------------------------------

    def plan(self):
        first = {}
        for key, row in self.rows:
            if key in first:
                same = first[key] == (row.title, [author.name for author in row.authors])
                reason = (
                    _("It stands here twice.") if same else _("Another row has the same id and says something else.")
                )
                yield self._line(key, row, Verdict.IGNORED if same else Verdict.ERROR, reason=reason)
                continue
            first[key] = (row.title, [author.name for author in row.authors])
            yield self._plan_one(key, row)

    def _plan_one(self, key, row):
        paper = self.matched.get(key)
        if not self._is_chosen(key, row):
            return self._left_out(key, row, paper)
        if problem := checks.problem(row):
            return self._line(key, row, Verdict.ERROR, reason=problem)
        self.context.things[self.noun, key] = paper
        if paper and (paper.status, row.decision) == (PaperStatus.SUBMITTED, Decision.ACCEPTED):
            reason = _("The file says accepted, here it is not decided. Accept it on the paper.")
            return replace(self._compared(key, row, paper), verdict=Verdict.CONFLICT, reason=reason)
        return self._compared(key, row, paper) if paper else self._added(key, row)

    def _left_out(self, key, row, paper):
        choice = self.context.choice(key)
        if reason := self._reason_to_leave_out(key):
            return self._line(key, row, Verdict.IGNORED, reason=reason, choice=choice)
        reason = row.private or str(REASONS.get(row.decision, ""))
        if row.decision_words:
            reason = f"{reason} ({row.decision_words})"
        if paper and paper.status == PaperStatus.ACCEPTED:
            reason = _("%(reason)s It is accepted here; change that on the paper if it is so.") % {"reason": reason}
            return self._line(key, row, Verdict.CONFLICT, reason=reason)
        return self._line(key, row, Verdict.IGNORED, reason=reason, choice=choice)

    def _added(self, key, row):
        self.new[key] = row
        values = checks.values(row)
        self.said[key] = {name: as_base(value) for name, value in values.items()}
        shown = values | {"abstract": checks.shortened(values["abstract"])}
        changes = [Change(name, str(WORDS[name]), "", value, Verdict.NEW) for name, value in shown.items() if value]
        authors = "; ".join(printed(author) for author in row.authors)
        changes.insert(1, Change("authors", _("authors"), "", authors, Verdict.NEW))
        choice = self.context.choice(key)
        reason = " ".join(filter(None, [self._who_is_known(key, row), _odd_addresses(row)]))
        return self._line(key, row, Verdict.NEW, reason=reason, changes=changes, choice=choice)

    def _who_is_known(self, key, row):
        known = sum(self.context.people.is_here(author_key(key, index)) for index in range(len(row.authors)))
        if not known:
            return ""
        words = ngettext(
            "One of its authors is in this edition.", "%(count)s of its authors are in this edition.", known
        )
        return words % {"count": known}

    def _compared(self, key, row, paper):
        base = self.context.memory.base(self.noun, key, paper.pk)
        compared = self._compare_fields(key, row, paper, base)
        if key in self.author_plans:
            compared.changes += self.author_plans[key].compared.changes
        if compared.write:
            self.changed.append((paper, compared.write))
        self.said[key] = compared.base
        return self._line(key, row, compared.verdict, reason=_odd_addresses(row), changes=compared.changes)

    def _compare_fields(self, key, row, paper, base):
        compared = Fields()
        for name, theirs in checks.values(row).items():
            ours = getattr(paper, name)
            if name == "title" and is_worse(theirs, than=ours):
                compared.base[name] = as_base(theirs)
                compared.keep(name, WORDS[name], ours, theirs, _("The title here is the better one."))
                continue
            compared.compare(
                name,
                WORDS[name],
                base=base.get(name) or (_default_kind(paper) if name == "kind" else None),
                ours=ours,
                theirs=theirs,
                prefers_file=self.context.takes_the_files(key, name),
                same=reads_the_same if name in {"title", "abstract"} else None,
            )
        return compared

    def _line(self, key, row, verdict, **rest):
        return Line(
            key=key,
            noun=self.noun,
            verdict=verdict,
            label=row.title or _("(no title)"),
            place=str(row.place),
            **rest,
        )


def _key(row):
    return short_key(f"paper:{row.source_id}" if row.source_id else f"paper:title:{folded_title(row.title)}")


def _odd_addresses(row):
    odd = checks.odd_addresses(row)
    return _("“%(address)s” is no web address and was left out.") % {"address": odd[0][:80]} if odd else ""


def _company(names):
    return frozenset(folded(name) for name in names)


def _default_kind(paper):
    """Every paper is a poster until somebody says otherwise; that is nobody's correction."""
    return PaperKind.POSTER if paper.kind == PaperKind.POSTER else None
