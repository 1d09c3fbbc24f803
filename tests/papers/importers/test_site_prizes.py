"""Recipients of grants, sponsors and sums on invented pages."""

from datetime import UTC, datetime

import pytest

from papers.importers.rows import EditionRow, Level, Place, Reading
from papers.importers.site import prizes
from papers.importers.site.markup import Page, page
from tests.papers.importers.reading import file, sentences

MANY_YEARS = [
    {"name": "Ada North, Tidal College, France", "year": 2023},
    {"name": "Bo Reed, Moon Institute, Peru", "year": 2024},
]


def site(words, name="index.md"):
    return [page(file(words, name))]


def recipients(words, reading=None):
    return prizes.recipients(site(words), reading or Reading("site"))


def sponsors(words):
    return [(row.name, row.link) for row in prizes.sponsors(site(words), Reading("site"))]


def in_data(data, name="_data/travelgrants.yml", edition=None):
    reading = Reading("site", edition=edition)
    return prizes.recipients([Page(name, "data", data=data)], reading), reading


def test_a_list_below_its_heading_is_of_recipients():
    found = recipients("# Travel Award Recipients\n\n- Ada North (Tidal University)\n- Bo\tReed  (Moon, Inc.)\n")

    assert [(row.programme, row.name, row.affiliation) for row in found] == [
        ("Travel Awards", "Ada North", "Tidal University"),
        ("Travel Awards", "Bo Reed", "Moon, Inc."),
    ]


@pytest.mark.parametrize(
    ("heading", "programme"),
    [
        ("Travel Grants", "Travel Grants"),
        ("Student Registration Award Winners", "Student Registration Awards"),
        ("Recipients of Travel Support", "Recipients of Travel Support"),
    ],
)
def test_the_heading_names_the_programme(heading, programme):
    assert [row.programme for row in recipients(f"# {heading}\n\n- Ada North\n")] == [programme]


def test_a_list_of_paper_awards_is_none_of_recipients():
    assert recipients("# Best Paper Award\n\n- Ada North (Tides)\n") == []


def test_a_recipient_listed_twice_is_one():
    assert len(recipients("# Travel Awards\n\n- Ada North (Tides)\n- ADA NORTH (Tides)\n")) == 1


def test_a_table_of_names_and_institutions_is_read_from_a_data_file():
    found, _reading = in_data([{"NAME": "Ada North", "INSTITUTION": "Tides"}], "_data/travel_awards.csv")

    assert [(row.programme, row.name, row.affiliation) for row in found] == [("Travel awards", "Ada North", "Tides")]


def test_of_many_years_only_that_of_the_edition_counts():
    edition = EditionRow(Place("index.md"), starts_at=datetime(2024, 5, 7, tzinfo=UTC))

    found, _reading = in_data(MANY_YEARS, edition=edition)

    assert [(row.name, row.affiliation) for row in found] == [("Bo Reed", "Moon Institute, Peru")]


def test_without_an_edition_many_years_are_told():
    found, reading = in_data(MANY_YEARS)

    assert found == []
    assert sentences(reading, Level.UNREAD) == [
        "The list has recipients of 2023 to 2024; which year is meant is not known."
    ]


@pytest.mark.parametrize(
    ("words", "benefit"),
    [
        ("We offer several travel grants (complimentary TIDE conference registrations).", "registration"),
        ("Three travel awards (four hotel nights each) are given.", "hotel night"),
        ("We offer travel grants (by application).", ""),
        ("Best Paper Award (one free registration)", ""),
    ],
)
def test_prose_tells_what_a_grant_is_paid_in(words, benefit):
    reading = Reading("site")

    recipients(words, reading)

    assert reading.grant_benefit == benefit


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("The workshop is sponsored by [Tide Fund](https://fund.example/).", [("Tide Fund", "https://fund.example/")]),
        (
            "Sponsored by [Tide Fund](https://f.example/) and [Moon](https://m.example/).",
            [("Tide Fund", "https://f.example/"), ("Moon", "https://m.example/")],
        ),
        ("With the funding from [Tide Fund](https://f.example/).", [("Tide Fund", "https://f.example/")]),
        ("The awards are sponsored by Moon this year.", [("Moon", "")]),
        ("Thank you to the Tide Project for sponsoring this event.", [("Tide Project", "")]),
        (
            "<b>Sponsored by <a href='https://m.example/'><img src='m.png' alt='Moon logo'></a></b><br><a href='https://p.example/'>Policy</a>",
            [("Moon", "https://m.example/")],
        ),
        (
            "# Sponsors\n\n[![Moon logo](m.png)](https://m.example/) ![Tide Fund](t.png)",
            [("Moon", "https://m.example/"), ("Tide Fund", "")],
        ),
        ("# Sponsors\n\n![](blank.png) Thanks to all of them.", []),
        (f"# Sponsors\n\n{'Many give. ' * 20}[Terms](https://t.example/)", []),
        ("We thank everybody who came. See [the photos](https://p.example/).", []),
        ("This page is hosted by [Pages](https://p.example/).", []),
    ],
)
def test_sponsors_are_thanked_in_many_ways(words, found):
    assert sponsors(words) == found


def test_the_next_sentence_says_what_a_sponsor_pays():
    rows = prizes.sponsors(
        site("It is sponsored by [Moon](https://m.example/). The funding covers a prize ($100). Welcome."),
        Reading("site"),
    )

    assert [row.thanks for row in rows] == ["The funding covers a prize ($100)."]


def test_a_sponsor_on_two_pages_is_one_with_what_either_knows():
    pages = site("The prize is sponsored by Moon this year.") + site(
        "Sponsored by [Moon](https://m.example/).", "cfp.md"
    )

    assert [(row.name, row.link) for row in prizes.sponsors(pages, Reading("site"))] == [("Moon", "https://m.example/")]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (
            "We offer a Best Paper Award ($1,000) and an Honorable Mention Award ($500).",
            {"best paper award": ("1000", "USD"), "honorable mention award": ("500", "USD")},
        ),
        ("Best Poster Prize: 250 €", {"best poster prize": ("250", "EUR")}),
        ("There is a $1,500 best student paper award.", {"best student paper award": ("1500", "USD")}),
        ("£99.50 for the Best Talk Award", {"best talk award": ("99.50", "GBP")}),
        ("The Best Paper Award comes with 1.000 EUR.", {"best paper award": ("1000", "EUR")}),
        ("Registration is $300. Awards are announced at the end.", {}),
    ],
)
def test_prose_tells_what_a_prize_is_worth(words, found):
    assert prizes.amounts(site(words)) == found
