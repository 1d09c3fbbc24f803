"""Pages of words: the call for papers, questions and answers, related workshops; and such parts of a long page."""

import re
from copy import deepcopy
from dataclasses import replace
from pathlib import PurePosixPath

from django.utils.text import slugify
from django.utils.translation import gettext as _

from papers.importers.clean import quoted
from papers.importers.rows import Level, PageRow
from papers.importers.site import prose, stretches
from papers.importers.site.markup import HEADINGS, links, text

TAKEN = {
    "awards",
    "banner",
    "committee",
    "dates",
    "grants",
    "organizers",
    "papers",
    "schedule",
    "speakers",
}  # Laurel's own pages
ELSEWHERE = {
    *("overview", "schedule", "papers", "awards", "grants", "sponsors", "dates", "contact"),
    *("organizer", "workflow_organizer", "committee", "speaker", "panelist", "speaker_and_panelist"),
}
NO_PAGES = {"readme", "license", "licence", "authors", "contributing", "changelog", "404", "sitemap", "search"}
NO_FOLDERS = {"_layouts", "_includes", "_sass", "_site", "assets"}
SHORTEST = 80  # characters that make a part of a page a text of its own
LONGEST_TITLE = 120
LONGEST_SLUG = 50


def pages(pages, reading):
    """A row for each file of words, and for each text that stands on a page of other things."""
    rows = []
    for page in filter(_is_seen, pages):
        rows += [_whole(page, reading)] if _is_of_words(page) else _parts(page)
    return _with_own_slugs([row for row in rows if row])


def _is_seen(page):
    path = PurePosixPath(page.file.lower())
    return page.root is not None and path.stem not in NO_PAGES and not NO_FOLDERS & set(path.parts)


def _is_of_words(page):
    """Whether the page is neither the front page nor about something that Laurel keeps as rows."""
    if stretches.is_front(page):
        return False
    found = [stretch.topic for stretch in stretches.of(page)]
    first = next(filter(None, found), "")
    return first not in ELSEWHERE and not {"schedule", "papers", "committee"} & set(found)


def _whole(page, reading):
    main = _main(page.root)
    heading = next((element for element in main.iter(*HEADINGS) if text(element)), None)
    title = text(heading).replace("\n", " ") if heading is not None else page.title or stretches.stem(page).title()
    body = prose.markdown([_without(main, heading)])
    page.understand(main)
    within = sum(_is_within(address) for _words, address in links(main))
    if not body:
        _note(reading, Level.IGNORED, page.place(main), _("The page %(title)s holds no text."), title)
    elif within:
        sentence = _("The page %(title)s links to other places of the old site (%(count)d); check them.")
        _note(reading, Level.DOUBT, page.place(main), sentence, title, count=within)
    return _row(page.place(main), title, body)


def _note(reading, level, place, sentence, title, **values):
    reading.note(level, place, sentence % {"title": quoted(title), **values})


def _parts(page):
    for stretch in stretches.of(page):
        is_text = stretch.topic in {"", "call"} and stretch.title and not all(map(stretches.is_menu, stretch.elements))
        body = _part(stretch, page) if is_text else ""
        if len(body) >= SHORTEST:
            stretch.understand(*stretch.elements)
            yield _row(stretch.place, stretch.title, body)


def _part(stretch, page):
    """Nothing, where the long paragraphs were read as the overview."""
    long = [element for element in stretch.elements if len(text(element)) > SHORTEST]
    is_overview = stretch.topic != "call" and any(map(page.is_understood, long))
    return "" if is_overview else prose.markdown(_in_order(stretch))


def _in_order(stretch):
    """The elements of a stretch with its subheadings between them."""
    for section in stretch.sections:
        if section is not stretch.sections[0] and section.heading is not None:
            yield section.heading
        yield from (element for element in section.elements if not stretches.is_menu(element))


def _main(root):
    """The page without what stands around every page."""
    chosen = next(root.iter("main"), None)
    if chosen is None:
        chosen = next((element for element in root.iter() if element.get("role") == "main"), None)
    return root if chosen is None else chosen


def _without(main, heading):
    """A copy of the page without its heading, head and foot."""
    position = list(main.iter()).index(heading) if heading is not None else None
    copy = deepcopy(main)
    around = [
        element for at, element in enumerate(copy.iter()) if at == position or element.tag in {"footer", "header"}
    ]
    for element in around:
        element.drop_tree()
    return copy


def _row(place, title, body):
    if not body or len(title) > LONGEST_TITLE:
        return None
    return PageRow(place, title, slugify(title)[:LONGEST_SLUG].strip("-"), body)


def _is_within(address):
    return bool(address) and not re.match(r"[a-z][a-z\d+.-]*:|//|#", address, re.IGNORECASE)


def _with_own_slugs(rows):
    """The same text is told once; two titles alike, and Laurel's own pages, get a number behind the slug."""
    found, slugs = {}, set(TAKEN)
    for row in rows:
        if row.body in found:
            continue
        slug, number = row.slug or "page", 2
        while slug in slugs:
            slug, number = f"{row.slug or 'page'}-{number}", number + 1
        slugs.add(slug)
        found[row.body] = replace(row, slug=slug)
    return list(found.values())
