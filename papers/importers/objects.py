"""Any JSON or YAML list of objects that look like papers: data files of websites, paper lists, dumps of scripts."""

from functools import partial

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from papers.importers import candidates, decisions, entries, links, structured
from papers.importers.clean import quoted
from papers.importers.object_authors import AUTHOR_FIELDS, authors
from papers.importers.rows import Decision, Level, PaperRow, Reading, Unreadable

NAME = gettext_lazy("List of papers (JSON or YAML)")
SOURCE = "list"
TITLES = ("title", "papertitle", "submissiontitle")
IDS = ("id", "paperid", "pid", "uid", "submissionid", "number", "forum")
NUMBERS = ("number", "papernumber", "pid", "paperid", "submissionid")
ABSTRACTS = ("abstract", "paperabstract")
DECISIONS = ("decision", "finaldecision", "status", "acceptance", "acceptancestatus")
KINDS = ("presentationtype", "presentation", "type", "kind", "format")
READ = {*TITLES, *IDS, *NUMBERS, *ABSTRACTS, *DECISIONS, *KINDS, *AUTHOR_FIELDS, *links.NAMED}


def recognizes(files):
    return bool(files) and all(_looks_like_papers(_papers(file)) for file in files)


def read(files):
    reading = Reading(SOURCE)
    for file in files:
        structured.value(file)
        papers = _papers(file)
        if papers is None:
            raise Unreadable(_("“%(name)s” holds no list of papers.") % {"name": file.name})
        told = any(entries.first(folded(paper), *DECISIONS) for paper in papers if isinstance(paper, dict))
        undecided = Decision.UNDECIDED if told else Decision.ACCEPTED
        entries.each(papers, file, reading, partial(_read_paper, undecided=undecided, reading=reading))
        keys = {key for paper in papers if isinstance(paper, dict) for key in paper}
        unread = {key for key in keys if entries.fold(key) not in READ}
        entries.left_out(candidates.not_told_by(unread), file, reading)
    links.doubt_shared_pdfs(reading)
    return reading


def folded(entry):
    return {entries.fold(key): said for key, said in reversed(entry.items())}


def _papers(file):
    """The list itself, or the longest list within an object."""
    if not structured.is_structured(file, list | dict):
        return None
    value = structured.value(file)
    if isinstance(value, list):
        return value
    lists = [inner for inner in value.values() if isinstance(inner, list)]
    return max(lists, key=len, default=None)


def _looks_like_papers(papers):
    sample = [folded(paper) for paper in (papers or [])[:50] if isinstance(paper, dict)]
    alike = [paper for paper in sample if set(TITLES) & set(paper) and set(AUTHOR_FIELDS) & set(paper)]
    return len(alike) * 2 > len(papers[:50]) if papers else False


def _read_paper(entry, place, undecided, reading):
    paper = folded(entries.fields(entry))
    title = entries.title(next((paper[key] for key in TITLES if paper.get(key)), ""))
    words = entries.first(paper, *DECISIONS)
    reading.papers.append(
        PaperRow(
            place=place,
            title=title,
            authors=entries.byline(authors(paper, place, reading), place, reading),
            source_id=entries.first(paper, *IDS),
            number=_number(paper),
            abstract=entries.prose(next((paper[key] for key in ABSTRACTS if paper.get(key)), "")),
            kind=decisions.kind(words) or decisions.kind(entries.first(paper, *KINDS)),
            decision=_decision(words, undecided, place, reading),
            decision_words=words,
            **links.links(paper, place, reading),
        )
    )
    candidates.of_fields(entry, reading.papers[-1], reading)


def _number(paper):
    numbers = (entries.number(paper.get(key)) for key in NUMBERS)
    return next((number for number in numbers if number is not None), None)


def _decision(words, undecided, place, reading):
    if not words:
        return undecided
    found = decisions.decision(words)
    if found is None:
        reading.note(Level.DOUBT, place, _("%(words)s is no decision that Laurel knows.") % {"words": quoted(words)})
    return found or Decision.UNDECIDED
