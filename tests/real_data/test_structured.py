"""Every entry of the real structured exports: a paper with the authors that the file names, or a note."""

import csv
import json
from collections import Counter
from io import StringIO

import pytest
import yaml
from defusedxml import ElementTree

from papers.importers import aclpub2, anthology, formats, hotcrp, miniconf, objects, openreview, table
from papers.importers.rows import Decision, File, Level

OPENREVIEW_V2 = ["openreview_v2_authors_as_strings", "openreview_v2_authors_as_objects"]
HOTCRP = ["constructed/hotcrp_data_2024plus", "constructed/hotcrp_data_until2024", "hotcrp/test__example_submissions"]
SIGDIAL = ["papers", "conference_details", "organizing_committee", "program_committee"]
SCALE = ["icra__icra2021", "nips__nips2018", "www__www2025"]
ISMIR = "miniconf-ismir2020/sitedata__"


@pytest.fixture
def files(real_data):
    return lambda *names: [File(name, (real_data / name).read_bytes()) for name in names]


@pytest.fixture
def loaded(real_data):
    return lambda name: json.loads((real_data / name).read_text())


def read(reader, files):
    assert formats.recognize(files) is reader
    return reader.read(files)


def authors(papers):
    return [[(author.name, author.affiliation) for author in paper.authors] for paper in papers]


def names(papers):
    return [[author.name for author in paper.authors] for paper in papers]


def rows_of(path):
    return list(csv.DictReader(StringIO(path.read_text(encoding="utf-8"))))


def pieces(printed):
    return [" ".join(piece.split()) for piece in printed.split(";")] if printed else []


def test_notes_of_the_first_version(files, loaded):
    name = "constructed/openreview_v1_notes.json"

    papers = read(openreview, files(name)).papers

    contents = [note["content"] for note in loaded(name)["notes"]]
    assert names(papers) == [content["authors"] for content in contents]
    assert [[author.email for author in paper.authors] for paper in papers] == [each["authorids"] for each in contents]


def test_a_crawl_brings_its_decisions(files):
    papers = read(openreview, files("openreview-v1-crawler/example_output.json")).papers

    assert [(paper.number, paper.decision, len(paper.authors)) for paper in papers] == [
        (36, Decision.ACCEPTED, 5),
        (49, Decision.ACCEPTED, 5),
    ]


@pytest.mark.parametrize("name", OPENREVIEW_V2)
def test_notes_of_the_second_version(files, loaded, name):
    name = f"constructed/{name}.json"

    papers = read(openreview, files(name)).papers

    printed = [note["content"]["authors"]["value"] for note in loaded(name)["notes"]]
    assert names(papers) == [[each if isinstance(each, str) else each["fullname"] for each in row] for row in printed]
    assert Counter((paper.decision, paper.kind) for paper in papers) == {
        (Decision.ACCEPTED, "poster"): 9,
        (Decision.ACCEPTED, "oral"): 2,
        (Decision.REJECTED, ""): 1,
    }


def test_author_objects_bring_their_institutions(files):
    papers = read(openreview, files(f"constructed/{OPENREVIEW_V2[1]}.json")).papers

    assert authors(papers)[0] == [
        (name, "Boston University") for name in ("Nataniel Ruiz", "Sarah Bargal", "Stan Sclaroff")
    ]


@pytest.mark.parametrize("name", HOTCRP)
def test_submissions_of_hotcrp(files, loaded, name):
    name = f"{name}.json"

    papers = read(hotcrp, files(name)).papers

    given, family = ("given_name", "family_name") if "2024plus" in name else ("first", "last")
    assert authors(papers) == [
        [(f"{author[given]} {author[family]}", author["affiliation"]) for author in paper["authors"]]
        for paper in loaded(name)
    ]
    assert [paper.decision for paper in papers] == [
        {"accept": Decision.ACCEPTED, "reject": Decision.REJECTED}.get(paper["status"][:6], Decision.UNDECIDED)
        for paper in loaded(name)
    ]


def test_papers_of_hotcrp_s_own_database(files, loaded):
    papers = read(hotcrp, files("hotcrp/test__db.json")).papers

    truth = loaded("hotcrp/test__db.json")["papers"]
    assert authors(papers) == [[(each["name"], each["affiliation"]) for each in paper["authors"]] for paper in truth]
    assert len(papers) == 30


def test_papers_of_satml(files, loaded):
    name = "openreview-satml2026/data__papers.json"

    papers = read(objects, files(name)).papers

    assert authors(papers) == [
        [
            (" ".join(f"{each['first']} {each['last']}".split()), each["affiliation"].strip())
            for each in paper["authors"]
        ]
        for paper in loaded(name)
    ]
    assert (len(papers), sum(bool(paper.pdf_link) for paper in papers)) == (62, 29)


def test_a_chair_s_table_of_accepted_papers(files, real_data):
    name = "openreview-derived-ai4na2025/accepted.csv"

    papers = read(table, files(name)).papers

    truth = rows_of(real_data / name)
    assert names(papers) == [row["authors"].split(", ") for row in truth]
    assert [paper.number for paper in papers] == [int(row["number"]) for row in truth]
    assert [paper.kind for paper in papers] == [row["decision"][8:-1].lower() for row in truth]


def test_papers_of_ismir(files, real_data):
    reading = read(miniconf, files(f"{ISMIR}papers.csv"))

    truth = rows_of(real_data / f"{ISMIR}papers.csv")
    assert authors(reading.papers) == [
        [
            (" ".join(name.split()), " ".join(affiliation.split()))
            for name, affiliation in zip(row["authors"].split("|"), row["affiliations"].split("|"), strict=True)
        ]
        for row in truth
    ]
    assert (len(reading.papers), sum(map(len, names(reading.papers)))) == (115, 427)


def test_the_whole_site_of_ismir(files):
    parts = ["papers.csv", "speakers.csv", "main_calendar.json", "committee.yml", "config.yml", "events.csv"]

    reading = read(miniconf, files(*(ISMIR + part for part in parts)))

    assert Counter(role.kind for role in reading.roles) == {"organizer": 27, "speaker": 2}
    assert len(reading.slots) == 93
    assert [note.place.file for note in reading.notes if note.level == Level.UNREAD] == [
        f"{ISMIR}config.yml",
        f"{ISMIR}events.csv",
    ]


def test_papers_of_sigdial(files, real_data):
    reading = read(aclpub2, files(*(f"aclpub2/examples__sigdial__{part}.yml" for part in SIGDIAL)))

    truth = yaml.safe_load((real_data / "aclpub2/examples__sigdial__papers.yml").read_text())
    parts = ("first_name", "middle_name", "last_name")
    assert names(reading.papers) == [
        [" ".join(str(author[part]).strip() for part in parts if author.get(part)) for author in paper["authors"]]
        for paper in truth
    ]
    assert (len(reading.papers), Counter(role.kind for role in reading.roles)["organizer"]) == (41, 14)


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        ("2022.acl", (774, 3601, 12)),
        ("2022.naloma", (5, 15, 0)),
        ("J89", (58, 46, 0)),
        ("L06", (4, 41, 0)),
    ],
)
def test_collections_of_the_anthology(files, real_data, name, counts):
    name = f"acl-anthology/tests__toy_anthology__xml__{name}.xml"

    reading = read(anthology, files(name))

    papers = list(ElementTree.parse(real_data / name).getroot().iter("paper"))
    assert names(reading.papers) == [
        [" ".join(filter(None, [each.findtext("first"), each.findtext("last")])) for each in paper.iter("author")]
        for paper in papers
    ]
    assert (len(papers), sum(map(len, names(reading.papers))), len(reading.awards)) == counts


@pytest.mark.parametrize("name", SCALE)
def test_lists_of_whole_conferences(files, loaded, name):
    name = f"scale/{name}.json"

    reading = read(objects, files(name))

    truth = [pieces(paper["author"]) for paper in loaded(name)]
    if "icra" in name:
        truth = [list(dict.fromkeys(row)) for row in truth]
    assert names(reading.papers) == truth
    assert not [note for note in reading.notes if note.level == Level.ERROR]


@pytest.mark.parametrize(("name", "unmatched"), list(zip(SCALE, [0, 0, 3], strict=True)))
def test_affiliations_of_whole_conferences(files, loaded, name, unmatched):
    reading = read(objects, files(f"scale/{name}.json"))

    truth = [pieces(paper["aff"]) for paper in loaded(f"scale/{name}.json")]
    read_ones = [[author.affiliation for author in paper.authors] for paper in reading.papers]
    differing = [ours for ours, theirs in zip(read_ones, truth, strict=True) if theirs and ours != theirs]
    assert len(differing) == unmatched
    assert not any(affiliation for row in differing for affiliation in row)
