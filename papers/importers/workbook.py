"""Workbooks (.xlsx, .xlsm, .xls, .ods), read in a process of its own: the library can be made to eat all memory."""

import json
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from papers.importers.grid import Grid, Record
from papers.importers.rows import Level, Unreadable

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MOST_UNPACKED = 100 * 2**20
MOST_PARTS = 2000
SECONDS = 20
CHILD = Path(__file__).with_name("workbook_child.py")
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def grids(content):
    if content.startswith(ZIP):
        _check_zip(content)
    if ENCRYPTED in content[: 2**20]:
        raise _needs_password()
    return [_grid(sheet) for sheet in _sheets(content)]


def _check_zip(content):
    """Sizes are those that the directory promises; the child's limits hold where it lies."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
    except (BadZipFile, ValueError, NotImplementedError, OSError, EOFError):
        raise _damaged() from None
    if sum(part.file_size for part in parts) > MOST_UNPACKED or len(parts) > MOST_PARTS:
        raise Unreadable(_("This workbook unpacks to more than 100 MB; keep only the sheet with the papers."))
    names = {part.filename for part in parts}
    if any(part.flag_bits & 1 for part in parts):
        raise _needs_password()
    if "content.xml" not in names and not any(name.lower().startswith("xl/workbook.") for name in names):
        raise Unreadable(_("This archive is no workbook; unpack it and bring the files in it."))


def _sheets(content):
    try:
        child = subprocess.run(  # noqa: S603 - our own script
            [sys.executable, "-I", str(CHILD)], input=content, capture_output=True, timeout=SECONDS, check=False
        )
        answer = json.loads(child.stdout) if child.returncode == 0 else {}
    except subprocess.TimeoutExpired:
        answer = {}
    except ValueError:
        raise _damaged() from None
    if "sheets" in answer:
        return answer["sheets"]
    raise _refusal(answer.get("error"))


def _refusal(error):
    if error == "password":
        return _needs_password()
    if error == "damaged":
        return _damaged()
    if error == "rows":
        return Unreadable(_("This workbook has more than 20,000 rows; split it."))
    if error == "columns":
        return Unreadable(_("This workbook has too many columns; keep those that matter."))
    return Unreadable(
        _("This workbook takes too much memory or time to read; copy the rows into a new workbook, or save it as CSV.")
    )


def _needs_password():
    return Unreadable(_("This workbook is protected by a password; save it without one."))


def _damaged():
    return Unreadable(_("This workbook is damaged; open it, save it anew, or save it as CSV."))


def _grid(sheet):
    grid = Grid([Record(line, cells) for line, cells in sheet["rows"]], sheet["name"])
    grid.spoilt = {int(column): lines for column, lines in sheet["spoilt"].items()}
    if sheet["is_hidden"]:
        grid.rows, grid.spoilt = [], {}
        grid.notes.append((Level.IGNORED, _("This sheet is hidden and was left out."), None))
    elif sheet["hidden_rows"]:
        grid.notes.append((Level.DOUBT, _hidden(len(sheet["hidden_rows"])), sheet["hidden_rows"][0]))
    return grid


def _hidden(count):
    return ngettext(
        "This row is hidden in the workbook; it was read all the same.",
        "%(count)d rows are hidden in the workbook, this being the first; they were read all the same.",
        count,
    ) % {"count": count}
