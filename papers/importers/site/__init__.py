"""The folder of a workshop's old website: Jekyll's Markdown, HTML pages, data files."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from papers.importers.rows import File, Level, Place, Reading, Unreadable
from papers.importers.site import (
    awards,
    data,
    edition,
    editions,
    laureates,
    lists,
    papers,
    people,
    prizes,
    programme,
    unread,
)
from papers.importers.site.markup import Page, page, site_name

__all__ = ["NAME", "SOURCE", "pages", "read", "recognizes", "site_name"]

NAME = gettext_lazy("Website (Jekyll, HTML, data files)")
SOURCE = "site"
PAGES = {".md", ".markdown", ".html", ".htm", ".xhtml"}

_MARKUP = re.compile(
    rb"<(?:html|body|h[1-6]|p|ul|ol|li|table|div|section|a)\b|^#{1,6}\s|^\s*[-*]\s+\S|^---\s*$", re.MULTILINE
)


def recognizes(files):
    return any(file.suffix in PAGES and _MARKUP.search(file.content) for file in files)


def read(files):
    """All that the pages say; what they say of other years, or what nobody understood, is noted."""
    reading = Reading(SOURCE)
    files = _of_this_edition(files, reading)
    found = pages(files, reading)
    if not found and reading.notes:
        raise Unreadable(reading.notes[-1].sentence)
    if not found:
        raise Unreadable(_("There is no page of a website in this folder: no Markdown, no HTML, no data file."))
    _read_papers(found, files, reading)
    _read_the_rest(found, reading)
    _note_pages(found, reading)
    unread.note(found, reading)
    return reading


def pages(files, reading) -> list[Page]:
    """Pages and data files that can be read; a broken one is an error and stops no other."""
    found = []
    for file in files:
        try:
            if file.suffix in PAGES:
                found.append(page(file))
            elif file.suffix in data.DATA:
                found.append(Page(file.name, "data", data=data.value(file)))
        except Unreadable as problem:
            reading.note(Level.ERROR, Place(file.name), problem)
    return found


def _of_this_edition(files: list[File], reading):
    ours, others = editions.split(list(files))
    for year, of_year in others.items():
        sentence = _("These pages are of %(year)s; read their folder on its own: %(files)s.")
        names = ", ".join(file.name for file in of_year[:5]) + (", …" if len(of_year) > 5 else "")
        reading.note(Level.IGNORED, Place(of_year[0].name), sentence % {"year": year, "files": names})
        for file, older in editions.copies(ours, of_year):
            sentence = _("This is word for word %(file)s; perhaps nobody has brought it up to date.")
            reading.note(Level.DOUBT, Place(file.name), sentence % {"file": older.name})
    ours, rendered = editions.without_rendered(ours)
    for file in rendered:
        reading.note(
            Level.IGNORED, Place(file.name), _("Made from the other files and perhaps older; it was left out.")
        )
    return ours


def _read_papers(found, files, reading):
    """Awards are found before the papers, so that a list of winners is no list of papers."""
    reading.papers = data.papers([file for file in files if file.suffix in data.DATA], reading)
    listings = lists.of(found)
    titles = {lists.folded(row.title) for row in reading.papers}
    titles |= {lists.folded(unit.entry.title) for listing in listings for unit in listing.units}
    honoured = awards.find(found, titles)
    listings = lists.without_awards(listings)
    reading.papers = papers.papers(listings, reading)
    papers.note_pages_without(found, listings, reading)
    honoured += awards.beside(listings)
    reading.awards = laureates.rows(honoured, reading.papers, prizes.amounts(found), reading)
    reading.awards += data.awards([file for file in files if file.suffix in data.DATA], reading)


def _read_the_rest(found, reading):
    reading.edition = edition.edition(found, reading)
    reading.recipients = prizes.recipients(found, reading)
    reading.roles = people.roles(found, reading)
    reading.slots = programme.slots(found, reading.edition, reading)
    reading.dates = edition.dates(found, reading.edition, reading)
    reading.sponsors = prizes.sponsors(found, reading)
    reading.pages = edition.pages(found, reading)


def _note_pages(found, reading):
    for each in found:
        if each.unclosed:
            reading.note(
                Level.DOUBT,
                Place(each.file, each.unclosed),
                _("A comment begins here and never ends; the rest of the page is hidden."),
            )
        for loop in each.loops:
            reading.note(Level.IGNORED, Place(each.file), _from_data(loop))


def _from_data(loop):
    name = loop.removeprefix("site.data.").replace(".", "/")
    return _("This page is filled from _data/%(name)s; what it shows is read there.") % {"name": name}
