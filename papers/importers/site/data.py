"""The data files that a site's pages are made of: papers and award tables in CSV, YAML and JSON."""

from dataclasses import replace

from django.utils.translation import gettext as _

from papers.importers import objects, structured, table
from papers.importers.clean import quoted
from papers.importers.rows import AwardRow, Level, PaperRow, Place, Reading, Unreadable
from papers.importers.site import honours
from papers.importers.site.lists import folded
from papers.importers.tables import tables

DATA = {".csv", ".tsv", ".yml", ".yaml", ".json"}
_PAPERS = ("paper", "accepted", "poster", "publication", "talk")
_AWARDED = ("type", "award", "awards", "prize", "category", "awardname", "awardtype")


def value(file):
    """What YAML or JSON holds, or the rows of a table as dictionaries."""
    if file.suffix in {".csv", ".tsv"}:
        return [dict(zip(found.header, row.cells, strict=False)) for found in tables(file) for row in found.rows]
    return structured.value(file)


def papers(files, reading: Reading) -> list[PaperRow]:
    """Papers of those data files that list some of this edition, each once."""
    found = [(file, rows) for file in files if (rows := _papers_of(file, reading))]
    named = [(file, rows) for file, rows in found if any(word in file.name.lower() for word in _PAPERS)]
    known = {}
    for _file, rows in sorted(named or found, key=lambda pair: -_richness(pair[1])):
        for row in rows:
            first = known.setdefault(folded(row.title), row)
            if first is not row and not first.authors:
                known[folded(row.title)] = replace(first, authors=row.authors)
    for file, rows in found:
        if named and (file, rows) not in named:
            reading.note(Level.IGNORED, Place(file.name), _("This lists papers too, but others are the accepted ones."))
    return list(known.values())


def awards(files, reading: Reading) -> list[AwardRow]:
    """Tables of winners, joined with a table of papers by the column that both have."""
    found = [each for file in files if file.suffix in {".csv", ".tsv"} for each in _tables(file)]
    titles = [each for each in found if each.has("title")]
    return [row for each in found if not each.has("title") for row in _joined(each, titles, reading)]


def spans_years(entries) -> bool:
    """Whether the entries are of several years, as in a hall of fame."""
    years = {str(entry.get("year")) for entry in entries if isinstance(entry, dict) and entry.get("year")}
    return len(years) > 1


def _papers_of(file, reading):
    try:
        held = value(file)
    except Unreadable:
        return []
    if not isinstance(held, list | dict):
        return []
    if isinstance(held, list) and spans_years(held):
        reading.note(Level.IGNORED, Place(file.name), _("This holds entries of several years, not of one edition."))
        return []
    reader = table if file.suffix in {".csv", ".tsv"} else objects
    if not reader.recognizes([file]):
        return []
    read = reader.read([file])
    reading.notes += read.notes
    return read.papers


def _richness(rows):
    return sum(bool(row.abstract) + bool(row.authors) for row in rows)


def _tables(file):
    try:
        return tables(file)
    except Unreadable:
        return []


def _joined(awarded, titles, reading):
    kind = next((column for column in _AWARDED if awarded.has(column)), None)
    shared = [(column, papers) for papers in titles for column in awarded.keys & papers.keys if column != kind]
    if kind is None or not shared:
        return
    column, papers = max(shared, key=lambda pair: len(pair[1].rows))
    by_id = {row.get(column): row.get("title") for row in papers.rows}
    for row in awarded.rows:
        name = honours.with_status(honours.name(row.get(kind)), row.get("status"))
        if title := by_id.get(row.get(column)):
            yield AwardRow(place=row.place(column), name=name, paper_title=title)
        else:
            reading.note(Level.DOUBT, row.place(column), _no_such_id(name, row.get(column)))


def _no_such_id(name, printed):
    return _("%(award)s went to %(id)s, which no table of papers has.") % {"award": quoted(name), "id": quoted(printed)}


__all__ = ["DATA", "awards", "papers", "spans_years", "value"]
