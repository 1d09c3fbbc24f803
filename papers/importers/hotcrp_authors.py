"""HotCRP's CSV files: one row an author, before and after September 2024, and the list that a search gives."""

from dataclasses import replace

from django.utils.translation import gettext as _

from papers.importers import candidates
from papers.importers.clean import clean, quoted
from papers.importers.decisions import kind
from papers.importers.entries import email, number, orcid, prose
from papers.importers.rows import Decision, Level, PaperRow, Reading
from papers.importers.structured import Broken
from papers.importers.tables import tables_of
from papers.importers.tabular import (
    add,
    all_tables,
    decided,
    each_row,
    known_people,
    no_papers,
    people_of,
    person,
    title,
    told_once,
)

NAME = "HotCRP (CSV)"
SOURCE = "hotcrp"
GIVEN = ("givenname", "first", "firstname")
FAMILY = ("familyname", "last", "lastname")


def recognizes(files):
    found = tables_of(files)
    return any(_lists_authors(table) or _is_search(table) for table in found)


def read(files):
    reading = Reading(SOURCE)
    found = all_tables(files, reading)
    searches = [table for table in found if _is_search(table)]
    results = _results(searches)
    used = set()
    for table in found:
        if _lists_authors(table):
            _add_papers(table, results, reading)
            used.update(paper.source_id for paper in reading.papers)
        elif table not in searches:
            no_papers(table, reading)
    for table in searches:
        each_row(table, reading, lambda row, place: _add_result(row, used, reading))
    told_once(reading)
    for paper in reading.papers:
        _propose(paper, results.get(paper.source_id), reading)
    return reading


def _lists_authors(table):
    return table.has("paper", "title", "email", "affiliation") and any(map(table.has, FAMILY))


def _is_search(table):
    return table.has("id", "title", "status") and any(map(table.has, ("#reviews", "tags", "overallmerit", "ovemer")))


def _results(searches):
    """What a search says of a paper, by its number."""
    return {row.get("id"): row for table in searches for row in table.rows}


def _add_papers(table, results, reading):
    by_paper = {}
    each_row(table, reading, lambda row, place: _sort_in(row, by_paper, reading))
    for rows in by_paper.values():
        add(_paper(rows, results, reading), rows[0], reading)


def _propose(paper, result, reading):
    """For which awards a search names it, in a column or by its tags."""
    if result:
        candidates.of_row(result, paper, reading)
        candidates.of_tags(result.get("tags").split(), replace(paper, place=result.place("tags")), reading)


def _sort_in(row, by_paper, reading):
    paper = row.get("paper")
    if number(paper) is None:
        raise Broken(_("The paper's number is missing in this row, or no number."))
    printed = title(row, "title")
    rows = by_paper.setdefault(paper, [])
    if rows and rows[0].get("title") != printed:
        sentence = _("The title of paper %(paper)s differs between its rows; the first one counts.")
        reading.note(Level.DOUBT, row.place("title"), sentence % {"paper": quoted(paper)})
    rows.append(row)


def _paper(rows, results, reading):
    first = rows[0]
    result = results.get(first.get("paper"))
    decision, words = decided(result, reading, "status") if result else (Decision.ACCEPTED, "")
    return PaperRow(
        place=first.place("title"),
        title=first.get("title"),
        authors=_authors(rows, reading),
        source_id=first.get("paper"),
        number=number(first.get("paper")),
        kind=kind(words),
        decision=decision,
        decision_words=words,
    )


def _authors(rows, reading):
    authors = [row for row in rows if row.get("iscontact").casefold() != "nonauthor"]
    for row in rows:
        if row not in authors:
            sentence = _("A contact who is not an author; left out.")
            reading.note(Level.IGNORED, row.place("iscontact"), sentence)
    return known_people(list(map(_author, authors)), rows[0].place("title"), reading)


def _author(row):
    return person(
        row.raw(*GIVEN),
        row.raw(*FAMILY),
        affiliation=clean(row.raw("affiliation")),
        email=email(row.get("email")),
        orcid=orcid(row.get("orcid")),
        is_corresponding=row.get("iscontact").casefold() in {"yes", "true", "1", "y"},
    )


def _add_result(row, used, reading):
    """A paper of the search whose authors no other file lists."""
    if row.get("id") in used:
        return
    decision, words = decided(row, reading, "status")
    paper = PaperRow(
        place=row.place("title"),
        title=title(row, "title"),
        authors=people_of(row.raw("authors"), row.place("authors"), reading),
        source_id=row.get("id"),
        number=number(row.get("id")),
        abstract=prose(row.raw("abstract")),
        kind=kind(words),
        decision=decision,
        decision_words=words,
    )
    reading.papers.append(paper)
