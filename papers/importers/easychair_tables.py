"""Which table of EasyChair is which, by its header, or by its cells where it was copied from a page without one."""

from dataclasses import dataclass, field

from papers.importers.decisions import decision
from papers.importers.tables import Table

NUMBER = ("#", "id", "submission#", "paper", "paperid")
SET = ("decision", "formfields", "lastupdated", "deleted", "reviewssent", "notified")


@dataclass
class Kinds:
    """The tables of one reading, sorted."""

    papers: list[Table] = field(default_factory=list)  # one row a paper
    authors: list[Table] = field(default_factory=list)  # one row an author
    copied: list[Table] = field(default_factory=list)  # number TAB authors TAB title, copied from a page
    verdicts: list[Table] = field(default_factory=list)  # number TAB title … TAB ACCEPT, copied from a page
    others: list[Table] = field(default_factory=list)


def sort(tables):
    kinds = Kinds()
    for table in tables:
        _kind(table, kinds).append(table)
    return kinds


def _kind(table, kinds):
    if not table.header:
        return _copied(table, kinds)
    if lists_authors(table):
        return kinds.authors
    return kinds.papers if lists_papers(table) else kinds.others


def _copied(table, kinds):
    rows = [row for row in table.rows if row.cells[0].strip().isdecimal()]
    if not rows or len(rows) < 0.9 * len(table.rows):
        return kinds.others
    if len([row for row in rows if verdict(row)]) > 0.5 * len(rows):
        return kinds.verdicts
    return kinds.copied if all(len(row.cells) > 2 for row in rows) else kinds.others


def lists_authors(table):
    """``author.csv``, ``author_list.xlsx`` and what people make of it."""
    has_number = any(map(table.has, NUMBER))
    has_name = table.has("firstname", "lastname") or table.has("author") or table.has("cauthor")
    return has_number and has_name and table.has("email") and table.has("affiliation")


def lists_papers(table):
    return any(map(table.has, NUMBER)) and table.has("title", "authors") and not lists_authors(table)


def is_of_the_set(table):
    """``submission.csv`` has columns that no other list of papers has."""
    return lists_papers(table) and table.has("#") and any(map(table.has, SET))


def verdict(row):
    """The last cell of a copied row, where EasyChair shouts what was decided."""
    last = next((cell.strip() for cell in reversed(row.cells) if cell.strip()), "")
    return last if last.isupper() and len(last) < 40 and decision(last) else ""
