"""Whose names an import brings: one row each, and nobody merged on a guess."""

from datetime import UTC, datetime

import pytest

from accounts.models import Likeness, Person, PersonEmail
from papers.importers.rows import RoleRow, SlotRow
from papers.models import Authorship
from tests.factories import AuthorshipFactory, PaperFactory, PersonFactory, WorkshopFactory
from tests.imports.rows import HERE, applied, author, bring, paper
from workshops.models import Appearance, Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    return WorkshopFactory()


def people():
    return sorted(Person.objects.values_list("name", flat=True))


def test_one_address_is_one_person(edition):
    applied(
        edition,
        paper("Leaves", author("Ada Bay", email="ada@laurel.example")),
        paper("Roots", author("A. Bay", email="ADA@laurel.example")),
    )

    assert Person.objects.count() == 1
    assert PersonEmail.objects.get().email == "ada@laurel.example"


def test_one_name_with_a_shared_co_author_is_one_person(edition):
    applied(
        edition,
        paper("Leaves", author("Mung Fir", "Oak"), author("Ivy Elm")),
        paper("Roots", author("Mung Fir", "Pine"), author("Ivy Elm")),
    )

    assert people() == ["Ivy Elm", "Mung Fir"]
    assert set(Authorship.objects.filter(printed_name="Mung Fir").values_list("linked_because", flat=True)) != {""}


def test_one_name_with_nothing_in_common_is_two_people_and_a_question(edition):
    applied(edition, paper("Leaves", author("Xi Fir", "Oak")), paper("Roots", author("Xi Fir", "Pine")))

    assert people() == ["Xi Fir", "Xi Fir"]
    assert Likeness.objects.count() == 1


def test_a_variant_is_a_question(edition):
    applied(edition, paper("Leaves", author("Daniel Ley", "Oak")), paper("Roots", author("Dan Ley", "Oak")))

    assert people() == ["Dan Ley", "Daniel Ley"]
    assert Likeness.objects.count() == 1


def test_somebody_of_another_edition_is_found_by_their_address_alone(edition):
    known = PersonFactory(name="Ada Bay", email="ada@laurel.example")
    AuthorshipFactory(person=known, printed_name="Ada Bay")

    applied(edition, paper("Leaves", author("Ada Bay", email="ada@laurel.example")))

    assert known.authorships.count() == 2


def test_a_namesake_of_another_edition_is_somebody_else(edition):
    AuthorshipFactory(person__name="Ada Bay", printed_name="Ada Bay", printed_affiliation="Oak")

    applied(edition, paper("Leaves", author("Ada Bay", "Oak")))

    assert people() == ["Ada Bay", "Ada Bay"]


def test_no_address_is_added_to_somebody_who_was_here(edition):
    known = PersonFactory(name="Ada Bay", orcid="0000-0002-1825-0097")
    AuthorshipFactory(person=known)

    applied(edition, paper("Leaves", author("Ada Bay", email="new@evil.example", orcid="0000-0002-1825-0097")))

    assert known.authorships.count() == 2
    assert not known.emails.exists()


def test_a_shared_address_belongs_to_nobody(edition):
    applied(
        edition,
        paper("Leaves", author("Ada Bay", email="lab@laurel.example"), author("Ivy Elm", email="lab@laurel.example")),
    )

    assert people() == ["Ada Bay", "Ivy Elm"]
    assert not PersonEmail.objects.exists()


def test_an_author_of_the_edition_is_found_again_by_name_and_affiliation(edition):
    here = AuthorshipFactory(
        paper=PaperFactory(workshop=edition), printed_name="Ada Bay", printed_affiliation="Oak", person__name="Ada Bay"
    )

    applied(edition, paper("Leaves", author("ADA BAY", "oak")))

    assert here.person.authorships.count() == 2
    assert list(here.person.names.values_list("name", flat=True)) == ["ADA BAY"]


def test_two_namesakes_on_one_paper_are_two(edition):
    applied(edition, paper("Leaves", author("Xi Fir", "Oak"), author("Xi Fir", "Oak")))

    assert people() == ["Xi Fir", "Xi Fir"]


def test_a_person_has_the_spelling_that_is_neither_shouted_nor_whispered(edition):
    applied(
        edition,
        paper("Leaves", author("ADA BAY", email="ada@laurel.example")),
        paper("Roots", author("Ada Bay", email="ada@laurel.example", given_name="Ada", family_name="Bay")),
    )

    person = Person.objects.get()
    assert (person.name, person.given_name, person.family_name) == ("Ada Bay", "Ada", "Bay")


def test_a_speaker_of_the_programme_is_who_has_a_role_under_that_name(edition):
    slot = SlotRow(HERE, datetime(2021, 5, 7, 9, tzinfo=UTC), "Panel", speakers=["Tom Fir"])
    roles = [RoleRow(HERE, "organizer", "Tom Fir", "Oak")]

    applied(edition, paper("Leaves", author("Tom Fir", "Pine")), roles=roles, slots=[slot])

    assert Appearance.objects.get().person == Role.objects.get().person
    assert Person.objects.count() == 2


def test_a_comparison_does_not_tell_whose_address_is_known_elsewhere(edition):
    AuthorshipFactory(person=PersonFactory(email="hidden@laurel.example"))

    known = bring(edition, paper("Leaves", author("Ada Bay", email="hidden@laurel.example")))
    unknown = bring(edition, paper("Leaves", author("Ada Bay", email="nobody@laurel.example")))

    told = [list(batch.lines.values_list("verdict", "label", "reason", "changes")) for batch in (known, unknown)]
    assert told[0] == told[1]
