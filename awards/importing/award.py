"""Prizes of a reading: winners are papers, or people, of the edition."""

from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from accounts.identity.folding import folded
from accounts.models import Person
from awards import money
from awards.importing.funds import free_name
from awards.importing.meant import Meant
from awards.importing.withheld import Withheld
from awards.models import Award, AwardCategory, AwardStatus, CategoryStatus, Fund, FundKind, ledger
from papers.importing.titles import folded_title
from workshops.importing.compare import Change, Line, Verdict, refusal_of, short_key
from workshops.lifecycle import record_all

SETTLED_OTHERWISE = {CategoryStatus.VACATED, CategoryStatus.CANCELLED, CategoryStatus.CLOSED}


class AwardPart:
    noun = "award"

    def __init__(self, context, rows, papers, sponsors):
        self.context, self.sponsors = context, sponsors
        self.rows, self.read_papers = rows, papers
        self.papers = {folded_title(paper.title): (None, paper) for paper in papers.here}
        self.papers |= {folded_title(row.title): (key, papers.matched.get(key)) for key, row in papers.row_of.items()}
        self.by_id = {
            row.source_id: (key, papers.matched.get(key)) for key, row in papers.row_of.items() if row.source_id
        }
        categories = list(context.edition.award_categories.prefetch_related("awards__paper", "awards__person"))
        self.categories = {folded(category.name): category for category in categories}
        self.here = {award.pk for category in categories for award in category.awards.all()}
        self.winners, self.prizes = set(), {}  # of new awards; prizes by the folded name: (amount or None, currency)
        self.new = []  # [(row, paper's key, paper)]

    def mention(self):
        for row in self.rows:
            if row.person_name:
                self.context.people.add(self._person(row), row.person_name, refers=True)

    def plan(self):
        if self.rows:
            self.meant, self.withheld = Meant(self.context, self.read_papers), Withheld(self.context)
        seen = set()
        for row in self.rows:
            if reason := self._reason_to_withhold(row):
                yield self._line(row, Verdict.DOUBT, reason)
            elif (key := self._key(row)) in seen:
                yield self._line(row, Verdict.IGNORED, _("It stands here twice."))
            elif problem := _problem(row):
                yield self._line(row, Verdict.ERROR, problem)
            else:
                seen.add(key)
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
        key, paper = self._found(row)
        if key is None and paper is None:
            return self._line(row, Verdict.DOUBT, _("No paper of the edition has this title; the award is left out."))
        if paper is None and ("paper", key) not in self.context.things:
            return self._line(row, Verdict.DOUBT, _("Its paper is left out, and so is the award."))
        return self._judge(row, key, paper)

    def _found(self, row):
        """(its paper's key in the reading, the paper that is here), each or None."""
        return self.by_id.get(row.paper_source_id) or self.papers.get(folded_title(row.paper_title), (None, None))

    def _reason_to_withhold(self, row):
        """Nobody learns, or decides, by an import how a paper of their own has done."""
        if row.person_name:
            winners = {self.context.people.of(self._person(row)).person}
        else:
            key, paper = self._found(row)
            winners = self.meant.authors(paper.pk if paper else key)
        return self.withheld.reason(self.categories.get(folded(row.name)), winners)

    def _judge(self, row, key, paper):
        award = self.context.memory.object_id(self.noun, self._key(row))
        if award in self.here:
            return self._line(row, Verdict.UNCHANGED)
        if reason := self.context.reason_to_leave_out(self.noun, self._key(row), self.here):
            return self._line(row, Verdict.IGNORED, reason, choice=self.context.choice(self._key(row)))
        winner = (folded(row.name), paper or key or self.context.people.of(self._person(row)).group)
        if winner in self.winners:
            return self._line(row, Verdict.IGNORED, _("It stands here twice."))
        category = self.categories.get(folded(row.name))
        if category and self._has_won(category, row, paper):
            return self._line(row, Verdict.UNCHANGED)
        if category and (conflict := self._conflict(category, key, paper)):
            return self._line(row, Verdict.CONFLICT, conflict)
        self.winners.add(winner)
        self.new.append((row, key, paper))
        return self._new_line(row)

    def _new_line(self, row):
        """An award has one prize, that of its first winner; whatever else the source says of it is told."""
        prize = self.prizes.setdefault(folded(row.name), (_amount(row), row.currency or "USD"))
        amount = f"{row.amount} {row.currency}".strip()
        changes = [Change("prize", _("prize"), "", amount, Verdict.NEW)] if _amount(row) else []
        differs = _amount(row) and (_amount(row), row.currency or "USD") != prize
        reason = _("Another prize was named for this award before; that one counts.") if differs else ""
        return self._line(row, Verdict.NEW, reason, changes=changes)

    def _conflict(self, category, key, paper):
        """Why an award that is here already can have no winner by an import."""
        planned = [self.categories.get(folded(row.name)) for row, _key, _paper in self.new]
        full = category.awards.decided().count() + planned.count(category) >= category.max_awards
        if category.announced_at or full or category.status in SETTLED_OTHERWISE or category.is_voted_on:
            return _("“%(award)s” is decided here otherwise.") % {"award": category}
        if (paper or key) and (refusal := self.meant.refusal(category, paper.pk if paper else key)):
            return refusal
        if category.prize:
            taken = sum(each.prize for each in planned if each and each.prize and each.fund_id == category.fund_id)
            if category.fund.free < taken + category.prize:
                return _("The fund of “%(award)s” has not enough left.") % {"award": category}
        if category.exclusive_group and self._has_won_in_the_group(category.exclusive_group, key, paper):
            return _("This paper has won an award that excludes “%(award)s”.") % {"award": category}
        return ""

    def _has_won_in_the_group(self, group, key, paper):
        planned = (self.categories.get(folded(row.name)) for row, *won in self.new if won == [key, paper])
        here = paper and paper.awards.decided().filter(category__exclusive_group=group).exists()
        return here or any(each and each.exclusive_group == group for each in planned)

    def _has_won(self, category, row, paper):
        if row.person_name:
            person = self.context.people.of(self._person(row)).person
            return person is not None and any(award.person_id == person for award in category.awards.all())
        return paper is not None and any(award.paper_id == paper.pk for award in category.awards.all())

    # -- the writing ------------------------------------------------------------------------------

    def _funds(self):
        """A pot for each currency, as large as the prizes of the winners."""
        totals: dict[str, Decimal] = {}
        for row, _key, _paper in self.new:
            prize, currency = self.prizes[folded(row.name)]
            if prize and folded(row.name) not in self.categories:
                totals[currency] = totals.get(currency, Decimal(0)) + prize
        funds = {}
        for currency, total in totals.items():
            funds[currency] = Fund(
                workshop=self.context.edition,
                sponsor=self.sponsors.only(),
                name=free_name(self.context.edition.funds, _("Prizes")),
                kind=FundKind.CASH,
                currency=currency,
                amount=total,
            )
            self.context.journal.create([funds[currency]])
            ledger.follow([funds[currency]])
        return funds

    def _category(self, row, funds, order):
        known = self.categories.get(folded(row.name))
        if known:
            if known.status != CategoryStatus.DECIDED:
                self.context.journal.update([(known, {"status": CategoryStatus.DECIDED, "decided_from": known.status})])
            return known
        prize, currency = self.prizes[folded(row.name)]
        category = AwardCategory(
            workshop=self.context.edition,
            name=row.name,
            order=order,
            max_awards=sum(folded(each.name) == folded(row.name) for each, _key, _paper in self.new),
            prize=prize,
            fund=funds[currency] if prize else None,
            status=CategoryStatus.DECIDED,
        )
        self.context.journal.create([category])
        self.categories[folded(row.name)] = category
        return category

    def _decide(self, category, row, paper):
        """The shares are written by the category; they follow the award when it is taken back."""
        person = self.context.people.person_id(self._person(row)) if row.person_name else None
        award = Award(
            category=category, paper=paper, person_id=person, citation=row.citation, status=AwardStatus.DECIDED
        )
        self.context.journal.create([award])
        record_all([award], "import", after="status", by=self.context.by, reason=self.context.journal.reason)
        category.share_out()
        self.context.memory.remember(self.noun, self._key(row), award.pk, {})

    def _key(self, row):
        winner = folded_title(row.paper_title) or row.paper_source_id or row.person_name
        return short_key(f"award:{folded(row.name)}:{winner}")

    def _person(self, row):
        return f"winner:{self._key(row)}"

    def _line(self, row, verdict, reason="", **rest):
        winner = row.paper_title or row.person_name or row.paper_source_id
        return Line(
            key=self._key(row),
            noun=self.noun,
            verdict=verdict,
            label=f"{row.name}: {winner}",
            place=str(row.place),
            reason=reason,
            **rest,
        )


def _problem(row):
    return next(filter(None, _problems(row, _amount(row), row.currency or "USD")), "")


def _problems(row, amount, currency):
    yield refusal_of(AwardCategory, "name", row.name)
    if row.person_name:
        yield refusal_of(Person, "name", row.person_name)
    if amount:
        yield refusal_of(AwardCategory, "prize", amount)
        yield refusal_of(Fund, "currency", currency)
        yield money.hinders_prize(amount)
        yield Fund(kind=FundKind.CASH, currency=currency).hinders_amount(amount)


def _amount(row):
    try:
        amount = Decimal(row.amount or 0)
    except InvalidOperation:
        return None
    return amount if amount.is_finite() and amount > 0 else None
