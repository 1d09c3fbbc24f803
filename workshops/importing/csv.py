"""Cells of a CSV that is opened in a spreadsheet, where titles and names of strangers must not run as formulas."""

import re

FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")


def neutral(cell):
    """``cell`` with an apostrophe before what a spreadsheet would take for a formula."""
    return f"'{cell}" if FORMULA.match(cell) else cell


def plain(cell):
    """What ``neutral`` was given."""
    return cell[1:] if cell.startswith("'") and FORMULA.match(cell) else cell
