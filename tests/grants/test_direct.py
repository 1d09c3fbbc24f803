"""Grants without a call: chosen on one page, looked at on the next, and all of them given or nobody's."""

import re
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse

from accounts.models import Person
from awards.models import Grant, Offer
from notifications.models import Message
from tests.factories import (
    AuthorshipFactory,
    BenefitFactory,
    GrantFactory,
    PersonFactory,
    UserFactory,
    WorkshopFactory,
    organizer_of,
)
from workshops.models import ImportLine, Workshop

pytestmark = pytest.mark.django_db

UNMATCHED = {"Seyedeh Hanieh Hashemi", "Ingkarat Rak-Amnouykit", "Daniel Ley", "Jaydeep Borkar"}


class Page:
    def __init__(self, client, benefit):
        self.client, self.benefit = client, benefit
        self.url = reverse("admin:awards_grantprogramme_direct", args=[benefit.programme_id])

    def get(self, **asked):
        return self.client.get(self.url, asked)

    def post(self, people=(), *, lines="", **more):
        """Without the digest it is only looked at."""
        given = {"benefit": self.benefit.pk, "amount": "1", "lines": lines, "person": [each.pk for each in people]}
        return self.client.post(self.url, given | more)

    def press(self, button, people, **more):
        digest = re.search(r'name="digest" value="(\w+)"', self.post(people).text)[1]
        return self.post(people, **{button: "1", "digest": digest, **more})


@pytest.fixture
def page(client):
    edition = WorkshopFactory()
    client.force_login(organizer_of(edition))
    return Page(client, BenefitFactory(programme__workshop=edition, fund__amount=2))


def author(page, name="Ada Bay", **person):
    person = PersonFactory(name=name, **person)
    AuthorshipFactory(
        paper__workshop=page.benefit.workshop,
        paper__status="accepted",
        person=person,
        printed_name=name,
        printed_affiliation="Laurel",
    )
    return person


def test_authors_of_accepted_papers_are_listed_and_found(page):
    author(page)
    author(page, "Ivy Elm")
    AuthorshipFactory(paper__workshop=page.benefit.workshop, paper__status="submitted", printed_name="Not Yet")

    assert all(name in page.get().text for name in ("Ada Bay", "Ivy Elm"))
    assert "Not Yet" not in page.get().text
    assert "Ada Bay" not in page.get(q="elm").text


def test_what_is_chosen_is_shown_and_nothing_done(page):
    ada = author(page)

    shown = page.post([ada]).text

    assert "Ada Bay" in shown
    assert "Laurel" in shown
    assert "1 × registration of “" in shown
    assert not Grant.objects.exists()


def test_all_are_given_what_was_previewed(page):
    chosen = [author(page), author(page, "Ivy Elm")]

    answer = page.press("give", chosen)

    assert answer.status_code == 302
    assert set(Grant.objects.given().values_list("printed_name", "printed_affiliation", "amount")) == {
        ("Ada Bay", "Laurel", 1),
        ("Ivy Elm", "Laurel", 1),
    }
    assert not Message.objects.exists()


def test_all_are_offered_it_with_a_letter(page):
    chosen = [author(page, email="ada@example.org"), author(page, "Ivy Elm")]

    page.press("offer", chosen)

    assert Offer.objects.open().count() == 2
    assert [message.to for message in Message.objects.filter(kind="grant_offered")] == ["ada@example.org"]


def test_without_an_amount_everybody_gets_the_usual(page):
    ada = author(page)
    looked = page.post([ada], amount="").text
    kept = dict(re.findall(r'name="(amount|digest)" value="([^"]+)"', looked))

    page.post([ada], give="1", **kept)

    assert Grant.objects.given().get().amount == page.benefit.usual


def test_more_than_the_fund_has_is_shown_and_not_done(page):
    chosen = [author(page, f"Author {number}") for number in range(3)]

    looked = page.post(chosen).text
    page.press("give", chosen)

    assert "It lacks 1 × registration." in looked
    assert 'name="give"' not in looked
    assert not Grant.objects.exists()


def test_nothing_is_done_when_something_has_changed_since_the_preview(page):
    ada, ivy = author(page), author(page, "Ivy Elm")
    digest = re.search(r'name="digest" value="(\w+)"', page.post([ada]).text)[1]
    GrantFactory(benefit=page.benefit, person=ivy).give(by=None)

    answer = page.post([ada], give="1", digest=digest)

    assert "Something has changed meanwhile" in answer.text
    assert Grant.objects.count() == 1


def test_nobody_gives_something_to_themself(page):
    me = author(page, "Ona Organizer")
    Person.objects.filter(pk=me.pk).update(user=None)
    organizer = Person.objects.get(user__isnull=False)
    AuthorshipFactory(paper__workshop=page.benefit.workshop, paper__status="accepted", person=organizer)

    looked = page.post([organizer]).text

    assert "This is you: another organizer gives it." in looked
    assert 'name="give"' not in looked


def test_a_line_that_names_somebody_exactly_is_that_person(page):
    ada = author(page)

    page.press("give", [ada])

    assert "Ada Bay" in page.post(lines="Ada Bay, Laurel").text
    assert "has this already" in page.post(lines="Ada Bay, Laurel").text


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


def test_the_real_list_of_2021_asks_about_the_four_names_that_stand_on_no_paper(client, real_data):
    call_command("import_site", str(real_data / "aml-iclr2021"), "--apply", "--despite-errors", stdout=StringIO())
    labels = ImportLine.objects.filter(noun="grant").values_list("label", flat=True)
    names = sorted({label.split(":")[-1].strip() for label in labels})
    client.force_login(UserFactory(is_superuser=True))
    page = Page(client, BenefitFactory(programme__workshop=Workshop.objects.get(), fund__amount=25))

    asked = page.post(lines="\n".join(names)).context["questions"]

    assert len(names) == 25
    assert {field.label for field in asked} == UNMATCHED


@pytest.mark.parametrize("url_of", [lambda page: page.url])
def test_an_organizer_elsewhere_finds_nothing(client, page, url_of):
    client.force_login(organizer_of(WorkshopFactory()))

    assert client.get(url_of(page)).status_code == 404
    assert page.post([]).status_code == 404


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("amount", "0", "more than nothing"),
        ("amount", "1.5", "Units are whole numbers."),
        ("amount", "much", "Enter a number."),
        ("benefit", "987654", "Select a valid choice"),
        ("person", "nobody", "Choose somebody first."),
    ],
)
def test_bad_input_gets_a_sentence(page, field, value, sentence):
    author(page)

    answer = page.post([], **{field: value})

    assert answer.status_code == 400
    assert sentence in answer.text


@pytest.mark.parametrize("count", [1, 3, 100])
def test_choosing_costs_the_same_however_many_authors_there_are(page, django_assert_num_queries, count):
    for number in range(count):
        author(page, f"Author {number}")
    page.get()

    with django_assert_num_queries(8):
        page.get()
