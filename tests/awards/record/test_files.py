"""What holds of an edition's awards in every format."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from tests.awards.season import won
from tests.factories import PaperFactory, WorkshopFactory

pytestmark = pytest.mark.django_db

FORMATS = ["json", "csv", "xml"]


def test_a_sponsor_whom_the_edition_does_not_thank_is_not_named(here, read):
    assert "Best reviewer" in read("json").text
    assert not any("Shy" in read(kind).text for kind in FORMATS)


def test_the_table_is_a_download_that_excel_reads_and_the_others_open(here, read):
    assert read("csv").content.startswith("\ufeff".encode())
    assert {kind: read(kind).headers["Content-Disposition"] for kind in FORMATS} == {
        "json": "inline; filename=awards-care-2021.json",
        "csv": "attachment; filename=awards-care-2021.csv",
        "xml": "inline; filename=awards-care-2021.xml",
    }


@pytest.mark.parametrize("kind", FORMATS)
def test_the_same_state_gives_the_same_bytes(here, read, kind):
    assert read(kind).content == read(kind).content


@pytest.mark.parametrize("kind", FORMATS)
def test_a_file_shows_an_award_from_its_moment_on(here, read, kind):
    with time_machine.travel(here.moment - timedelta(seconds=1), tick=False):
        before = read(kind).text
    with time_machine.travel(here.moment, tick=False):
        after = read(kind).text

    told = {"Sundew", "Lovage"} if kind == "xml" else {"Sundew", "Lovage", "Betony", "Madder"}  # XML has no “no award”
    assert {word for word in ("Sundew", "Lovage", "Betony", "Madder") if word in before} == set()
    assert {word for word in ("Sundew", "Lovage", "Betony", "Madder") if word in after} == told


@pytest.mark.parametrize("kind", FORMATS)
def test_a_hidden_edition_answers_as_one_that_does_not_exist(read, kind):
    WorkshopFactory(slug="hidden", status="draft")

    hidden, unknown = read(kind, "hidden"), read(kind, "nowhere")

    assert hidden.status_code == unknown.status_code == 404
    assert hidden.content == unknown.content
    assert hidden.headers == unknown.headers


@pytest.mark.parametrize(("kind", "cost"), [("json", 9), ("csv", 7), ("xml", 7)])  # and 1 for grants, if there are
@pytest.mark.parametrize("count", [1, 3])
def test_a_file_costs_the_same_however_much_it_holds(client, django_assert_num_queries, kind, cost, count):
    edition = WorkshopFactory()
    for _each in range(count):
        won(PaperFactory(workshop=edition, public=True))

    with django_assert_num_queries(cost):
        client.get(reverse(f"awards:{kind}", args=[edition.slug]))
