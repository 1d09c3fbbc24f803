"""The lines of a programme as they stand on the pages: times, words, sessions and days, nothing interpreted yet."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise, zip_longest

from lxml.html import HtmlElement

from accounts.identity.folding import folded
from papers.importers.site import clock, days, stretches, wording
from papers.importers.site.markup import Page, is_block, text
from papers.importers.site.topics import topic

FEWEST = 3  # lines with a time that make a page without such a heading a programme
MORNING = 8 * 60  # before it, a time without am or pm that goes back is one after noon
LONGEST_HEADING = 90
_LISTS = {"ul", "ol", "table"}
_TIMES = re.compile(r"\(?\b\d{1,2}[:.]\d\d\b.*")
_SESSION = re.compile(r"^(?:\w+ )?(?:session|track|part|day|block)\b", re.IGNORECASE)
_NO_SESSION = re.compile(r"^(?:time|date|event|chair|speaker|room|when|what)\b|^\W*$", re.IGNORECASE)


@dataclass
class Entry:
    page: Page
    element: HtmlElement  # the row, or the block with the time
    cells: list[HtmlElement]  # what stands beside the time
    start: int | None  # minutes since midnight
    end: int | None
    words: str  # lines beside the time
    is_plain: bool = False
    is_odd: bool = False
    session: str = ""
    day: days.Day | None = None
    following: list[HtmlElement] = field(default_factory=list)  # lists and paragraphs below it, without a time


@dataclass
class Programme:
    """One stretch of a page: its entries, and the words around them that may name day and zone."""

    stretch: stretches.Stretch
    entries: list[Entry] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    headings: list[HtmlElement] = field(default_factory=list)  # of sessions, days and columns, and what names the zone

    @cached_property
    def zone(self):
        return next(filter(None, map(clock.zone, [*self.remarks, *(entry.words for entry in self.entries)])), None)

    @cached_property
    def day(self):
        return next((day for words in self.remarks if len(words) < 300 for day in days.find(words)), None)


class Stage:
    """Whose names stand in the programme's invited talks, and whose in its panels."""

    def __init__(self, pages):
        lines = [(wording.kind(entry.words), folded(_all_words(entry))) for entry in entries(pages)]
        self._talks = [f" {words} " for kind, words in lines if kind == "invited_talk"]
        self._panels = [f" {words} " for kind, words in lines if kind == "panel"]

    def talks(self, name):
        return any(f" {folded(name)} " in words for words in self._talks)

    def sits_on_a_panel(self, name):
        return any(f" {folded(name)} " in words for words in self._panels)


def entries(pages) -> Iterator[Entry]:
    return (entry for programme in programmes(pages) for entry in programme.entries)


def programmes(pages) -> list[Programme]:
    """Every stretch under a heading that promises a programme; without any, those that look like one."""
    found = [_read(stretch) for stretch in stretches.about(pages, "schedule")]
    found = [programme for programme in found if programme.entries]
    if found:
        return found
    others = [_read(stretch) for page in pages for stretch in stretches.of(page) if stretch.topic != "dates"]
    return [programme for programme in others if len(programme.entries) >= FEWEST]


def _read(stretch):
    programme = Programme(stretch)
    reader = _Reader(programme)
    for section in stretch.sections:
        if section.title:
            reader.heading(section.title, section.heading, is_first=section is stretch.sections[0])
        for element in section.elements:
            for unit in _units(element):
                reader.unit(unit)
    _clear_afternoons(programme.entries)
    frames = _take_frames(programme)
    programme.headings += [frame.element for frame in frames]
    _time_the_breaks(programme.entries)
    programme.entries = [entry for entry in programme.entries if entry.start is not None]
    return programme


def _units(element):
    """Rows of tables and the innermost blocks, in order; an item of a list counts as one."""
    is_row = element.tag == "tr" and element.find(".//table") is None
    is_item = element.tag == "li" and not any(inner.tag in _LISTS for inner in element.iterdescendants())
    inner = [child for child in element if is_block(child)]
    if is_row or is_item or not inner:
        yield element
    else:
        yield from (unit for child in inner for unit in _units(child))


class _Reader:
    """Goes down a stretch and remembers under which day and session it is."""

    def __init__(self, programme):
        self.programme, self.page = programme, programme.stretch.page
        self.session, self.day, self.pending = "", None, None

    def heading(self, title, element, *, is_first):
        self.programme.remarks.append(title)
        self.day = next(iter(days.find(title)), self.day)
        found = clock.span(title)
        if found and found.rest:
            self._open(element, found, [element], found.rest)
        elif not is_first and not _NO_SESSION.search(title) and not topic(title):
            self.session = _TIMES.sub("", title).strip(" :-–,")

    def unit(self, element):
        cells = [cell for cell in element if text(cell)] if element.tag == "tr" else [element]
        words = text(element)
        if not words:
            return
        found = next(filter(None, map(_timed, cells)), None)
        if found:
            self._timed(element, cells, *found)
        elif self.pending:
            self.pending.words, self.pending.cells, self.pending = words, [element], None
        else:
            self._untimed(element, cells, words)

    def _timed(self, element, cells, cell, span):
        others = [other for other in cells if other is not cell]
        words = "\n".join(filter(None, [span.rest, *(text(other) for other in others[: 1 - bool(span.rest)])]))
        entry = self._open(element, span, others[:] if not span.rest else [cell, *others], words)
        self.pending = entry if not words and element.tag != "tr" else None

    def _open(self, element, span, cells, words):
        entry = Entry(
            self.page, element, cells, span.start, span.end, words, span.is_plain, span.is_odd, self.session, self.day
        )
        self.programme.entries.append(entry)
        return entry

    def _untimed(self, element, cells, words):
        found = days.find(words) if len(words) < LONGEST_HEADING else []
        is_break = len(words) < LONGEST_HEADING and wording.kind(words) == "break" and self.programme.entries
        if found:
            self.day = found[0]
            self._remark(element, words)
        elif is_break:
            self.programme.entries.append(
                Entry(self.page, element, cells, None, None, words, False, False, self.session, self.day)
            )
        elif _is_session(element, cells, words):
            self.session = words
            self.programme.headings.append(element)
        elif self.programme.entries:
            self.programme.entries[-1].following.append(element)
        else:
            self._remark(element, words)

    def _remark(self, element, words):
        self.programme.remarks.append(words)
        if days.find(words) or clock.zone(words) or element.tag == "tr":
            self.programme.headings.append(element)


def _timed(cell):
    lines = text(cell).split("\n")
    span = clock.span(lines[0])
    return (cell, replace(span, rest="\n".join([span.rest, *lines[1:]]).strip())) if span else None


def _is_session(element, cells, words):
    if "\n" in words or len(words) > LONGEST_HEADING or _NO_SESSION.search(words):
        return False
    is_alone = element.tag == "tr" and len(cells) == 1
    return bool(_SESSION.search(words)) or (
        is_alone and (cells[0].tag == "th" or next(cells[0].iter("b", "strong"), None) is not None)
    )


def _clear_afternoons(entries):
    """1:30 after 11:45 is half past one, unless the programme says am and pm."""
    timed = [entry for entry in entries if entry.start is not None]
    if not all(entry.is_plain for entry in timed):
        return
    for before, entry in pairwise(timed):
        if entry.start < min(before.start, MORNING) and entry.day == before.day:
            entry.start += clock.NOON
            entry.end = entry.end + clock.NOON if entry.end is not None else None


def _take_frames(programme):
    """A line from 11:00 to 12:30 above others from 11:00 to 11:15 and so on is the session that they stand in."""
    entries, frames, kept = programme.entries, [], []
    for entry, following in zip_longest(entries, entries[1:]):
        frame = frames[-1] if frames and _lies_within(entry, frames[-1]) else None
        if following and _begins_with(entry, following):
            frames.append(entry)
        else:
            entry.session = frame.words.split("\n")[0] if frame else entry.session
            kept.append(entry)
    programme.entries = kept
    return frames


def _begins_with(frame, entry):
    return _lies_within(entry, frame) and entry.start == frame.start and entry.end != frame.end


def _lies_within(entry, frame):
    if None in {entry.start, entry.end, frame.start, frame.end} or entry.day != frame.day:
        return False
    return frame.start <= entry.start and entry.end <= frame.end


def _time_the_breaks(entries):
    """A break without a time lasts from the end of what is before it to the start of what comes next."""
    for before, entry, after in zip(entries, entries[1:], entries[2:], strict=False):
        fits = None not in {before.end, after.start} and before.day == after.day
        if entry.start is None and fits and before.end < after.start:
            entry.start, entry.end = before.end, after.start


def _all_words(entry):
    return "\n".join([entry.words, *map(text, [*entry.cells, *entry.following])])
