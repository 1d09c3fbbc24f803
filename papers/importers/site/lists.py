"""Which of the lists on a site are its accepted papers."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from rapidfuzz.utils import default_process

from papers.importers.clean import clean
from papers.importers.site import stretches, units
from papers.importers.site.markup import Page
from papers.importers.site.topics import ROLES
from papers.importers.site.units import Unit

LONGEST_LABEL = 80
FEWEST = 3  # entries below a heading that does not say what they are
_NOT_SEARCHED = {*ROLES, "awards", "grants", "sponsors", "call", "contact"}
_ACCEPTED = re.compile(r"\baccepted\b|\bpapers$|\bproceedings\b", re.IGNORECASE)


@dataclass
class Listing:
    """Papers below one heading of a page. ``rank``: 1 is a list of papers, 2 a programme, 3 could be one."""

    page: Page
    rank: int
    title: str
    units: list[Unit] = field(default_factory=list)
    has_authors: bool = True
    labels: list[Unit] = field(default_factory=list)  # “Morning session” between them


def of(pages) -> list[Listing]:
    """The lists of the best rank that the site has, then the others, which may tell more of the same papers."""
    found = [listing for page in pages for listing in _on(page)]
    return sorted(found, key=lambda listing: listing.rank)


def folded(title) -> str:
    """A title by which two printings of it meet: no case, quotes, dashes or dots."""
    return " ".join(default_process(clean(title)).replace("_", " ").split())


def _on(page) -> Iterator[Listing]:
    for stretch in stretches.of(page):
        if stretch.topic in _NOT_SEARCHED:
            continue
        rank = {"papers": 1, "schedule": 2}.get(stretch.topic, 3)
        everything = list(units.of(stretch))
        found = _once(units.entries(everything))
        title = stretch.title or page.title
        if rank > 1:
            found = [unit for unit in found if not units.is_slot(unit.entry.title)]
        if rank == 1 and not found and _ACCEPTED.search(title):
            yield from _of_titles(page, title, everything)
        elif found and (rank < 3 or (len(found) >= FEWEST and _is_mostly(found, everything))):
            yield Listing(page, rank, title, found, labels=_labels(found, everything))


def without_awards(listings) -> list[Listing]:
    """The lists without those entries that turned out to be a list of award winners."""
    for listing in listings:
        if listing.rank == 3:
            listing.units = [unit for unit in listing.units if not listing.page.is_understood(unit.elements[0])]
    return [listing for listing in listings if listing.rank < 3 or len(listing.units) >= FEWEST]


def _once(found):
    """A programme may list the same paper in two sessions; links of the later mention are kept."""
    kept = {}
    for unit in found:
        first = kept.setdefault(folded(unit.entry.title), unit)
        if first is not unit:
            first.elements += unit.elements
            for role, address in unit.entry.marks.links.items():
                first.entry.marks.links.setdefault(role, address)
            first.entry.marks.kind = first.entry.marks.kind or unit.entry.marks.kind
            first.entry.marks.award = first.entry.marks.award or unit.entry.marks.award
    return list(kept.values())


def _labels(found, everything):
    taken = {id(element) for unit in found for element in unit.elements}
    places = [index for index, unit in enumerate(everything) if id(unit.elements[0]) in taken]
    between = everything[max(places[0] - 1, 0) : places[-1]]
    return [unit for unit in between if len(unit.entry.text) < LONGEST_LABEL and not unit.entry.authors]


def _is_mostly(found, everything):
    """More than half of what could be one names a title and authors."""
    whole = {id(element) for unit in found for element in unit.elements}
    others = [unit for unit in everything if unit.entry.title and not any(id(e) in whole for e in unit.elements)]
    return len(found) * 2 > len(others)


def _of_titles(page, title, everything):
    """A list below “Accepted papers” that names nobody."""
    items = [unit for unit in everything if unit.kind == "item" and unit.entry.title and not unit.entry.authors]
    if len(items) >= FEWEST:
        yield Listing(page, 1, title, items, has_authors=False)
