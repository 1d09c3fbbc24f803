"""The YAML files of aclpub2, with invented papers."""

import pytest

from papers.importers import aclpub2
from papers.importers.rows import AuthorRow
from tests.papers.importers.reading import errors, file, sentences

PAPERS = """
- id: 0
  title: Tides in Prose
  authors:
  - {first_name: Ada, middle_name: M., last_name: Person, instituion: Tides, openreview: ~Ada_Person1,
     email: ada@example.org, orcid: 0000-0002-1825-0097}
  - {last_name: No}
  attributes: {presentation_type: oral, paper_type: long}
  abstract: High and low.
  file: 0.pdf
- id: 4
  title: Ebb
  archival: False
  authors: [{first_name: Bo, last_name: Other, institution: Ebb Lab}]
- title: Nobody's
  authors: [{email: x@example.org}]
"""
COMMITTEE = "- role: Area Chairs\n  entries: [{first_name: Cy, last_name: Third, institution: Moon}]\n"
ORGANIZERS = "- role: Chair\n  members: [{first_name: 'President:', last_name: Fourth, middle_name: Di}]\n"
DETAILS = "event_name: Tides 2024\nstart_date: 2024-07-01\nend_date: soon\nlocation: Porto\n"


def read(*texts):
    files = [file(text, f"{number}.yml") for number, text in enumerate(texts)]
    assert aclpub2.recognizes(files)
    return aclpub2.read(files)


def test_papers_are_read_with_the_misspelt_institution():
    papers = read(PAPERS).papers

    assert [(paper.source_id, paper.number, paper.kind) for paper in papers] == [("0", 0, "oral"), ("4", 4, "")]
    assert papers[0].authors[0] == AuthorRow(
        "Ada M. Person", "Tides", "Ada M.", "Person", "ada@example.org", "0000-0002-1825-0097", "~Ada_Person1"
    )
    assert papers[1].authors[0].affiliation == "Ebb Lab"


def test_a_family_name_that_yaml_takes_for_a_word_stays_a_name():
    assert read(PAPERS).papers[0].authors[1] == AuthorRow("No")


def test_a_paper_outside_the_proceedings_is_doubted():
    assert "“Ebb” is not archival; it is imported all the same." in sentences(read(PAPERS))


def test_a_broken_paper_is_an_error_at_its_place():
    assert errors(read(PAPERS)) == [("0.yml, entry 3", "An author of this paper has no name.")]


def test_committees_beside_the_papers_become_roles():
    reading = read(PAPERS, COMMITTEE, ORGANIZERS)

    assert [(role.kind, role.name, role.affiliation) for role in reading.roles] == [
        ("committee", "Cy Third", "Moon"),
        ("organizer", "Di Fourth", ""),
    ]
    assert "“President: Di Fourth” was read as “Di Fourth”." in sentences(reading)


def test_details_become_the_edition():
    reading = read(PAPERS, DETAILS)

    edition = reading.edition
    assert (edition.name, edition.location, edition.ends_at) == ("Tides 2024", "Porto", None)
    assert edition.starts_at.isoformat() == "2024-07-01T00:00:00+00:00"
    assert "“soon” is no date such as 2026-07-01." in sentences(reading)


@pytest.mark.parametrize("text", [COMMITTEE, DETAILS, "- title: Tides\n  authors: [Ada]\n", "plain words"])
def test_without_papers_it_is_no_aclpub2(text):
    assert not aclpub2.recognizes([file(text)])
