"""Who is called what: the names of organizations, folded, and the organizations behind every word."""

from collections import defaultdict
from enum import StrEnum
from typing import NamedTuple

from rapidfuzz import fuzz, process


class Kind(StrEnum):
    DECIDED = "decided"  # a spelling that somebody has placed
    KNOWN = "known"  # the name of an institution that somebody has entered here
    NAME = "name"
    LABEL = "label"
    ALIAS = "alias"
    BRANCH = "branch"  # “Apple” of “Apple (United States)”
    ACRONYM = "acronym"


class Organization(NamedTuple):
    name: str
    ror_id: str = ""
    country: str = ""
    city: str = ""  # folded
    types: str = ""
    affiliation_pk: int | None = None

    @property
    def teaches(self):
        return "education" in self.types.lower()


class Hit(NamedTuple):
    number: int
    kind: str


class Index:
    """Organizations by number, by folded name and by word; what ``base`` knows, this one knows too."""

    def __init__(self, base=None):
        self.base = base
        self.first = len(base) if base else 0
        self.longest = base.longest if base else 1
        self._organizations = []
        self._hits = defaultdict(tuple)
        self._names = defaultdict(list)
        self._holders = defaultdict(list)
        self._cities = set()
        self._by_ror_id = {}

    def __len__(self):
        return self.first + len(self._organizations)

    def add(self, organization):
        self._organizations.append(organization)
        if organization.city:
            self._cities.add(organization.city)
        if organization.ror_id:
            self._by_ror_id[organization.ror_id] = len(self) - 1
        return len(self) - 1

    def number_of(self, ror_id):
        return self._by_ror_id.get(ror_id)

    def name(self, number, folded, kind):
        """Call an organization by one more name."""
        if not folded or any(hit.number == number for hit in self._hits.get(folded, ())):
            return
        self._hits[folded] += (Hit(number, kind),)
        if kind == Kind.ACRONYM:
            return  # it looks like nothing: an acronym is the same or another one
        self._names[number].append(folded)
        words = folded.split()
        self.longest = max(self.longest, min(len(words), 16))
        for word in set(words):
            holders = self._holders[word]
            if not holders or holders[-1] != number:
                holders.append(number)

    def organization(self, number):
        return self.base.organization(number) if number < self.first else self._organizations[number - self.first]

    def hits(self, folded):
        return self._hits.get(folded, ()) + (self.base.hits(folded) if self.base else ())

    def names_of(self, number):
        return self._names.get(number, []) + (self.base.names_of(number) if self.base else [])

    def holders(self, word):
        return self._holders.get(word, []) + (self.base.holders(word) if self.base else [])

    def words_like(self, word):
        """Words in names that a misspelled one may stand for."""
        found = process.extract(word, list(self._holders), scorer=fuzz.ratio, score_cutoff=80, limit=2)
        return [like for like, _score, _position in found] + (self.base.words_like(word) if self.base else [])

    def is_city(self, folded):
        return folded in self._cities or bool(self.base and self.base.is_city(folded))
