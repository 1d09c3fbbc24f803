"""Speakers and committee of a MiniConf."""

from functools import partial

from django.utils.translation import gettext as _

from papers.importers import entries, structured
from papers.importers.clean import quoted
from papers.importers.rows import Level, RoleRow
from papers.importers.structured import Broken
from papers.importers.tables import tables

TITLES = ("Dr.", "Dr", "Prof.", "Prof", "Professor")
REVIEWS = ("review", "program committee", "programme committee")


def reader(value):
    """What reads ``value``, if it lists speakers or a committee."""
    people = value.get("committee") if isinstance(value, dict) else None
    if isinstance(people, list) and any(isinstance(each, dict) and "name" in each for each in people):
        return _read_committee
    if isinstance(value, dict) and value and all(_are_members(people) for people in value.values()):
        return _read_groups
    speakers = [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
    return _read_speaker_list if any("speaker" in each and "UID" in each for each in speakers) else None


def read_speakers(file, reading):
    table = tables(file)[0]
    reading.notes += table.notes
    for row in table.rows:
        _read_speaker(row.get("speaker"), row.get("institution", "affiliation"), row.place(), reading)
    entries.left_out(
        {header for header in table.header if entries.fold(header) not in {"speaker", "institution", "affiliation"}},
        file,
        reading,
    )


def _read_speaker_list(file, reading):
    def read(entry, place):
        entry = entries.fields(entry)
        affiliation = entries.first(entry, "institution", "affiliation", "aff")
        _read_speaker(entries.first(entry, "speaker", "name"), affiliation, place, reading)

    entries.each(structured.value(file), file, reading, read)


def _read_speaker(printed, affiliation, place, reading):
    name = _without_title(printed)
    if name:
        reading.roles.append(RoleRow(place=place, kind="speaker", name=name, affiliation=affiliation))
    else:
        reading.note(Level.ERROR, place, _("This speaker has no name."))


def _without_title(name):
    words = name.split()
    while words and words[0] in TITLES:
        words = words[1:]
    return " ".join(words)


def _read_committee(file, reading):
    """``committee: [{role: [...], name, aff}]``"""
    members = structured.value(file)["committee"]
    entries.each(members, file, reading, partial(_read_member, offices=(), seen=set(), reading=reading))


def _read_groups(file, reading):
    """``{role: [{name, aff}]}``"""
    seen = set()
    for office, members in structured.value(file).items():
        entries.each(members, file, reading, partial(_read_member, offices=[office], seen=seen, reading=reading))


def _are_members(people):
    return (
        isinstance(people, list) and bool(people) and all(isinstance(each, dict) and "name" in each for each in people)
    )


def _read_member(member, place, offices, seen, reading):
    member = entries.fields(member)
    name = entries.first(member, "name")
    if not name:
        raise Broken(_("This member has no name."))
    said = member.get("role")
    offices = [entries.text(office) for office in offices or (said if isinstance(said, list) else [said])]
    kind = "committee" if any(word in office.lower() for word in REVIEWS for office in offices) else "organizer"
    if (name, kind) in seen:
        reading.note(Level.IGNORED, place, _("%(name)s is listed with a further office.") % {"name": quoted(name)})
        return
    seen.add((name, kind))
    reading.roles.append(
        RoleRow(
            place=place, kind=kind, name=name, affiliation=entries.first(member, "aff", "affiliation", "institution")
        )
    )
