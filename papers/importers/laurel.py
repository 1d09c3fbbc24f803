"""Papers as Laurel itself writes them, as JSON and as CSV, and reads them again unchanged; e-mail addresses stay at home."""

import csv
import json
from dataclasses import fields
from functools import partial
from io import StringIO

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from papers.importers import entries, structured
from papers.importers.clean import quoted
from papers.importers.rows import AuthorRow, Decision, PaperRow, Reading, Unreadable
from papers.importers.structured import Broken
from papers.importers.tables import tables_of
from workshops.importing.csv import neutral, plain

NAME = gettext_lazy("Laurel's own export (JSON or CSV)")
SOURCE = "laurel"
VERSION = 1
KINDS = {"", "oral", "spotlight", "poster"}
DEFAULTS = {each.name: each.default for row in (PaperRow, AuthorRow) for each in fields(row)}
AUTHOR = [each.name for each in fields(AuthorRow) if each.name != "email"]
PAPER = [each.name for each in fields(PaperRow) if each.name not in {"place", "authors"}]
COLUMNS = {  # of a CSV; each holds one line an author
    "authors": "name",
    "affiliations": "affiliation",
    "given_names": "given_name",
    "family_names": "family_name",
    "orcids": "orcid",
    "openreview_ids": "openreview_id",
    "corresponding": "is_corresponding",
    "presenting": "is_presenter",
}
HEADER = ["laurel", *PAPER, *COLUMNS]


def to_json(papers):
    rows = [_told(paper, PAPER) | {"authors": [_told(author, AUTHOR) for author in paper.authors]} for paper in papers]
    return json.dumps({"laurel": VERSION, "papers": rows}, ensure_ascii=False, indent=1)


def to_csv(papers):
    """Begin the file with a byte order mark, so that Excel reads its letters."""
    page = StringIO()
    table = csv.writer(page, quoting=csv.QUOTE_ALL)
    table.writerow(HEADER)
    for paper in papers:
        said = _told(paper, PAPER) | {column: _lines(paper, field) for column, field in COLUMNS.items()}
        table.writerow([VERSION, *(neutral(str(said.get(column, ""))) for column in HEADER[1:])])
    return page.getvalue()


def recognizes(files):
    return bool(files) and all(_json(file) or _table(file) for file in files)


def read(files):
    reading = Reading(SOURCE)
    for file in files:
        if found := _json(file):
            _read_json(found, file, reading)
        elif table := _table(file):
            _read_table(table, reading)
        else:
            raise Unreadable(_("“%(name)s” is no export of Laurel.") % {"name": file.name})
    return reading


def _told(row, names):
    return {name: value for name in names if (value := getattr(row, name)) != DEFAULTS[name] or name == "decision"}


def _lines(paper, field):
    values = [getattr(author, field) for author in paper.authors]
    lines = ["yes" if value is True else value or "" for value in values]
    return "\n".join(lines) if any(lines) else ""


def _json(file):
    value = structured.value(file) if structured.is_structured(file, dict) else {}
    return value if "laurel" in value and isinstance(value.get("papers"), list) else None


def _table(file):
    if structured.is_structured(file, list | dict):
        return None
    return next((table for table in tables_of([file]) if table.has("laurel", "title", "decision")), None)


def _check_version(version):
    if entries.number(version) != VERSION:
        raise Unreadable(_("This export is of another version of Laurel than this one can read."))


def _read_json(value, file, reading):
    _check_version(value["laurel"])
    entries.each(value["papers"], file, reading, partial(_read_entry, reading=reading))
    keys = {name for paper in value["papers"] if isinstance(paper, dict) for name in paper}
    entries.left_out((keys | set(value)) - {*PAPER, "authors", "laurel", "papers"}, file, reading)


def _read_entry(entry, place, reading):
    authors = entries.fields(entry).get("authors", [])
    if not isinstance(authors, list):
        raise Broken(_("The authors of this paper are no list."))
    reading.papers.append(_paper(entry, [_author(entries.fields(author)) for author in authors], place, reading))


def _read_table(table, reading):
    reading.notes += table.notes
    for row in table.rows:
        entries.attempt(partial(_read_row, row, reading), row.place(), reading)


def _read_row(row, reading, place):
    if not row.get("laurel"):
        raise Broken(_("The first column of this row is empty; it is no row of an export."))
    _check_version(row.get("laurel"))
    said = {name: plain(row.raw(entries.fold(name))) for name in [*PAPER, *COLUMNS]}
    names = said["authors"].split("\n") if said["authors"] else []
    columns = {field: _column(said[column], len(names)) for column, field in COLUMNS.items()}
    authors = [_author({field: column[index] for field, column in columns.items()}) for index in range(len(names))]
    reading.papers.append(_paper(said, authors, place, reading))


def _column(cell, count):
    lines = cell.split("\n") if cell else [""] * count
    if len(lines) != count:
        raise Broken(_("The lines of this row's cells do not match: each author has one in every cell."))
    return lines


def _paper(said, authors, place, reading):
    texts = {name: entries.text(said.get(name)) for name in PAPER if name not in {"number", "abstract", "title"}}
    if texts["kind"] not in KINDS:
        raise Broken(_("%(words)s is no kind of paper.") % {"words": quoted(texts["kind"])})
    if texts["decision"] not in set(Decision):
        raise Broken(_("%(words)s is no decision.") % {"words": quoted(texts["decision"])})
    for name in (name for name in PAPER if name.endswith("_link")):
        texts[name] = entries.link(texts[name], place, reading)
    return PaperRow(
        **texts | {"decision": Decision(texts["decision"])},
        place=place,
        title=entries.title(said.get("title")),
        authors=authors,
        number=entries.number(said.get("number")),
        abstract=entries.prose(said.get("abstract")),
    )


def _author(said):
    texts = {name: entries.text(said.get(name)) for name in AUTHOR if not name.startswith("is_")}
    if not texts["name"]:
        raise Broken(_("An author of this paper has no name."))
    marks = {name: structured.is_true(said.get(name)) for name in AUTHOR if name.startswith("is_")}
    return AuthorRow(**texts, **marks)
