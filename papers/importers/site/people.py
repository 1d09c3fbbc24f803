"""Who did what: organizers, committee, speakers and panelists, from pages and data files."""

from dataclasses import replace

from accounts.identity.folding import folded
from papers.importers.rows import RoleRow
from papers.importers.site import cards, records, schedule, stretches
from papers.importers.site.topics import ROLES


def roles(pages, reading):
    """One row for each part of a person, in the order of the site."""
    stage = schedule.Stage(pages)
    found = {}
    for stretch in stretches.about(pages, *ROLES):
        people = list(cards.of(stretch.sections))
        stretch.understand(*(card.element for card in people))
        for card in people:
            place = stretch.page.place(card.element)
            for kind in _kinds(stretch.topic, card.name, stage):
                _add(found, RoleRow(place, kind, card.name, card.affiliation, card.homepage))
    for record in records.of(pages):
        for kind in _kinds(record.topic, record.name, stage) if record.topic in ROLES else []:
            _add(found, RoleRow(record.place, kind, record.name, record.affiliation, record.homepage))
    return list(found.values())


def named(pages, *topics):
    """Everybody whom the pages of people name, or those of a part alone."""
    found = (stretch for stretch in stretches.about(pages, *(topics or ROLES)))
    return list(dict.fromkeys(card.name for stretch in found for card in cards.of(stretch.sections)))


def _kinds(topic, name, stage):
    """On a page of “Speakers and panelists” the programme tells who is which; without a word of it, a speaker."""
    if topic != "speaker_and_panelist":
        return [topic]
    kinds = {"speaker": stage.talks(name), "panelist": stage.sits_on_a_panel(name)}
    return [kind for kind, is_one in kinds.items() if is_one] or ["speaker"]


def _add(found, row):
    """The same part told on two pages is one row with what either of them knows."""
    key = (row.kind, folded(row.name))
    known = found.setdefault(key, row)
    found[key] = replace(
        known, affiliation=known.affiliation or row.affiliation, homepage=known.homepage or row.homepage
    )
