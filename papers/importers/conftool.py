"""ConfTool: papers with numbered organisations, or a set of columns for each author; headers misspelt in old versions."""

import re
from dataclasses import replace
from itertools import count, takewhile

from django.utils.translation import gettext as _

from papers.importers.authors import family_first
from papers.importers.clean import clean, quoted
from papers.importers.decisions import decision as meaning
from papers.importers.decisions import kind
from papers.importers.entries import email, number, prose
from papers.importers.rows import Decision, Level, PaperRow
from papers.importers.tables import tables_of
from papers.importers.tabular import a_paper_in_each_row, known_people, title

NAME = "ConfTool"
SOURCE = "conftool"
ORGANISATIONS = ("organisations", "organizations")
NUMBERED = re.compile(r"(?:^|[;\n])\s*(\d{1,3})\s*:\s*")
KEYS = re.compile(r"\d{1,3}(?:\s*,\s*\d{1,3})*")


def recognizes(files):
    return any(map(_has_papers, tables_of(files)))


def read(files):
    return a_paper_in_each_row(SOURCE, files, _has_papers, _paper)


def _has_papers(table):
    return table.has("paperid", "title") and any(
        map(table.has, ("contributiontype", "acceptancestatus", "submittingauthor", *ORGANISATIONS))
    )


def _paper(row, reading):
    paper_title = title(row, "title")
    decision = _decision(row)
    return PaperRow(
        place=row.place("title"),
        title=paper_title,
        authors=_authors(row, reading),
        source_id=row.get("paperid"),
        number=number(row.get("paperid")),
        abstract=prose(row.raw("abstract", "abstractplain")),
        kind=next(filter(None, map(kind, map(row.get, ("acceptance", "presentationmode", "contributiontype")))), ""),
        decision=decision,
        decision_words=row.get("acceptance"),
    )


def _decision(row):
    """``withdrawn`` first; then the number, whose sign is the same in every language; then the words."""
    if row.get("withdrawn") not in {"", "0"}:
        return Decision.WITHDRAWN
    status = row.get("acceptancestatus")
    if re.fullmatch(r"[+-]?\d{1,6}", status):
        sign = int(status)
        return Decision.ACCEPTED if sign > 0 else Decision.REJECTED if sign < 0 else Decision.UNDECIDED
    is_told = row.table.has("acceptancestatus") or row.table.has("acceptance")
    return meaning(row.get("acceptance")) or Decision.UNDECIDED if is_told else Decision.ACCEPTED


def _authors(row, reading):
    rows = _in_columns(row) or _joined(row, reading)
    return known_people([_with_roles(author, row) for author in rows], row.place("authors", "title"), reading)


def _in_columns(row):
    """``authors_formatted_1_name``, …: the extended export."""
    positions = takewhile(lambda position: row.table.has(f"authorsformatted{position}name"), count(1))
    return [
        replace(
            author,
            affiliation=row.get(f"authorsformatted{position}organisation", f"authorsformatted{position}organization"),
            email=email(row.get(f"authorsformatted{position}email")),
        )
        for position in positions
        for author in family_first(row.raw(f"authorsformatted{position}name"), star="is_presenter")
    ]


def _joined(row, reading):
    """“Doe, Jane (1,2); …” with “1: University A; 2: Institute B”; a single organisation has no number."""
    printed = row.raw(*ORGANISATIONS)
    organisations = _numbered(printed)
    authors = family_first(re.sub(r"\s*\n\s*", "; ", row.raw("authors").strip()), star="is_presenter")
    return [
        replace(author, affiliation=_named(author.affiliation, organisations, printed, row, reading))
        for author in authors
    ]


def _numbered(printed):
    parts = NUMBERED.split(printed)
    return {key: clean(name).strip(" ;") for key, name in zip(parts[1::2], parts[2::2], strict=True)}


def _named(keys, organisations, printed, row, reading):
    if not organisations:
        return clean(printed)
    if not KEYS.fullmatch(keys):
        return keys
    numbers = re.findall(r"\d+", keys)
    missing = [key for key in numbers if key not in organisations]
    if missing:
        sentence = _("There is no organisation with the number %(number)s in this row.")
        reading.note(Level.DOUBT, row.place("authors"), sentence % {"number": quoted(missing[0])})
    return "; ".join(organisations[key] for key in numbers if key in organisations)


def _with_roles(author, row):
    """Who submitted is the contact, and the address of that column is theirs."""
    submitting = [other.name for other in family_first(row.raw("submittingauthor"))]
    presenting = [other.name for other in family_first(row.raw("presentingauthor"))]
    is_contact = author.name in submitting
    return replace(
        author,
        email=author.email or (email(row.get("saemail")) if is_contact else ""),
        is_corresponding=is_contact,
        is_presenter=author.is_presenter or author.name in presenting,
    )
