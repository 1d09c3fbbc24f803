"""The sitedata of a MiniConf, with invented papers."""

import pytest

from papers.importers import miniconf
from papers.importers.rows import AuthorRow, Level
from tests.papers.importers.reading import errors, file, names, sentences

PAPERS = """UID,title,authors,affiliations,abstract,keywords,primary_email
1-01,Tides,Ada Person|Bo Other, Tide University|Moon Institute,<p>High &amp; low</p>,a|b,x@example.org
7,Ebb,Cy Third|Di Fourth,Tide University,,,
8,,Cy Third,Tide University,,,
"""
SPEAKERS = "UID,speaker,title,institution\n1,Dr. Ada Person,On Tides,Tide University\n2,,Nothing,\n"
EVENT = {"title": "Posters 1A", "start": "2024-07-01T10:00:00+02:00", "end": "2024-07-01T11:00:00+02:00"}
COMMITTEE = """
committee:
- {role: [General Chair], name: Ada Person, aff: Tide University}
- {role: [Publication], name: Ada Person}
- {role: [Reviewing], name: Bo Other}
- {role: [Program Committee]}
"""


def read(*files):
    assert miniconf.recognizes(files)
    return miniconf.read(files)


def events(*changes):
    return file([EVENT | {"calendarId": "pos"} | change for change in changes], "calendar.json")


def test_papers_have_authors_with_affiliations_beside_them():
    paper = read(file(PAPERS, "papers.csv")).papers[0]

    assert paper.authors == [AuthorRow("Ada Person", "Tide University"), AuthorRow("Bo Other", "Moon Institute")]
    assert (paper.source_id, paper.number, paper.abstract) == ("1-01", None, "High & low")


def test_affiliations_that_do_not_match_the_names_are_left_out():
    reading = read(file(PAPERS, "papers.csv"))

    assert [author.affiliation for author in reading.papers[1].authors] == ["", ""]
    assert sentences(reading, Level.DOUBT) == [
        "There are not as many affiliations as authors; the affiliations were left out."
    ]


def test_a_paper_without_a_title_is_an_error_at_its_line():
    assert errors(read(file(PAPERS, "papers.csv"))) == [("papers.csv, line 4", "This entry has no title.")]


def test_names_alone_are_enough():
    reading = read(file("UID,title,authors\n3,Tides,Ada Person|Bo Other\n4,Ebb,Cy Third\n", "papers.csv"))

    assert [names(paper) for paper in reading.papers] == [["Ada Person", "Bo Other"], ["Cy Third"]]


@pytest.mark.parametrize(
    "speakers",
    [
        file(SPEAKERS, "speakers.csv"),
        file("- {UID: 1, speaker: Dr. Ada Person, institution: Tide University}\n- {UID: 2}\n"),
    ],
)
def test_speakers_lose_their_titles(speakers):
    reading = read(file(PAPERS, "papers.csv"), speakers)

    assert [(role.kind, role.name, role.affiliation) for role in reading.roles] == [
        ("speaker", "Ada Person", "Tide University")
    ]
    assert "This speaker has no name." in sentences(reading, Level.ERROR)


def test_a_calendar_becomes_slots():
    [slot] = read(events({"link": "https://x.org/1"})).slots

    assert (slot.title, slot.kind, slot.link) == ("Posters 1A", "posters", "https://x.org/1")
    assert slot.starts_at.isoformat() == "2024-07-01T10:00:00+02:00"
    assert slot.ends_at.isoformat() == "2024-07-01T11:00:00+02:00"


def test_pages_of_the_old_site_are_no_links():
    assert read(events({"link": "day_1.html#all"})).slots[0].link == ""


def test_an_event_needs_a_time_with_an_offset():
    reading = read(events({"start": "2024-07-01T10:00:00"}, {"start": "soon"}, {"end": EVENT["start"]}))

    assert [sentence for _place, sentence in errors(reading)] == [
        "“2024-07-01T10:00:00” is no time with its offset.",
        "“soon” is no time with its offset.",
    ]
    assert "“Posters 1A” has no end after its start." in sentences(reading, Level.DOUBT)


def test_a_committee_becomes_roles():
    reading = read(file(COMMITTEE, "committee.yml"))

    assert [(role.kind, role.name) for role in reading.roles] == [
        ("organizer", "Ada Person"),
        ("committee", "Bo Other"),
    ]
    assert "“Ada Person” is listed with a further office." in sentences(reading, Level.IGNORED)
    assert errors(reading) == [("committee.yml, entry 4", "This member has no name.")]


def test_a_committee_by_offices_becomes_roles():
    reading = read(file("General Chair: [{name: Ada Person, aff: Tides}]\nReviewers: [{name: Bo Other}]\n"))

    assert [(role.kind, role.name) for role in reading.roles] == [
        ("organizer", "Ada Person"),
        ("committee", "Bo Other"),
    ]


def test_files_beside_the_known_ones_are_told():
    reading = read(file(PAPERS, "papers.csv"), file("name: Tides\ntagline: High\n", "config.yml"))

    assert [(note.place.file, note.sentence) for note in reading.notes if note.level == Level.UNREAD] == [
        ("config.yml", "This file of a MiniConf was not read.")
    ]


@pytest.mark.parametrize("content", ["title,authors\nTides,Ada Person\n", "name: Tides\n", "[{}]", "words"])
def test_other_files_are_not_recognized(content):
    assert not miniconf.recognizes([file(content)])
