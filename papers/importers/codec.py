"""A reading as JSON, to be kept between the preview and the moment it is applied: only what differs from nothing."""

from collections.abc import Callable
from dataclasses import MISSING, fields
from datetime import datetime
from functools import cache
from typing import Any

from papers.importers.rows import (
    AuthorRow,
    AwardRow,
    CandidateRow,
    DateRow,
    Decision,
    EditionRow,
    Level,
    Note,
    PageRow,
    PaperRow,
    Place,
    Reading,
    RecipientRow,
    RoleRow,
    SlotRow,
    SponsorRow,
)

LISTS = {
    "papers": PaperRow,
    "notes": Note,
    "dates": DateRow,
    "roles": RoleRow,
    "slots": SlotRow,
    "sponsors": SponsorRow,
    "pages": PageRow,
    "awards": AwardRow,
    "candidates": CandidateRow,
    "recipients": RecipientRow,
}
WITHIN: dict[str, Callable[..., Any]] = {
    "place": lambda value: Place(**value),
    "authors": lambda rows: [AuthorRow(**row) for row in rows],
    "decision": Decision,
    "level": Level,
    **dict.fromkeys(["at", "extended_from", "starts_at", "ends_at"], datetime.fromisoformat),
}


def dump(reading):
    data = {name: [_plain(row) for row in getattr(reading, name)] for name in LISTS if getattr(reading, name)}
    if reading.edition:
        data["edition"] = _plain(reading.edition)
    return {"source": reading.source, "grant_benefit": reading.grant_benefit, **data}


def load(data):
    rows = {name: [_revived(row_type, row) for row in data.get(name, [])] for name, row_type in LISTS.items()}
    edition = _revived(EditionRow, data["edition"]) if "edition" in data else None
    return Reading(source=data["source"], grant_benefit=data["grant_benefit"], edition=edition, **rows)


def _plain(row):
    return {
        name: _value(value)
        for name, default in _defaults(type(row)).items()
        if (value := getattr(row, name)) != default
    }


def _value(value):
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, list):
        return [_value(each) for each in value]
    if isinstance(value, str):  # of what no database takes readers leave nothing; should one, it costs a letter
        return value.encode("utf-8", "ignore").decode().replace("\x00", "")
    return value if value is None or isinstance(value, int) else _plain(value)


def _revived(row_type, data):
    return row_type(**{name: WITHIN[name](value) if name in WITHIN else value for name, value in data.items()})


@cache
def _defaults(row_type):
    return {
        each.name: each.default_factory() if each.default_factory is not MISSING else each.default
        for each in fields(row_type)
    }
