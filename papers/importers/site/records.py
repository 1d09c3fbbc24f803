"""People in data files of a site: _data/organizers.yml, pc.csv, committee.json, travel_awards.csv."""

from collections.abc import Iterator
from dataclasses import dataclass

from papers.importers.clean import clean
from papers.importers.rows import Place
from papers.importers.site import cards, names, stretches
from papers.importers.site.topics import topic

NAMES = ("name", "fullname", "person")
GIVEN = ("first", "firstname", "given", "givenname")
FAMILY = ("last", "lastname", "family", "familyname", "surname")
AFFILIATIONS = (
    "affiliation",
    "aff",
    "institution",
    "organization",
    "organisation",
    "university",
    "company",
    "rmaffiliation",
)
HOMEPAGES = ("url", "homepage", "website", "link", "web", "site")
STEMS = {
    "pc": "committee",
    "areachairs": "committee",
    "chairs": "organizer",
    "team": "organizer",
    "travelgrants": "grants",
}


@dataclass(frozen=True)
class Record:
    place: Place
    topic: str
    title: str  # of the list: the file's name or the key above it
    name: str
    affiliation: str
    homepage: str
    year: int | None


def of(pages) -> Iterator[Record]:
    """Everybody in a data file whose name, or whose keys, say what its people are."""
    for page in (page for page in pages if page.kind == "data" and not stretches.stem(page).startswith("_config")):
        stem = stretches.stem(page)
        words = stem.replace("_", " ").replace("-", " ")
        yield from _of_value(page.data, page.file, words, STEMS.get(stem) or topic(words))


def _of_value(value, file, title, subject):
    if isinstance(value, dict):
        for key, inner in value.items():
            words = str(key).replace("_", " ").replace("-", " ")
            if isinstance(inner, list):
                yield from _of_value(inner, file, words, topic(words) or subject)
    elif isinstance(value, list) and subject:
        for number, entry in enumerate(value, start=1):
            if record := _record(entry, Place(file, cell=f"entry {number}"), title, subject):
                yield record


def _record(entry, place, title, subject):
    if isinstance(entry, str):
        entry = {"name": entry}
    if not isinstance(entry, dict):
        return None
    said = {
        "".join(letter for letter in str(key).lower() if letter.isalnum()): clean(value) for key, value in entry.items()
    }
    if said.get("title") and subject not in {"organizer", "committee"}:  # the row of a talk or a paper
        return None
    printed = _first(said, NAMES) or f"{_first(said, GIVEN)} {_first(said, FAMILY)}".strip()
    name, inline = cards.person(printed) or (printed, "")
    if not names.is_name(name, at_least=1):
        return None
    homepage = _first(said, HOMEPAGES)
    year = said.get("year", "")
    return Record(
        place=place,
        topic=subject,
        title=title,
        name=names.plain(name),
        affiliation=_first(said, AFFILIATIONS) or inline,
        homepage=homepage if homepage.startswith(("http://", "https://")) else "",
        year=int(year) if year.isdigit() else None,
    )


def _first(said, keys):
    return next((said[key] for key in keys if said.get(key)), "")
