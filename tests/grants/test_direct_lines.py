"""A pasted list of names: whom each line means, by the rules of an import of recipients."""

from io import StringIO

import pytest
from django.core.management import call_command

from accounts.models import Person
from awards.models import Offer
from tests.factories import BenefitFactory, PersonFactory, UserFactory
from tests.grants.chosen import Page, author, page_of
from workshops.models import ImportLine, Workshop

pytestmark = pytest.mark.django_db

UNMATCHED = {"Seyedeh Hanieh Hashemi", "Ingkarat Rak-Amnouykit", "Daniel Ley", "Jaydeep Borkar"}


@pytest.fixture
def page(client):
    return page_of(client, seats=2)


def test_a_line_that_names_somebody_exactly_is_that_person(page):
    ada = author(page)

    page.press("give", [ada])

    assert "Ada Bay" in page.post(lines="Ada Bay, Laurel").text
    assert "has this already" in page.post(lines="Ada Bay, Laurel").text


def test_a_list_is_done_in_its_own_order(page):
    author(page)
    author(page, "Ivy Elm")

    answer = page.press("wait", lines="Ivy Elm\nAda Bay")

    assert answer.status_code == 302
    assert list(Offer.objects.waitlisted().values_list("printed_name", flat=True)) == ["Ivy Elm", "Ada Bay"]


def test_an_address_behind_a_name_is_passed_over(page):
    author(page)

    shown = page.post(lines="Ada Bay <somebody.else@example.org>")

    assert [each.name for each in shown.context["preview"].authors] == ["Ada Bay"]


def test_whoever_is_chosen_twice_counts_once(page):
    ada = author(page)

    shown = page.post([ada], lines="Ada Bay").text

    assert "Chosen twice, and counted once: Ada Bay." in shown
    assert "1 person" in shown


def test_a_line_that_names_nobody_exactly_is_asked_about_and_makes_nobody(page):
    ada = author(page)
    people = Person.objects.count()

    asked = page.post(lines="Ada B. Bay").text
    answered = page.post(lines="Ada B. Bay", **{"line-0": f"person:{ada.pk}"}).text

    assert "name nobody of the edition exactly" in asked
    assert f'value="person:{ada.pk}"' in asked
    assert "Ada Bay" in answered
    assert Person.objects.count() == people


def test_a_line_can_be_left_out(page):
    ada = author(page)

    shown = page.post([ada], lines="Nobody Known", **{"line-0": "out"}).text

    assert "1 person" in shown
    assert "Nobody Known" not in shown


def test_a_name_that_two_people_have_is_asked_about(page):
    author(page)
    author(page)

    [question] = page.post(lines="Ada Bay").context["questions"]

    assert len([choice for choice, _words in question.field.choices if choice.startswith("person:")]) == 2


def test_an_answer_that_no_question_offers_is_refused(page):
    author(page)

    answer = page.post(lines="Ada B. Bay", **{"line-0": f"person:{PersonFactory().pk}"})

    assert "Select a valid choice" in answer.text
    assert "preview" not in answer.context


@pytest.fixture
def names_of_2021(real_data):
    """As the real list of recipients prints them; the edition is imported."""
    call_command("import_site", str(real_data / "aml-iclr2021"), "--apply", "--despite-errors", stdout=StringIO())
    labels = ImportLine.objects.filter(noun="grant").values_list("label", flat=True)
    return sorted({label.split(":")[-1].strip() for label in labels})


def test_the_real_list_of_2021_asks_about_the_four_names_that_stand_on_no_paper(client, names_of_2021):
    client.force_login(UserFactory(is_superuser=True))
    page = Page(client, BenefitFactory(programme__workshop=Workshop.objects.get(), fund__amount=25))

    asked = page.post(lines="\n".join(names_of_2021)).context["questions"]

    assert len(names_of_2021) == 25
    assert {field.label for field in asked} == UNMATCHED


def test_of_the_real_list_of_2021_the_others_are_given_as_previewed_and_nobody_is_made(client, names_of_2021):
    client.force_login(UserFactory(is_superuser=True))
    page = Page(client, BenefitFactory(programme__workshop=Workshop.objects.get(), fund__amount=25))
    people, lines = Person.objects.count(), "\n".join(names_of_2021)
    left_out = {field.name: "out" for field in page.post(lines=lines).context["questions"]}

    looked = page.post(lines=lines, **left_out).context["preview"]
    page.press("give", lines=lines, **left_out)

    given = page.benefit.grants.given().values_list("printed_name", "printed_affiliation", "amount")
    assert len(given) == 21
    assert set(given) == {(each.name, each.affiliation, 1) for each in looked.authors}
    assert Person.objects.count() == people
