"""What the readers of tables share: row after row, each a paper or a note."""

from functools import partial

from django.utils.translation import gettext as _

from papers.importers import candidates, decisions
from papers.importers.authors import authors
from papers.importers.clean import clean, quoted
from papers.importers.entries import MOST_NAMES, attempt, people
from papers.importers.headers import CONFIDENTIAL
from papers.importers.rows import AuthorRow, Decision, Level, Place, Reading
from papers.importers.structured import Broken
from papers.importers.tables import tables


def each_row(found, reading, build):
    """``build(row, place)`` for every row; a broken one becomes an error and stops no other."""
    for row in found.rows:
        attempt(partial(build, row), row.place(), reading)


def a_paper_in_each_row(source, files, has_papers, paper):
    """The reading of tables in which ``paper(row, reading)`` makes a paper of every row."""
    reading = Reading(source)
    for table in all_tables(files, reading):
        if has_papers(table):
            each_row(table, reading, lambda row, place: add(paper(row, reading), row, reading))
        else:
            no_papers(table, reading)
    told_once(reading)
    return reading


def add(paper, row, reading):
    """A paper, and for which awards its row proposes it."""
    reading.papers.append(paper)
    candidates.of_row(row, paper, reading)


def all_tables(files, reading):
    """The tables of ``files``, what was odd in them noted, confidential columns named and forgotten."""
    found = [table for file in files for table in tables(file)]
    for table in found:
        reading.notes += table.notes
        columns = [name for header in table.header if CONFIDENTIAL.search(name := clean(header))]
        if columns:
            sentence = _("Reviews, scores, bids and conflicts are not kept; dropped: %(columns)s.")
            shown = ", ".join(columns[:MOST_NAMES]) + (", …" if len(columns) > MOST_NAMES else "")
            reading.note(Level.IGNORED, Place(table.name), sentence % {"columns": shown})
    return found


def no_papers(table, reading):
    reading.note(Level.IGNORED, Place(table.name), _("There are no papers in this table; it was left out."))


def title(row, *keys):
    found = row.get(*keys)
    if not found:
        raise Broken(_("This row has no title."))
    return found


def people_of(text, place, reading, star=""):
    """The authors in ``text``, what is doubtful in it noted."""
    rows, doubts = authors(text, star)
    for doubt in doubts:
        reading.note(Level.DOUBT, place, doubt)
    if not rows and not doubts:
        no_authors(place, reading)
    return rows


def no_authors(place, reading):
    reading.note(Level.DOUBT, place, _("This paper has no authors."))


def decided(row, reading, *keys):
    """What was decided and in which words; a table without such a column lists accepted papers."""
    if not any(row.table.has(key) for key in keys):
        return Decision.ACCEPTED, ""
    words = row.get(*keys)
    meaning = decisions.decision(words)
    if meaning is None:
        sentence = _("%(words)s is no decision that is known here; the paper counts as undecided.")
        reading.note(Level.DOUBT, row.place(*keys), sentence % {"words": quoted(words)})
    return meaning or Decision.UNDECIDED, words


def told_once(reading):
    """The first of several rows with one id; what tells another title under the same id is an error."""
    kept = {}
    for paper in reading.papers:
        same = kept.setdefault(paper.source_id or id(paper), paper)
        if same is paper:
            continue
        values = {"id": quoted(paper.source_id), "place": str(same.place)}
        if same.title.casefold() == paper.title.casefold():
            reading.note(Level.IGNORED, paper.place, _("Paper %(id)s stands already at %(place)s.") % values)
        else:
            sentence = _("Paper %(id)s stands already at %(place)s, with another title; this row was left out.")
            reading.note(Level.ERROR, paper.place, sentence % values)
    reading.papers = list(kept.values())


def person(given, family, **more):
    """An author whose given and family name the source keeps apart."""
    given, family = clean(given), clean(family)
    return AuthorRow(name=f"{given} {family}".strip(), given_name=given, family_name=family, **more)


def known_people(rows, place, reading):
    """Without nameless and anonymous ones; a paper that nobody is left of is doubtful."""
    named = [row for row in rows if row.name]
    if len(named) < len(rows):
        reading.note(Level.DOUBT, place, _("An author without a name was left out."))
    found = people(named, place, reading)
    if not rows:
        no_authors(place, reading)
    return found
