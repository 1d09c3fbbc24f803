"""What a page lists, one after the other: items, rows, paragraphs; and the entries that they make together."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml.html import HtmlElement

from papers.importers.site import bylines, clock, days, entry, names, wording
from papers.importers.site.entry import Entry
from papers.importers.site.markup import HEADINGS, is_block, tables, text
from papers.importers.site.topics import topic

_NO_PAPERS = {"invited_talk", "panel", "opening", "break"}
_INVITED = re.compile(r"\b(?:invited|keynote|plenary|panel|tutorial|opening|closing|welcome|remarks)\b", re.IGNORECASE)
_OPENS = re.compile(
    r"(?:\w+\s+){0,2}(?:invited|inivted|keynote|plenary|panel|opening|closing|welcome|introduction and)\b",
    re.IGNORECASE,
)
_PROSE = re.compile(r"(?<=[a-z]{3})\.\s+[A-Z]")
_ABSTRACT = re.compile(r"\W*abstract\s*[:.–—-]+\s*(?P<words>.*)", re.IGNORECASE)
_OF_A_SLOT = re.compile(r"session\b|start\b|time\b", re.IGNORECASE)
LONGEST_TITLE = 300
LONGEST_SENTENCE = 150
FEW_WORDS = 6


@dataclass
class Unit:
    """``kind``: item, row, block or heading."""

    kind: str
    elements: list[HtmlElement]
    entry: Entry = field(default_factory=Entry)

    @property
    def line(self):
        return self.elements[0].sourceline


def of(stretch) -> Iterator[Unit]:
    """Everything in a stretch that could be an entry or a half of one; the first heading is only what announces it."""
    for section in stretch.sections:
        if section.heading is not None and section is not stretch.sections[0]:
            yield _unit("heading", section.heading)
        for element in section.elements:
            yield from _of_element(element)


def entries(units) -> list[Unit]:
    """Units that hold a title and its authors, put together where they stand in blocks of their own."""
    return _Gathering().run(units)


def _of_element(element):
    if element.tag == "table":
        yield from _of_table(element)
    elif element.tag == "li":
        yield from _of_item(element)
    elif element.tag == "hr":
        yield Unit("heading", [element])
    elif not any(is_block(child) for child in element):
        kind = "heading" if element.tag in HEADINGS else "block"
        yield from (Unit(kind, [element], found) for found in entry.read_all(element))
    else:
        for child in element:
            if is_block(child):
                yield from _of_element(child)


def _of_item(item):
    """An item with a list of items in it is a heading above them, unless those name the authors."""
    inner = [child for child in item if child.tag in {"ul", "ol"}]
    if len(inner) == 1 and len(inner[0]) > 1:
        for child in item:
            yield from _of_element(child)
    else:
        yield _unit("item", item)


def _of_table(table):
    for rows in tables(table):
        for row in rows:
            if not any(cell.find(".//table") is not None for cell in row):
                yield from _of_row(row)


def _of_row(row):
    """A row is an entry; or each of its cells, where the table only lays them out side by side."""
    whole = _unit("row", *row)
    cells = [_unit("row", cell) for cell in row if text(cell)]
    if len(cells) > 1 and sum(bool(cell.entry.title and cell.entry.authors) for cell in cells) > 1:
        yield from cells
    else:
        yield whole


def _unit(kind, *elements):
    return Unit(kind, list(elements), entry.read(*elements))


class _Gathering:
    def __init__(self):
        self.found = []
        self.pending = None  # a title that waits for its authors
        self.is_open = False  # whether more authors of the last one may follow
        self.is_skipping = False  # below “Invited talks”
        self.awaits_abstract = False

    def run(self, units):
        for unit in units:
            self._take(unit)
        self._let_go()
        return self.found

    def _take(self, unit):
        said = unit.entry
        if self.found and self._take_abstract(unit):
            return
        if unit.kind == "heading":
            self._take_heading(unit)
        elif said.title and said.authors and not (said.is_title_doubtful and (self.pending or self.is_open)):
            self._take_whole(unit)
        elif said.authors:
            self._take_authors(unit)
        elif said.title:
            self._take_title(unit)
        elif self.pending:
            self._add_links(self.pending, unit)

    def _take_abstract(self, unit):
        """“Abstract: …” below a paper, or “Abstract:” and then the words in the next block."""
        match = _ABSTRACT.match(unit.entry.text)
        is_next, self.awaits_abstract = self.awaits_abstract, bool(match and not match["words"])
        if match is None and not (is_next and unit.kind == "block"):
            return False
        last = self.found[-1]
        last.elements += unit.elements
        last.entry.abstract = last.entry.abstract or (match["words"] if match else text(unit.elements[0]))
        return True

    def _take_heading(self, unit):
        """A heading may be a title; a rule ends what stood above it."""
        words = text(unit.elements[0])
        self._let_go()
        if words:
            self.is_skipping = bool(_INVITED.search(words))
        if len(words.split()) >= 3 and not topic(words) and not self._is_no_paper(unit):
            self.pending = replace(unit, entry=replace(unit.entry, title=unit.entry.title or words, authors=[]))

    def _take_whole(self, unit):
        self._let_go()
        if not (self.is_skipping or self._is_no_paper(unit)):
            self.found.append(unit)

    def _take_authors(self, unit):
        """Names below a title of their own; an italic line below them says where they are."""
        said = unit.entry
        rows = bylines.with_affiliation(said.authors, said.title) if said.title else said.authors
        if self.pending and not self.is_skipping:
            whole = replace(self.pending.entry, authors=rows, doubts=said.doubts, byline=said.byline)
            self.found.append(Unit(self.pending.kind, [*self.pending.elements, *unit.elements], whole))
            self.pending, self.is_open = None, unit.kind == "block"
        elif self.is_open and unit.kind == "block":
            last = self.found[-1]
            last.entry.authors = [*last.entry.authors, *rows]
            last.elements += unit.elements

    def _take_title(self, unit):
        said = unit.entry
        if unit.kind == "block" and self.pending and self._is_one_name(said.title):
            self._take_authors(Unit(unit.kind, unit.elements, _as_author(said)))
            return
        self._let_go()
        if _is_label(unit):
            self.is_skipping = bool(_INVITED.search(said.text)) or wording.kind(said.text) in _NO_PAPERS
        if not self._is_no_paper(unit):
            self.pending = unit

    def _is_one_name(self, title):
        return self.pending.elements[0].tag not in {"h1", "h2"} and names.is_surely_name(title)

    def _is_no_paper(self, unit):
        said = unit.entry
        is_prose = len(said.title) > LONGEST_SENTENCE and _PROSE.search(said.title)
        if len(said.title) > LONGEST_TITLE or is_prose:
            return True
        span = clock.span(said.text)
        return bool(_OPENS.match((span.rest if span else said.text).lstrip(" -–—:|")))

    def _add_links(self, unit, more):
        for role, address in more.entry.marks.links.items():
            unit.entry.marks.links.setdefault(role, address)
        unit.entry.marks.kind = unit.entry.marks.kind or more.entry.marks.kind

    def _let_go(self):
        if self.pending and self.pending.entry.marks.is_titled:
            self.found.append(self.pending)
        self.pending, self.is_open = None, False


def is_slot(title) -> bool:
    """Whether words of a programme are no paper: a break, a session, the head of a table, a day."""
    if _OF_A_SLOT.match(title) or any(days.find(title)):
        return True
    return len(title.split()) <= FEW_WORDS and wording.kind(title) != "other"


def _is_label(unit):
    """A row or line in bold that heads those below it."""
    said = unit.entry
    return said.is_bold and not said.marks.links and len(said.text) < 120


def _as_author(said):
    rows, doubts = bylines.read(said.title)
    return Entry(authors=rows, doubts=doubts, byline=said.title, text=said.text)
