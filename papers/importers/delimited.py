"""Text with separators as rows of cells: which separator, whether there are quotes, and what to do when one is open."""

import csv
import re
from collections import Counter

from django.utils.translation import gettext as _

from papers.importers.headers import known
from papers.importers.rows import Unreadable

SEPARATORS = "\t,;|"
SAMPLE_LINES = 60
MOST_BROKEN = 200
MOST_CELLS = 1000  # of a row, empty ones at its end not counted
CONTROL = re.compile(r"[\x01-\x08\x0e-\x1f]")
WRAPPED = re.compile(r'"((?:[^"]|"")*)"')


def lines_of(text):
    """Lines with any line ends; zero bytes taken out."""
    plain = text.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")
    if len(CONTROL.findall(plain)) * 50 > len(plain):
        raise Unreadable(_("This is no table: it holds bytes that no text has."))
    return plain.split("\n")


def records(text):
    """``(line, cells, is_sure)`` for every record; the cells of one that cannot be cut are none."""
    lines = lines_of(text)
    separator = _separator(lines[:SAMPLE_LINES])
    if separator == "\t" and not _needs_quotes(lines):
        found = ((number, _unwrapped(line.split("\t")), True) for number, line in enumerate(lines, start=1))
    else:
        found = _quoted(lines, separator)
    return [(line, _checked(cells), is_sure) for line, cells, is_sure in found if any(cells) or not is_sure]


def _checked(cells):
    if len(cells) > MOST_CELLS and any(cell.strip() for cell in cells[MOST_CELLS:]):
        raise Unreadable(_("This table has too many columns; keep those that matter."))
    return cells[:MOST_CELLS]


def _separator(lines):
    """The one whose header we know best, or that cuts most lines alike."""
    return max(SEPARATORS, key=lambda separator: _fit(lines, separator))


def _fit(lines, separator):
    rows = [cells[:MOST_CELLS] for _line, cells, _sure in _quoted(lines, separator) if any(cells)]
    widths = Counter(len(cells) for cells in rows if len(cells) > 1)
    width, often = widths.most_common(1)[0] if widths else (0, 0)
    return max(map(known, rows[:30]), default=0), often, width


def _needs_quotes(lines):
    """Whether a TAB or a line end stands within quotes, as Excel writes them; CMT writes none at all."""
    width = lines[0].count("\t")
    ragged = [line for line in lines if line and line.count("\t") != width and '"' in line]
    return bool(ragged) and all(len(cells) == width + 1 for _line, cells, _sure in _quoted(lines, "\t") if cells)


def _unwrapped(cells):
    """Without the quotes that a spreadsheet put around a cell because of what is in it."""
    return [_without_quotes(cell) for cell in cells]


def _without_quotes(cell):
    match = WRAPPED.fullmatch(cell)
    return match[1].replace('""', '"') if match and ('""' in match[1] or "," in match[1]) else cell


def _quoted(lines, separator):
    """Record by record; a quote that is never closed spoils its own line only."""
    start, broken = 0, 0
    while start < len(lines):
        reader = csv.reader((line + "\n" for line in lines[start:]), delimiter=separator, strict=True)
        first, here = start, start
        try:
            for cells in reader:
                yield here + 1, cells, True
                here = first + reader.line_num
        except csv.Error:
            broken += 1
            if broken > MOST_BROKEN:
                raise Unreadable(_("Too many lines have quotes that do not match; save the table anew.")) from None
            yield here + 1, _loosely(lines[here], separator), False
            start = here + 1
        else:
            return


def _loosely(line, separator):
    try:
        return next(csv.reader([line], delimiter=separator))
    except csv.Error:
        return []
