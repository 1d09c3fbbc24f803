"""Microsoft CMT: its tables of submissions in whatever container they come, and the JSON and YAML made of them."""

import re
from dataclasses import replace

from django.utils.translation import gettext as _

from papers.importers.authors import family_first
from papers.importers.decisions import kind
from papers.importers.entries import email, number, prose
from papers.importers.rows import Level, PaperRow
from papers.importers.structured import Broken
from papers.importers.tables import tables_of
from papers.importers.tabular import a_paper_in_each_row, decided, people_of, title

NAME = "Microsoft CMT"
SOURCE = "cmt"
TITLE = ("papertitle", "title")
AUTHORS = ("authors", "authordetails")
CONTACT = re.compile(r"\)\s*\*\s*(?:;|$)")  # “Name (Organization)*; …” is how only CMT marks the contact


def recognizes(files):
    return any(map(_has_papers, tables_of(files)))


def read(files):
    return a_paper_in_each_row(SOURCE, files, _has_papers, _paper)


def _has_papers(table):
    if table.has("papertitle"):
        return any(map(table.has, ("paperid", "authornames", "primarycontactauthorname")))
    return table.has("id", "title", "authors") and any(CONTACT.search(row.get("authors")) for row in table.rows)


def _paper(row, reading):
    paper_id = row.get("paperid", "id")
    if paper_id and number(paper_id) is None:
        raise Broken(_("The paper id of this row is not a number; the row was probably torn apart."))
    paper_title = title(row, *TITLE)
    decision, words = decided(row, reading, "status")
    return PaperRow(
        place=row.place(*TITLE),
        title=paper_title,
        authors=_authors(row, reading),
        source_id=paper_id,
        number=number(paper_id),
        abstract=prose(row.raw("abstract")),
        kind=kind(words),
        decision=decision,
        decision_words=words,
    )


def _authors(row, reading):
    split = family_first(row.raw("authornames"), star="is_corresponding")
    if row.raw(*AUTHORS):
        rows = _with_split_names(people_of(row.raw(*AUTHORS), row.place(*AUTHORS), reading, "is_corresponding"), split)
    else:
        rows = split or people_of("", row.place(*TITLE), reading)
    return _with_addresses(_with_contact(rows, row), row, reading)


def _with_split_names(rows, split):
    """Given and family names of “Author Names”, where both columns tell the same people."""
    if [author.name for author in rows] != [author.name for author in split]:
        return rows
    return [
        replace(author, given_name=names.given_name, family_name=names.family_name)
        for author, names in zip(rows, split, strict=True)
    ]


def _with_contact(rows, row):
    """The contact by name, where no asterisk says who it is."""
    name = row.get("primarycontactauthorname")
    if any(author.is_corresponding for author in rows) or [author.name for author in rows].count(name) != 1:
        return rows
    return [replace(author, is_corresponding=author.name == name) for author in rows]


def _with_addresses(rows, row, reading):
    """Addresses go by position only as far as none can be missing before them; the contact's stands by itself, too."""
    listed = [part.strip() for part in row.raw("authoremails").split(";") if part.strip()]
    safe = _safe(listed, rows)
    contact = email(row.get("primarycontactauthoremail"))
    found = []
    for index, author in enumerate(rows):
        address = email(listed[index].rstrip("* ")) if index < safe else ""
        is_contact = author.is_corresponding and author.name == row.get("primarycontactauthorname")
        found.append(replace(author, email=address or (contact if is_contact else "") or author.email))
    if safe < len(listed):
        sentence = _(
            "%(emails)d e-mail addresses for %(authors)d authors: whose they are is not certain; %(left)d left out."
        )
        values = {"emails": len(listed), "authors": len(rows), "left": len(listed) - safe}
        reading.note(Level.IGNORED, row.place("authoremails"), sentence % values)
    return found


def _safe(listed, rows):
    """How many addresses surely stand at their author's place: all, or those up to the asterisk in both lists."""
    if len(listed) == len(rows):
        return len(listed)
    starred = [index for index, address in enumerate(listed) if address.endswith("*")]
    contacts = [index for index, author in enumerate(rows) if author.is_corresponding]
    return starred[0] + 1 if len(listed) < len(rows) and len(starred) == 1 and starred == contacts else 0
