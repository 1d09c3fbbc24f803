"""One item of a list, row of a table or paragraph: which words are the title, which the authors."""

import re
from dataclasses import dataclass, field, replace

from papers.importers.clean import clean
from papers.importers.rows import AuthorRow
from papers.importers.site import bylines, clock, segments
from papers.importers.site.marks import Marks, is_praise, without_number
from papers.importers.site.segments import Segment

LONGEST_LINE = 3000

_EDGES = " \t\n-–—:;,|•·"
_FIELD = re.compile(r"\s*(?:paper )?(title|authors?|abstract|keywords|affiliations?)\s*:\s*", re.IGNORECASE)
_QUOTED = re.compile(r"^[“\"](?P<title>[^“”\"]{8,})[”\"][.,]?$")
_SENTENCE = re.compile(
    r"(?<![\s.,][^\W\d_]\.)(?<=[.?!])\s+|(?<=[”\"])\s*[;,]\s+|\s+[-–—|]\s+|:\s+(?=[“\"])|\s*[\n\t]+\s*"
)


@dataclass(frozen=True)
class Line:
    text: str
    weight: int = 0


@dataclass
class Entry:
    """``authors`` or ``title`` may be missing: the other half stands in the block before or after."""

    title: str = ""
    authors: list[AuthorRow] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    marks: Marks = field(default_factory=Marks)
    is_bold: bool = False  # nothing but bold words: a label perhaps, or a title
    is_title_doubtful: bool = False  # it stands in italics below the names, as an affiliation would
    text: str = ""
    byline: str = ""
    abstract: str = ""


def read(*elements) -> Entry:
    """The elements as one entry."""
    words = segments.words(*elements)
    return _read(words.lines(), words)


def read_all(*elements) -> list[Entry]:
    """Several entries where one paragraph holds them line by line; else the one."""
    words = segments.words(*elements)
    lines = words.lines()
    titles = [number for number, line in enumerate(lines) if _line(line).weight]
    if 1 < len(titles) < len(lines):
        for starts in (titles, [0, *(number + 1 for number in titles[:-1])]):
            ends = [*starts[1:], len(lines)]
            found = [_read(lines[start:end], None) for start, end in zip(starts, ends, strict=True)]
            if all(each.title and each.authors and not each.is_title_doubtful for each in found):
                return found
    return [_read(lines, words)]


def _read(lines, words):
    entry = Entry(text=words.text if words else clean(" ".join(map(_text, lines))))
    for label, address in words.labels if words else ():
        entry.marks.label(label, address)
    for badge in words.badges if words else ():
        entry.marks.badge(badge)
    kept = [left for line in lines if (left := _without_marks(line, entry.marks))]
    entry.is_bold = bool(kept) and all(segment.weight >= 2 for line in kept for segment in line if segment.text.strip())
    _split(kept, entry)
    return entry


def _without_marks(line, marks):
    """The segments of a line without its time, and without flags such as “(Oral)” or “Best Paper Award”."""
    if segments.is_label(_text(line)):
        return []
    kept = []
    for segment in line:
        if field := _FIELD.fullmatch(segment.text):
            marks.is_titled |= field[1].lower() == "title"
            continue
        text = marks.see(segment.text)
        span = clock.span(text) if not kept else None
        text = span.rest if span and not segment.links else text
        if is_praise(clean(text)):
            marks.award = marks.award or clean(text)
        elif text.strip() and clean(text).lower() != "nan":  # what a script left for nothing
            kept.append(replace(segment, text=text))
    return kept if clean(_text(kept)).strip(_EDGES + ".[]()") else []


def _split(lines, entry):
    flat = [(number, segment) for number, line in enumerate(lines) for segment in line]
    index = _title_index([segment for _number, segment in flat])
    if index is None:
        _split_plain(lines, entry)
        return
    number, title = flat[index]
    before, after = _around(lines, number, title)
    after = _told_twice(title.text, after)
    if found := _byline(after):
        _set(entry, title, *found)
    elif found := _byline(before):
        _set(entry, title, *found)
        entry.is_title_doubtful = title.weight == 1 and number > 0
    elif _is_only(title, flat) and bylines.is_byline(clean(title.text), may_be_one=False):
        _read_byline(entry, Line(clean(title.text)), [])
    elif plain := _plain_title(before, after, title):
        entry.title = plain
        _read_byline(entry, Line(clean(title.text)), [])
    elif _letters(title.text) * 2 >= _letters("".join(line.text for line in [*before, *after])):
        _set(entry, title, None, [])


def _title_index(found):
    """The first of the most emphasized segments."""
    likely = [
        (segment.weight, -index) for index, segment in enumerate(found) if segment.weight and _is_wordy(segment.text)
    ]
    return -max(likely)[1] if likely else None


def _is_wordy(text):
    return _letters(text) >= 4


def _letters(text):
    return sum(map(str.isalpha, text))


def _around(lines, number, title):
    position = next(index for index, segment in enumerate(lines[number]) if segment is title)
    before = [_line(line) for line in lines[:number]] + [_line(lines[number][:position])]
    after = [_line(lines[number][position + 1 :])] + [_line(line) for line in lines[number + 1 :]]
    return before, after


def _line(segments):
    return Line(_text(segments), max((segment.weight for segment in segments if segment.text.strip()), default=0))


def _told_twice(title, after):
    """A title that a stray tag repeats before the authors."""
    first, title = after[0].text.lstrip(), title.strip()
    return [replace(after[0], text=first[len(title) :]), *after[1:]] if title and first.startswith(title) else after


def _byline(lines):
    """The first line that names people, and the lines below it."""
    kept = [replace(line, text=clean(bylines.untabbed(line.text)).strip(_EDGES)) for line in lines]
    kept = [line for line in kept if line.text.strip(" .")]
    for index, line in enumerate(kept[:3]):
        if bylines.is_byline(line.text) or (len(kept) == 1 and bylines.is_glued(line.text)):
            return line, kept[index + 1 :]
    return None


def _set(entry, title, byline, below):
    entry.title = _title(title.text, entry.marks)
    for words, address in title.links:
        if not segments.is_label(words):
            entry.marks.title_link(address)
    _read_byline(entry, byline, below)


def _read_byline(entry, byline, below):
    if not byline:
        return
    entry.byline = byline.text
    entry.authors, entry.doubts = bylines.read(byline.text)
    for line in below:
        if bylines.is_marked(line.text):
            entry.authors, entry.doubts = bylines.read_marked(byline.text, line.text)
        elif line.weight == byline.weight and bylines.is_byline(line.text, may_be_one=False):
            more, doubts = bylines.read(line.text)
            entry.authors, entry.doubts = entry.authors + more, entry.doubts + doubts
        elif bylines.is_affiliation(line.text) or line is below[0]:
            entry.authors = bylines.with_affiliation(entry.authors, line.text)


def _is_only(title, flat):
    return all(segment is title or not _is_wordy(segment.text) for _number, segment in flat)


def _plain_title(before, after, title):
    """Where it is the authors that are emphasized."""
    if not bylines.is_byline(clean(title.text), may_be_one=False) or len(bylines.read(title.text)[0]) < 2:
        return ""
    rest = clean(" ".join(line.text for line in [*before, *after])).strip(_EDGES + ".")
    return rest if _is_wordy(rest) and not bylines.is_byline(rest) else ""


def _split_plain(lines, entry):
    """Without any emphasis: a line each, or authors and title told apart by a full stop, a tab, a dash."""
    found = [line for line in map(_line, lines) if line.text.strip()]
    if (
        len(found) > 1
        and not bylines.is_byline(clean(found[0].text), may_be_one=False)
        and (below := _byline(found[1:]))
    ):
        _set(entry, Segment(found[0].text), *below)
    elif len(found) > 1 and bylines.is_byline(clean(found[0].text)):
        _below_people(entry, found)
    else:
        _split_line(entry, "\n".join(line.text.strip() for line in found))


def _below_people(entry, lines):
    rest = [replace(line, text=clean(line.text)) for line in lines[1:]]
    is_title = len(rest) == 1 and not bylines.is_affiliation(rest[0].text) and len(rest[0].text.split()) > 3
    entry.title = _title(rest[0].text, entry.marks) if is_title else ""
    entry.is_title_doubtful = is_title
    _read_byline(entry, replace(lines[0], text=clean(lines[0].text)), [] if is_title else rest)


def _split_line(entry, text):
    if bylines.is_byline(clean(text), may_be_one=False):
        _read_byline(entry, Line(clean(text)), [])
        return
    title, byline = _halves(text)
    entry.title = _title(title, entry.marks)
    _read_byline(entry, Line(clean(bylines.untabbed(byline))) if byline else None, [])


def _halves(text):
    """“A, B and C. Title” or “Title? A and B”: the longest half that names people, and the other."""
    if len(text) > LONGEST_LINE:
        return text, ""
    splits = [(text[: cut.start()], text[cut.end() :]) for cut in _SENTENCE.finditer(text)]
    for may_be_one in (False, True):
        first = [(after, before) for before, after in splits if _names_people(before, may_be_one)]
        last = [(before, after) for before, after in splits if _names_people(after, may_be_one)]
        likely = (halves for halves in first + last if " " in clean(halves[0]).strip(_EDGES))
        if found := [halves for halves in likely if not _names_people(halves[0], may_be_one)]:
            return max(found, key=lambda halves: len(halves[1]))
    return text, ""


def _names_people(text, may_be_one):
    line = clean(bylines.untabbed(text)).strip(_EDGES)
    return " " in line and bylines.is_byline(line, may_be_one=may_be_one)


def _title(text, marks):
    title = without_number(clean(marks.see(text))).strip(" \t–—|•·:")
    if quoted := _QUOTED.match(title):
        title = quoted["title"]
    return title.strip().removesuffix(" -").strip()


def _text(line):
    return "".join(segment.text for segment in line)
