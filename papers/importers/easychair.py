"""EasyChair: the set of CSV files, the list of authors as a workbook, merged workbooks, tables copied from its pages."""

from dataclasses import dataclass
from functools import partial

from django.utils.translation import gettext as _

from papers.importers.clean import clean, quoted
from papers.importers.decisions import decision as meaning
from papers.importers.decisions import kind
from papers.importers.easychair_authors import authors_of, by_number, doubt_shared_addresses
from papers.importers.easychair_tables import NUMBER, is_of_the_set, sort, verdict
from papers.importers.entries import number, prose
from papers.importers.rows import Decision, Level, PaperRow, Reading
from papers.importers.structured import Broken
from papers.importers.tables import Row, tables_of
from papers.importers.tabular import add, all_tables, decided, each_row, no_papers, title, told_once

NAME = "EasyChair"
SOURCE = "easychair"
YES = {"yes", "true", "1"}


@dataclass(frozen=True)
class Known:
    """What other tables of the same files say of a submission, by its number."""

    authors: dict[str, list[Row]]
    verdicts: dict[str, Row]

    def verdict(self, submission):
        row = self.verdicts.get(submission)
        return (Decision.UNDECIDED, "") if row is None else _verdict(row)


def recognizes(files):
    found = sort(tables_of(files))
    return bool(found.authors or found.copied or found.verdicts) or any(map(is_of_the_set, found.papers))


def read(files):
    reading = Reading(SOURCE)
    found = sort(all_tables(files, reading))
    verdicts = {clean(row.cells[0]): row for table in found.verdicts for row in table.rows}
    known = Known(by_number(found.authors), verdicts)
    for table in found.papers:
        each_row(table, reading, partial(_add, _paper, known, reading))
    for table in found.copied:
        each_row(table, reading, partial(_add, _copied, known, reading))
    _add_verdicts(found.verdicts, known, reading)
    for table in found.others:
        no_papers(table, reading)
    told_once(reading)
    _without_title(known.authors, reading)
    doubt_shared_addresses(found.authors, reading)
    return reading


def _add(build, known, reading, row, place):
    add(build(row, known, reading), row, reading)


def _paper(row, known, reading):
    submission, paper_title = row.get(*NUMBER), title(row, "title")
    decision, words = decided(row, reading, "decision")
    if submission in known.verdicts:
        decision, words = known.verdict(submission)
    return PaperRow(
        place=row.place("title"),
        title=paper_title,
        authors=authors_of(row.raw("authors"), known.authors.get(submission, []), row.place("authors"), reading),
        source_id=submission,
        number=number(submission),
        abstract=prose(row.raw("abstract")),
        kind=kind(words),
        decision=decision,
        decision_words=words,
        private=_("deleted in EasyChair") if row.get("deleted").casefold() in YES else "",
    )


def _copied(row, known, reading):
    """Number, authors and title, as somebody marked and copied them."""
    submission, printed, paper_title = (clean(cell) for cell in row.cells[:3])
    if not paper_title:
        raise Broken(_("This row has no title."))
    decision, words = known.verdict(submission)
    return PaperRow(
        place=row.place(),
        title=paper_title,
        authors=authors_of(printed, known.authors.get(submission, []), row.place(), reading),
        source_id=submission,
        number=number(submission),
        kind=kind(words),
        decision=decision,
        decision_words=words,
    )


def _verdict(row):
    words = verdict(row)
    return meaning(words) or Decision.UNDECIDED, words


def _add_verdicts(tables, known, reading):
    """Papers that only the list of decisions names: it has no authors."""
    told = {paper.source_id for paper in reading.papers}
    for table in tables:
        each_row(table, reading, partial(_add_verdict, told, known, reading))


def _add_verdict(told, known, reading, row, place):
    submission = clean(row.cells[0])
    if submission in told:
        return
    if number(submission) is None or len(row.cells) < 2 or not clean(row.cells[1]):
        raise Broken(_("This row has no title."))
    decision, words = _verdict(row)
    reading.papers.append(
        PaperRow(
            place=place,
            title=clean(row.cells[1]),
            authors=authors_of("", known.authors.get(submission, []), place, reading),
            source_id=submission,
            number=number(submission),
            kind=kind(words),
            decision=decision,
            decision_words=words,
        )
    )


def _without_title(listed, reading):
    """Lists of authors name no titles: they need the list of submissions beside them."""
    told = {paper.source_id for paper in reading.papers}
    for submission, rows in listed.items():
        if submission not in told:
            sentence = _(
                "Submission %(number)s has no title in these files (authors: %(count)d); bring the list of submissions, too."
            )
            values = {"number": quoted(submission), "count": len(rows)}
            reading.note(Level.ERROR, rows[0].place(), sentence % values)
