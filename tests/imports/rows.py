"""Readings for tests, as a reader would have made them, and what becomes of them."""

from config.imports import actions
from papers.importers.rows import AuthorRow, PaperRow, Place, Reading

HERE = Place("papers.csv", 2)


def author(name, affiliation="", **fields):
    return AuthorRow(name=name, affiliation=affiliation, **fields)


def paper(title, *authors, place=HERE, **fields):
    """Authors as `author(...)`, or as names."""
    rows = [author(each) if isinstance(each, str) else each for each in authors]
    return PaperRow(place=place, title=title, authors=rows, **fields)


def reading(*papers, source="cmt", **rest):
    return Reading(source=source, papers=list(papers), **rest)


def bring(into, /, *papers, by=None, **rest):
    """The import of a reading, compared and ready."""
    return actions.bring(reading(*papers, **rest), into, files="papers.csv", name="CMT", by=by)


def applied(into, /, *papers, by=None, **rest):
    batch = bring(into, *papers, by=by, **rest)
    actions.apply(batch, by=by, despite_errors=True)
    assert batch.status in {"applied", "ready"}, batch.failure  # ready: the edition had changed, and was compared anew
    return batch


def verdicts(batch, noun="paper"):
    return [line.verdict for line in batch.lines.filter(noun=noun)]


def line(batch, **which):
    return batch.lines.get(**which)


def changes(one):
    """{field: (here, in the file, verdict)}"""
    return {name: (before, after, verdict) for name, _label, before, after, verdict, _reason in one.changes}
