"""The papers that won, in the shape of the ACL Anthology."""

from xml.etree.ElementTree import fromstring

import pytest

from config.demo.load import load
from papers.importers import anthology
from tests.awards.season import ORCID, won
from tests.factories import PaperFactory
from tests.papers.importers.reading import file

pytestmark = pytest.mark.django_db


def test_the_xml_has_awards_as_the_anthology_writes_them(here, read):
    answer = read("xml")
    papers = fromstring(answer.content).findall("volume/paper")

    assert answer.text.startswith("<?xml version=")
    assert [paper.get("id") for paper in papers] == ["1", "2"]
    (award,) = papers[0].findall("award")
    assert (award.get("name"), award.text) == ("Best paper", "Number 1\nwins.")
    ada, ben = papers[0].findall("author")
    assert (ada.findtext("first"), ada.findtext("last"), ada.get("orcid")) == ("Ada", "Person", ORCID)
    assert (ben.findtext("first"), ben.findtext("last"), ben.get("orcid")) == ("", "B. 乙", None)


def test_a_formula_keeps_its_place_in_the_title_of_the_xml(read):
    paper = PaperFactory(public=True, workshop__slug="care-2021", title=r"$\delta$ $x<y$ costs \$5")
    won(paper)

    title = fromstring(read("xml").content).find("volume/paper/title")

    assert [(each.tag, each.text, each.tail) for each in title] == [
        ("tex-math", r"\delta", " "),
        ("tex-math", "x<y", " costs $5"),
    ]


def test_letters_that_xml_cannot_hold_do_not_break_it(read):
    paper = PaperFactory(public=True, workshop__slug="care-2021", title="Bell\x07 and \x0bform\ufffe")
    won(paper, citation="Rings\x08.")

    found = fromstring(read("xml").content).find("volume/paper")

    assert (found.findtext("title"), found.findtext("award")) == ("Bell and form", "Rings.")


def test_laurel_reads_its_own_anthology_file_again(here, read):
    reading = anthology.read([file(read("xml").text)])

    assert [(row.name, row.paper_title) for row in reading.awards] == [
        ("Best paper", "Bounds of $O(n^2)$ & more"),  # no title keeps markup when it is read
        ("Best paper", "=SUM(tides)"),
    ]
    assert [(author.name, author.affiliation, author.orcid) for author in reading.papers[0].authors] == [
        ("Ada Person", "Moon", ORCID),
        ("B. 乙", "Œuvre & Fils", ""),
    ]


def test_the_real_editions_of_the_demo_are_read_again_from_their_xml(read):
    load()

    found = {slug: anthology.read([file(read("xml", slug).text)]) for slug in ("aml-iclr2021", "bands-2023")}

    assert {slug: [(row.name, row.paper_title[:12]) for row in reading.awards] for slug, reading in found.items()} == {
        "aml-iclr2021": [
            ("Best Paper Award", "Ditto: Fair "),
            ("Best Paper Honorable Mention Award", "RobustBench:"),
        ],
        "bands-2023": [("Best Paper Award", "How to Backd")],
    }
