"""What a page says that nobody understood, line by line."""

import re
from itertools import groupby

from django.utils.translation import gettext as _

from papers.importers.clean import clean, quoted
from papers.importers.rows import Level, Place
from papers.importers.site.markup import HEADINGS, blocks, text
from papers.importers.site.segments import is_label
from papers.importers.site.topics import topic

FEWEST_LETTERS = 4
MOST_WORDS_OF_A_HEADING = 4
MOST_NOTES = 40  # of one page


def note(pages, reading):
    """A note for every run of blocks that no part of the reader took anything from."""
    told = _files_told_of(reading)
    for page in pages:
        if page.root is not None:
            _of_page(page, reading)
        elif page.file not in told:
            reading.note(Level.UNREAD, Place(page.file), _("Nothing in this data file was understood."))


def _files_told_of(reading):
    rows = [*reading.papers, *reading.roles, *reading.slots, *reading.dates, *reading.awards, *reading.recipients]
    rows += [*reading.notes, *reading.sponsors, *reading.pages]
    return {row.place.file for row in rows}


def _of_page(page, reading):
    runs = groupby(_worth(page), key=lambda block: block is None)
    found = [[block for block in run if block is not None] for is_gap, run in runs if not is_gap]
    for run in found[:MOST_NOTES]:
        reading.note(Level.UNREAD, Place(page.file, run[0].sourceline), _sentence(run))
    if len(found) > MOST_NOTES:
        reading.note(
            Level.UNREAD,
            Place(page.file),
            _("%(count)d more places on this page were not understood.") % {"count": len(found) - MOST_NOTES},
        )


def _worth(page):
    """The blocks to tell of; None where what stands between them was understood."""
    for block in blocks(page.root):
        if page.is_understood(block):
            yield None
        elif _letters(block) >= FEWEST_LETTERS and not (_is_around_the_page(block) or _is_heading(block)):
            yield block


def _is_around_the_page(block):
    """Menus, “skip to content”, “PDF”: links to other parts of the site, or labels."""
    if is_label(text(block)) or any(outer.tag in {"header", "footer"} for outer in [block, *block.iterancestors()]):
        return True
    within = [a for a in block.iter("a") if not re.match(r"https?:|mailto:", a.get("href") or "#", re.IGNORECASE)]
    return bool(within) and sum(map(_letters, within)) >= _letters(block) - FEWEST_LETTERS


def _is_heading(block):
    words = text(block)
    return block.tag in HEADINGS or (len(words.split()) <= MOST_WORDS_OF_A_HEADING and bool(topic(words)))


def _letters(block):
    return sum(map(str.isalpha, "".join(block.itertext())))


def _sentence(run):
    words = quoted(clean(text(run[0])))
    last = max(block.sourceline or 0 for block in run)
    if last > (run[0].sourceline or 0):
        return _("Not understood, up to line %(line)d: %(words)s") % {"line": last, "words": words}
    return _("Not understood: %(words)s") % {"words": words}
