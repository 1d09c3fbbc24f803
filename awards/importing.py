"""Prizes and grants of a reading: winners are papers, or people, of the edition; recipients are never typed names."""

from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from accounts.identity.folding import folded
from awards.models import Award, AwardCategory, AwardStatus, Fund, FundKind, Grant, GrantProgramme, GrantStatus
from papers.importing.titles import folded_title
from workshops.importing.compare import Change, Line, Verdict
from workshops.importing.plan import OUT
from workshops.lifecycle import record_all

SOMEBODY_NEW = "new"  # a choice: the name is of somebody who is not known here


class AwardPart:
    noun = "award"

    def __init__(self, context, rows, papers, sponsors):
        self.context, self.sponsors = context, sponsors
        self.rows = rows
        self.papers = {folded_title(paper.title): (None, paper) for paper in papers.here}
        self.papers |= {folded_title(row.title): (key, papers.matched.get(key)) for key, row in papers.rows}
        self.by_id = {row.source_id: (key, papers.matched.get(key)) for key, row in papers.rows if row.source_id}
        categories = context.edition.award_categories.prefetch_related("awards__paper", "awards__person")
        self.categories = {folded(category.name): category for category in categories}
        self.new = []  # [(row, paper's key, paper)]

    def mention(self):
        for row in self.rows:
            if row.person_name:
                self.context.people.add(self._person(row), row.person_name, refers=True)

    def plan(self):
        for row in self.rows:
            yield self._plan_one(row)

    def people_used(self):
        return [self._person(row) for row, _key, _paper in self.new if row.person_name]

    def affiliations_used(self):
        return []

    def apply(self):
        funds = self._funds()
        for order, (row, key, paper) in enumerate(self.new, start=len(self.categories) + 1):
            category = self._category(row, funds, order)
            self._decide(category, row, paper or self.context.things.get(("paper", key)))

    # -- the plan ---------------------------------------------------------------------------------

    def _plan_one(self, row):
        if row.person_name:
            return self._judge(row, None, None)
        key, paper = self.by_id.get(row.paper_source_id) or self.papers.get(folded_title(row.paper_title), (None, None))
        if key is None and paper is None:
            return self._line(row, Verdict.DOUBT, _("No paper of the edition has this title; the award is left out."))
        if paper is None and ("paper", key) not in self.context.things:
            return self._line(row, Verdict.DOUBT, _("Its paper is left out, and so is the award."))
        return self._judge(row, key, paper)

    def _judge(self, row, key, paper):
        if self.context.choice(self._key(row)) == OUT:
            return self._line(row, Verdict.IGNORED, _("You left it out."), choice=OUT)
        category = self.categories.get(folded(row.name))
        if category and self._has_won(category, row, paper):
            return self._line(row, Verdict.UNCHANGED)
        if category and (category.announced_at or category.awards.decided().count() >= category.max_awards):
            return self._line(row, Verdict.CONFLICT, _("“%(award)s” is decided here otherwise.") % {"award": category})
        self.new.append((row, key, paper))
        amount = f"{row.amount} {row.currency}".strip()
        changes = [Change("prize", _("prize"), "", amount, Verdict.NEW)] if _amount(row) else []
        return self._line(row, Verdict.NEW, changes=changes)

    def _has_won(self, category, row, paper):
        if row.person_name:
            person = self.context.people.of(self._person(row)).person
            return person is not None and any(award.person_id == person for award in category.awards.all())
        return paper is not None and any(award.paper_id == paper.pk for award in category.awards.all())

    # -- the writing ------------------------------------------------------------------------------

    def _funds(self):
        """A pot for each currency, as large as the prizes that the source names."""
        totals = {}
        for row, _key, _paper in self.new:
            if _amount(row):
                totals[row.currency or "USD"] = totals.get(row.currency or "USD", 0) + _amount(row)
        made = self.context.journal.create(
            [
                Fund(
                    workshop=self.context.edition,
                    sponsor=self.sponsors.only(),
                    name=_free_name(self.context.edition.funds, _("Prizes")),
                    kind=FundKind.CASH,
                    currency=currency,
                    amount=total,
                )
                for currency, total in totals.items()
            ]
        )
        return {fund.currency: fund for fund in made}

    def _category(self, row, funds, order):
        known = self.categories.get(folded(row.name))
        if known:
            return known
        prize = _amount(row)
        fund = funds[row.currency or "USD"] if prize else None
        [category] = self.context.journal.create(
            [AwardCategory(workshop=self.context.edition, name=row.name, order=order, prize=prize, fund=fund)]
        )
        self.categories[folded(row.name)] = category
        return category

    def _decide(self, category, row, paper):
        person = self.context.people.person_id(self._person(row)) if row.person_name else None
        [award] = self.context.journal.create(
            [Award(category=category, paper=paper, person_id=person, citation=row.citation, status=AwardStatus.DECIDED)]
        )
        record_all([award], "import", after="status", by=self.context.by, reason=self.context.journal.reason)
        category.share_out()
        self.context.journal.created(list(award.shares.all()))

    def _key(self, row):
        return f"award:{folded(row.name)}:{folded_title(row.paper_title) or row.paper_source_id or row.person_name}"[
            :500
        ]

    def _person(self, row):
        return f"winner:{self._key(row)}"

    def _line(self, row, verdict, reason="", **rest):
        winner = row.paper_title or row.person_name or row.paper_source_id
        return Line(
            key=self._key(row),
            noun=self.noun,
            verdict=verdict,
            label=f"{row.name}: {winner}"[:500],
            place=str(row.place)[:500],
            reason=reason,
            **rest,
        )


class GrantPart:
    """A recipient is somebody whose name is printed exactly so in the edition; anything less is asked."""

    noun = "grant"

    def __init__(self, context, rows, sponsors, benefit):
        self.context, self.rows, self.sponsors, self.benefit = context, rows, sponsors, benefit
        self.programmes = {folded(each.name): each for each in context.edition.grant_programmes.all()}
        grants = Grant.objects.filter(programme__workshop=context.edition)
        self.known = {(folded(grant.programme.name), grant.person_id) for grant in grants.select_related("programme")}
        self.new = []

    def mention(self):
        for row in self.rows:
            self.context.people.add(self.key(row), row.name, affiliation=row.affiliation, refers=True, apart=True)

    def plan(self):
        for row in self.rows:
            yield self._plan_one(row)

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
        self.new.append(row)
        return self._line(row, Verdict.NEW, self._drift(row, meant), options=options, choice=choice)

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
            name=_free_name(self.context.edition.funds, name),
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
        return f"grant:{folded(row.programme)}:{row.name}:{row.affiliation}"[:500]

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


def _amount(row):
    try:
        amount = Decimal(row.amount or 0)
    except InvalidOperation:
        return None
    return amount if amount > 0 else None


def _free_name(funds, name):
    taken = funds.filter(name__startswith=name).count()
    return f"{name} {taken + 1}" if taken else name
