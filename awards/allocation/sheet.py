"""One page of the board as a sheet to fill in: a line for each applicant, a cell for each benefit."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property

from awards.models import Benefit
from awards.ranking import Row

AMOUNT = forms.DecimalField(max_digits=10, decimal_places=2, min_value=0, required=False)


@dataclass
class Cell:
    benefit: Benefit
    name: str
    text: str
    error: str = ""


@dataclass
class Line:
    row: Row
    settled: str
    hindrances: list
    requests: list
    cells: list[Cell] = field(default_factory=list)
    is_ticked: bool = False


class Sheet:
    """``given`` is what was typed, or None where the sheet is only shown."""

    def __init__(self, board, page, given=None):
        self.board, self.page, self.given = board, page, given

    @cached_property
    def lines(self):
        people = self.board.known_of([row.application for row in self.page])
        return [self._line(row, people[row.application.person_id]) for row in self.page]

    def _line(self, row, person):
        settled = self.board.settled.get(person.pk, "")
        requests = self.board.asked_by(person)
        line = Line(row, settled, person.hindrances, requests, is_ticked=person.pk in self.ticked)
        if not settled:
            line.cells = [self._cell(person.pk, benefit) for benefit in self.board.benefits.values()]
        return line

    def _cell(self, person, benefit):
        name = _name(person, benefit.pk)
        if self.given is not None and name in self.given:
            return Cell(benefit, name, self.given[name], self.errors.get(name, ""))
        amount = self.board.amounts.get(person, {}).get(benefit.pk)
        return Cell(benefit, name, "" if amount is None else f"{amount.normalize():f}")

    @cached_property
    def ticked(self):
        """People of this page for whom something can be planned."""
        ticked = set(self.given.getlist("ticked")) if self.given is not None else set()
        return [person for person in self._people if str(person) in ticked]

    @property
    def _people(self):
        return [pk for row in self.page if (pk := row.application.person_id) in self.board.open]

    @property
    def errors(self):
        return self._cleaned[1]

    @property
    def amounts(self):
        """{person: {benefit: amount}} of all pages, with what was typed on this one."""
        return {person: kept for person, kept in {**self.board.amounts, **self._cleaned[0]}.items() if kept}

    @cached_property
    def _cleaned(self):
        """What was typed as amounts; and {name of a field: what is wrong with it}."""
        amounts: dict[int, dict[int, Decimal]] = {}
        errors: dict[str, Any] = {}
        for person in self._people:
            for benefit in self.board.benefits.values():
                name = _name(person, benefit.pk)
                try:
                    amount = _amount(benefit, self.given[name])
                except ValidationError as refusal:
                    errors[name] = " ".join(refusal.messages)
                except KeyError:  # the page was drawn before somebody, or something, could be planned
                    continue
                else:
                    amounts.setdefault(person, {}).update({benefit.pk: amount} if amount else {})
        return amounts, errors


def _name(person, benefit):
    return f"amount-{person}-{benefit}"


def _amount(benefit, text):
    amount = AMOUNT.clean(text)
    if amount and (refusal := benefit.hinders_amount(amount)):
        raise ValidationError(refusal)
    return amount
