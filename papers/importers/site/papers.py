"""The papers of a site: from its lists, its programme and its data files, each paper once."""

import re
from dataclasses import replace
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from django.utils.translation import gettext as _

from papers.importers.clean import quoted
from papers.importers.rows import Level, PaperRow, Place
from papers.importers.site import bylines, stretches
from papers.importers.site.lists import Listing, folded

_DIGITS = re.compile(r"(?:^|\D)(\d{1,4})$")


def papers(listings, reading) -> list[PaperRow]:
    """Rows of the best lists; those of data files stand in ``reading`` already and are only told more about."""
    known = {folded(row.title): row for row in _counted(reading.papers)}
    best = 0 if known else listings[0].rank if listings else None
    for listing in listings:
        rows = _numbered(listing, [_row(unit, listing, reading) for unit in listing.units])
        for row, unit in zip(rows, listing.units, strict=True):
            key = folded(row.title)
            if key in known:
                known[key] = _with_more(known[key], row, reading)
            elif listing.rank == best:
                known[key] = row
            elif listing.rank < 3:
                reading.note(Level.DOUBT, row.place, _not_listed(row))
            listing.page.understand(*unit.elements)
        listing.page.understand(*(element for unit in listing.labels for element in unit.elements))
        _understand_headings(listing)
    return list(known.values())


def note_pages_without(pages, listings, reading):
    """A page that announces accepted papers and lists none that could be read."""
    told = {listing.page.file for listing in listings} | {row.place.file for row in reading.papers}
    if reading.papers and not listings:  # all of them from data files
        return
    for page in pages:
        announced = next((stretch for stretch in stretches.of(page) if stretch.topic == "papers"), None)
        if announced and page.file not in told and not page.loops:
            sentence = _("“%(title)s” is announced here, but no list of papers could be read.")
            title = announced.title or page.title or page.file
            reading.note(Level.UNREAD, announced.place, sentence % {"title": title})


def _row(unit, listing, reading):
    said, place = unit.entry, Place(listing.page.file, unit.line)
    authors = said.authors
    if glued := bylines.glued(authors):
        reading.note(Level.DOUBT, place, _glued(glued))
        authors = [] if len(glued) == len(authors) else [row for row in authors if row not in glued]
    if len(authors) == 1 and _may_be_glued_name(authors[0]):
        reading.note(Level.DOUBT, place, _one_or_many(authors[0]))
    for doubt in said.doubts if authors else ():
        reading.note(Level.DOUBT, place, doubt)
    links = said.marks.links
    return PaperRow(
        place=place,
        title=said.title,
        authors=authors,
        kind=said.marks.kind,
        abstract=said.abstract.replace("\n", "\n\n"),
        pdf_link=links.get("pdf", ""),
        poster_link=links.get("poster", ""),
        video_link=links.get("video", ""),
        code_link=links.get("code", ""),
        forum_link=links.get("forum", ""),
    )


def _numbered(listing, rows):
    """By the numbers in the names of the PDFs, if all have one and they differ; else by their places."""
    numbers = [_number(row.pdf_link) for row in rows]
    if len(rows) < 2 or None in numbers or len(set(numbers)) < len(numbers):
        numbers = list(range(1, len(rows) + 1))
    return [replace(row, number=number) for row, number in zip(rows, numbers, strict=True)]


def _counted(rows):
    """Data files without numbers of their own are counted."""
    if any(row.number is not None for row in rows):
        return rows
    return [replace(row, number=number) for number, row in enumerate(rows, start=1)]


def _number(address):
    name = PurePosixPath(unquote(urlsplit(address).path)).name
    match = _DIGITS.search(name.removesuffix(".pdf")) if name.endswith(".pdf") else None
    return int(match[1]) if match else None


def _with_more(known, row, reading):
    """What a second mention of a paper adds; other authors are doubtful unless the first list of them was."""
    links = ["pdf_link", "poster_link", "video_link", "code_link", "forum_link"]
    more = {name: getattr(known, name) or getattr(row, name) for name in [*links, "kind", "abstract"]}
    if row.authors and (not known.authors or _may_be_glued(known)):
        more["authors"] = row.authors
    elif not set(_names(row)) <= set(_names(known)):
        reading.note(Level.DOUBT, row.place, _other_authors(row, known))
    return replace(known, **more)


def _may_be_glued(row):
    """A single author of many words is perhaps several, which another list keeps apart."""
    return len(row.authors) == 1 and _may_be_glued_name(row.authors[0])


def _may_be_glued_name(author):
    return not author.affiliation and len(author.name.split()) > 4


def _names(row):
    return [folded(author.name) for author in row.authors]


def _understand_headings(listing: Listing):
    for element in {unit.elements[0].getparent() for unit in listing.units}:
        heading = element.getprevious()
        if heading is not None and heading.tag in {"h1", "h2", "h3", "h4", "h5", "h6"}:
            listing.page.understand(heading)


def _glued(rows):
    return _("%(names)s: several names stand here with nothing between them; enter these authors by hand.") % {
        "names": quoted(rows[0].name)
    }


def _one_or_many(row):
    return _("%(name)s was read as one author; it may be several.") % {"name": quoted(row.name)}


def _not_listed(row):
    return _("%(title)s stands in the programme but not among the accepted papers; it was left out.") % {
        "title": quoted(row.title)
    }


def _other_authors(row, known):
    return _("%(title)s has other authors here than at %(place)s; those of %(place)s were taken.") % {
        "title": quoted(row.title),
        "place": str(known.place),
    }
