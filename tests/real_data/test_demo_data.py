"""The demo's own files beside the real ones: quick, and without a database."""

from datetime import date

import pytest

from config.demo import facts
from tests.real_data import workshops
from tests.real_data.workshops import AML, BANDS

TODAY = date(2026, 11, 22)
FILES = {AML: "iclr2021", BANDS: "bands2023"}


@pytest.fixture(params=[AML, BANDS])
def both(request, real_data):
    return facts.read(FILES[request.param], TODAY), workshops.read(request.param, real_data)


def authors(row):
    return [tuple(author) for author in row["authors"]]


def test_papers_are_the_real_ones(both):
    demo, real = both

    ours = [
        (row["number"], workshops.seen(row["title"]), row["pdf_link"], row.get("video_link", ""), authors(row))
        for row in demo["papers"]
    ]

    assert ours == real["papers"]


def test_awards_are_the_real_ones(both):
    demo, real = both
    papers = {row["number"]: row for row in demo["papers"]}

    ours = [(row["name"], papers[row["winner"]]["title"]) for row in demo["categories"]]

    assert ours == [(award.name, award.title) for award in real["awards"]]


def test_recipients_are_the_real_ones(both):
    demo, real = both

    assert [(row["name"], row["affiliation"]) for row in demo.get("recipients", [])] == real["recipients"]


def test_slots_say_what_the_real_schedule_says(both):
    demo, real = both

    assert [(row["starts"], row.get("ends", "")) for row in demo["slots"]] == [s[:2] for s in real["schedule entries"]]


@pytest.mark.parametrize(
    ("noun", "kinds"),
    [
        ("organizers", {"organizer", "workflow_organizer"}),
        ("committee members", {"committee"}),
        ("speakers and panelists", {"speaker", "panelist"}),
    ],
)
def test_roles_are_the_real_ones(both, noun, kinds):
    demo, real = both

    ours = [(row["name"], row["affiliation"], row.get("homepage", "")) for row in demo["roles"] if row["kind"] in kinds]

    assert set(ours) == set(real[noun])


def test_every_institution_of_the_clusters_is_resolved_as_decided_by_eye(real_data):
    clusters = facts.json.loads((real_data / "aml-iclr2021/affiliation_clusters_truth.json").read_text())
    rows = facts.read("affiliations", TODAY)["institutions"]
    known = {spelling: row["name"] for row in rows for spelling in [row["name"], *row.get("aliases", [])]}

    merged = [{known[name] for name in group} for group in clusters["same"]]
    apart = [{known.get(name, name) for name in group} for group in clusters["must_not_merge"]]

    assert all(len(names) == 1 for names in merged)
    assert [len(names) for names in apart] == [len(group) for group in clusters["must_not_merge"]]


def test_every_printed_affiliation_leads_to_an_institution(both):
    demo, _real = both
    known = facts.read("affiliations", TODAY)
    spellings = {name for row in known["institutions"] for name in [row["name"], *row.get("aliases", [])]}

    printed = {affiliation for row in demo["papers"] for _name, affiliation in row["authors"]}
    printed |= {row["affiliation"] for row in demo["roles"] + demo.get("recipients", [])}

    assert printed - spellings - set(known["as_printed"]) - {""} == set()
