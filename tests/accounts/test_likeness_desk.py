import pytest
from django.urls import reverse

from accounts.models import Answer, Likeness, Merge, Person
from tests.factories import (
    AuthorshipFactory,
    PaperFactory,
    PersonFactory,
    RoleFactory,
    UserFactory,
    WorkshopFactory,
    organizer_of,
)

pytestmark = pytest.mark.django_db

QUEUE = "/desk/accounts/likeness/"


@pytest.fixture
def edition():
    return WorkshopFactory()


@pytest.fixture
def organizer(client, edition):
    user = organizer_of(edition)
    client.force_login(user)
    return user


def pair_in(*editions, names=("Dan Lay", "Daniel Lay"), **details):
    """Two authors, each on a paper of each of the editions."""
    people = [PersonFactory(name=name) for name in names]
    for edition in editions:
        for person in people:
            AuthorshipFactory(paper__workshop=edition, person=person)
    return Likeness.objects.create(one=people[0], other=people[1], score=80, **details)


def page_of(thing, page="change"):
    return reverse(f"admin:accounts_{thing._meta.model_name}_{page}", args=[thing.pk])


def test_two_people_stand_side_by_side_with_all_that_is_known(client, organizer, edition):
    pair = pair_in(edition, evidence=[{"kind": "nickname", "one": "dan", "other": "daniel"}])
    pair.one.emails.create(email="dan@example.org")
    pair.one.names.create(name="D. Lay")
    paper = PaperFactory(workshop=edition)
    AuthorshipFactory(paper=paper, person=pair.one, printed_name="Dan R Lay", printed_affiliation="Univ. of Care")
    AuthorshipFactory(paper=paper, printed_name="Mira Oka")

    page = client.get(page_of(pair)).text

    for told in ("Daniel Lay", "D. Lay", "dan@example.org", "Dan R Lay", "Univ. of Care", "with Mira Oka"):
        assert told in page
    assert "“Dan” and “Daniel” are forms of one name." in page
    assert "1 pair waits" in page


def test_same_makes_them_one_and_shows_the_next_pair(client, organizer, edition):
    pair, following = pair_in(edition), pair_in(edition, names=("Mira Oka", "M. Oka"))

    response = client.post(page_of(pair), {"answer": "same", "keep": pair.other_id}, follow=True)

    assert response.redirect_chain == [(page_of(following), 302)]
    done = Merge.objects.get()
    assert (done.kept.name, done.gone_name, done.by) == ("Daniel Lay", "Dan Lay", organizer)
    assert page_of(done, "undo") in response.text


@pytest.mark.parametrize("answer", [Answer.DIFFERENT, Answer.LATER])
def test_an_answer_is_remembered(client, organizer, edition, answer):
    pair = pair_in(edition)

    response = client.post(page_of(pair), {"answer": answer})

    pair.refresh_from_db()
    assert (pair.answer, pair.by) == (answer, organizer)
    assert response.url == QUEUE


def test_what_was_put_off_comes_last(client, organizer, edition):
    put_off, following = pair_in(edition), pair_in(edition, names=("Mira Oka", "M. Oka"))
    client.post(page_of(put_off), {"answer": "later"})

    response = client.post(page_of(following), {"answer": "different"})

    assert response.url == page_of(put_off)


def test_different_people_are_not_in_the_queue_and_can_be_looked_up(client, organizer, edition):
    pair = pair_in(edition, answer=Answer.DIFFERENT)

    page = client.get(QUEUE)

    assert "No pair waits for an answer." in page.text
    assert page_of(pair) in page.text


def test_a_pair_tells_its_answer_and_can_be_answered_anew(client, organizer, edition):
    pair = pair_in(edition)
    client.post(page_of(pair), {"answer": "different"})

    page = client.get(page_of(pair)).text
    client.post(page_of(pair), {"answer": "same"})

    assert f"Answered “different people” by {organizer}" in page
    assert Merge.objects.exists()


def test_the_queue_leads_to_the_likeliest_pair(client, organizer, edition):
    pair_in(edition)
    likely = pair_in(edition, names=("Mira Oka", "M. Oka"))
    Likeness.objects.filter(pk=likely.pk).update(score=95)

    page = client.get(QUEUE)

    assert "2 pairs wait for an answer." in page.text
    assert page.context["first"] == likely


def test_two_authors_of_one_paper_are_not_made_one(client, organizer, edition):
    pair = pair_in(edition)
    paper = PaperFactory(workshop=edition)
    for person in (pair.one, pair.other):
        AuthorshipFactory(paper=paper, person=person)

    shown = client.get(page_of(pair)).text
    response = client.post(page_of(pair), {"answer": "same"}, follow=True)

    assert 'value="same"' not in shown
    assert "one person cannot stand twice" in response.text
    assert Person.objects.filter(pk__in=[pair.one_id, pair.other_id]).count() == 2


def test_an_unknown_answer_changes_nothing(client, organizer, edition):
    pair = pair_in(edition)

    response = client.post(page_of(pair), {"answer": "maybe"})

    assert response.url == page_of(pair)
    pair.refresh_from_db()
    assert pair.answer == Answer.OPEN


def test_a_merge_is_undone_on_its_page(client, organizer, edition):
    pair = pair_in(edition)
    client.post(page_of(pair), {"answer": "same"})
    done = Merge.objects.get()

    asked = client.get(page_of(done, "undo"))
    response = client.post(page_of(done, "undo"), follow=True)

    assert "there again" in asked.text
    assert "are two again" in response.text
    assert Likeness.objects.get() == pair
    assert page_of(done, "undo") not in response.text


def test_undoing_what_was_undone_is_refused(client, organizer, edition):
    pair = pair_in(edition)
    client.post(page_of(pair), {"answer": "same"})
    client.post(page_of(Merge.objects.get(), "undo"))

    response = client.post(page_of(Merge.objects.get(), "undo"), follow=True)

    assert "undone already" in response.text


def test_the_history_of_who_was_kept_tells_of_who_is_gone(client, organizer, edition):
    pair = pair_in(edition)
    pair.other.homepage = "https://gone.example"
    pair.other.save()
    client.post(page_of(pair), {"answer": "same", "keep": pair.one_id})

    page = client.get(page_of(pair.one, "history")).text

    assert "Merged with “Daniel Lay”" in page
    assert "https://gone.example" in page


@pytest.mark.parametrize("page", ["change", "delete", "history"])
def test_pairs_that_one_does_not_manage_wholly_are_missing(client, organizer, edition, page):
    hidden = [pair_in(WorkshopFactory()), pair_in(edition, WorkshopFactory())]

    for pair in hidden:
        missing = client.get(reverse(f"admin:accounts_likeness_{page}", args=[987654])).status_code
        assert client.get(page_of(pair, page)).status_code == missing
        assert client.post(page_of(pair, page), {"answer": "same"}).status_code == missing
    assert missing in {403, 404}
    assert not Merge.objects.exists()


def test_hidden_pairs_are_not_counted_found_or_listed(client, organizer, edition):
    pair_in(WorkshopFactory(), names=("Zebra Lay", "Zebra D. Lay"))
    half = pair_in(edition, names=("Zebra Oka", "Zebra M. Oka"))
    RoleFactory(person=half.other)

    page = client.get(QUEUE, {"q": "Lay"})

    assert "No pair waits for an answer." in page.text
    assert page.context["cl"].result_count == 0
    assert "Zebra" not in page.text


def test_whoever_may_not_see_a_merge_cannot_undo_it(client, edition):
    pair = pair_in(edition)
    client.force_login(UserFactory(is_superuser=True))
    client.post(page_of(pair), {"answer": "same"})
    done = Merge.objects.get()
    client.force_login(organizer_of(WorkshopFactory()))

    assert client.get(page_of(done, "undo")).status_code == 404
    assert client.post(page_of(done, "undo")).status_code == 404
    assert client.get(page_of(done)).status_code == 404


def test_the_page_has_nothing_inline_and_works_without_scripts(client, organizer, edition):
    page = client.get(page_of(pair_in(edition))).text

    assert page.count('type="submit" name="answer"') + page.count('class="default" name="answer"') == 3
    assert "js/one-key" in page
    assert "onclick" not in page
