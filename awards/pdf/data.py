"""What is printed, as plain values. A certificate is frozen as JSON, so that it can be printed again word for word."""

from base64 import b64decode, b64encode
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Signature:
    name: str
    title: str = ""
    image: bytes | None = None
    """PNG, JPEG or WebP; without one the name is set in italics."""


@dataclass(frozen=True)
class CertificateData:
    award: str
    names: tuple[str, ...]
    edition: str
    issued_on: date
    version: int
    code: str
    verify_url: str
    short_name: str = ""
    host: str = ""
    paper: str = ""
    citation: str = ""
    place_and_date: str = ""
    signatures: tuple[Signature, ...] = ()
    language: str = "en"

    def to_json(self) -> dict[str, Any]:
        signatures = [asdict(each) | {"image": _encoded(each.image)} for each in self.signatures]
        return asdict(self) | {
            "names": list(self.names),
            "issued_on": self.issued_on.isoformat(),
            "signatures": signatures,
        }

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> "CertificateData":
        signatures = [Signature(**each | {"image": _decoded(each["image"])}) for each in stored["signatures"]]
        return cls(
            **stored
            | {
                "names": tuple(stored["names"]),
                "issued_on": date.fromisoformat(stored["issued_on"]),
                "signatures": tuple(signatures),
            }
        )


@dataclass(frozen=True)
class Section:
    """Paragraphs, then a table; a table without rows is not printed.

    Texts stand in its first ``texts`` columns, or in all, figures in the others; ``sums`` are numbers of bold rows.
    """

    title: str
    paragraphs: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    texts: int | None = None
    sums: tuple[int, ...] = ()


@dataclass(frozen=True)
class Document:
    """Of plain words and tables: minutes of a committee, a report to a sponsor."""

    title: str
    edition: str
    facts: tuple[tuple[str, str], ...]
    """What stands above the sections, as label and value: category, dates, chair, method."""
    sections: tuple[Section, ...]
    generated: str
    """The line at the foot of every page, with the moment."""
    number: str = ""
    """By which two copies can be told to say the same."""
    language: str = "en"


def _encoded(image: bytes | None) -> str | None:
    return None if image is None else b64encode(image).decode()


def _decoded(image: str | None) -> bytes | None:
    return None if image is None else b64decode(image)
