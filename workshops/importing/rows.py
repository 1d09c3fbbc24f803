"""What a file or a site says of an edition, before anybody looks into the database: plain rows with their place.

Readers fill them; only the parts of a row that the source states are filled, everything else stays empty.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True)
class Place:
    """Where in a source something stands."""

    file: str = ""
    line: int | None = None  # from 1; of a workbook, the row
    cell: str = ""  # the column's header, or what else narrows it down

    def __str__(self):
        return ", ".join(
            part for part in (self.file, f"line {self.line}" if self.line is not None else "", self.cell) if part
        )


class Level(StrEnum):
    ERROR = "error"  # a row or a page could not be read; nothing is applied before somebody has acknowledged it
    DOUBT = "doubt"  # it was read, but perhaps wrongly
    IGNORED = "ignored"  # left out on purpose, with the reason
    UNREAD = "unread"  # of a site: text that was not understood


@dataclass(frozen=True)
class Note:
    """One sentence for the organizer about a place in the source. It never holds an e-mail address."""

    level: Level
    place: Place
    sentence: str


@dataclass(frozen=True)
class EditionRow:
    """Whatever a site says of the edition itself; the times are aware."""

    place: Place
    name: str = ""
    host_conference: str = ""
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    time_zone: str = ""  # of the tz database, only where the source names it beyond doubt
    mode: str = ""  # virtual, in_person, hybrid
    location: str = ""
    link: str = ""
    overview: str = ""  # Markdown
    contact_email: str = ""


@dataclass(frozen=True)
class DateRow:
    place: Place
    name: str
    at: datetime
    time_zone: str = ""
    extended_from: datetime | None = None


@dataclass(frozen=True)
class RoleRow:
    place: Place
    kind: str  # a RoleKind
    name: str
    affiliation: str = ""
    homepage: str = ""


@dataclass(frozen=True)
class SlotRow:
    place: Place
    starts_at: datetime
    title: str
    kind: str = "other"  # a SlotKind
    ends_at: datetime | None = None
    session: str = ""
    link: str = ""
    speakers: list[str] = field(default_factory=list)  # printed names
    papers: list[str] = field(default_factory=list)  # titles of papers presented in it


@dataclass(frozen=True)
class SponsorRow:
    place: Place
    name: str
    link: str = ""
    thanks: str = ""


@dataclass(frozen=True)
class PageRow:
    place: Place
    title: str
    slug: str
    body: str  # Markdown
