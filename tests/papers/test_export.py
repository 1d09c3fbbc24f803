"""The papers of an edition as files for its organizers."""

from dataclasses import replace

import pytest

from papers import export
from papers.importers import laurel
from papers.importers.rows import AuthorRow, Decision, PaperRow, Place
from tests.factories import AuthorshipFactory, PaperFactory, PersonFactory, WorkshopFactory
from tests.papers.importers.reading import file

pytestmark = pytest.mark.django_db


@pytest.fixture
def paper():
    paper = PaperFactory(title="-Tides", number=0, kind="oral", status="rejected", abstract="High.")
    person = PersonFactory(given_name="Ada", family_name="Person", orcid="0000-0002-1825-0097", email="ada@example.org")
    AuthorshipFactory(paper=paper, person=person, printed_name="A. Person", printed_affiliation="Moon", position=1)
    return paper


@pytest.mark.parametrize("write", [export.papers_json, export.papers_csv])
def test_an_export_is_read_again_whole(paper, write):
    reading = laurel.read([file(write(paper.workshop))])

    assert reading.notes == []
    assert [replace(row, place=Place()) for row in reading.papers] == [
        PaperRow(
            place=Place(),
            title="-Tides",
            authors=[AuthorRow("A. Person", "Moon", "Ada", "Person", orcid="0000-0002-1825-0097")],
            source_id=str(paper.pk),
            number=0,
            abstract="High.",
            kind="oral",
            decision=Decision.REJECTED,
        )
    ]


@pytest.mark.parametrize("write", [export.papers_json, export.papers_csv])
def test_an_export_holds_no_address(paper, write):
    assert "ada@example.org" not in write(paper.workshop)


@pytest.mark.parametrize("count", [1, 3])
def test_an_export_costs_three_queries(django_assert_num_queries, count):
    workshop = WorkshopFactory()
    for paper in PaperFactory.create_batch(count, workshop=workshop):
        AuthorshipFactory(paper=paper)

    with django_assert_num_queries(3):
        export.papers_json(workshop)
