"""Papers and awards of real sites: the counts that benchmarks/import_sites.py holds, and two sites name by name."""

import json

import pytest

from benchmarks import import_sites
from benchmarks.import_sites import SITES, TOLD, measure, measure_told, truth_of
from papers.importers.site.lists import folded


@pytest.mark.parametrize("site", SITES, ids=[site.name for site in SITES])
def test_nearly_every_paper_is_whole_and_none_is_invented(real_data, site):
    found = measure(import_sites.read(real_data, site.folder, site.files), site.counts)

    assert (found.found, found.invented_papers, found.invented_authors) == (len(site.counts), 0, 0)
    assert found.whole >= 0.95 * len(site.counts)
    assert found.awards == site.awards


@pytest.mark.parametrize("name", TOLD)
def test_every_name_and_printed_affiliation_is_right(real_data, name):
    folder, patterns = TOLD[name]
    truth = truth_of(real_data, folder)

    found = measure_told(import_sites.read(real_data, folder, patterns), truth)

    assert (found.found, found.whole, found.invented_papers, found.invented_authors) == (
        found.papers,
        found.papers,
        0,
        0,
    )
    assert found.awards == len(truth["awards"])


@pytest.mark.parametrize(("folder", "patterns"), [TOLD["AML, ICLR 2021"], TOLD["AML, ICLR 2021 (rendered)"]])
def test_numbers_links_videos_and_prizes_of_the_first_seed(real_data, folder, patterns):
    truth = json.loads((real_data / "aml-iclr2021" / "truth.json").read_text())

    reading = import_sites.read(real_data, folder, patterns)

    facts = [(row.number, folded(row.title), row.pdf_link, row.video_link) for row in reading.papers]
    assert facts == [(row["number"], folded(row["title"]), row["pdf"], row["video"] or "") for row in truth["papers"]]
    assert [(row.name, folded(row.paper_title), row.amount, row.currency) for row in reading.awards] == [
        (row["award"], folded(row["paper_title"]), str(row["amount"]["value"]), row["amount"]["currency"])
        for row in truth["awards"]
    ]


def test_kinds_and_the_prize_of_the_second_seed(real_data):
    folder, patterns = TOLD["BANDS, ICLR 2023"]
    truth = truth_of(real_data, folder)

    reading = import_sites.read(real_data, folder, patterns)

    assert [row.kind for row in reading.papers] == [row["presentation"].split()[0].lower() for row in truth["papers"]]
    assert [row.pdf_link for row in reading.papers] == [row["pdf"] for row in truth["papers"]]
    assert [(row.name, row.paper_title) for row in reading.awards] == [
        (row["award"], row["paper_title"]) for row in truth["awards"]
    ]


def test_a_folder_of_many_years_says_what_it_leaves_out(real_data):
    reading = import_sites.read(real_data, "sites/site-sigcse", ("*.yml",))

    told = {note.place.file for note in reading.notes}
    assert reading.papers == []
    assert {
        f"_data/{name}.yml" for name in ("bestpapers", "outstanding", "specialprojects", "testoftime", "travelgrants")
    } <= told


def test_a_whole_folder_of_years_reads_the_newest_and_names_the_others(real_data):
    reading = import_sites.read(real_data, "sites/site-wnut", ("*.html",))

    years = [
        note.place.file[:4]
        for note in reading.notes
        if note.level == "ignored" and "read their folder" in note.sentence
    ]
    assert len(reading.papers) == 16
    assert years == ["2024", "2022", "2021", "2020", "2019", "2018", "2017", "2016", "2015"]
