"""Recipients of a reading: somebody whose name is printed exactly so in the edition; anything less is asked."""

from django.utils.translation import gettext as _

from accounts.identity.folding import folded
from awards.importing.funds import free_name
from awards.models import Benefit, Fund, FundKind, Grant, GrantProgramme, GrantStatus, ledger
from workshops.importing.compare import Line, Verdict, refusal_of, short_key
from workshops.importing.plan import OUT
from workshops.lifecycle import record_all

SOMEBODY_NEW = "new"  # a choice: the name is of somebody who is not known here


class GrantPart:
    noun = "grant"

    def __init__(self, context, rows, sponsors, benefit):
        self.context, self.rows, self.sponsors, self.benefit = context, rows, sponsors, benefit
        programmes = context.edition.grant_programmes.prefetch_related("benefits__fund")
        self.programmes = {folded(each.name): each for each in programmes}
        self.benefits = {each.pk: list(each.benefits.all()) for each in programmes}
        grants = list(Grant.objects.filter(programme__workshop=context.edition).select_related("programme"))
        self.here = {grant.pk for grant in grants}
        self.known = {(folded(grant.programme.name), grant.person_id) for grant in grants}
        self.printed = {(folded(grant.programme.name), grant.printed_name) for grant in grants}
        kept = context.edition.grant_programmes.kept_from(context.brought_by) if context.brought_by else []
        self.kept = {folded(each.name) for each in kept}
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
        by_programme: dict[str, list] = {}
        for row in self.new:
            by_programme.setdefault(folded(row.programme), []).append(row)
        for order, rows in enumerate(by_programme.values(), start=len(self.programmes) + 1):
            self._give(self._programme(rows[0].programme, order), rows)

    def _plan_one(self, row):
        key, people, memory = self.key(row), self.context.people, self.context.memory
        choice = self.context.choice(key)
        if folded(row.programme) in self.kept:
            words = {"programme": row.programme}
            reason = _("You have applied for “%(programme)s”. Another organizer imports this.") % words
            return self._line(row, Verdict.CONFLICT, reason)
        is_printed = (folded(row.programme), row.name) in self.printed
        if memory.object_id(self.noun, key) in self.here or (is_printed and not memory.object_id(self.noun, key)):
            return self._line(row, Verdict.UNCHANGED)
        meant = people.named_exactly(key)
        is_out = choice == OUT or (not choice and memory.is_gone(self.noun, key, self.here))
        options = self._options(key) if choice or is_out or not meant else []
        if is_out:
            reason = _("You left this recipient out, or took the grant away.")
            return self._line(row, Verdict.IGNORED, reason, options=options, choice=choice)
        if options and choice != SOMEBODY_NEW and not people.choose(key, choice):
            return self._line(row, Verdict.QUESTION, _("Nobody here is printed exactly so."), options=options)
        return self._meant(row, self._drift(row, meant), options=options, choice=choice)

    def _meant(self, row, reason, **rest):
        """Of a recipient who is known: whether they get a grant that they do not have."""
        key, people = self.key(row), self.context.people
        if (folded(row.programme), people.of(key).person) in self.known:
            return self._line(row, Verdict.UNCHANGED)
        if (folded(row.programme), people.of(key).group) in self.given:
            return self._line(row, Verdict.IGNORED, _("The same person stands here twice."), **rest)
        if conflict := self._conflict(row):
            return self._line(row, Verdict.CONFLICT, conflict)
        self.given.add((folded(row.programme), people.of(key).group))
        self.new.append(row)
        return self._line(row, Verdict.NEW, reason, **rest)

    def _options(self, key):
        rest = [(SOMEBODY_NEW, _("somebody who is not known here")), (OUT, _("leave out"))]
        return [*self.context.people.candidates(key), *rest]

    def _conflict(self, row):
        """Why a programme that is here already can have no recipient by an import."""
        programme = self.programmes.get(folded(row.programme))
        if programme is None:
            return ""
        if programme.announced_at:
            return _("“%(programme)s” is announced; give this grant by hand.") % {"programme": programme}
        benefits = self.benefits[programme.pk]
        if len(benefits) != 1 or benefits[0].fund.kind != FundKind.UNITS:
            return _("“%(programme)s” gives money, or several things; give this grant by hand.") % {
                "programme": programme
            }
        planned = [self.programmes.get(folded(each.programme)) for each in self.new]
        funds = [benefit.fund_id for each in planned if each for benefit in self.benefits[each.pk]]
        if benefits[0].fund.free < funds.count(benefits[0].fund_id) + 1:
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

    def _programme(self, name, order):
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
        ledger.follow([fund])
        programme = GrantProgramme(workshop=self.context.edition, name=name, order=order)
        self.context.journal.create([programme])
        self.benefits[programme.pk] = self.context.journal.create([Benefit(programme=programme, fund=fund)])
        return programme

    def _give(self, programme, rows):
        """Names that stood on a public list may stand there again."""
        [benefit] = self.benefits[programme.pk]
        grants = self.context.journal.create(
            [
                Grant(
                    programme=programme,
                    benefit=benefit,
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
        for row, grant in zip(rows, grants, strict=True):
            self.context.memory.remember(self.noun, self.key(row), grant.pk, {})
        ledger.follow(grants)
        Fund.objects.locked().get(pk=benefit.fund_id).check_covers()

    def key(self, row):
        return short_key(f"grant:{folded(row.programme)}:{row.name}:{row.affiliation}")

    def _line(self, row, verdict, reason="", **rest):
        return Line(
            key=self.key(row),
            noun=self.noun,
            verdict=verdict,
            label=f"{row.programme}: {row.name}",
            place=str(row.place),
            reason=reason,
            **rest,
        )


def _problem(row):
    return (
        refusal_of(GrantProgramme, "name", row.programme)
        or refusal_of(Grant, "printed_name", row.name)
        or (row.affiliation and refusal_of(Grant, "printed_affiliation", row.affiliation))
    )
