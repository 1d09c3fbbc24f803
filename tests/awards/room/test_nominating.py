"""Who can nominate what, and who finds no page."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from awards.models import AwardCategory, Nomination
from tests.factories import (
    AuthorshipFactory,
    AwardCategoryFactory,
    CommitteeMemberFactory,
    PaperFactory,
    PersonFactory,
    RoleFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def category():
    return AwardCategoryFactory(status="open", reviewers_nominate=True, authors_nominate=True, name="Best artifact")


@pytest.fixture
def public(category):
    return PaperFactory(workshop=category.workshop, public=True, title="Tides and their errors")


@pytest.fixture
def hidden(category):
    return PaperFactory(workshop=category.workshop, status="accepted", title="Lighthouses, counted twice")


def seat(category, **fields):
    return CommitteeMemberFactory(workshop=category.workshop, **fields).person


def reviewer(category):
    return RoleFactory(workshop=category.workshop, kind="committee", person=PersonFactory(user=UserFactory())).person


def page(client, person, category):
    client.force_login(person.user)
    return client.get(reverse("awards:nominate_in", args=[category.workshop.slug, category.pk]))


def nominated(client, person, category, paper, rationale="Careful work."):
    client.force_login(person.user)
    url = reverse("awards:nominate_in", args=[category.workshop.slug, category.pk])
    return client.post(url, {"paper": paper.pk, "rationale": rationale}, follow=True)


def test_the_award_committee_nominates_also_what_is_not_public(client, category, hidden):
    member = seat(category)

    answer = nominated(client, member, category, hidden)

    assert "Thank you." in answer.text
    assert "You nominated" in answer.text
    assert Nomination.objects.get().kind == "committee"


def test_the_programme_committee_nominates_among_public_papers(client, category, public, hidden):
    person = reviewer(category)

    shown = page(client, person, category).text
    refused = nominated(client, person, category, hidden)
    nominated(client, person, category, public)

    assert public.title in shown
    assert hidden.title not in shown
    assert refused.status_code == 422
    assert Nomination.objects.get().kind == "reviewer"


def test_an_author_does_not_learn_here_that_a_paper_is_accepted(client, category, public, hidden):
    author = PersonFactory(user=UserFactory())
    AuthorshipFactory(paper=hidden, person=author)

    before = page(client, author, category).status_code
    on_my_page = client.get(reverse("me")).text
    AuthorshipFactory(paper=public, person=author)

    assert before == 404
    assert "Nominate a paper" not in on_my_page
    assert hidden.title not in page(client, author, category).text
    assert public.title in page(client, author, category).text


def test_a_member_nominates_their_own_paper_as_its_author_only(client, category, public, hidden):
    member = seat(category)
    for paper in (public, hidden):
        AuthorshipFactory(paper=paper, person=member)

    nominated(client, member, category, public)
    refused = nominated(client, member, category, hidden)

    assert refused.status_code == 422
    assert Nomination.objects.get().kind == "author"


@pytest.mark.parametrize(
    "rules",
    [
        {"committee_nominates": False},
        {"status": "voting"},
        {"nominations_until": timezone.now() - timedelta(minutes=1)},
        {"eligibility": "student"},
    ],
)
def test_where_a_member_can_nominate_nothing_there_is_no_page(client, category, public, rules):
    member = seat(category)
    AwardCategory.objects.update(**rules)

    assert page(client, member, category).status_code == 404
    assert client.get(reverse("awards:nominate", args=[category.workshop.slug])).status_code == 404
    assert "Nominate a paper" not in client.get(reverse("me")).text


@pytest.mark.parametrize("seat_of", [{"seat": "observer"}, {"status": "invited"}])
def test_whoever_has_no_vote_nominates_nothing(client, category, public, seat_of):
    assert page(client, seat(category, **seat_of), category).status_code == 404


def test_nominating_twice_is_refused_beside_the_paper(client, category, public):
    member = seat(category)
    nominated(client, member, category, public)

    again = nominated(client, member, category, public)

    assert again.status_code == 422
    assert "You have nominated this paper already." in again.text


def test_a_nomination_says_why(client, category, public):
    answers = [nominated(client, seat(category), category, public, rationale) for rationale in (" ", "x" * 4001)]

    assert [answer.status_code for answer in answers] == [422, 422]
    assert not Nomination.objects.exists()


def test_my_page_leads_to_the_nominations_of_an_edition_once(client, category, public):
    AwardCategoryFactory(workshop=category.workshop, status="open")
    client.force_login(seat(category).user)

    assert client.get(reverse("me")).text.count("Nominate a paper of") == 1


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_as_many_queries_however_many_papers_there_are(
    client, category, django_assert_num_queries, count
):
    PaperFactory.create_batch(count, workshop=category.workshop, public=True)
    client.force_login(seat(category).user)

    with django_assert_num_queries(10):
        client.get(reverse("awards:nominate_in", args=[category.workshop.slug, category.pk]))
