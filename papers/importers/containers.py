"""What a file is, told by its first bytes and its content, never by its name; and the cells in it."""

import re

from django.utils.translation import gettext as _

from papers.importers import html_tables, spreadsheet_xml, structured, workbook
from papers.importers.clean import clean
from papers.importers.delimited import records
from papers.importers.encodings import decoded
from papers.importers.grid import Grid, Record, filled
from papers.importers.headers import known
from papers.importers.rows import Level, Unreadable

MOST_BYTES = 10 * 2**20
NO_TABLES = re.compile(
    rb"%PDF|\x89PNG|\xff\xd8\xff|GIF8|\x1f\x8b|Rar!|7z\xbc\xaf|\x7fELF|MZ|BZh|\{\\rtf|SQLite format|OggS|ID3"
)
HTML = re.compile(
    r"\s*(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body|meta|style|table)\b", re.IGNORECASE | re.DOTALL
)
YAML = re.compile(r"(?:\s*#[^\n]*\n)*\s*(?:---\s*\n\s*)?- +[\w\"']")


def grids(file):
    """The sheets of a workbook, the tables of a page, or the one table of a text."""
    content = file.content
    if len(content) > MOST_BYTES:
        raise Unreadable(_("“%(name)s” is larger than 10 MB; split it.") % {"name": file.name})
    if not content.strip(b"\x00\xef\xbb\xbf\xff\xfe \t\r\n"):
        raise Unreadable(_("“%(name)s” is empty.") % {"name": file.name})
    if content.startswith((workbook.ZIP, workbook.OLE)):
        return workbook.grids(content)
    if NO_TABLES.match(content):
        raise Unreadable(
            _("“%(name)s” is no table; export the list as CSV or as a workbook and bring that.") % {"name": file.name}
        )
    return _of_text(file)


def _of_text(file):
    text, doubt = decoded(file.content)
    if spreadsheet_xml.SIGN.search(text[:4000]):
        return spreadsheet_xml.grids(file.content)
    if HTML.match(text[:4000]):
        return html_tables.grids(text)
    if text.lstrip()[:1] in {"[", "{"} or YAML.match(text[:4000]):
        return _structured_or_delimited(file, text, doubt)
    return [_delimited(text, doubt)]


def _structured_or_delimited(file, text, doubt):
    """A header may begin with a bracket, too: CMT has “[Review] Min (Overall Rating)”."""
    if max((known(line.split(",")) for line in text[:4000].splitlines()[:5]), default=0) > 3:
        return [_delimited(text, doubt)]
    return [_of_entries(structured.value(file))]


def _delimited(text, doubt):
    grid = Grid(filled(Record(line, cells, is_sure, must_fit=True) for line, cells, is_sure in records(text)))
    if doubt:
        grid.notes.append((Level.DOUBT, doubt, None))
    return grid


def _of_entries(value):
    """A list of objects: their keys are the header."""
    lists = value.values() if isinstance(value, dict) else [value]
    entries = max((entry for entry in lists if isinstance(entry, list)), key=len, default=[])
    objects = {number: entry for number, entry in enumerate(entries, start=1) if isinstance(entry, dict)}
    if not objects:
        raise Unreadable(_("This file holds no list of entries with named fields."))
    header = list(dict.fromkeys(str(key) for entry in objects.values() for key in entry))
    rows = [[_cell(entry.get(key)) for key in header] for entry in objects.values()]
    grid = Grid([Record(0, header), *filled(map(Record, objects, rows))], counts_lines=False)
    for number, entry in enumerate(entries, start=1):
        if not isinstance(entry, dict):
            grid.notes.append((Level.ERROR, _("This is no entry with named fields."), number))
    return grid


def _cell(value):
    """A value as a cell would show it; people in a list as the authors of a paper are printed."""
    if isinstance(value, list):
        return "; ".join(filter(None, map(_cell, value)))
    if isinstance(value, dict):
        return _person(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if isinstance(value, str) else clean(value)


def _person(value):
    name = (
        value.get("name")
        or value.get("fullname")
        or " ".join(
            clean(value.get(key)) for key in ("first", "given_name", "first_name", "last", "family_name", "last_name")
        )
    )
    affiliation = clean(value.get("affiliation") or value.get("institution"))
    return f"{clean(name)} ({affiliation})" if affiliation else clean(name)
