"""Tables of an HTML page, which some systems save as .xls."""

from django.utils.translation import gettext as _
from lxml import etree, html

from papers.importers.grid import Grid, Record, filled
from papers.importers.rows import Unreadable

MOST_SPAN = 50
MOST_ROWS = 20_050


def grids(text):
    root = _parsed(text)
    tables = root.xpath("//table[not(.//table)]")
    found = [
        Grid(filled(_records(table)), _("table %(number)d") % {"number": number})
        for number, table in enumerate(tables, 1)
    ]
    if not any(grid.rows for grid in found):
        raise Unreadable(_("This page holds no table."))
    return found


def _parsed(text):
    """Bytes, because a page may contradict itself on how its letters are stored; they are decoded already."""
    try:
        return html.document_fromstring(text.encode("utf-8", "replace"), html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        raise Unreadable(_("This page cannot be read.")) from None


def _records(table):
    for comment in table.xpath(".//comment()"):
        comment.drop_tree()
    for number, row in enumerate(table.iter("tr"), start=1):
        if number > MOST_ROWS:
            raise Unreadable(_("This table has more than 20,000 rows; split it."))
        cells = []
        for cell in row.iterchildren("td", "th"):
            cells += [cell.text_content(), *[""] * (_span(cell) - 1)]
        yield Record(number, cells)


def _span(cell):
    span = cell.get("colspan", "1").strip()
    return min(int(span), MOST_SPAN) if span.isascii() and span.isdecimal() and len(span) < 5 and int(span) else 1
