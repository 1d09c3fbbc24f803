"""Two worlds, asked the same questions."""

from typing import NamedTuple

import time_machine

from tests.embargo import routes
from tests.embargo.answers import Cell, Visitor
from tests.embargo.hidden import nothing
from tests.embargo.roles import curiosity
from tests.embargo.worlds import BUILT_AT, JUST_BEFORE, twin

PARTS = ("status", "headers", "cookies", "body", "shapes")


class Leak(NamedTuple):
    cell: Cell
    part: str

    def __str__(self):
        return f"{self.cell} differs in its {self.part}"


def with_room(function):
    """CPython stacks frames on pieces of 16 kB, and deep calls across the edge of one map and unmap it each time.

    A frame as large as this brings a piece along that has room for the others: a fifth of the time.
    """
    function.__code__ = function.__code__.replace(co_stacksize=40_000)
    return function


class Witness:
    """What each role is told one second before the moment, as long as there is no secret.

    A page is a function of the rows that it reads. So where every query of an answer finds the same rows in another
    world, the other world's answer is the same, and only the others are asked again. (A test asks some of them too.)
    """

    def __init__(self, world, roles):
        self.world = world
        self.visitors = signed_in(world, roles)
        self.answers, self.rows = {}, {}
        with twin(world, nothing, at=JUST_BEFORE):
            self.at_first = questions(roles)
            self._learn(self.at_first)

    def _learn(self, cells):
        answers = self.ask(cells)
        reads = set().union(*(answer.reads for answer in answers.values()))
        self.answers |= answers
        self.rows |= {query: query.rows() for query in reads.difference(self.rows)}

    def cells(self, roles):
        return [cell for cell in self.answers if cell.role in roles]

    def leaks(self, secret, *, roles, instead_of=nothing):
        """Where a world with ``secret`` answers otherwise than one with the other secret ``instead_of`` it."""
        cells = self.shaken(secret, roles) | self.shaken(instead_of, roles)
        return differences(self.told(cells, instead_of), self.told(cells, secret))

    def shaken(self, secret, roles):
        """Cells that are new in a world with the secret, or whose answer rests on rows that are other ones there."""
        if secret is nothing:
            return set()
        cells = self.cells(roles)
        reads = set().union(*(self.answers[cell].reads for cell in cells))
        with twin(self.world, secret, at=JUST_BEFORE):
            changed = {query for query in reads if query.rows() != self.rows[query]}
            new = set(questions(roles)).difference(self.answers)
        return new | {cell for cell in cells if self._rests_on(changed, self.answers[cell])}

    @staticmethod
    def _rests_on(changed, answer):
        """What writes may read its own words, so nothing is known of it."""
        return answer.writes or not changed.isdisjoint(answer.queries)

    def told(self, cells, secret):
        with twin(self.world, secret, at=JUST_BEFORE):
            if secret is not nothing:
                return self.ask(cells)
            self._learn(set(cells).difference(self.answers))
        return {cell: self.answers[cell] for cell in cells}

    @with_room
    def ask(self, cells):
        return {cell: self.visitors[cell.role].ask(cell.method, cell.url) for cell in sorted(cells)}


def signed_in(world, roles):
    with time_machine.travel(BUILT_AT, tick=False):
        return {role: Visitor(world.users[role]) for role in roles}


def questions(roles):
    """Every role, every way to ask, of the world as it is now."""
    asked = {each: list(routes.questions(each)) for each in {curiosity(role) for role in roles}}
    return [Cell(role, *each) for role in roles for each in asked[curiosity(role)]]


def differences(one, other):
    return [
        Leak(cell, part) for cell in other for part in PARTS if getattr(one[cell], part) != getattr(other[cell], part)
    ]


def in_words(leaks):
    return "\n".join(map(str, leaks))
