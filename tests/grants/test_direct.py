"""Grants without a call: chosen on one page, looked at on the next, and all of them given or nobody's."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from accounts.models import Person
from awards.models import Benefit, Fund, Grant, GrantProgramme, Offer, offering
from notifications.models import Message
from tests.factories import (
    AffiliationFactory,
    AuthorshipFactory,
    BenefitFactory,
    GrantFactory,
    RoleFactory,
    WorkshopFactory,
    organizer_of,
)
from tests.grants.chosen import author, kept, page_of
from tests.grants.offered import IN_TEN_DAYS, planned

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client):
    return page_of(client, seats=2)


def test_authors_of_accepted_papers_are_listed_and_found(page):
    author(page)
    author(page, "Ivy Elm")
    AuthorshipFactory(paper__workshop=page.benefit.workshop, paper__status="submitted", printed_name="Not Yet")

    assert all(name in page.get().text for name in ("Ada Bay", "Ivy Elm"))
    assert "Not Yet" not in page.get().text
    assert "Ada Bay" not in page.get(q="elm").text


def test_finding_keeps_what_was_ticked_and_pasted(page):
    ada = author(page)
    author(page, "Ivy Elm")
    author(page, "Kim Oak")

    found = page.post([ada], lines="Somebody", q="elm", find="").text

    assert re.findall(r'value="(\d+)" checked', found) == [str(ada.pk)]
    assert "Ivy Elm" in found
    assert "Kim Oak" not in found
    assert "Somebody" in found


def test_the_list_says_who_has_something_of_the_programme(page):
    ada = author(page)
    assert "has this of the programme" not in page.get().text

    GrantFactory(benefit=page.benefit, person=ada)

    assert "has this of the programme: registration" in page.get().text


@pytest.mark.parametrize("can_have", [False, True])
def test_the_list_says_who_organizes_the_edition_where_that_is_in_the_way(page, can_have):
    RoleFactory(workshop=page.benefit.workshop, person=author(page), kind="organizer")

    GrantProgramme.objects.update(organizers_can_have=can_have)

    assert ("organizes this edition" in page.get().text) is not can_have


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


@pytest.mark.parametrize(("typed", "given"), [("", "2.50"), ("1.5", "1.50"), ("1", "1.00")])
def test_the_first_press_gives_the_amount_however_it_was_typed(page, typed, given):
    cash = BenefitFactory(
        programme=page.benefit.programme,
        kind="cash",
        usual="2.5",
        fund__kind="cash",
        fund__currency="EUR",
        fund__unit="",
    )
    ada = author(page)

    page.press("give", [ada], benefit=cash.pk, amount=typed)

    assert [str(grant.amount) for grant in Grant.objects.given()] == [given]


@pytest.mark.parametrize("button", ["give", "offer", "wait"])
def test_of_two_authors_of_one_paper_the_second_is_hindered_where_one_is_the_limit(page, button):
    GrantProgramme.objects.update(one_per="paper")
    ada, ivy = author(page), author(page, "Ivy Elm")
    AuthorshipFactory(paper=ada.authorships.get().paper, person=ivy, position=99)

    looked = page.post([ada, ivy]).text
    page.press(button, [ada, ivy])

    assert "Ada Bay is chosen, too: one for each paper." in looked
    assert not Offer.objects.exists()
    assert not Grant.objects.exists()


def test_of_two_of_one_institution_the_second_is_hindered_where_one_is_the_limit(page):
    GrantProgramme.objects.update(one_per="lab")
    ada, ivy = author(page), author(page, "Ivy Elm")
    lab = AffiliationFactory()
    for person in (ada, ivy):
        person.authorships.get().affiliations.add(lab)

    assert "Ada Bay is chosen, too: one for each institution." in page.post([ada, ivy]).text


def test_offers_made_together_hinder_one_another(page):
    GrantProgramme.objects.update(one_per="paper")
    benefit = Benefit.objects.get(pk=page.benefit.pk)
    offers = [planned(benefit), planned(benefit)]
    paper = AuthorshipFactory(paper__workshop=page.benefit.workshop, paper__status="accepted", person=offers[0].person)
    AuthorshipFactory(paper=paper.paper, person=offers[1].person, position=99)

    with pytest.raises(ValidationError, match="has a grant for a paper that"):
        offering.offer(offers, respond_by=timezone.now() + IN_TEN_DAYS, by=None)

    assert not Offer.objects.open().exists()


def test_twenty_six_for_twenty_five_is_shown_and_not_done(client):
    page = page_of(client, seats=25)
    chosen = [author(page, f"Author {number}") for number in range(26)]

    looked = page.post(chosen).text
    page.press("give", chosen)

    assert "It lacks 1 × registration." in looked
    assert 'name="give"' not in looked
    assert not Grant.objects.exists()


@pytest.mark.parametrize(
    "change",
    [
        lambda page, ada: GrantFactory(benefit=page.benefit).give(by=None),
        lambda page, ada: Fund.objects.update(amount=3),
        lambda page, ada: ada.authorships.update(printed_affiliation="Elsewhere"),
        lambda page, ada: ada.emails.all().delete(),
    ],
    ids=["less is free", "more is free", "another affiliation", "no address"],
)
@pytest.mark.parametrize("button", ["give", "offer", "wait"])
def test_nothing_is_done_when_something_has_changed_since_the_preview(page, button, change):
    ada = author(page, email="ada@example.org")
    seen = kept(page.post([ada]).text)
    change(page, ada)

    answer = page.client.post(page.url, seen | {button: ""})

    assert "Something has changed meanwhile" in answer.text
    assert not Grant.objects.filter(person=ada).exists()
    assert kept(answer.text)["digest"] != seen["digest"]


def test_nobody_gives_something_to_themself(page):
    me = author(page, "Ona Organizer")
    Person.objects.filter(pk=me.pk).update(user=None)
    organizer = Person.objects.get(user__isnull=False)
    AuthorshipFactory(paper__workshop=page.benefit.workshop, paper__status="accepted", person=organizer)

    looked = page.post([organizer]).text

    assert "This is you: another organizer gives it." in looked
    assert 'name="give"' not in looked


@pytest.mark.parametrize("pk", ["theirs", "nobody's"])
def test_an_organizer_elsewhere_finds_nothing(client, page, pk):
    ada = author(page)
    client.force_login(organizer_of(WorkshopFactory()))
    url = page.url if pk == "theirs" else reverse("admin:awards_grantprogramme_direct", args=[987654])

    answers = client.get(url), client.post(url, {"person": ada.pk, "benefit": page.benefit.pk, "give": ""})

    assert [answer.status_code for answer in answers] == [404, 404]


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("amount", "0", "more than nothing"),
        ("amount", "1.5", "Units are whole numbers."),
        ("amount", "much", "Enter a number."),
        ("benefit", "987654", "Select a valid choice"),
        ("lines", "Ada Bay\n" * 501, "These are 501 lines."),
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

    with django_assert_num_queries(9):
        page.get()
