"""The table for librarians: a row for each author of each award."""

import csv
from io import StringIO

import pytest

from tests.awards.season import ORCID, rescinded_by_night

pytestmark = pytest.mark.django_db


def rows(answer):
    return list(csv.DictReader(StringIO(answer.content.decode("utf-8-sig"))))


def test_the_table_has_a_row_for_each_author_of_each_award(here, read):
    told = [(row["category"], row["outcome"], row["paper"], row["position"], row["name"]) for row in rows(read("csv"))]

    assert told == [
        ("Best paper", "tied", "1", "1", "Ada Person"),
        ("Best paper", "tied", "1", "2", "B. 乙"),
        ("Best paper", "tied", "2", "1", "Ada Person"),
        ("Best paper", "tied", "2", "2", "B. 乙"),
        ("Best poster", "rescinded", "3", "1", "Ada Person"),
        ("Best poster", "rescinded", "3", "2", "B. 乙"),
        ("Best student paper", "no award", "", "", ""),
        ("Best reviewer", "won", "", "1", "Rei Reader"),
    ]


def test_a_row_of_the_table_says_all_of_its_award(here, read):
    row = rows(read("csv"))[0]

    for column, value in {
        "edition": "Care 2021",
        "year": "2021",
        "prize": "1000.00",
        "currency": "USD",
        "paid_by": "Generous",
        "citation": "Number 1\nwins.",
        "reason": "As many votes.",
        "title": "Bounds of O(n2) & <b>more</b>",
        "affiliation": "Moon",
        "orcid": ORCID,
    }.items():
        assert row[column] == value, column


def test_no_cell_of_the_table_runs_as_a_formula(here, read):
    assert rows(read("csv"))[2]["title"] == "'=SUM(tides)"


def test_the_day_of_the_announcement_is_that_of_the_place(read):
    rescinded_by_night()

    (row,) = rows(read("csv"))

    assert (row["announced_on"], row["year"]) == ("2021-05-07", "2021")
