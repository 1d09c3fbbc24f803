"""The ``sitedata`` of a MiniConf: papers, speakers, calendar and committee, one file each, told apart by content."""

from datetime import datetime
from functools import partial

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from papers.importers import decisions, entries, links, miniconf_people, structured
from papers.importers.clean import clean, quoted
from papers.importers.rows import AuthorRow, Level, PaperRow, Place, Reading, SlotRow, Unreadable
from papers.importers.structured import Broken
from papers.importers.tables import tables

NAME = gettext_lazy("MiniConf site data")
SOURCE = "miniconf"
READ = {"uid", "title", "authors", "affiliations", "abstract", "presentationtype", *links.NAMED}
SLOT_KINDS = (
    ("poster", "posters"),
    ("keynote", "invited_talk"),
    ("panel", "panel"),
    ("break", "break"),
    ("coffee", "break"),
    ("lunch", "break"),
    ("opening", "opening"),
    ("closing", "opening"),
)


def recognizes(files):
    readers = [_reader(file) for file in files]
    return any(readers) and all(reader or _is_structured(file) for reader, file in zip(readers, files, strict=True))


def read(files):
    reading = Reading(SOURCE)
    for file in files:
        reader = _reader(file)
        if reader:
            reader(file, reading)
        else:
            reading.note(Level.UNREAD, Place(file.name), _("This file of a MiniConf was not read."))
    return reading


def _is_structured(file):
    return structured.is_structured(file, list | dict) or _table(file) is not None


def _reader(file):
    """What reads this file, if anything does."""
    if structured.is_structured(file, list | dict):
        value = structured.value(file)
        if _is_calendar(value):
            return _read_calendar
        return miniconf_people.reader(value)
    table = _table(file)
    if table is None or not table.has("uid", "title"):
        return None
    if table.has("authors"):
        return _read_papers
    return miniconf_people.read_speakers if table.has("speaker") else None


def _table(file):
    try:
        return next(iter(tables(file)), None)
    except Unreadable:
        return None


def _is_calendar(value):
    events = [event for event in value if isinstance(event, dict)] if isinstance(value, list) else []
    return any({"title", "start", "calendarId"} <= set(event) for event in events)


def _read_papers(file, reading):
    table = _table(file)
    reading.notes += table.notes
    for row in table.rows:
        entries.attempt(partial(_read_paper, row, reading), row.place(), reading)
    entries.left_out({header for header in table.header if entries.fold(header) not in READ}, file, reading)


def _read_paper(row, reading, place):
    words = row.get("presentationtype")
    reading.papers.append(
        PaperRow(
            place=place,
            title=entries.title(row.raw("title")),
            authors=entries.byline(_authors(row, reading), place, reading),
            source_id=row.get("uid"),
            number=entries.number(row.get("uid")),
            abstract=entries.prose(row.raw("abstract")),
            kind=decisions.kind(words),
            decision_words=words,
            **links.links({name: row.get(name) for name in links.NAMED}, place, reading),
        )
    )


def _authors(row, reading):
    """Lists apart by ``|``; with as many affiliations as names they belong together."""
    names = [clean(name) for name in row.raw("authors").split("|")]
    names = [name for name in names if name] if not all(names) else names
    affiliations = [clean(each) for each in row.raw("affiliations").split("|")] if row.get("affiliations") else []
    if affiliations and len(affiliations) != len(names):
        reading.note(
            Level.DOUBT,
            row.place("affiliations"),
            _("There are not as many affiliations as authors; the affiliations were left out."),
        )
    if len(affiliations) != len(names):
        affiliations = [""] * len(names)
    return [AuthorRow(name=name, affiliation=each) for name, each in zip(names, affiliations, strict=True)]


def _read_calendar(file, reading):
    entries.each(structured.value(file), file, reading, partial(_read_event, reading=reading))


def _read_event(event, place, reading):
    event = entries.fields(event)
    starts_at = _moment(event.get("start"))
    if starts_at is None:
        raise Broken(_("%(words)s is no time with its offset.") % {"words": quoted(entries.text(event.get("start")))})
    title = entries.title(event.get("title"))
    ends_at = _moment(event.get("end"))
    if ends_at is None or ends_at <= starts_at:
        reading.note(Level.DOUBT, place, _("%(title)s has no end after its start.") % {"title": quoted(title)})
        ends_at = None
    reading.slots.append(
        SlotRow(
            place=place,
            starts_at=starts_at,
            ends_at=ends_at,
            title=title,
            kind=_slot_kind(title),
            link=_event_link(event),
        )
    )


def _moment(printed):
    try:
        moment = datetime.fromisoformat(entries.text(printed))
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def _slot_kind(title):
    folded = title.lower()
    return next((kind for word, kind in SLOT_KINDS if word in folded), "other")


def _event_link(event):
    """Addresses of other sites; those of the old site's own pages would lead nowhere."""
    address = entries.first(event, "link", "location")
    return address if address.startswith(("https://", "http://")) and " " not in address else ""
