"""Lines such as “Location: Lyon”: a label and what is said about it, in tables, lists and paragraphs."""

import re
from copy import deepcopy
from dataclasses import dataclass

from lxml.html import HtmlElement

from papers.importers.site.markup import Page, is_block, text
from papers.importers.site.stretches import Stretch

LONGEST_LABEL = 90
STRUCK = {"del", "s", "strike"}
_OPENED, _CLOSED = "⟦", "⟧"  # around what is struck out
_LABELLED = re.compile(r"^(?P<label>[^:\n]{2,90}?)\s*(?::|\s[–—-]\s)\s*(?P<value>\S.*)$", re.DOTALL)


@dataclass(frozen=True)
class Fact:
    label: str
    words: str  # without what is struck out
    struck: str
    element: HtmlElement  # the row or the block
    stretch: Stretch

    @property
    def page(self) -> Page:
        return self.stretch.page


def of_stretch(stretch):
    units = (unit for element in stretch.elements for unit in _units(element))
    return [fact for unit in units for fact in _facts(unit, stretch)]


def marked(element):
    """The words of an element with marks around what is struck out."""
    if not any(inner.tag in STRUCK for inner in element.iterdescendants()):
        return text(element)
    copy = deepcopy(element)
    copy.tail = None
    for inner in list(copy.iter(*STRUCK)):
        words = text(inner).replace("\n", " ")
        inner[:] = []
        inner.text = f"{_OPENED}{words}{_CLOSED}"
    return text(copy)


def parted(words):
    """What stands, and what is struck out."""
    struck = re.findall(f"{_OPENED}(.*?){_CLOSED}", words)
    return " ".join(re.sub(f"{_OPENED}.*?{_CLOSED}", " ", words).split()), " ".join(struck)


def _units(element):
    inner = [child for child in element if is_block(child)]
    if element.tag == "tr" or not inner:
        yield element
    else:
        yield from (unit for child in inner for unit in _units(child))


def _facts(unit, stretch):
    if unit.tag == "tr":
        cells = [cell for cell in unit if text(cell)]
        return [_fact(text(cells[0]), marked(cells[1]), unit, stretch)] if len(cells) == 2 else []
    lines = [match for line in marked(unit).split("\n") if (match := _LABELLED.match(line))]
    return [_fact(match["label"], match["value"], unit, stretch) for match in lines]


def _fact(label, value, unit, stretch):
    words, struck = parted(value)
    return Fact(parted(label)[0].strip(" :*"), words, struck, unit, stretch)
