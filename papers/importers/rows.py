"""What a file says of papers, prizes, candidates and recipients; and the whole of a reading."""

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import PurePosixPath

from papers.importers.clean import without_addresses
from workshops.importing.rows import DateRow, EditionRow, Level, Note, PageRow, Place, RoleRow, SlotRow, SponsorRow


@dataclass(frozen=True)
class File:
    """An upload or a local file; ``name`` is a relative path with slashes and is never trusted to tell the format."""

    name: str
    content: bytes

    @property
    def suffix(self):
        return PurePosixPath(self.name).suffix.lower()


class Unreadable(Exception):
    """The file as a whole cannot be read; says in one clear sentence why and what to do."""


class Decision(StrEnum):
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    UNDECIDED = "submitted"


@dataclass(frozen=True)
class AuthorRow:
    """An author as the source prints them; white space and what is invisible cleaned, nothing else changed."""

    name: str
    affiliation: str = ""
    given_name: str = ""  # given and family only where the source keeps them apart
    family_name: str = ""
    email: str = ""  # only where the source says beyond doubt whose it is
    orcid: str = ""
    openreview_id: str = ""  # ~First_Last1
    is_corresponding: bool = False
    is_presenter: bool = False


@dataclass(frozen=True)
class PaperRow:
    place: Place
    title: str
    authors: list[AuthorRow] = field(default_factory=list)
    source_id: str = ""  # what the exporting system calls it; stable over its exports
    number: int | None = None  # 0 is a number
    abstract: str = ""
    kind: str = ""  # a PaperKind, where the source tells
    decision: Decision = Decision.ACCEPTED  # of a source that lists only accepted papers: accepted
    decision_words: str = ""  # as the source puts it
    private: str = ""  # a reason why the row must not be imported by default (readers restricted, deleted)
    pdf_link: str = ""
    poster_link: str = ""
    video_link: str = ""
    code_link: str = ""
    forum_link: str = ""


@dataclass(frozen=True)
class AwardRow:
    """A prize of an edition and who won it: a paper by its title (or source id), or a person by name."""

    place: Place
    name: str
    paper_title: str = ""
    paper_source_id: str = ""
    person_name: str = ""
    citation: str = ""
    amount: str = ""  # a decimal number as text: "1000"
    currency: str = ""  # USD


@dataclass(frozen=True)
class CandidateRow:
    """A paper that the source proposes for an award; without a ``category`` it does not say for which."""

    place: Place
    paper_source_id: str = ""
    paper_title: str = ""
    category: str = ""
    rationale: str = ""


@dataclass(frozen=True)
class RecipientRow:
    """Somebody on a list of grants."""

    place: Place
    programme: str  # "Travel awards"
    name: str
    affiliation: str = ""


@dataclass
class Reading:
    """All that a reader made of its files."""

    source: str  # "cmt", "openreview", …: which ``source_id`` are comparable
    papers: list[PaperRow] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    edition: EditionRow | None = None
    dates: list[DateRow] = field(default_factory=list)
    roles: list[RoleRow] = field(default_factory=list)
    slots: list[SlotRow] = field(default_factory=list)
    sponsors: list[SponsorRow] = field(default_factory=list)
    pages: list[PageRow] = field(default_factory=list)
    awards: list[AwardRow] = field(default_factory=list)
    candidates: list[CandidateRow] = field(default_factory=list)
    recipients: list[RecipientRow] = field(default_factory=list)
    grant_benefit: str = ""  # what a grant is paid in, singular: "registration"; empty if the source does not tell

    def note(self, level: Level, place: Place, sentence):
        self.notes.append(Note(level, place, without_addresses(str(sentence))))


__all__ = [
    "AuthorRow",
    "AwardRow",
    "CandidateRow",
    "DateRow",
    "Decision",
    "EditionRow",
    "File",
    "Level",
    "Note",
    "PageRow",
    "PaperRow",
    "Place",
    "Reading",
    "RecipientRow",
    "RoleRow",
    "SlotRow",
    "SponsorRow",
    "Unreadable",
]
