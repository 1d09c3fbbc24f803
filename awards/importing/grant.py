"""Recipients of a reading: somebody whose name is printed exactly so in the edition; anything less is asked."""

from django.utils.translation import gettext as _

from accounts.identity.folding import folded
from awards.importing.funds import free_name
from awards.models import Fund, FundKind, Grant, GrantProgramme, GrantStatus
from workshops.importing.compare import Line, Verdict, short_key
from workshops.importing.plan import OUT, refusal_of
from workshops.lifecycle import record_all

SOMEBODY_NEW = "new"  # a choice: the name is of somebody who is not known here


class GrantPart:
    noun = "grant"

    def __init__(self, context, rows, sponsors, benefit):
        self.context, self.rows, self.sponsors, self.benefit = context, rows, sponsors, benefit
        self.programmes = {folded(each.name): each for each in context.edition.grant_programmes.all()}
        grants = Grant.objects.filter(programme__workshop=context.edition)
        self.known = {(folded(grant.programme.name), grant.person_id) for grant in grants.select_related("programme")}
        self.new, self.given = [], set()

    def mention(self):
        for row in self.rows:
            self.context.people.add(self.key(row), row.name, affiliation=row.affiliation, refers=True, apart=True)

    def plan(self):
        for row in self.rows:
            problem = _problem(row)
            yield self._line(row, Verdict.ERROR, problem) if problem else self._plan_one(row)

    def people_used(self):
        return [self.key(row) for row in self.new]

    def affiliations_used(self):
        return []

    def apply(self):
        funds = {}
        for row in self.new:
            funds.setdefault(row.programme, []).append(row)
        for order, (name, rows) in enumerate(funds.items(), start=len(self.programmes) + 1):
            self._give(self._programme(name, rows, order), rows)

    def _plan_one(self, row):
        key, people = self.key(row), self.context.people
        choice = self.context.choice(key)
        if choice == OUT:
            return self._line(row, Verdict.IGNORED, _("You left this recipient out."), choice=OUT)
        meant = people.named_exactly(key)
        options = []
        if choice or not meant:
            options = [
                *people.candidates(key),
                (SOMEBODY_NEW, _("somebody who is not known here")),
                (OUT, _("leave out")),
            ]
            if choice != SOMEBODY_NEW and not people.choose(key, choice):
                return self._line(row, Verdict.QUESTION, _("Nobody here is printed exactly so."), options=options)
        if (folded(row.programme), people.of(key).person) in self.known:
            return self._line(row, Verdict.UNCHANGED)
        if (folded(row.programme), people.of(key).group) in self.given:
            return self._line(
                row, Verdict.IGNORED, _("The same person stands here twice."), options=options, choice=choice
            )
        if conflict := self._conflict(row):
            return self._line(row, Verdict.CONFLICT, conflict)
        self.given.add((folded(row.programme), people.of(key).group))
        self.new.append(row)
        return self._line(row, Verdict.NEW, self._drift(row, meant), options=options, choice=choice)

    def _conflict(self, row):
        """Why a programme that is here already can have no recipient by an import."""
        programme = self.programmes.get(folded(row.programme))
        if programme is None:
            return ""
        if programme.announced_at:
            return _("“%(programme)s” is announced; give this grant by hand.") % {"programme": programme}
        given = sum(folded(each.programme) == folded(row.programme) for each in self.new)
        if programme.fund.free < given + 1:
            return _("The fund of “%(programme)s” has not enough left.") % {"programme": programme}
        return ""

    def _drift(self, row, meant):
        """That the list prints another affiliation than the papers do: kept as printed, and said."""
        theirs = self.context.people.affiliations_of(meant) if meant else set()
        if not row.affiliation or not theirs or folded(row.affiliation) in {folded(each) for each in theirs}:
            return ""
        return _("The list says %(list)s, the papers %(papers)s.") % {
            "list": row.affiliation,
            "papers": "; ".join(sorted(theirs)),
        }

    def _programme(self, name, rows, order):
        known = self.programmes.get(folded(name))
        if known:
            return known
        fund = Fund(
            workshop=self.context.edition,
            sponsor=self.sponsors.only(),
            name=free_name(self.context.edition.funds, name),
            kind=FundKind.UNITS,
            unit=self.benefit or "grant",
            amount=sum(folded(row.programme) == folded(name) for row in self.rows),
        )
        self.context.journal.create([fund])
        programme = GrantProgramme(workshop=self.context.edition, name=name, fund=fund, order=order)
        self.context.journal.create([programme])
        return programme

    def _give(self, programme, rows):
        """Names that stood on a public list may stand there again."""
        grants = self.context.journal.create(
            [
                Grant(
                    programme=programme,
                    person_id=self.context.people.person_id(self.key(row)),
                    printed_name=row.name,
                    printed_affiliation=row.affiliation,
                    consents_to_be_named=True,
                    status=GrantStatus.GIVEN,
                )
                for row in rows
            ]
        )
        record_all(grants, "import", after="status", by=self.context.by, reason=self.context.journal.reason)
        Fund.objects.locked().get(pk=programme.fund_id).check_covers()

    def key(self, row):
        return short_key(f"grant:{folded(row.programme)}:{row.name}:{row.affiliation}")

    def _line(self, row, verdict, reason="", **rest):
        return Line(
            key=self.key(row),
            noun=self.noun,
            verdict=verdict,
            label=f"{row.programme}: {row.name}"[:500],
            place=str(row.place)[:500],
            reason=reason,
            **rest,
        )


def _problem(row):
    return (
        refusal_of(GrantProgramme, "name", row.programme)
        or refusal_of(Grant, "printed_name", row.name)
        or (row.affiliation and refusal_of(Grant, "printed_affiliation", row.affiliation))
    )
