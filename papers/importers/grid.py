"""Cells as a file holds them, before anybody looks for a header."""

from dataclasses import dataclass, field

from papers.importers.rows import Level


@dataclass
class Record:
    """A row of cells; of those that are empty throughout, only broken ones are kept."""

    line: int  # from 1; of JSON, the number of the entry
    cells: list[str]
    is_sure: bool = True  # its quotes match
    must_fit: bool = False  # of text: more cells than the header has mean that something moved


@dataclass
class Grid:
    rows: list[Record]
    sheet: str = ""
    notes: list[tuple[Level, str, int | None]] = field(default_factory=list)  # with the line
    spoilt: dict[int, list[int]] = field(default_factory=dict)  # column: lines of formulas without a stored result
    counts_lines: bool = True


def filled(records):
    return [record for record in records if not record.is_sure or any(cell.strip() for cell in record.cells)]
