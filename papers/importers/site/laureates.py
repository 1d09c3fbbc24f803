"""Awards that were found, as rows: of a paper that is known, of a person; nobody becomes a paper twice."""

from dataclasses import replace

from django.utils.translation import gettext as _

from papers.importers.clean import quoted
from papers.importers.rows import AwardRow, Level, PaperRow
from papers.importers.site.lists import folded


def rows(found, papers, amounts, reading):
    """Rows for what was found, each told once; papers that only an award names are added to ``papers``."""
    known = {folded(row.title): row for row in papers}
    found_rows = []
    for each in found:
        row = _of_person(each) if each.person else _of_paper(each, known, papers, reading)
        if row and not any(_is_same(row, other) for other in found_rows):
            found_rows.append(_with_amount(row, each, amounts))
    return found_rows


def _of_person(found):
    return AwardRow(place=found.place, name=found.name, person_name=found.person)


def _of_paper(found, known, papers, reading):
    key = folded(found.title)
    if key not in known:
        if not found.authors:
            reading.note(Level.DOUBT, found.place, _no_such_paper(found))
            return None
        known[key] = PaperRow(
            place=found.place,
            title=found.title,
            authors=found.authors,
            pdf_link=found.links.get("pdf", ""),
            forum_link=found.links.get("forum", ""),
        )
        papers.append(known[key])
    elif found.authors and not known[key].authors:
        told = replace(known[key], authors=found.authors)
        papers[papers.index(known[key])] = known[key] = told
    row = known[key]
    return AwardRow(place=found.place, name=found.name, paper_title=row.title, paper_source_id=row.source_id)


def _is_same(one, other):
    return (one.name, one.paper_title, one.person_name) == (other.name, other.paper_title, other.person_name)


def _with_amount(row, found, amounts):
    told = {folded(words): value for words, value in amounts.items()}
    value, currency = told.get(folded(row.name), found.amount)
    return replace(row, amount=value, currency=currency if value else "")


def _no_such_paper(found):
    return _("%(award)s went to %(title)s, which is not among the papers of this site.") % {
        "award": quoted(found.name),
        "title": quoted(found.title),
    }
