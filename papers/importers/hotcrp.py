"""HotCRP's data JSON, before and after September 2024: a list, a single object, or a list in a larger file."""

from functools import partial

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from papers.importers import candidates, decisions, entries, structured
from papers.importers.clean import quoted
from papers.importers.rows import AuthorRow, Decision, Level, PaperRow, Place, Reading
from papers.importers.structured import Broken

NAME = gettext_lazy("HotCRP data (JSON)")
SOURCE = "hotcrp"
OBJECTS = {"paper", "submission"}
MARKS = {"status", "decision", "submitted", "submission", "error", "draft", "withdrawn"}
READ = {"object", "pid", "_id_", "title", "authors", "contacts", "abstract", "decision", *MARKS}


def recognizes(files):
    return bool(files) and all(any(_is_paper(entry) for entry in _papers(file)[:50]) for file in files)


def read(files):
    reading = Reading(SOURCE)
    for file in files:
        papers = _papers(file)
        entries.each(papers, file, reading, partial(_read_paper, reading=reading))
        _tell_what_was_left_out(papers, file, reading)
    return reading


def _papers(file):
    if not structured.is_structured(file, list | dict):
        return []
    value = structured.value(file)
    if isinstance(value, dict):
        papers = value.get("papers", value.get("submissions"))
        return papers if isinstance(papers, list) else [value]
    return value


def _is_paper(entry):
    if not isinstance(entry, dict):
        return False
    is_numbered = "pid" in entry or "_id_" in entry
    return is_numbered and (entries.text(entry.get("object")) in OBJECTS or bool(MARKS & set(entry)))


def _read_paper(entry, place, reading):
    entry = entries.fields(entry)
    pid = entries.first(entry, "pid", "_id_")
    if "error" in entry and "title" not in entry:
        reading.note(Level.ERROR, place, _("HotCRP did not give out submission %(pid)s.") % {"pid": pid[:20] or "?"})
        return
    decision, words = _decision(entry, place, reading)
    title = entries.title(entry.get("title"))
    reading.papers.append(
        PaperRow(
            place=place,
            title=title,
            authors=entries.byline(_authors(entry, place, reading), place, reading),
            source_id=pid,
            number=entries.number(pid),
            abstract=entries.prose(entry.get("abstract")),
            kind=decisions.kind(words),
            decision=decision,
            decision_words=words,
        )
    )
    candidates.of_fields(entry, reading.papers[-1], reading)
    candidates.of_tags(_tags(entry), reading.papers[-1], reading)


def _tags(entry):
    """``["a#1"]``, ``[{"tag": "a", "value": 1}]`` or ``"a#1 b#2"``."""
    tags = entry.get("tags")
    if isinstance(tags, list):
        return [entries.first(tag, "tag") if isinstance(tag, dict) else entries.text(tag) for tag in tags]
    return entries.text(tags).split()


def _authors(entry, place, reading):
    authors = entry.get("authors") or []
    if not isinstance(authors, list):
        raise Broken(_("The authors of this submission are no list."))
    contacts = _contacts(entry)
    rows = [_author(entries.fields(author), contacts) for author in authors]
    if contacts - {row.email for row in rows}:
        reading.note(Level.IGNORED, place, _("Contacts who are no authors were left out."))
    return rows


def _contacts(entry):
    contacts = entry.get("contacts")
    listed = contacts if isinstance(contacts, list) else []
    found = (entries.email(each.get("email") if isinstance(each, dict) else each) for each in listed)
    return {address for address in found if address}


def _author(author, contacts):
    given, family = entries.first(author, "given_name", "first"), entries.first(author, "family_name", "last")
    name = f"{given} {family}".strip() or entries.first(author, "name")
    if not name:
        raise Broken(_("An author of this submission has no name."))
    address = entries.email(author.get("email"))
    return AuthorRow(
        name=name,
        affiliation=entries.first(author, "affiliation"),
        given_name=given if family else "",
        family_name=family if given else "",
        email=address,
        orcid=entries.orcid(author.get("orcid")),
        is_corresponding=structured.is_true(author.get("contact")) or bool(address and address in contacts),
    )


def _decision(entry, place, reading):
    """``status`` is HotCRP's own word, ``decision`` the site's; withdrawn beats both."""
    status, said = entries.first(entry, "status"), entries.first(entry, "decision")
    verdicts = [decisions.decision(words) for words in (status, said) if words]
    if structured.is_true(entry.get("withdrawn")) or Decision.WITHDRAWN in verdicts:
        return Decision.WITHDRAWN, said or status
    decided = {verdict for verdict in verdicts if verdict in {Decision.ACCEPTED, Decision.REJECTED}}
    if len(decided) == 1:
        return decided.pop(), said or status
    if decided or None in verdicts:
        reading.note(
            Level.DOUBT,
            place,
            _("What was decided is unclear: %(words)s.") % {"words": quoted(" / ".join(filter(None, [status, said])))},
        )
    return Decision.UNDECIDED, said or status


def _tell_what_was_left_out(papers, file, reading):
    keys = {key for paper in papers if isinstance(paper, dict) for key in paper}
    value = structured.value(file)
    beside = set(value) - {"papers", "submissions"} if isinstance(value, dict) and papers != [value] else set()
    entries.left_out(candidates.not_told_by(keys - READ) | beside, file, reading)
    if reading.papers and all(paper.decision == Decision.UNDECIDED for paper in reading.papers):
        reading.note(Level.DOUBT, Place(file.name), _("This file tells no decisions; nothing counts as accepted."))
