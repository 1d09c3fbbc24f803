"""Dumps of ROR, as ROR publishes them: JSON of both schemas, the zip around it; and a CSV with a row per organization."""

import csv
import gzip
import io
import json
import zipfile
import zlib
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from accounts.institutions.index import Kind

CHUNK = 1 << 20
LONGEST_RECORD = 20 * CHUNK
COLUMNS = {"ror_id", "name", "status", "country_code", "city", "types", "acronyms", "aliases", "labels"}


class BrokenDump(Exception):
    """Says what is wrong with the file."""


@dataclass
class Entry:
    ror_id: str
    name: str
    country: str = ""
    city: str = ""
    types: list[str] = field(default_factory=list)
    names: dict[str, list[str]] = field(default_factory=dict)  # by kind


def entries(path):
    """Organizations of the dump at ``path``, without those that ROR has withdrawn."""
    try:
        with _opened(path) as stream:
            is_json = stream.read(1) in {"[", "{"}
        with _opened(path) as stream:
            yield from _from_json(stream) if is_json else _from_csv(stream)
    except (UnicodeDecodeError, zipfile.BadZipFile, zlib.error, OSError, EOFError, csv.Error) as error:
        raise BrokenDump(_("The file cannot be read: it is damaged, or no dump of ROR.")) from error


@contextmanager
def _opened(path):
    """The text within, whatever it is wrapped in."""
    with path.open("rb") as file:
        magic = file.read(4)
        file.seek(0)
        if magic.startswith(b"PK"):
            with zipfile.ZipFile(file) as archive, archive.open(_member(archive)) as member:
                yield io.TextIOWrapper(member, "utf-8-sig")
        elif magic.startswith(b"\x1f\x8b"):
            with gzip.open(file) as unpacked:
                yield io.TextIOWrapper(unpacked, "utf-8-sig", newline="")
        else:
            yield io.TextIOWrapper(file, "utf-8-sig", newline="")


def _member(archive):
    """The JSON in the zip, that of the newer schema where both are there."""
    names = [each.filename for each in archive.infolist() if each.filename.endswith(".json")]
    if not names:
        raise BrokenDump(_("There is no JSON file in this zip."))
    return next((name for name in names if "schema_v2" in name), names[0])


def _from_json(stream):
    for record in _records(stream):
        try:
            if record.get("status") != "withdrawn":
                yield _entry(record)
        except (AttributeError, KeyError, IndexError, TypeError) as error:
            told = str(record)[:60]
            raise BrokenDump(_("This record is none of ROR's: %(record)s") % {"record": told}) from error


def _records(stream):
    """The objects of a JSON list, one at a time: the list is larger than a small server's memory."""
    decoder, text = json.JSONDecoder(), stream.read(CHUNK).lstrip().removeprefix("[")
    while True:
        text = text.lstrip().removeprefix(",").lstrip()
        if text.startswith("]"):
            return
        try:
            record, end = decoder.raw_decode(text)
        except ValueError as error:
            more = stream.read(CHUNK)
            if not more or len(text) > LONGEST_RECORD:
                raise BrokenDump(_("The file ends in the middle, or is no list in JSON.")) from error
            text += more
        else:
            yield record
            text = text[end:]


def _entry(record):
    return _entry_of_v1(record) if isinstance(record.get("name"), str) else _entry_of_v2(record)


def _entry_of_v2(record):
    names, shown = {}, ""
    for name in record["names"]:
        if "ror_display" in name["types"]:
            shown = name["value"]
        for kind in (Kind.LABEL, Kind.ALIAS, Kind.ACRONYM):
            if kind in name["types"]:
                names.setdefault(kind, []).append(name["value"])
    place = record["locations"][0]["geonames_details"] if record.get("locations") else {}
    return Entry(
        ror_id=_short(record["id"]),
        name=shown or record["names"][0]["value"],
        country=place.get("country_code") or "",
        city=place.get("name") or "",
        types=record.get("types", []),
        names=names,
    )


def _entry_of_v1(record):
    addresses = record.get("addresses") or [{}]
    return Entry(
        ror_id=_short(record["id"]),
        name=record["name"],
        country=(record.get("country") or {}).get("country_code") or "",
        city=addresses[0].get("city") or "",
        types=record.get("types", []),
        names={
            Kind.LABEL: [label["label"] for label in record.get("labels", [])],
            Kind.ALIAS: record.get("aliases", []),
            Kind.ACRONYM: record.get("acronyms", []),
        },
    )


def _from_csv(stream):
    rows = csv.DictReader(stream)
    if missing := COLUMNS - set(rows.fieldnames or []):
        raise BrokenDump(_("These columns are missing: %(names)s.") % {"names": ", ".join(sorted(missing))})
    for row in rows:
        if row["status"] != "withdrawn":
            yield Entry(
                ror_id=_short(row["ror_id"]),
                name=row["name"],
                country=row["country_code"],
                city=row["city"],
                types=_split(row["types"]),
                names={
                    Kind.LABEL: [label.rpartition("@")[0] or label for label in _split(row["labels"])],
                    Kind.ALIAS: _split(row["aliases"]),
                    Kind.ACRONYM: _split(row["acronyms"]),
                },
            )


def _split(cell):
    return [each for each in (cell or "").split("|") if each]


def _short(address):
    return address.rpartition("/")[2]
