"""Which papers a source proposes for an award: columns and fields that say so, and nothing of what reviewers wrote."""

import re
from dataclasses import replace
from functools import lru_cache

from django.utils.translation import gettext as _

from papers.importers import entries
from papers.importers.clean import clean, without_addresses
from papers.importers.headers import CONFIDENTIAL
from papers.importers.rows import CandidateRow, Level

NOMINATED = r"(?:candidate|nominee|nominat(?:ed|ion)|shortlist(?:ed)?|finalist)s?"
PROPOSED = re.compile(rf"(?:\bis )?(?:\ban? )?{NOMINATED}(?: ?for| as)?(?: (?:an?|the)\b)?")
ALONE = re.compile(r"(?:is )?nominat(?:ed|ions?)(?: for)?|best paper ae")  # “AE”: an area chair's answer in ACL's forms
HONOUR = re.compile(r"award|prize|best|outstanding|distinguished")
WHY = re.compile(r"rationale|justification|reason|statement")
ABOUT_AWARDS = re.compile(r"nominat|award|prize|candidate")
NO_COLUMN_OF_OURS = re.compile(r"\bby\b|^q ?\d|eligib|consider|would|wish|want|willing")  # whoever asks and is asked
A_REVIEW_IN_EACH_ROW = re.compile(r"(?:senior )?(?:meta ?)?reviewer(?: (?:first |last )?(?:name|e ?mail|number|id))?")
ANY_AWARD = {"award", "awards", "prize", "prizes", "paper", "papers", "is", "a", "an", "the", "for", "ae"}
YES = {"yes", "y", "true", "x", "✓", "✔", "☑"}
NO = {"", "no", "n", "false", "0", "-", "–", "—", "none", "n/a", "na", "null"}
LONGEST_HEADER = 60
LONGEST_NAME = 60  # what is longer is a comment


def of_row(row, paper, reading):
    """The candidacies of ``paper`` in a row of a table."""
    awards, why = _columns(tuple(row.table.header))
    cells = dict(enumerate(row.cells))
    said = [(row.table.place(row.line, index), award, cells.get(index, "")) for index, award in awards]
    add(paper, said, reading, cells.get(why, ""))


def of_fields(fields, paper, reading):
    """The candidacies of ``paper`` in the named fields of its entry."""
    why = next((entries.text(value) for name, value in fields.items() if says_why(str(name))), "")
    add(paper, in_fields(fields, paper.place), reading, why)


def in_fields(fields, place):
    """[(place, award, what is said of it)] of the fields that hold candidates."""
    awards = {name: award for name in fields if (award := award_in(str(name))) is not None}
    return [
        (replace(place, cell=f"{place.cell}, {name}"), award, _spoken(fields[name])) for name, award in awards.items()
    ]


def of_tags(tags, paper, reading):
    """Tags of HotCRP that say so: everybody's and the chairs', not those of a reviewer."""
    names = [tag.lstrip("#").partition("#")[0].removeprefix("~~") for tag in tags]
    add(paper, [(paper.place, award_in(name), "yes") for name in names if "~" not in name], reading)


def add(paper, said, reading, why=""):
    """``said``: [(place, award, cell)]; a cell says yes or no, or names awards; a comment is nobody's award."""
    found = {}
    for place, award, cell in said:
        for name in _named(cell, award) if award is not None else []:
            if len(name) > LONGEST_NAME:
                sentence = _("This is neither yes nor no nor the name of an award; it was not kept.")
                reading.note(Level.DOUBT, place, sentence)
            else:
                row = CandidateRow(place, paper.source_id, paper.title, name, without_addresses(entries.prose(why)))
                found.setdefault(name.casefold(), row)
    reading.candidates += found.values()


def not_told_by(names):
    """The names of fields that say nothing of candidates."""
    return {name for name in names if award_in(str(name)) is None and not says_why(str(name))}


@lru_cache(maxsize=1000)
def award_in(header):
    """The award for which a column tells the candidates, "" if it does not say for which; None of other columns."""
    words = _words(header)
    if not _may_be_ours(header, words) or WHY.search(words):
        return None
    if not ALONE.fullmatch(words) and not (re.search(NOMINATED, words) and HONOUR.search(words)):
        return None
    rest = PROPOSED.sub(" ", words).split()
    return "" if set(rest) <= ANY_AWARD or ALONE.fullmatch(words) else " ".join(rest)


@lru_cache(maxsize=1000)
def says_why(header):
    """Whether a column says by its name that it tells why a paper was nominated."""
    words = _words(header)
    return _may_be_ours(header, words) and bool(WHY.search(words) and ABOUT_AWARDS.search(words))


def _may_be_ours(header, words):
    return len(words) <= LONGEST_HEADER and not CONFIDENTIAL.search(header) and not NO_COLUMN_OF_OURS.search(words)


@lru_cache(maxsize=100)
def _columns(header):
    """[(index, award)], and the index of the column that says why; of a table of reviews nothing."""
    if any(A_REVIEW_IN_EACH_ROW.fullmatch(_words(name)) for name in header):
        return [], None
    awards = [(index, award) for index, name in enumerate(header) if (award := award_in(name)) is not None]
    return awards, next((index for index, name in enumerate(header) if says_why(name)), None)


def _words(header):
    """“BestPaperCandidate?” and “best_paper_candidate” are “best paper candidate”."""
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", clean(header))
    return " ".join(re.sub(r"[\W_]+", " ", apart).split()).casefold()


def _spoken(value):
    if value is True:
        return "yes"
    return ";".join(map(_spoken, value)) if isinstance(value, list) else entries.text(value)


def _named(cell, award):
    said = clean(cell).casefold()
    if said in YES or re.fullmatch(r"[1-9][0-9]{0,3}", said):
        return [award]
    return [] if said in NO else [name for part in re.split(r"[;|\n]", cell) if (name := clean(part))]
