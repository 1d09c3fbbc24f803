"""Any CSV or workbook, read by a mapping of its columns that is guessed or that an organizer chose."""

from dataclasses import replace
from functools import partial

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from papers.importers import candidates, decisions, links
from papers.importers.clean import clean, quoted
from papers.importers.columns import affiliated, identified
from papers.importers.entries import number, prose
from papers.importers.mapping import NAMES, Mapping, guess
from papers.importers.rows import Decision, Level, PaperRow, Place, Reading, Unreadable
from papers.importers.structured import Broken
from papers.importers.tables import letter, tables, tables_of
from papers.importers.tabular import all_tables, each_row, known_people, no_papers, people_of, person, told_once

NAME = gettext_lazy("Table of papers (CSV or workbook)")
SOURCE = "table"
SAMPLES = 3
LINKS = {"pdf": "pdfurl", "poster": "posterurl", "video": "videourl", "code": "codeurl", "forum": "forumurl"}


def recognizes(files):
    """Lists of JSON and YAML have a reader of their own; only by choice they are read as tables."""
    return any(table.counts_lines and _is_clear(guess(table.header)) for table in tables_of(files))


def columns(file):
    """Header and first values of every column of the table that holds most papers, for somebody to choose from."""
    table = main_table(file)
    width = max([len(table.header), *(len(row.cells) for row in table.rows)])
    return [(_header(table, index), _samples(table, index)) for index in range(width)]


def main_table(file):
    return max(tables(file), key=lambda table: (_is_clear(guess(table.header)), len(table.rows)))


def read(files, mapping=None):
    """Papers by ``mapping``, or by what each table's headers say."""
    reading = Reading(SOURCE)
    for table in all_tables(files, reading):
        chosen = _chosen(table, mapping, reading)
        if chosen.title is None:
            no_papers(table, reading)
        else:
            propose = partial(_proposed_by_hand, chosen) if mapping else candidates.of_row
            _read_table(table, chosen, propose, reading)
    if not reading.papers and not reading.notes:
        raise Unreadable(_("There is no row in this table."))
    told_once(reading)
    links.doubt_shared_pdfs(reading)
    return reading


def _chosen(table, mapping, reading):
    if mapping is None:
        return guess(table.header)
    chosen, missing = mapping.fitted(table.header)
    if chosen.title is not None and missing:
        sentence = _("This table has no columns %(columns)s, which were chosen before.")
        reading.note(Level.DOUBT, Place(table.name), sentence % {"columns": ", ".join(map(quoted, missing))})
    return chosen


def _is_clear(mapping):
    return mapping.title is not None and (mapping.authors is not None or mapping.family_name is not None)


def _header(table, index):
    printed = clean(table.header[index]) if index < len(table.header) else ""
    return printed or _("column %(letter)s") % {"letter": letter(index)}


def _samples(table, index):
    values = (clean(row.cells[index]) for row in table.rows if index < len(row.cells))
    return [value for _number, value in zip(range(SAMPLES), filter(None, values), strict=False)]


def _read_table(table, mapping, propose, reading):
    if not mapping.one_author_per_row:
        each_row(table, reading, partial(_add, mapping, propose, reading))
        return
    groups = {}
    each_row(table, reading, partial(_sort_in, mapping, groups))
    for rows in groups.values():
        reading.papers.append(_grouped(rows, mapping, reading))
        propose(rows[0], reading.papers[-1], reading)


def _proposed_by_hand(mapping, row, paper, reading):
    """One column, chosen; its header may still name the award."""
    column = mapping.candidate
    award = candidates.award_in(_header(row.table, column)) if column is not None else None
    candidates.add(
        paper, [(_place(row, column), award or "", _raw(row, column))], reading, _raw(row, mapping.rationale)
    )


def _sort_in(mapping, groups, row, place):
    """Rows of one paper by its id or title; a row that names neither continues the one above it."""
    name = _cell(row, mapping.id) or _cell(row, mapping.title) or next(reversed(groups), "")
    if not name or (name not in groups and not _cell(row, mapping.title)):
        raise Broken(_("This row has no title."))
    groups.setdefault(name, []).append(row)


def _grouped(rows, mapping, reading):
    paper = _paper(rows[0], mapping, reading, [])
    authors = [
        person(
            _cell(row, mapping.given_name),
            _cell(row, mapping.family_name),
            affiliation=_cell(row, mapping.affiliations),
        )
        if mapping.family_name is not None
        else next(iter(people_of(_cell(row, mapping.authors), _place(row, mapping.authors), reading)), person("", ""))
        for row in rows
    ]
    identify = [
        identified([author], _cell(row, mapping.emails), _cell(row, mapping.orcids))
        for author, row in zip(authors, rows, strict=True)
    ]
    return replace(paper, authors=known_people([author for [author] in identify], paper.place, reading))


def _add(mapping, propose, reading, row, place):
    reading.papers.append(_paper(row, mapping, reading, _authors(row, mapping, reading)))
    propose(row, reading.papers[-1], reading)


def _paper(row, mapping, reading, authors):
    title = _cell(row, mapping.title)
    if not title:
        raise Broken(_("This row has no title."))
    words = _cell(row, mapping.decision)
    return PaperRow(
        place=_place(row, mapping.title),
        title=title,
        authors=authors,
        source_id=_cell(row, mapping.id),
        number=number(_cell(row, mapping.id)),
        abstract=prose(_raw(row, mapping.abstract)),
        kind=decisions.kind(words) or decisions.kind(_cell(row, mapping.kind)),
        decision=_decision(words, row, mapping, reading),
        decision_words=words,
        **_links(row, mapping, reading),
    )


def _authors(row, mapping, reading):
    place = _place(row, mapping.authors if mapping.authors is not None else mapping.title)
    printed = _raw(row, mapping.authors).strip()
    if not set(printed) & set(";|"):
        printed = ";".join(printed.splitlines())
    authors = people_of(printed, place, reading)
    authors = affiliated(authors, _raw(row, mapping.affiliations), _place(row, mapping.affiliations), reading)
    return identified(authors, _raw(row, mapping.emails), _raw(row, mapping.orcids))


def _decision(words, row, mapping, reading):
    if mapping.decision is None:
        return Decision.ACCEPTED
    meaning = decisions.decision(words)
    if meaning is None:
        sentence = _("%(words)s is no decision that is known here; the paper counts as undecided.")
        reading.note(Level.DOUBT, _place(row, mapping.decision), sentence % {"words": quoted(words)})
    return meaning or Decision.UNDECIDED


def _links(row, mapping, reading):
    values = {name: _cell(row, getattr(mapping, field)) for field, name in LINKS.items()}
    return links.links(values, _place(row, None), reading)


def _raw(row, column):
    return row.cells[column] if column is not None and column < len(row.cells) else ""


def _cell(row, column):
    return clean(_raw(row, column))


def _place(row, column):
    return row.table.place(row.line, column)


__all__ = ["NAME", "NAMES", "SOURCE", "Mapping", "columns", "guess", "main_table", "read", "recognizes"]
