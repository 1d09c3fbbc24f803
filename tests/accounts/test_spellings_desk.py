"""The desk's page of spellings to place."""

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Affiliation, AffiliationAlias, Spelling
from tests.accounts.institutions import table
from tests.factories import (
    AffiliationFactory,
    AuthorshipFactory,
    RoleFactory,
    UserFactory,
    WorkshopFactory,
    organizer_of,
)

pytestmark = pytest.mark.django_db

QUEUE = reverse("admin:accounts_spelling_changelist")


@pytest.fixture
def edition():
    return WorkshopFactory()


@pytest.fixture
def organizer(client, edition):
    user = organizer_of(edition)
    client.force_login(user)
    return user


def author(edition, printed, **fields):
    return AuthorshipFactory(paper__workshop=edition, printed_affiliation=printed, **fields)


def answer(client, text, given, **more):
    form = {"text": text, "part": text, "answer": given, **more}
    return client.post(reverse("admin:accounts_spelling_answer"), form, follow=True)


def told(response):
    return " ".join(str(message) for message in response.context["messages"])


def test_the_queue_tells_spelling_places_candidates_and_coverage(client, edition, organizer):
    table.load()
    linked = author(edition, "Quillmark University")
    linked.affiliations.add(AffiliationFactory())
    author(edition, "QMU")
    author(edition, "qmu")
    RoleFactory(workshop=edition, printed_affiliation="QMU")

    page = client.get(QUEUE)

    assert page.text.count('class="spelling"') == 1
    assert "2 × authors, 1 × roles" in page.text
    assert "Quality Management University" in page.text
    assert "25 % placed: 1 of 4 printed affiliations." in page.text


def test_a_candidate_is_taken_and_every_row_with_that_spelling_linked(client, edition, organizer):
    table.load()
    authors = [author(edition, "QMU"), author(edition, "qmu"), author(edition, "Rain Lab; QMU, Quillmark")]
    role = RoleFactory(workshop=edition, printed_affiliation="QMU")

    response = answer(client, "QMU", "ror:01aaaaa01")

    made = Affiliation.objects.get(ror_id="01aaaaa01")
    assert [list(each.affiliations.all()) for each in authors] == [[made], [made], []]
    role.refresh_from_db()
    assert role.affiliation == made
    assert role.history.first().history_user == organizer
    assert told(response) == "3 rows are linked now."
    assert AffiliationAlias.history.get(name="QMU").history_user == organizer


def test_an_answer_holds_for_the_next_import(client, edition, organizer):
    known = AffiliationFactory(name="Zentrix")
    author(edition, "ZX Lab")
    answer(client, "ZX Lab", f"known:{known.pk}")
    later = author(edition, "zx lab")

    client.post(reverse("admin:accounts_spelling_link"))

    assert list(later.affiliations.all()) == [known]


@pytest.mark.parametrize("typed", ["zentrix", "ZX", "https://ror.org/01aaaaa11", "01aaaaa11", "Zentrix Luteville"])
def test_another_one_is_typed(client, edition, organizer, typed):
    table.load()
    zentrix = AffiliationFactory(name="Zentrix", ror_id="01aaaaa11")
    zentrix.aliases.create(name="ZX")
    row = author(edition, "The Z people")

    answer(client, "The Z people", "another", another=typed)

    assert list(row.affiliations.all()) == [zentrix]


@pytest.mark.parametrize("given", ["another", "known:987654", "known:x", "ror:0zzzzzz99", "new", "", "nonsense"])
def test_what_names_no_institution_is_refused_with_a_sentence(client, edition, organizer, given):
    row = author(edition, "The Z people")

    response = answer(client, "The Z people", given, another="Nobody knows", name=" ")

    assert "No institution is known by that name." in told(response)
    assert not row.affiliations.exists()


def test_a_new_institution_is_added(client, edition, organizer):
    row = author(edition, "imaginary number inc.")

    answer(client, "imaginary number inc.", "new", name="Imaginary Number")

    assert [each.name for each in row.affiliations.all()] == ["Imaginary Number"]
    assert AffiliationAlias.objects.get().name == "imaginary number inc."


def test_no_institution_is_not_asked_again(client, edition, organizer):
    author(edition, "Independent")

    response = answer(client, "Independent", "nothing")

    assert "100 % placed" in response.text
    assert 'class="spelling"' not in response.text
    assert Spelling.objects.get().by == organizer


def test_beside_what_is_no_institution_the_other_one_is_linked(client, edition, organizer):
    known = AffiliationFactory(name="Zentrix")
    row = author(edition, "Zentrix; Institute of My Own")

    form = {"text": row.printed_affiliation, "part": "Institute of My Own", "answer": "nothing"}
    client.post(reverse("admin:accounts_spelling_answer"), form)

    assert list(row.affiliations.all()) == [known]


def test_two_institutions_are_asked_one_by_one_and_linked_together(client, edition, organizer):
    row = author(edition, "Zentrix Institute; Ambrelle Institute")
    text = row.printed_affiliation

    client.post(
        reverse("admin:accounts_spelling_answer"),
        {"text": text, "part": "Zentrix Institute", "answer": "new", "name": "Zentrix"},
    )
    half = row.affiliations.count()
    client.post(
        reverse("admin:accounts_spelling_answer"),
        {"text": text, "part": "Ambrelle Institute", "answer": "new", "name": "Ambrelle"},
    )

    assert half == 0
    assert {each.name for each in row.affiliations.all()} == {"Zentrix", "Ambrelle"}


def test_what_is_put_off_comes_last(client, edition, organizer):
    for text in ["Aaa", "Aaa", "Bbb"]:
        author(edition, text)

    response = answer(client, "Aaa", "later")

    assert [each.text for each, _meant in response.context["rows"]] == ["Bbb", "Aaa"]


def test_an_answer_is_taken_back(client, edition, organizer):
    known = AffiliationFactory(name="Zentrix")
    by_name, by_alias = author(edition, "Zentrix"), author(edition, "ZX")
    role = RoleFactory(workshop=edition, printed_affiliation="ZX")
    client.post(reverse("admin:accounts_spelling_link"))
    answer(client, "ZX", f"known:{known.pk}")
    alias = AffiliationAlias.objects.get()

    client.post(reverse("admin:accounts_spelling_take_back"), {"spelling": alias.pk})

    role.refresh_from_db()
    assert not AffiliationAlias.objects.exists()
    assert not by_alias.affiliations.exists()
    assert role.affiliation is None
    assert list(by_name.affiliations.all()) == [known]


def test_no_institution_is_taken_back(client, edition, organizer):
    author(edition, "Independent")
    answer(client, "Independent", "nothing")

    client.post(reverse("admin:accounts_spelling_take_back"), {"nothing": Spelling.objects.get().pk})

    assert 'class="spelling"' in client.get(QUEUE).text


def test_an_address_in_a_printed_affiliation_is_not_shown(client, edition, organizer):
    author(edition, "Rain Lab, ada@example.org")

    shown = client.get(QUEUE).context["rows"][0][0].shown

    assert "@" not in shown


def test_spellings_of_other_editions_are_missing(client, organizer):
    elsewhere = WorkshopFactory(name="Zebra edition")
    author(elsewhere, "Zebra Institute")
    RoleFactory(workshop=elsewhere, printed_affiliation="Zebra Lab")

    page = client.get(QUEUE)

    assert "zebra" not in page.text.lower()
    assert "0 of 0 printed affiliations" in page.text
    assert "zebra" not in client.get(QUEUE, {"edition": elsewhere.slug}).text.lower().replace(elsewhere.slug, "")


@pytest.mark.parametrize("given", ["new", "nothing", "later"])
def test_a_spelling_of_another_edition_is_not_answered(client, organizer, given):
    row = author(WorkshopFactory(), "Zebra Institute")

    response = answer(client, "Zebra Institute", given, name="Mine")

    assert response.status_code == 404
    assert not row.affiliations.exists()
    assert (Affiliation.objects.count(), Spelling.objects.count()) == (0, 0)


def test_an_answer_links_no_row_of_another_edition(client, edition, organizer):
    mine, theirs = author(edition, "ZX"), author(WorkshopFactory(), "ZX")

    answer(client, "ZX", "new", name="Zentrix")

    assert mine.affiliations.exists()
    assert not theirs.affiliations.exists()


def test_an_answer_given_for_one_edition_holds_in_all_of_mine(client, edition, organizer):
    other = WorkshopFactory()
    RoleFactory(workshop=other, person=organizer.person, kind="organizer")
    rows = [author(edition, "ZX"), author(other, "ZX")]

    answer(client, "ZX", "new", name="Zentrix", edition=edition.slug)

    assert all(row.affiliations.exists() for row in rows)


def test_somebody_elses_answer_is_not_taken_back(client, edition, organizer):
    alias = AffiliationFactory().aliases.create(name="ZX")

    response = client.post(reverse("admin:accounts_spelling_take_back"), {"spelling": alias.pk})

    assert response.status_code == 404
    assert AffiliationAlias.objects.exists()


def test_an_edition_narrows_the_queue(client, edition, organizer):
    other = WorkshopFactory()
    RoleFactory(workshop=other, person=organizer.person, kind="organizer")
    author(edition, "Here")
    author(other, "There")

    page = client.get(QUEUE, {"edition": other.slug})

    assert [each.text for each, _meant in page.context["rows"]] == ["There"]


@pytest.mark.parametrize("name", ["changelist", "answer", "link", "take_back"])
def test_the_queue_is_closed_to_others(client, name):
    client.force_login(UserFactory())

    assert client.post(reverse(f"admin:accounts_spelling_{name}")).status_code == 302


def test_answers_are_posted(client, organizer):
    assert client.get(reverse("admin:accounts_spelling_answer")).status_code == 405


def test_there_is_nothing_to_add_by_hand(client, organizer):
    page = client.get(reverse("admin:index"))

    assert not admin.site._registry[Spelling].has_add_permission(page.wsgi_request)


def test_a_page_of_three_spellings_asks_no_more_than_a_page_of_one(client, edition, organizer):
    table.load()
    author(edition, "QMU 0")
    client.get(QUEUE)

    with CaptureQueriesContext(connection) as one:
        client.get(QUEUE)
    author(edition, "QMU 1")
    RoleFactory(workshop=edition, printed_affiliation="QMU 2")
    with CaptureQueriesContext(connection) as three:
        client.get(QUEUE)

    assert len(one) == len(three)


def test_a_spelling_placed_twice_names_the_first(client, edition, organizer):
    first = AffiliationFactory(name="Zentrix")
    first.aliases.create(name="ZX")
    AffiliationFactory(name="Zett").aliases.create(name="zx")
    author(edition, "ZX")

    response = answer(client, "ZX", "new", name="Zorro")

    assert "“ZX” was placed already: it is Zentrix." in told(response)
