"""The authors of a paper, imported again after somebody has corrected them, or the file has changed."""

import pytest

from papers.models import Authorship, Paper
from tests.factories import PersonFactory, WorkshopFactory
from tests.imports.rows import applied, author, bring, line, paper, verdicts

pytestmark = pytest.mark.django_db

ADA, IVY, MAY = author("Ada Bay", "Laurel"), author("Ivy Elm", "Elm"), author("May Oak", "Oak")


@pytest.fixture
def edition():
    edition = WorkshopFactory()
    applied(edition, paper("Leaves", ADA, IVY, source_id="7"))
    return edition


def names():
    return [one.printed_name for one in Paper.objects.get().authorships.all()]


def again(edition, *authors):
    return applied(edition, paper("Leaves", *authors, source_id="7"))


def test_an_author_who_joined_is_added_in_their_place(edition):
    again(edition, ADA, MAY, IVY)

    assert names() == ["Ada Bay", "May Oak", "Ivy Elm"]


def test_an_author_who_left_is_removed(edition):
    again(edition, IVY)

    assert names() == ["Ivy Elm"]


def test_authors_who_changed_places_in_the_file_change_places(edition):
    again(edition, IVY, ADA)

    assert names() == ["Ivy Elm", "Ada Bay"]


def test_an_order_made_by_hand_stays(edition):
    Authorship.objects.filter(printed_name="Ada Bay").update(position=3)

    batch = again(edition, ADA, IVY)

    assert verdicts(batch) == ["kept"]
    assert names() == ["Ivy Elm", "Ada Bay"]


def test_a_name_corrected_by_hand_stays_while_another_author_joins(edition):
    Authorship.objects.filter(printed_name="Ada Bay").update(printed_name="Ada María Bay")

    again(edition, ADA, IVY, MAY)

    assert names() == ["Ada María Bay", "Ivy Elm", "May Oak"]


def test_an_affiliation_that_the_file_corrected_is_corrected(edition):
    again(edition, author("Ada Bay", "University of Laurel"), IVY)

    assert Authorship.objects.get(printed_name="Ada Bay").printed_affiliation == "University of Laurel"


def test_a_spelling_that_the_file_corrected_stays_the_same_person(edition):
    person = Authorship.objects.get(printed_name="Ivy Elm").person

    again(edition, ADA, author("Ivy B. Elm", "Elm"))

    assert Authorship.objects.get(printed_name="Ivy B. Elm").person == person


def test_an_author_replaced_by_somebody_else_is_another_person(edition):
    person = Authorship.objects.get(printed_name="Ivy Elm").person

    again(edition, ADA, author("Olga Pine", "Elm"))

    assert Authorship.objects.get(printed_name="Olga Pine").person != person


def test_an_author_added_by_hand_stays(edition):
    Authorship.objects.create(paper=Paper.objects.get(), person=PersonFactory(), printed_name="Kai Fir", position=3)

    batch = again(edition, ADA, IVY)

    assert verdicts(batch) == ["kept"]
    assert names() == ["Ada Bay", "Ivy Elm", "Kai Fir"]


def test_an_author_removed_by_hand_stays_removed(edition):
    Authorship.objects.get(printed_name="Ada Bay").delete()

    batch = again(edition, ADA, IVY)

    assert line(batch, noun="paper").changes[0][-1] == "Removed here by hand."
    assert names() == ["Ivy Elm"]


def test_after_a_change_the_same_file_changes_nothing(edition):
    again(edition, IVY, MAY, ADA)

    batch = bring(edition, paper("Leaves", IVY, MAY, ADA, source_id="7"))

    assert verdicts(batch) == ["unchanged"]


def test_case_is_kept_as_printed_and_no_new_author(edition):
    batch = again(edition, author("ADA BAY", "Laurel"), IVY)

    assert verdicts(batch) == ["changed"]
    assert names() == ["ADA BAY", "Ivy Elm"]
    assert Authorship.objects.count() == 2
