"""Whom a programme can support without a call: authors of the edition, ticked in a list or named line by line."""

from dataclasses import dataclass, field

from django.utils.functional import cached_property

from papers.models import Authorship
from workshops.importing.people import People

LEFT_OUT = "out"
MOST_LINES = 500


@dataclass
class Author:
    """Somebody of the edition, as the first of their papers prints them."""

    person: int
    name: str
    affiliation: str
    papers: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Question:
    """A line that names nobody exactly, and whom it may mean: [(choice, words)]."""

    number: int
    text: str
    options: list


class Choosing:
    """The authors of accepted papers, and what the lines of a pasted list mean among them."""

    def __init__(self, programme, lines="", answers=None):
        self.programme = programme
        self.lines = [line.strip() for line in lines.splitlines() if line.strip()][:MOST_LINES]
        self.answers = answers or {}

    @cached_property
    def authors(self):
        found: dict[int, Author] = {}
        for _pk, person, name, affiliation, number in self._authorships:
            found.setdefault(person, Author(person, name, affiliation)).papers.append(number)
        return found

    @cached_property
    def named(self):
        """{number of a line: the person it means}, and None where somebody has to say whom."""
        return {number: self._meant(number) for number in range(len(self.lines))}

    @property
    def questions(self):
        asked = [number for number, person in self.named.items() if person is None]
        return [
            Question(number, self.lines[number], self._options(number))
            for number in asked
            if self.answers.get(number) != LEFT_OUT
        ]

    @property
    def meant(self):
        """Everybody whom a line names, once."""
        return list(dict.fromkeys(person for person in self.named.values() if person))

    @cached_property
    def _authorships(self):
        """In the order of the papers."""
        rows = Authorship.objects.filter(paper__in=self.programme.workshop.papers.accepted())
        fields = "pk", "person", "printed_name", "printed_affiliation", "paper__number"
        return list(rows.order_by("paper__number", "position").values_list(*fields))

    @cached_property
    def _people(self):
        """By the rules of an import of recipients: only exactly the printed name is somebody, anything less is asked."""
        people = People()
        for pk, person, name, affiliation, _number in self._authorships:
            people.add(("author", pk), name, person=person, affiliation=affiliation)
        for number, line in enumerate(self.lines):
            name, _comma, affiliation = (part.strip() for part in line.partition(","))
            people.add(("line", number), name, affiliation=affiliation, refers=True, apart=True)
        people.identify()
        return people

    def _meant(self, number):
        chosen = self.answers.get(number, "")
        if chosen in dict(self._options(number)):
            return int(chosen.rpartition(":")[2])
        exact = self._people.named_exactly(("line", number))
        return exact.person if exact else None

    def _options(self, number):
        return self._people.candidates(("line", number))
