"""OpenReview notes of both versions of its API, with the decisions that came along as replies or as notes."""

from collections import defaultdict
from functools import partial
from itertools import chain

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from papers.importers import candidates, decisions, entries, structured
from papers.importers.authors import authors as split_authors
from papers.importers.clean import quoted, without_addresses
from papers.importers.openreview_notes import Note, is_note, notes_of
from papers.importers.rows import AuthorRow, Decision, Level, PaperRow, Place, Reading
from papers.importers.structured import Broken

NAME = gettext_lazy("OpenReview notes (JSON)")
SOURCE = "openreview"
SITE = "https://openreview.net"
LINKS = {
    "pdf_link": ("pdf",),
    "video_link": ("video", "video_link"),
    "poster_link": ("poster", "poster_link"),
    "code_link": ("code", "code_link", "code_url"),
}
READ = {
    "title",
    "abstract",
    "authors",
    "authorids",
    "venue",
    "venueid",
    *(name for names in LINKS.values() for name in names),
}


def recognizes(files):
    return bool(files) and all(any(is_note(entry) for entry in _entries(file)) for file in files)


def read(files):
    reading, notes = Reading(SOURCE), []
    for file in files:
        entries.each(_entries(file), file, reading, lambda entry, place: notes.append(Note(entry, place)))
    papers, replies = _submissions(notes, reading), _replies_by_forum(notes)
    copied = {note.original for note in papers.values() if note.original}
    for note in papers.values():
        if note.id in copied:
            reading.note(Level.IGNORED, note.place, _("The original of a blind copy in this file; the copy was read."))
        else:
            original = papers.get(note.original)
            entries.attempt(partial(_read_paper, note, original, replies[note.forum], reading), note.place, reading)
    _tell_what_is_missing(papers, notes, files, reading)
    return reading


def _entries(file):
    return notes_of(structured.value(file)) if structured.is_structured(file, list | dict) else []


def _submissions(notes, reading):
    """By id, originals of blind copies included."""
    found = {}
    for note in notes:
        if note.is_submission and note.id in found:
            reading.note(Level.IGNORED, note.place, _("This submission stands in the file twice; the first was read."))
        elif note.is_submission:
            found[note.id] = note
    return found


def _replies_by_forum(notes):
    found = defaultdict(list)
    for note in notes:
        for reply in [note, *note.replies]:
            if not reply.is_submission:
                found[reply.forum].append(reply)
    return found


def _read_paper(note, original, replies, reading, place):
    authors = _authors(note, reading)
    hides_authors = note.is_hidden("authors") or all(entries.is_nobody(author.name) for author in authors)
    if hides_authors and original:
        authors = _authors(original, reading)
    decision, words = _decision(note, replies, reading)
    reading.papers.append(
        PaperRow(
            place=place,
            title=entries.title(note.value("title")),
            authors=entries.byline(authors, place, reading),
            source_id=note.forum,
            number=entries.number(note.entry.get("number")),
            abstract=entries.prose(note.value("abstract")) if _may_show(note, "abstract", reading) else "",
            kind=decisions.kind(words) or note.venue_kind,
            decision=decision,
            decision_words=words,
            private=_private(note, hides_authors),
            forum_link=f"{SITE}/forum?id={note.forum}" if note.forum else "",
            **{field: _link(note, names, reading) for field, names in LINKS.items()},
        )
    )
    proposed = chain.from_iterable(each.candidacies for each in [note, *replies])
    candidates.add(reading.papers[-1], proposed, reading)


def _authors(note, reading):
    printed = note.value("authors")
    if isinstance(printed, str):
        rows, doubts = split_authors(printed)
        for doubt in doubts:
            reading.note(Level.DOUBT, note.place, doubt)
        return rows
    printed = printed if isinstance(printed, list) else []
    ids = _ids(note, printed, reading)
    return [_author(*pair) for pair in zip(printed, ids, strict=True)]


def _ids(note, printed, reading):
    ids = note.value("authorids")
    if isinstance(ids, list) and len(ids) == len(printed):
        return ids
    if ids:
        reading.note(
            Level.DOUBT,
            note.place,
            _("There are not as many author ids as authors; the ids of this paper were left out."),
        )
    return [""] * len(printed)


def _author(printed, said_id):
    given = printed if isinstance(printed, dict) else {"fullname": printed, "username": said_id}
    name = entries.first(given, "fullname", "name")
    if not name:
        raise Broken(_("An author of this paper has no name."))
    username = entries.first(given, "username", "id", "email") or entries.text(said_id)
    return AuthorRow(
        name=name,
        affiliation=_affiliation(given),
        email=entries.email(username),
        openreview_id=entries.profile(username),
        orcid=entries.orcid(given.get("orcid")),
    )


def _affiliation(author):
    institutions = author.get("institutions")
    named = [entries.first(each, "name") for each in institutions or [] if isinstance(each, dict)]
    return "; ".join(dict.fromkeys(name for name in named if name)) or entries.first(author, "affiliation")


def _private(note, hides_authors):
    """Why nobody should publish this yet."""
    if note.is_deleted:
        return _("It was deleted on OpenReview.")
    if not note.is_public:
        return _("Not everyone may read it on OpenReview.")
    if note.is_hidden("title"):
        return _("Its title is hidden on OpenReview.")
    return _("Its authors are hidden on OpenReview.") if hides_authors else ""


def _decision(note, replies, reading):
    """The decision and its words: the venue's id counts first, then a decision note, then the venue's name."""
    said = next((words for reply in replies if (words := reply.said_decision)), "")
    state = _taken_back(replies) or note.state
    verdict = decisions.decision(said) if said else None
    words = said or note.text("venue")
    if state in {None, Decision.UNDECIDED}:
        if said and verdict is None:
            reading.note(
                Level.DOUBT, note.place, _("%(words)s is no decision that Laurel knows.") % {"words": quoted(said)}
            )
        told = verdict or (decisions.decision(note.text("venue")) if state is None else None)
        return told or Decision.UNDECIDED, words
    if verdict in {Decision.ACCEPTED, Decision.REJECTED} and state not in {Decision.WITHDRAWN, verdict}:
        reading.note(
            Level.DOUBT,
            note.place,
            _("Its decision says %(said)s, its venue says otherwise; the venue counts.") % {"said": quoted(said)},
        )
        return state, note.text("venue") or said
    return state, words


def _taken_back(replies):
    """Withdrawn or rejected at the desk by a reply, unless another reply reverted that."""
    if any("Reversion" in name or "Revert" in name for reply in replies for name in reply.invitations):
        return None
    return next((reply.state for reply in replies if reply.state in {Decision.WITHDRAWN, Decision.REJECTED}), None)


def _may_show(note, name, reading):
    if note.is_hidden(name):
        reading.note(
            Level.IGNORED,
            note.place,
            _("Not everyone may read the field “%(name)s”; it was left out.") % {"name": name},
        )
        return False
    return True


def _link(note, names, reading):
    name = next((name for name in names if note.text(name)), None)
    if name is None or not _may_show(note, name, reading):
        return ""
    return entries.link(note.text(name), note.place, reading, base=SITE)


def _tell_what_is_missing(papers, notes, files, reading):
    place = Place(files[0].name if files else "")
    if others := len([note for note in notes if not note.is_submission]):
        told = ngettext(
            "One reply was searched for a decision and otherwise left out.",
            "%(count)d replies were searched for decisions and otherwise left out.",
            others,
        )
        reading.note(Level.IGNORED, place, told % {"count": others})
    for file in files:
        of_file = [note for note in papers.values() if note.place.file == file.name]
        unread = {name for note in of_file for name in note.content} - READ
        entries.left_out(candidates.not_told_by(unread), file, reading)
    if reading.papers and all(paper.decision == Decision.UNDECIDED for paper in reading.papers):
        reading.note(Level.DOUBT, place, _("This file tells no decisions; nothing counts as accepted."))
    groups = sorted({note.venue_group for note in papers.values() if note.venue_group})
    if len(groups) > 1:
        reading.note(
            Level.DOUBT,
            place,
            _("This file holds papers of several venues: %(venues)s.")
            % {"venues": without_addresses(", ".join(groups[:5]))},
        )
