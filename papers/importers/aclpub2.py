"""The folder of aclpub2: papers.yml, and the details and committees beside it."""

from datetime import UTC, datetime, time
from functools import partial

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from papers.importers import decisions, entries, structured
from papers.importers.clean import quoted
from papers.importers.rows import AuthorRow, EditionRow, Level, PaperRow, Place, Reading, RoleRow
from papers.importers.structured import Broken

NAME = gettext_lazy("aclpub2 (YAML)")
SOURCE = "aclpub2"
READ = {"id", "title", "authors", "attributes", "abstract", "archival"}
MEMBERS = {"members": "organizer", "entries": "committee"}


def recognizes(files):
    return bool(files) and any(_is_papers(_value(file)) for file in files) and all(_reader(file) for file in files)


def read(files):
    reading = Reading(SOURCE)
    for file in files:
        reader = _reader(file)
        if reader:
            reader(_value(file), file, reading)
        else:
            reading.note(Level.UNREAD, Place(file.name), _("This file is none that aclpub2 knows."))
    return reading


def _value(file):
    return structured.value(file) if structured.is_structured(file, list | dict) else None


def _reader(file):
    value = _value(file)
    if _is_papers(value):
        return _read_papers
    if isinstance(value, dict):
        return _read_details if {"book_title", "event_name"} & set(value) else None
    groups = [each for each in value or [] if isinstance(each, dict)]
    return _read_members if any("role" in each and MEMBERS.keys() & set(each) for each in groups) else None


def _is_papers(value):
    papers = [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
    authors = [author for paper in papers[:50] if "title" in paper for author in _listed(paper.get("authors"))]
    return any("first_name" in author or "last_name" in author for author in authors if isinstance(author, dict))


def _read_papers(value, file, reading):
    entries.each(value, file, reading, partial(_read_paper, reading=reading))
    entries.left_out({key for each in value if isinstance(each, dict) for key in each} - READ, file, reading)


def _read_paper(entry, place, reading):
    entry = entries.fields(entry)
    title = entries.title(entry.get("title"))
    attributes = entry.get("attributes") if isinstance(entry.get("attributes"), dict) else {}
    words = entries.first(attributes, "presentation_type")
    if "archival" in entry and not structured.is_true(entry["archival"]):
        reading.note(
            Level.DOUBT, place, _("%(title)s is not archival; it is imported all the same.") % {"title": quoted(title)}
        )
    reading.papers.append(
        PaperRow(
            place=place,
            title=title,
            authors=entries.byline([_author(author) for author in _listed(entry.get("authors"))], place, reading),
            source_id=entries.first(entry, "id"),
            number=entries.number(entry.get("id")),
            abstract=entries.prose(entry.get("abstract")),
            kind=decisions.kind(words),
            decision_words=words,
        )
    )


def _author(author):
    author = entries.fields(author)
    given, family = _given_name(author), entries.first(author, "last_name")
    name = f"{given} {family}".strip() or entries.first(author, "name")
    if not name:
        raise Broken(_("An author of this paper has no name."))
    return AuthorRow(
        name=name,
        affiliation=_institution(author),
        given_name=given if family else "",
        family_name=family if given else "",
        email=entries.email(author.get("email")),
        orcid=entries.orcid(author.get("orcid")),
        openreview_id=entries.profile(author.get("openreview")),
    )


def _given_name(author):
    return " ".join(filter(None, [entries.first(author, "first_name"), entries.first(author, "middle_name")]))


def _institution(author):
    """The sample of aclpub2 itself spells it ``instituion``."""
    return entries.first(author, "institution", "instituion", "affiliation")


def _read_members(value, file, reading):
    entries.each(value, file, reading, partial(_read_group, reading=reading))


def _read_group(group, place, reading):
    group = entries.fields(group)
    kind, members = next(((MEMBERS[key], group[key]) for key in MEMBERS if key in group), ("", []))
    for number, member in enumerate(_listed(members), start=1):
        entries.attempt(
            partial(_read_member, member, kind, reading),
            Place(place.file, cell=f"{place.cell}, member {number}"),
            reading,
        )


def _read_member(member, kind, reading, place):
    author = _author(member)
    name = author.name.rpartition(": ")[2]
    if name != author.name:
        reading.note(
            Level.DOUBT,
            place,
            _("%(words)s was read as %(name)s.") % {"words": quoted(author.name), "name": quoted(name)},
        )
    reading.roles.append(RoleRow(place=place, kind=kind, name=name, affiliation=author.affiliation))


def _read_details(value, file, reading):
    place = Place(file.name)
    reading.note(Level.DOUBT, place, _("The file gives days without times; they are taken for days in UTC."))
    reading.edition = EditionRow(
        place=place,
        name=entries.first(value, "event_name", "book_title"),
        location=entries.first(value, "location"),
        starts_at=_day(value, "start_date", time.min, place, reading),
        ends_at=_day(value, "end_date", time(23, 59), place, reading),
    )
    entries.left_out(set(value) - {"event_name", "location", "start_date", "end_date"}, file, reading)


def _day(value, key, at, place, reading):
    printed = entries.first(value, key)
    try:
        day = datetime.strptime(printed, "%Y-%m-%d").date()  # noqa: DTZ007 - a date without a time
    except ValueError:
        if printed:
            reading.note(Level.DOUBT, place, _("%(words)s is no date such as 2026-07-01.") % {"words": quoted(printed)})
        return None
    return datetime.combine(day, at, UTC)


def _listed(value):
    return value if isinstance(value, list) else []
