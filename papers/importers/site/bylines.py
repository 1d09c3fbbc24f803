"""Is this line a list of authors, and who are they; with the affiliation that stands on a line of its own."""

import re
from dataclasses import replace

from papers.importers.author_strings import INSTITUTION
from papers.importers.authors import authors
from papers.importers.clean import clean
from papers.importers.rows import AuthorRow
from papers.importers.site import names

LONGEST_LINE = 6000  # characters
LONGEST_NAME = 6  # words; more are several people with nothing between them

_REFERENCE = re.compile(r"(?:^|,\s*)(?:&|and)?\s*([^\W\d_][\w'’ -]{1,30}),\s*((?:[^\W\d_]\.[\s-]?)+)")
_CITED = re.compile(rf"(?:{_REFERENCE.pattern})+\s*(?:\(\d{{4}}\))?\.?")
_LABELLED = re.compile(r"^\W*(?:by|authors?(?:\s*\(s\))?)\s*:?\s+(?=\S)", re.IGNORECASE)
_GLUED = re.compile(r"\band(?=[A-Z][a-z])")
_BRACKETS = re.compile(r"\[[^\]]*\]")
_RAISED = re.compile(r"[⁰¹²³⁴-⁹]+")
_MARKED = re.compile(r"\s*[,;]?\s*([⁰¹²³⁴-⁹]+)\s*([^⁰¹²³⁴-⁹]+)")
_LOOSE = re.compile(r"^[^\W\d_][^\d<>{}\[\]@|/\\:;?!]*$")
_NICKNAME = re.compile(r"[(\"“”`‘][^()\"“”`‘’']*[)\"“”'’]")
_LABEL = re.compile(
    r"^The\s|\b(?:introductions?|welcome|opening|closing|networking|best|oral|spotlight|start|end time)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^\W\d_]{3,}\.\s+\S")
_SMALL = re.compile(
    r"\b(?:the|of|for|in|on|with|from|to|how|what|why|is|are|an|a|or|via|and|at|by|as|using|its|be|can|not|we)\b"
)


def read(line: str) -> tuple[list[AuthorRow], list[str]]:
    """The authors in a line that is known to name them."""
    line = _tidy(line)
    return (_cited(line), []) if _CITED.fullmatch(line) else authors(line)


def is_byline(line: str, *, may_be_one=True) -> bool:
    """Whether a line names people. A single name without an affiliation is one only where ``may_be_one``."""
    if not 3 < len(line) < LONGEST_LINE:
        return False
    if _CITED.fullmatch(_tidy(line)):
        return True
    rows, _doubts = read(line)
    odd = [row for row in rows if not _may_be_name(row)]
    if not rows or len(odd) * 4 > len(rows) or any(_is_phrase(row.name) for row in odd):
        return False
    sure = sum(bool(row.affiliation) or names.is_name(row.name) for row in rows)
    if len(rows) == 1 and not rows[0].affiliation:
        return may_be_one and names.is_surely_name(rows[0].name)
    return sure > 0 and sum(bool(row.affiliation) or len(row.name.split()) > 1 for row in rows) * 2 >= len(rows)


def glued(rows) -> list[AuthorRow]:
    """Names so long that they are several people's, printed with nothing between them."""
    return [row for row in rows if len(_NICKNAME.sub("", row.name).split()) > LONGEST_NAME]


def is_glued(line) -> bool:
    """A line of many capitalized words and nothing else: several people, told apart by nobody."""
    rows, _doubts = read(line)
    return len(rows) == 1 and bool(glued(rows)) and bool(_LOOSE.match(rows[0].name)) and rows[0].name.istitle()


def with_affiliation(rows, line) -> list[AuthorRow]:
    """``rows`` with what the line below them says, for those who have no affiliation of their own."""
    line = clean(line).strip(" ,;()")
    return [row if row.affiliation else replace(row, affiliation=line) for row in rows]


def read_marked(line, below) -> tuple[list[AuthorRow], list[str]]:
    """“Ada¹, Ben²” above “¹Here, ²There”."""
    rows, doubts = read(_RAISED.sub("", line))
    marked = {mark: words.strip(" ,;") for mark, words in _MARKED.findall(clean(below))}
    marks = [_RAISED.findall(part) for part in re.split(r",(?![⁰¹²³⁴-⁹])|\band\b|;", _tidy(line)) if part.strip()]
    if len(marks) != len(rows):
        return rows, doubts
    return [
        replace(row, affiliation=row.affiliation or "; ".join(marked[mark] for mark in own if mark in marked))
        for row, own in zip(rows, marks, strict=True)
    ], doubts


def is_marked(line):
    return bool(_RAISED.search(line))


def is_affiliation(line) -> bool:
    return bool(INSTITUTION.search(line)) and len(line) < 300


def untabbed(line) -> str:
    """Names pasted from a sheet: “Ada Lovelace⇥Charles⇥Babbage”, where nothing but tabs tells them apart."""
    fields = [clean(field) for field in line.strip().split("\t") if clean(field)]
    if len(fields) < 2 or re.search(r"[,;]|\band\b", line):
        return line
    people, given = [], ""
    for field in fields:
        if " " in field:
            people.append(field)
        elif given:
            people.append(f"{given} {field}")
            given = ""
        else:
            given = field
    return line if given else ", ".join(people)


def _tidy(line):
    line = _BRACKETS.sub("", _LABELLED.sub("", clean(line)))
    line = re.sub(r"(?<=[´`¨ˆ˜])ı", "i", line)
    return _GLUED.sub("and ", line).strip(" -–—:,.;·•|")


def _cited(line):
    """“North, A., & Reed, B. C.” as references have it."""
    return [
        AuthorRow(name=f"{given} {family}", given_name=given, family_name=family)
        for family, given in ((match[1], " ".join(match[2].split())) for match in _REFERENCE.finditer(line))
    ]


def _is_phrase(name):
    is_said = _SENTENCE.search(name) or _SMALL.search(name) or _LABEL.search(name) or re.search(r"[\"“”:;?!\d]", name)
    return bool(is_said) or len(name.split()) > LONGEST_NAME


def _may_be_name(row):
    name = _NICKNAME.sub(" ", row.name)
    if not _LOOSE.match(row.name) or any(words.search(name) for words in (_SMALL, _SENTENCE, _LABEL)):
        return False
    if row.affiliation:  # a label has no letters in its parentheses, or a word that names have not
        name = " ".join(name.split()[:3])
        return bool(re.search(r"[^\W\d_]{2}", row.affiliation)) and names.is_name(name.title(), at_least=1)
    return names.is_name(row.name.title(), at_least=1)
