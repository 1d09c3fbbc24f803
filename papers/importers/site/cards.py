"""People as pages show them: a picture with a name under it, a row of a table, an item of a list, a line of names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

from papers.importers import authors
from papers.importers.site import names
from papers.importers.site.markup import is_block, links, tables, text

LONGEST_CARD = 600  # characters; more is a page around a picture
_NOISE = re.compile(
    r"@|^e-?mail\b|^\W*$|^(?:web(?:site|page)?|home ?page|linkedin|twitter|google scholar)$", re.IGNORECASE
)
_PARTED = re.compile(r"^(?P<name>[^:,|()]+?)\s*(?:,|:|\||\s[-–—]+)\s+(?P<rest>.+)$")
_POSITION = re.compile(
    r"^(?:(?:full|associate|assistant|adjunct|distinguished|research|principal|senior|staff|lead|chief|visiting|ph\.?d\.?|graduate"
    r"|doctoral|undergraduate|postdoc(?:toral)?)\s+)*(?:professor|lecturer|scientist|researcher|engineer|student|fellow|candidate"
    r"|postdoc|director|faculty|manager|associate|ph\.?d\.?)s?\s*(?:,|\bat\b|-|–)\s*",
    re.IGNORECASE,
)

_CHAIR = re.compile(r"\W*(?:\w+ )?(?:co-?)?chair\b", re.IGNORECASE)


@dataclass(frozen=True)
class Card:
    name: str
    affiliation: str
    homepage: str
    element: HtmlElement


def of(sections) -> Iterator[Card]:
    """Everybody in these sections of a page; a subheading may be the name itself."""
    for section in sections:
        if section.heading is not None and section is not sections[0] and names.is_name(section.title):
            yield _below_a_name(section)
        else:
            yield from (card for element in section.elements for card in in_element(element))


def in_element(element) -> Iterator[Card]:
    if element.tag == "table":
        yield from (card for table in tables(element) for card in _in_table(table))
    elif _is_unit(element):
        yield from _in_unit(element)
    else:
        yield from (card for child in element if is_block(child) for card in in_element(child))


def person(line):
    """Name and affiliation in “Ada Lovelace (Analytical Engines)”, “Ada Lovelace, Analytical Engines” or “Ada Lovelace”."""
    line = line.strip(" •*-–")
    name, affiliation = authors.split_affiliation(line)
    if affiliation or not (parted := _PARTED.match(line)):
        return (names.plain(name), affiliation) if names.is_name(name, at_least=1 if affiliation else 2) else None
    name = names.plain(parted["name"])
    return (name, _without_position(parted["rest"])) if names.is_name(name) else None


def _is_unit(element):
    """Whether the element stands for one person, or for one line of people."""
    if not any(is_block(child) for child in element):
        return True
    if element.tag in {"ul", "ol", "dl"} or element.find(".//table") is not None:
        return False
    if element.tag in {"li", "td", "figure"}:
        return element.find(".//li") is None
    if _is_name_over_affiliation(element):
        return True
    return len(list(element.iter("img"))) == 1 and len(text(element)) <= LONGEST_CARD


def _is_name_over_affiliation(element):
    """Two blocks of which only the first, or the first in another way, holds a name."""
    inner = [child for child in element if text(child)]
    if len(inner) != 2 or text(element).count("\n") != 1:
        return False
    first, second = inner
    return names.is_name(text(first)) and (first.tag != second.tag or not names.is_name(text(second)))


def _in_table(rows):
    if _is_one_person_a_row(rows):
        yield from (card for row in rows if (card := _of_row(row)))
        return
    for cell in (cell for row in rows for cell in row):
        yield from _in_unit(cell)


def _is_one_person_a_row(rows):
    """Name and institution in columns, as opposed to a grid of pictures."""
    filled = [[words for cell in row if (words := text(cell))] for row in rows]
    people = [
        row for row in filled if len(row) in {2, 3} and names.is_name(row[0]) and not names.is_surely_name(row[1])
    ]
    return len(people) * 2 > len([row for row in filled if row]) and not any("\n" in row[0] for row in people)


def _of_row(row):
    cells = [cell for cell in row if text(cell)]
    found = person(text(cells[0])) if len(cells) > 1 else None
    return (
        Card(found[0], found[1] or _without_position(text(cells[1])), _homepage(row[0], found[0]), cells[0])
        if found
        else None
    )


def _in_unit(element):
    lines = [line for line in text(element).split("\n") if not _NOISE.search(line)]
    if not lines:
        return
    together = _together(lines, is_plain=element.find(".//a") is None and element.find(".//img") is None)
    if together:
        yield from (Card(name, affiliation, _homepage(element, name), element) for name, affiliation in together)
    elif found := _alone(lines, element):
        yield found


def _together(lines, *, is_plain):
    """Several people in one paragraph: a person a line, or one line of names."""
    people = [person(line) for line in lines]
    if len(lines) > 1 and all(one and one[1] for one in people):
        return people
    if is_plain and len(lines) > 2 and all(map(names.is_surely_name, lines)):
        return [(names.plain(line), "") for line in lines]
    return _on_one_line(lines[0]) if len(lines) == 1 else []


def _on_one_line(line):
    if line.count("(") > 1 and re.search(r"\)\s*[,;]", line):
        rows, _doubts = authors.authors(line)
        return [(names.plain(row.name), row.affiliation) for row in rows if names.is_name(row.name, at_least=1)]
    listed = names.listed(line)
    return [(name, "") for name in listed] if len(listed) > 1 + (";" not in line) else []


def _alone(lines, element):
    found = person(lines[0]) or _by_link(lines[0], element)
    if not found:
        return None
    name, affiliation = found
    return Card(name, affiliation or _affiliation(lines[1:]), _homepage(element, name), element)


def _by_link(line, element):
    """A name that is a link may be written small or have one word."""
    words = next((words for words, address in links(element) if words and address.startswith("http")), "")
    is_short = 0 < len(words.split()) <= 4 and not re.search(r"\d", words) and names.is_name(words.title(), at_least=1)
    return (
        (names.plain(words), line.removeprefix(words).strip(" ,-–()")) if is_short and line.startswith(words) else None
    )


def _affiliation(lines):
    """The first line below the name that is no sentence and no bare job title."""
    for line in lines[:3]:
        if len(line) > 120 or re.search(r"[a-z]{3}\. |^(?:title|abstract|bio)\b", line, re.IGNORECASE):
            return ""
        if not (_POSITION.fullmatch(f"{line}, ") or _CHAIR.match(line)):
            return _without_position(line)
    return ""


def _without_position(words):
    return _POSITION.sub("", words.split("\n")[0]).strip(" ,;()")


def _below_a_name(section):
    lines = [line for element in section.elements for line in text(element).split("\n") if not _NOISE.search(line)]
    anchors = [outer for outer in [section.heading, *section.heading.iterancestors()] if outer.tag == "a"]
    homepage = _homepage(anchors[0] if anchors else section.heading, section.title)
    return Card(names.plain(section.title), _affiliation(lines), homepage, section.heading)


def _homepage(element, name):
    """The address behind the name, or behind the picture above it."""
    found = [(words, address) for words, address in links(element) if address.startswith(("http://", "https://"))]
    of_the_name = [address for words, address in found if words and (words in name or name in words or words == name)]
    of_the_picture = [address for words, address in found if not words]
    return next(iter(of_the_name + of_the_picture), "")
