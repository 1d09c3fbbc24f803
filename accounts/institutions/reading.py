"""A printed affiliation, word by word: where a segment ends, where a known institution is named, where a place."""

import re
from dataclasses import dataclass
from functools import cached_property

from accounts.institutions.folding import clean, words
from accounts.institutions.index import Hit, Kind
from accounts.institutions.places import STATE_LETTERS, country_at

_INSTITUTIONS = """
    academia academy agency association bank center cnrs college company corp corporation council foundation gmbh
    hopital hospital inc institute institution instituto istituto limited llc ltd ministry museum observatory
    organization polytechnic society university
"""
_SUBUNITS = """
    abteilung area branch bureau cattedra chair clinic contribution departamento departement department dipartimento
    discipline division escuela facolta facultad faculdade faculte faculty fachbereich graduate group key klinik
    laboratory lehrstuhl office professor program programme school section team unit unita unite
"""
INSTITUTIONS, SUBUNITS = frozenset(_INSTITUTIONS.split()), frozenset(_SUBUNITS.split())
ONE_IN = {"rare": 800, "rarest": 4000}  # a word is so rare, if one of so many organizations has it in a name
HUMAN = frozenset([Kind.DECIDED, Kind.KNOWN])

_BREAK = re.compile(r"(?:\s*[,;:()\[\]{}/+|•·&]|\s+(?:and|[-–—−])(?=\s))+\s*")


@dataclass(frozen=True)
class Segment:
    text: str
    mark: str  # what stands before it
    start: int  # its first character in the whole
    first: int  # its first word in the whole
    end: int

    @property
    def goes_on(self):
        return "and" in self.mark or "&" in self.mark


@dataclass(frozen=True)
class Span:
    """Words that name an organization, or several which share the name."""

    first: int
    end: int
    hits: tuple[Hit, ...]

    def __len__(self):
        return self.end - self.first

    def touches(self, segment):
        return self.first < segment.end and segment.first < self.end


class Reading:
    def __init__(self, printed, index):
        self.printed = clean(printed)
        self.index = index
        self.words = []
        self.segments = []
        start, mark = 0, ""
        for found in [*_BREAK.finditer(self.printed), None]:
            text = self.printed[start : found.start() if found else None]
            if here := words(text):
                end = len(self.words) + len(here)
                self.segments.append(Segment(text.strip(), mark, start, len(self.words), end))
                self.words += here
                mark = ""
            if found:
                mark, start = mark + found[0], found.end()

    @cached_property
    def spans(self):
        """The longest names from the left, none within another one."""
        found, end = [], 0
        for first in range(len(self.words)):
            span = self._longest_from(first) if first >= end else None
            if span and self._speaks(span):
                found.append(span)
                end = span.end
        return found

    def _longest_from(self, first):
        for end in range(min(len(self.words), first + self.index.longest), first, -1):
            if hits := self.index.hits(" ".join(self.words[first:end])):
                span = Span(first, end, hits)
                if self._may_cross(span):
                    return span
        return None

    def _may_cross(self, span):
        """“Faculty of Science, University of Tokyo” does not name the Science University of Tokyo."""
        segment = self.segment_at(span.first)
        if span.end <= segment.end or self.words[span.first] in INSTITUTIONS:
            return True
        return span.first == segment.first and self.only_places(span.end, self.segment_at(span.end - 1).end)

    def _speaks(self, span):
        """A place is no institution, and a single word is one only where it stands alone."""
        segment = self.segment_at(span.first)
        alone = segment.first == span.first and self.only_places(span.end, segment.end)
        if alone and len(span) == len(self.words):
            return True
        if self.only_places(span.first, span.end):
            return False
        return len(span) > 1 or (alone and self._is_a_word_for_one(span, segment))

    def _is_a_word_for_one(self, span, segment):
        kinds = {hit.kind for hit in span.hits}
        if kinds & HUMAN:
            return True
        word = segment.text.split()[0]
        like_an_acronym = word.isupper() or (word[0].isupper() and len(word) > 4)
        return self.is_rare(self.words[span.first]) and (like_an_acronym or kinds != {Kind.ACRONYM})

    def segment_at(self, position):
        return next(each for each in self.segments if each.first <= position < each.end)

    def next_segment(self, segment):
        return next((each for each in self.segments if each.first == segment.end), None)

    def is_rare(self, word, how="rare"):
        return len(self.index.holders(word)) <= max(2, len(self.index) // ONE_IN[how])

    def is_unit(self, first, end):
        """Whether these words name a department or the like, which belongs to something else."""
        return any(word in SUBUNITS for word in self.words[first : min(end, first + 2)])

    def is_of_its_own(self, span):
        """Whether it is no institute of whatever follows: it teaches, or its name has a place or a word that few have."""
        if any(self.index.organization(hit.number).teaches for hit in span.hits):
            return True
        positions = range(span.first, span.end)
        return any(self.is_rare(self.words[each], "rarest") or self.place_at(each) for each in positions)

    def only_places(self, first, end):
        while first < end:
            length = self.place_at(first)
            if not length:
                return False
            first += length
        return True

    def place_at(self, position):
        """How many words from here on name a city, a state or a country, or are numbers of an address."""
        word = self.words[position]
        _codes, length = country_at(self.words, position)
        if length:
            return length
        if any(char.isdigit() for char in word) or word.upper() in STATE_LETTERS:
            return 1
        cities = (each for each in (3, 2, 1) if self.index.is_city(" ".join(self.words[position : position + each])))
        return min(next(cities, 0), len(self.words) - position)

    def countries_beside(self, span):
        """Codes of the countries that are printed outside of the name."""
        codes, position = set(), 0
        while position < len(self.words):
            found, length = country_at(self.words, position)
            inside = span.first <= position < span.end
            codes |= set() if inside else found
            position += 1 if inside else length or 1
        return codes

    def says_city_beside(self, span, city):
        rest = [*self.words[: span.first], "|", *self.words[span.end :]]
        return bool(city) and f" {city} " in f" {' '.join(rest)} "
