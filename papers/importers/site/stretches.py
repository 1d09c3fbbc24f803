"""What stands below a heading that announces something, with its subheadings."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from papers.importers.rows import Place
from papers.importers.site.markup import Page, Section, is_block, links, sections, text
from papers.importers.site.topics import topic

LONGEST_TITLE = 90
LONGEST_MENU = 600
_FRONT = re.compile(r"^(?:\d+[_-])?(?:index|home|default|main|welcome)$")


@dataclass(frozen=True)
class Stretch:
    """A section and the deeper ones below it that have no other topic."""

    page: Page
    topic: str
    sections: list[Section]

    @property
    def title(self):
        return self.sections[0].title

    @property
    def place(self) -> Place:
        return self.sections[0].place

    @property
    def elements(self):
        return [element for section in self.sections for element in section.elements]

    def understand(self, *elements):
        headings = [section.heading for section in self.sections if section.heading is not None]
        self.page.understand(*headings, *elements)


def about(pages, *topics) -> Iterator[Stretch]:
    """The stretches of all pages whose heading has one of the topics."""
    return (stretch for page in pages for stretch in of(page) if stretch.topic in topics)


def of(page) -> list[Stretch]:
    """A page cut at every heading of a new topic; what has no heading goes by the title of the page."""
    if page.root is None:
        return []
    found, cut = [], _cut(sections(page))
    headings = {topic(section.title) for section in cut}
    for section in cut:
        heading = topic(section.title) if section.title else _implied(page, headings)
        if found and _continues(section, heading, found[-1], is_head=len(found) == 1):
            found[-1].sections.append(section)
        else:
            found.append(Stretch(page, heading, [section]))
    return found


def is_front(page):
    """index.html or whatever stands in for it."""
    return page.front_matter.get("permalink") == "/" or bool(_FRONT.match(stem(page)))


def is_menu(element):
    """The head or foot of a page, or little but links."""
    if any(outer.tag in {"header", "footer"} for outer in [element, *element.iterancestors()]):
        return True
    words, linked = len(text(element)), sum(len(said) for said, _address in links(element))
    return len(links(element)) > 2 and linked * 4 > words * 3 and words < LONGEST_MENU


def stem(page):
    return PurePosixPath(page.file).stem.lower()


def _cut(found):
    """A page without any heading is cut where a class says that something is a title."""
    if len(found) != 1 or found[0].level:
        return found
    cut = [Section("", 0, found[0].place, [])]
    for element in (piece for outer in found[0].elements for piece in _pieces(outer)):
        if _is_titled(element):
            place = Place(found[0].place.file, element.sourceline)
            cut.append(Section(text(element).split("\n")[0], 1, place, [], element))
        else:
            cut[-1].elements.append(element)
    return cut


def _pieces(element):
    if _is_titled(element) or not any(map(_is_titled, element.iterdescendants())):
        yield element
    else:
        yield from (piece for child in element if is_block(child) for piece in _pieces(child))


def _is_titled(element):
    """A short block whose class says so; its first line is the heading."""
    if "title" not in (element.get("class") or ""):
        return False
    words = text(element)
    return 0 < len(words) <= LONGEST_TITLE and bool(topic(words.split("\n")[0]))


def _implied(page, headings):
    """The topic of a page as a whole, unless one of its headings has it."""
    name = stem(page).split("__")[-1].replace("_", " ").replace("-", " ")
    found = topic(page.title.split("|")[0]) or topic(name)
    return "" if found in headings else found


def _continues(section, heading, stretch, *, is_head):
    """A deeper heading of no other topic; below the name of the site, every heading begins something new."""
    if not stretch.topic and (is_head or not stretch.title):
        return False
    return section.level > stretch.sections[0].level and heading in {"", stretch.topic}
