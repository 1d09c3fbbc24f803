"""Whom a programme can support without a call: authors of the edition, ticked in a list or named line by line."""

import re
from dataclasses import dataclass, field

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from awards.models import BenefitKind
from papers.models import Authorship
from workshops.importing.people import People
from workshops.models import Role

LEFT_OUT = "out"
ADDRESS = re.compile(r"<[^<>]*>")


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
    """The authors of accepted papers, and what the lines of a pasted list mean among them.

    ``answers`` says whom a line means that names nobody exactly: {number of the line: choice}.
    """

    def __init__(self, programme, user, lines=(), answers=None):
        self.programme, self.user, self.lines, self.answers = programme, user, lines, answers or {}

    @cached_property
    def authors(self):
        found: dict[int, Author] = {}
        for _pk, person, name, affiliation, number in self._authorships:
            found.setdefault(person, Author(person, name, affiliation)).papers.append(number)
        return found

    @cached_property
    def notes(self):
        """{person: what is to be known before they are chosen, in words}; the rules are asked of those who are."""
        found: dict[int, list] = {}
        grants = self.programme.grants.lasting().managed_by(self.user)
        for person, kind in grants.values_list("person", "benefit__kind"):
            has = _("has this of the programme: %s") % BenefitKind(kind).label
            found.setdefault(person, []).append(has)
        if not self.programme.organizers_can_have:
            organizing = Role.objects.organizing().filter(workshop=self.programme.workshop)
            for person in organizing.values_list("person", flat=True):
                found.setdefault(person, []).append(_("organizes this edition"))
        return {person: ", ".join(words) for person, words in found.items()}

    def found(self, asked, ticked):
        """[(author, notes)] whose name, affiliation or papers hold what somebody looks for, and whoever is ticked."""
        for each in self.authors.values():
            if each.person in ticked or asked.casefold() in f"{each.name} {each.affiliation} {each.papers}".casefold():
                yield each, self.notes.get(each.person, "")

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
        """Whomever a line names; twice if two lines do."""
        return [person for person in self.named.values() if person]

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
            name, _comma, affiliation = (part.strip() for part in ADDRESS.sub("", line).partition(","))
            people.add(("line", number), name, affiliation=affiliation, refers=True, apart=True)
        people.identify()
        return people

    def _meant(self, number):
        chosen = self.answers.get(number)
        if chosen and chosen in dict(self._options(number)):
            return int(chosen.rpartition(":")[2])
        exact = self._people.named_exactly(("line", number))
        return exact.person if exact else None

    def _options(self, number):
        return self._people.candidates(("line", number))
