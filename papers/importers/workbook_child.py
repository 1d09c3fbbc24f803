"""Runs by itself, without Django: a workbook on standard input, its cells as JSON on standard output.

calamine asks for as much memory as the corners of a sheet suggest and aborts the process when there is none; that is
why the limits are set here, and why nothing else lives in this process.
"""

import json
import resource
import sys
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from lxml import etree
from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

MEGABYTE = 2**20
MEMORY = 512 * MEGABYTE  # on top of what the interpreter and its libraries have mapped
SECONDS = 20
MOST_ROWS = 20_050  # a few more than are read, for what stands above the header
MOST_COLUMNS = 400
MOST_CHARACTERS = 60_000_000
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


class Refused(Exception):
    """Says in one word why."""


def main():
    content = sys.stdin.buffer.read()
    limit()
    try:
        answer = {"sheets": sheets(content)}
    except Refused as refusal:
        answer = {"error": str(refusal)}
    except PasswordError:
        answer = {"error": "password"}
    except (CalamineError, BadZipFile, etree.XMLSyntaxError, KeyError, ValueError, EOFError, NotImplementedError):
        answer = {"error": "damaged"}
    json.dump(answer, sys.stdout)


def limit():
    mapped = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (mapped + MEMORY, mapped + MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def sheets(content):
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    parts = Parts(content)
    return [sheet(book, about, parts) for about in book.sheets_metadata if about.typ == SheetTypeEnum.WorkSheet]


def sheet(book, about, parts):
    rows = filled(book.get_sheet_by_name(about.name))
    spoilt, hidden_rows = parts.oddities(about.name)
    return {
        "name": about.name,
        "is_hidden": about.visible != SheetVisibleEnum.Visible,
        "rows": rows,
        "spoilt": spoilt,
        "hidden_rows": [line for line in hidden_rows if line in {line for line, _cells in rows}],
    }


def filled(sheet):
    """Rows with something in them, with their number, from column A on."""
    top, left = sheet.start or (0, 0)
    rows, characters = [], 0
    for line, values in enumerate(sheet.to_python(skip_empty_area=True), start=top + 1):
        cells = [text(value) for value in values]
        while cells and not cells[-1].strip():
            cells.pop()
        if cells:
            cells = [""] * left + cells
            rows.append((line, cells))
            characters += sum(map(len, cells))
            check(len(rows), len(cells), characters)
    return rows


def check(rows, columns, characters):
    if rows > MOST_ROWS:
        raise Refused("rows")
    if columns > MOST_COLUMNS:
        raise Refused("columns")
    if characters > MOST_CHARACTERS:
        raise Refused("memory")


def text(value):
    """A cell as a person would have typed it."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime) and not (value.hour or value.minute or value.second):
        return value.date().isoformat()
    return value.isoformat(" ") if isinstance(value, datetime) else date_or_text(value)


def date_or_text(value):
    return value.isoformat() if isinstance(value, date) else str(value)


class Parts:
    """What the XML of an .xlsx tells beyond its values: formulas without a stored result, and hidden rows."""

    def __init__(self, content):
        self.archive, self.names = None, {}
        if content.startswith(b"PK"):
            self.archive = ZipFile(BytesIO(content))
            if "xl/workbook.xml" in self.archive.namelist():
                self.names = self._names()

    def _names(self):
        targets = {
            relation.get("Id"): relation.get("Target", "").removeprefix("/xl/")
            for relation in self._xml("xl/_rels/workbook.xml.rels")
        }
        sheets = self._xml("xl/workbook.xml").iter(f"{MAIN}sheet")
        return {sheet.get("name"): f"xl/{targets.get(sheet.get(RELATION), '')}" for sheet in sheets}

    def _xml(self, part):
        return etree.fromstring(self.archive.read(part), etree.XMLParser(resolve_entities=False, no_network=True))

    def oddities(self, name):
        spoilt, hidden = {}, []
        part = self.names.get(name)
        if part not in (self.archive.namelist() if self.archive else ()):
            return spoilt, hidden
        content = self.archive.read(part)
        if b"<f" in content or b":f" in content or b"hidden=" in content:
            for row in rows_of(content):
                if row.get("hidden") in {"1", "true"}:
                    hidden.append(int(row.get("r")))
                for cell in row.iterfind(f"{MAIN}c"):
                    if has_no_result(cell):
                        column, line = position(cell.get("r"))
                        spoilt.setdefault(column, []).append(line)
        return spoilt, hidden


def rows_of(content):
    for _event, row in etree.iterparse(BytesIO(content), tag=f"{MAIN}row", resolve_entities=False, no_network=True):
        yield row
        row.clear()
        while row.getprevious() is not None:
            del row.getparent()[0]


def has_no_result(cell):
    """An empty text is a result; nothing at all is none."""
    if cell.find(f"{MAIN}f") is None:
        return False
    value = cell.findtext(f"{MAIN}v")
    return not value and cell.get("t") != "str"


def position(reference):
    letters = reference.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column - 1, int(reference[len(letters) :])


if __name__ == "__main__":
    main()
