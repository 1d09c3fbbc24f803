"""Which institutions printed affiliations mean: the face for importers and for the queue.

The number of queries is that of the tables read once, and one per 500 institutions that are added.
"""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.utils.translation import gettext_lazy as _
from simple_history.utils import bulk_create_with_history

from accounts.institutions.candidates import candidates
from accounts.institutions.directory import Directory
from accounts.institutions.folding import clean, fold
from accounts.institutions.matching import certain
from accounts.institutions.parts import parts
from accounts.models import Affiliation

BATCH = 2000


@dataclass(frozen=True)
class Candidate:
    name: str
    ror_id: str | None
    affiliation_pk: int | None
    score: float
    because: Any
    place: str = ""  # country code


@dataclass
class Part:
    """One institution of a printed affiliation, as printed there."""

    text: str
    directory: Directory
    number: int | None  # of the organization that is meant for certain

    @property
    def is_nothing(self):
        return fold(self.text) in self.directory.nothing

    @property
    def is_placed(self):
        return self.number is not None or self.is_nothing

    @property
    def affiliation(self):
        return self.directory.affiliation_of.get(self.number)

    @cached_property
    def candidates(self):
        if self.number is not None:
            return [self._candidate(self.number, 100, _("certain"))]
        guesses = candidates(self.text, self.directory.index, known_here=self.directory.affiliation_of)
        return [self._candidate(guess.number, round(guess.score), guess.because) for guess in guesses]

    def _candidate(self, number, score, because):
        organization = self.directory.index.organization(number)
        affiliation = self.directory.affiliation_of.get(number)
        return Candidate(
            name=affiliation.name if affiliation else organization.name,
            ror_id=organization.ror_id or None,
            affiliation_pk=affiliation.pk if affiliation else None,
            score=score,
            because=because,
            place=organization.country,
        )


@dataclass
class Resolution:
    """``certain`` where every part is placed; the affiliations are then all that are meant, in their order."""

    parts: list[Part] = field(default_factory=list)

    @property
    def certain(self):
        return bool(self.parts) and all(part.is_placed for part in self.parts)

    @property
    def affiliations(self):
        """Of the certain parts. What only ROR knows is among them once it was created."""
        return list(dict.fromkeys(part.affiliation for part in self.parts if part.affiliation))

    @property
    def candidates(self):
        return [candidate for part in self.parts if not part.is_nothing for candidate in part.candidates]


class Resolutions(dict):
    """{printed: Resolution}, the affiliations that were added, and why ROR was not asked, if so."""

    def __init__(self, refusal):
        super().__init__()
        self.refusal = refusal
        self.created = []


def resolve(printed, *, create):
    """``create`` adds the institutions that are certain and only known to ROR's table."""
    directory = Directory()
    found = Resolutions(directory.refusal)
    for text in dict.fromkeys(printed):
        found[text] = Resolution([_part(each, directory) for each in _parts(text, directory)])
    if create:
        found.created = _create_missing(found.values(), directory)
    return found


def _parts(text, directory):
    """A printed text that was once said to be no institution is one part."""
    whole = clean(text)
    return [whole] if fold(whole) in directory.nothing else parts(whole, directory.index)


def _part(text, directory):
    is_nothing = fold(text) in directory.nothing
    return Part(text, directory, None if is_nothing else certain(text, directory.index))


def _create_missing(resolutions, directory):
    missing = {
        part.number: None
        for resolution in resolutions
        if resolution.certain
        for part in resolution.parts
        if part.number is not None and part.affiliation is None
    }
    names = {affiliation.name.lower() for affiliation in directory.affiliations.values()}
    rows = []
    for number in missing:
        rows.append(new_affiliation(directory.index.organization(number), names))
        names.add(rows[-1].name.lower())
    made = bulk_create_with_history(rows, Affiliation, batch_size=BATCH) if rows else []
    directory.affiliation_of.update(zip(missing, made, strict=True))
    return made


def new_affiliation(organization, taken):
    """Named as ROR does; a namesake of one in ``taken`` with its country or its id."""
    name = organization.name[:180]
    names = [name, f"{name} ({organization.country})", f"{name} ({organization.ror_id})"]
    return Affiliation(
        name=next(each for each in names if each.lower() not in taken),
        ror_id=organization.ror_id,
        country=organization.country,
    )
