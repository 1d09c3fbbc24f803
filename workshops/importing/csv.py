"""Cells of a CSV that is opened in a spreadsheet, where titles and names of strangers must not run as formulas."""

import csv
import re
from io import StringIO

FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")


def neutral(cell):
    """``cell`` with an apostrophe before what a spreadsheet would take for a formula."""
    return f"'{cell}" if FORMULA.match(cell) else cell


def as_csv(rows):
    """Every cell in quotes and harmless; begins with a byte order mark, for Excel."""
    page = StringIO()
    csv.writer(page, quoting=csv.QUOTE_ALL).writerows([neutral(str(cell)) for cell in row] for row in rows)
    return f"\ufeff{page.getvalue()}"


def plain(cell):
    """What ``neutral`` was given."""
    return cell[1:] if cell.startswith("'") and FORMULA.match(cell) else cell
