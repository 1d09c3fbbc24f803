"""Softconf/START: one row a paper, with seven columns for each of up to 35 authors."""

import re
from itertools import count, takewhile

from papers.importers.decisions import kind
from papers.importers.entries import email, number, prose
from papers.importers.rows import PaperRow
from papers.importers.tables import tables_of
from papers.importers.tabular import (
    a_paper_in_each_row,
    decided,
    known_people,
    people_of,
    person,
    title,
)

NAME = "Softconf/START"
SOURCE = "softconf"
YES = re.compile(r"yes|true|1|x|presenter", re.IGNORECASE)


def recognizes(files):
    return any(map(_has_papers, tables_of(files)))


def read(files):
    return a_paper_in_each_row(SOURCE, files, _has_papers, _paper)


def _has_papers(table):
    return table.has("submissionid", "title") and (table.has("1lastname") or table.has("authors", "acceptancestatus"))


def _paper(row, reading):
    paper_title = title(row, "title")
    decision, words = decided(row, reading, "acceptancestatus")
    return PaperRow(
        place=row.place("title"),
        title=paper_title,
        authors=_authors(row, reading),
        source_id=row.get("submissionid"),
        number=number(row.get("submissionid")),
        abstract=prose(row.raw("abstract")),
        kind=kind(words) or kind(row.get("submissiontype")),
        decision=decision,
        decision_words=words,
    )


def _authors(row, reading):
    """Author by author, or the one column “Authors” where their own columns are empty."""
    groups = takewhile(lambda position: row.table.has(f"{position}lastname"), count(1))
    rows = [_author(row, position) for position in groups if _is_filled(row, position)]
    if rows:
        return known_people(rows, row.place("authors", "title"), reading)
    return people_of(row.raw("authors"), row.place("authors", "title"), reading)


def _is_filled(row, position):
    return any(row.get(f"{position}{part}") for part in ("firstname", "lastname", "email"))


def _author(row, position):
    def cell(part):
        return row.get(f"{position}{part}")

    return person(
        f"{cell('firstname')} {cell('middlename')}",
        cell("lastname"),
        affiliation=cell("affiliation"),
        email=email(cell("email")),
        is_presenter=bool(YES.fullmatch(cell("presenter"))),
    )
