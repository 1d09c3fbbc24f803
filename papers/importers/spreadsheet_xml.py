"""Excel 2003 XML, which CMT calls .xls: XML, neither a ZIP nor an old workbook, and read by no library."""

import re
from io import BytesIO
from xml.etree.ElementTree import ParseError  # only the exception; defusedxml does the parsing

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse
from django.utils.translation import gettext as _

from papers.importers.grid import Grid, Record
from papers.importers.rows import Level, Unreadable

SIGN = re.compile(r"<\?mso-application[^>]*Excel|urn:schemas-microsoft-com:office:spreadsheet", re.IGNORECASE)
SS = "{urn:schemas-microsoft-com:office:spreadsheet}"
EXCEL = "{urn:schemas-microsoft-com:office:excel}"
MOST_COLUMNS = 400
LAST_ROW = 1_048_576
MOST_ROWS = 20_050
MOST_ELEMENTS = 100_000  # in memory at once: those of a row, and what is in no row


def grids(content):
    try:
        return list(_grids(content))
    except DefusedXmlException:
        raise Unreadable(_("This file defines entities of its own, as no spreadsheet does; it was not read.")) from None
    except (ParseError, ValueError, LookupError):
        raise Unreadable(_("This Excel XML file is damaged; open it, save it as .xlsx and bring that.")) from None


def _grids(content):
    """Sheet by sheet; what was read of a row is let go at once."""
    grid, line, elements, outside = Grid([]), 0, 0, 0
    for event, element in iterparse(BytesIO(content), events=("start", "end")):
        elements += event == "start"
        if elements > MOST_ELEMENTS:
            raise _too_large()
        if event == "start" and element.tag == f"{SS}Worksheet":
            grid, line = Grid([], element.get(f"{SS}Name", "")), 0
        elif event == "start" and element.tag == f"{SS}Row":
            outside = elements
        elif event == "end" and element.tag == f"{SS}Row":
            line = _within(element.get(f"{SS}Index", line + 1), LAST_ROW)
            _add_row(grid, element, line)
            line += _within(element.get(f"{SS}Span", 0), LAST_ROW)
            element.clear()
            elements = outside
        elif event == "end" and element.tag == f"{EXCEL}Visible" and (element.text or "").startswith("SheetHidden"):
            grid.rows, grid.spoilt = [], {}
            grid.notes.append((Level.IGNORED, _("This sheet is hidden and was left out."), None))
        elif event == "end" and element.tag == f"{SS}Worksheet":
            yield grid
    if not outside:
        raise ValueError


def _add_row(grid, row, line):
    cells, column = {}, 0
    for cell in row.iter(f"{SS}Cell"):
        column = _within(cell.get(f"{SS}Index", column + 1), MOST_COLUMNS)
        data = cell.find(f"{SS}Data")
        cells[column] = "" if data is None else "".join(data.itertext())
        if data is None and cell.get(f"{SS}Formula"):
            grid.spoilt.setdefault(column - 1, []).append(line)
        column += _within(cell.get(f"{SS}MergeAcross", 0), MOST_COLUMNS)
    if any(text.strip() for text in cells.values()):
        grid.rows.append(Record(line, [cells.get(index, "") for index in range(1, max(cells) + 1)]))
        if len(grid.rows) > MOST_ROWS:
            raise Unreadable(_("This workbook has more than 20,000 rows; split it."))


def _within(number, most):
    if not 0 <= int(number) <= most:
        raise _too_large()
    return int(number)


def _too_large():
    return Unreadable(_("This workbook has too many rows or columns; keep those that matter."))
