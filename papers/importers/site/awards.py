"""Who won which award: below headings, after sentences, on lines of their own, beside papers."""

import re
from collections import Counter
from dataclasses import dataclass, field, replace

from papers.importers.authors import split_affiliation
from papers.importers.clean import clean
from papers.importers.rows import Place
from papers.importers.site import honours, names, stretches, units
from papers.importers.site.lists import folded
from papers.importers.site.markup import Page, text
from papers.importers.site.topics import topic

_LEAD = re.compile(
    r"(?=.*\b(?:best|outstanding|distinguished|excellent|runners?-?\s?up|honou?rable|awards?|prizes?)\b)"
    r"(?:.*:\s*$|.*\b(?:winners?|congratulat\w+|won by|awarded to|sponsored by|recipients?|runners?-?\s?up)\b)",
    re.IGNORECASE | re.DOTALL,
)
_NO_PAPER_AWARD = re.compile(
    r"\b(?:travel|registration|student grants?|attendance|financial|challenge|competition)\b", re.IGNORECASE
)
_NAMED_LINE = re.compile(
    r"^(?P<award>[^:–—]{4,90}?\b(?:awards?|prizes?|mentions?|papers?|posters?|winners?|runners?-up)\b[^:–—]{0,30}?)\s*[:–—]\s*(?P<rest>\S.*)$",
    re.IGNORECASE,
)
_PLACEHOLDER = re.compile(r"^\W*(?:tba|tbd|tbc|to be (?:announced|decided)|coming soon|n/?a|\[.*\])\W*$", re.IGNORECASE)
LONGEST_LABEL = 150
MOST_WINNERS = 6  # of one award, below a sentence that only mentions it
_ELSEWHERE = {"grants", "committee", "organizer", "workflow_organizer", "call", "dates", "sponsors"}


@dataclass
class Found:
    """An award before it is known which paper of the site is meant."""

    page: Page
    place: Place
    name: str
    title: str = ""
    authors: list = field(default_factory=list)
    links: dict = field(default_factory=dict)
    person: str = ""
    amount: tuple[str, str] = ("", "")
    elements: list = field(default_factory=list)


def find(pages, titles=frozenset()) -> list[Found]:
    """``titles``: folded, of papers known from data files; a title that stands alone is one only if it is known."""
    found = []
    for page in pages:
        for stretch in stretches.of(page):
            if stretch.topic not in _ELSEWHERE:
                found += _Reader(page, stretch, titles).read()
    return found


def beside(listings) -> list[Found]:
    """“Best Paper Award” in the line of a paper, or in the line of its talk."""
    return [
        Found(listing.page, Place(listing.page.file, unit.line), _name_of(unit), unit.entry.title, unit.entry.authors)
        for listing in listings
        for unit in listing.units
        if unit.entry.marks.award
    ]


def _name_of(unit):
    said = unit.entry.marks.award
    return honours.with_status(honours.named(said) or honours.name(said), said)


class _Reader:
    def __init__(self, page, stretch, titles):
        self.page, self.stretch, self.titles = page, stretch, titles
        self.is_about_awards = stretch.topic == "awards"
        self.current = self.base = ""
        self.amount = ("", "")
        self.found = []

    def read(self):
        if self.is_about_awards:
            self._head(self.stretch.title)
        everything = list(units.of(self.stretch))
        whole = {id(element): unit for unit in units.entries(everything) for element in unit.elements}
        for unit in everything:
            together = whole.get(id(unit.elements[0]))
            is_rest = together is not None and together.elements[0] is not unit.elements[0]
            if not is_rest:
                self._take(together if together and len(together.elements) > len(unit.elements) else unit)
        if not self.is_about_awards:
            counts = Counter(each.name for each in self.found)
            self.found = [each for each in self.found if counts[each.name] <= MOST_WINNERS]
        self.page.understand(*(element for each in self.found for element in each.elements))
        self._understand_headings()
        return self.found

    def _head(self, words):
        self.base = self.current = "" if honours.is_generic(words) else honours.named(words) or honours.name(words)
        self.amount = honours.amount(words)

    def _take(self, unit):
        said = unit.entry
        words = clean(text(unit.elements[0])) if unit.kind == "heading" else said.text
        if not words or (len(words) < LONGEST_LABEL and _PLACEHOLDER.match(words)):
            return
        if unit.kind == "heading" and topic(words) == "awards":
            self._head(words)
        elif said.title and said.authors and unit.kind != "row" and self.current:
            self._add(unit, said.title, said.authors)
        elif said.marks.award and not said.authors and self._is_known(said.title):
            self._add(unit, said.title, [], _name_of(unit))
        elif self._is_known(words) or self._is_known(said.title):
            self._add_known(unit, said.title if self._is_known(said.title) else words)
        elif unit.kind in {"block", "heading"} or self.is_about_awards:
            self._take_words(unit, words)

    def _is_known(self, words):
        return bool(words) and folded(words) in self.titles

    def _add_known(self, unit, title):
        if self.current and unit.kind != "row":
            self._add(unit, title, unit.entry.authors)

    def _take_words(self, unit, words):
        """A sentence or label that says which award follows, or a whole award on one line."""
        match = _NAMED_LINE.match(words) if self.is_about_awards or len(words) < 200 else None
        if (
            match
            and not _NO_PAPER_AWARD.search(match["award"])
            and self._take_line(unit, match["award"], match["rest"])
        ):
            return
        if (
            self.is_about_awards
            and unit.kind == "block"
            and self.current
            and honours.amount(words)[0]
            and len(words) < 60
        ):
            self.amount = honours.amount(words)
        elif self.is_about_awards and self._is_person(unit, words):
            self._add_person(unit, words)
        elif unit.kind == "block":
            self._take_lead(unit, words)

    def _take_line(self, unit, award, rest):
        award = honours.named(award) or honours.name(award)
        title = unit.entry.title if unit.entry.authors else ""
        if self._is_known(rest) or (title and unit.entry.authors):
            self._add(unit, title or rest, unit.entry.authors, award)
        elif self.is_about_awards and self._is_person(unit, rest):
            self._add_person(unit, rest, award)
        else:
            return False
        return True

    def _take_lead(self, unit, words):
        is_label = self.is_about_awards and len(words) < LONGEST_LABEL
        if _NO_PAPER_AWARD.search(words):
            self.current = ""
        elif honours.status(words) and (self.base or self.is_about_awards):
            self.current = honours.with_status(self.base, words)
            self.page.understand(*unit.elements)
        elif _LEAD.match(words) and (name := honours.named(words)):
            self.base = self.current = name
            self.page.understand(*unit.elements)
        elif is_label and (name := honours.named(words.split(":")[0])):
            self.base = self.current = name
            self.amount = honours.amount(words)
            self.page.understand(*unit.elements)
        elif not self.is_about_awards:
            self.current = self.base = ""

    def _is_person(self, unit, words):
        name, affiliation = split_affiliation(words)
        plain = names.plain(name)
        return (
            names.is_surely_name(plain)
            and (bool(affiliation) or name != plain or unit.kind == "item")
            and bool(self.current or affiliation)
        )

    def _add_person(self, unit, words, award=""):
        if award or self.current:
            name, _affiliation = split_affiliation(words)
            self._keep(
                unit,
                Found(
                    self.page, self._place(unit), award or self.current, person=names.plain(name), amount=self.amount
                ),
            )

    def _add(self, unit, title, authors, award=""):
        links = unit.entry.marks.links
        self._keep(
            unit, Found(self.page, self._place(unit), award or self.current, title, authors, links, amount=self.amount)
        )

    def _keep(self, unit, found):
        self.found.append(replace(found, elements=unit.elements))

    def _place(self, unit):
        return Place(self.page.file, unit.line)

    def _understand_headings(self):
        if self.found:
            self.page.understand(*(each.heading for each in self.stretch.sections if each.heading is not None))
