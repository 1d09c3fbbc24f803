"""Pages about people say the same to whoever has a paper that can win, whatever hangs secretly on these people."""

import re

import pytest
from django.urls import reverse

from accounts.models import Likeness, Person
from awards.models.candidate import nominate
from papers.models import Paper
from tests.factories import (
    AuthorshipFactory,
    AwardCategoryFactory,
    AwardFactory,
    CandidateFactory,
    PaperFactory,
    PersonFactory,
    UserFactory,
    WorkshopFactory,
    organizer_of,
)

pytestmark = pytest.mark.django_db
TWO = {"name": "Rei Reader"}
REFUSED = "A paper of yours can win an award that is not public yet"


@pytest.fixture
def category():
    edition = WorkshopFactory(status="published")
    return AwardCategoryFactory(workshop=edition, name="Sundew Prize", organizers_can_win=True, paid=True)


@pytest.fixture
def leaves(category):
    return PaperFactory(workshop=category.workshop, public=True)


@pytest.fixture(params=[True, False], ids=["superuser", "organizer"])
def concerned(request, category, leaves):
    user = organizer_of(category.workshop)
    user.is_superuser = request.param
    user.save()
    AuthorshipFactory(paper=leaves, person=user.person)
    return user


@pytest.fixture
def pair(leaves):
    """Two authors of one paper."""
    one, other = (AuthorshipFactory(paper=leaves, person=PersonFactory(**TWO)).person for _ in range(2))
    return Likeness.objects.create(one=one, other=other)


@pytest.fixture
def strangers():
    return Likeness.objects.create(one=PersonFactory(**TWO), other=PersonFactory(**TWO))


def page(client, user, name, thing):
    client.force_login(user)
    answer = client.get(reverse(f"admin:{name}", args=[thing.pk]))
    return answer.status_code, re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.text)


# -- Pairs ------------------------------------------------------------------------------------------


def test_a_pair_looks_the_same_whether_its_paper_won(client, category, leaves, concerned, pair):
    before = page(client, concerned, "accounts_likeness_change", pair)

    AwardFactory(category=category, paper=leaves).decide(by=None)

    assert page(client, concerned, "accounts_likeness_change", pair) == before
    assert before[1].count(REFUSED) == 1


@pytest.mark.parametrize("concerned", [True], indirect=True)
def test_a_pair_looks_the_same_whether_one_of_it_won(client, category, concerned, strangers):
    before = page(client, concerned, "accounts_likeness_change", strangers)

    AwardFactory(category=category, paper=None, person=strangers.one).decide(by=None)

    assert page(client, concerned, "accounts_likeness_change", strangers) == before


@pytest.mark.parametrize("won", [True, False])
def test_whoever_has_a_paper_joins_nobody(client, category, leaves, concerned, pair, won):
    if won:
        AwardFactory(category=category, paper=leaves).decide(by=None)
    client.force_login(concerned)

    answer = client.post(reverse("admin:accounts_likeness_change", args=[pair.pk]), {"answer": "same"}, follow=True)

    assert REFUSED in answer.text
    assert Person.objects.filter(**TWO).count() == 2


def test_whoever_has_no_paper_reads_where_both_stand(client, category, leaves, pair):
    AwardFactory(category=category, paper=leaves).decide(by=None)

    _status, text = page(client, UserFactory(is_superuser=True), "accounts_likeness_change", pair)

    assert "one person cannot stand twice" in text
    assert REFUSED not in text


def test_whoever_has_no_paper_joins_two(client, category, strangers):
    AwardFactory(category=category, paper=None, person=strangers.one).decide(by=None)
    superuser = UserFactory(is_superuser=True)
    assert "Sundew Prize" in page(client, superuser, "accounts_likeness_change", strangers)[1]

    client.post(reverse("admin:accounts_likeness_change", args=[strangers.pk]), {"answer": "same"})

    assert Person.objects.filter(**TWO).count() == 1


def test_after_the_announcement_the_author_joins_them(client, category, leaves, concerned, strangers):
    AwardFactory(category=category, paper=leaves).decide(by=None)
    type(category).objects.get().announce(by=None)
    AuthorshipFactory(paper__workshop=category.workshop, person=strangers.one)
    AuthorshipFactory(paper__workshop=category.workshop, person=strangers.other)
    client.force_login(concerned)

    client.post(reverse("admin:accounts_likeness_change", args=[strangers.pk]), {"answer": "same"})

    assert Person.objects.filter(**TWO).count() == 1


# -- Deletions --------------------------------------------------------------------------------------


def test_a_nominator_cannot_be_told_by_a_deletion(client, category, leaves, concerned):
    type(category).objects.update(ballot="approval", status="open", reviewers_nominate=True)
    nora = PersonFactory(name="Nora")
    before = page(client, concerned, "accounts_person_delete", nora)

    nominate(type(category).objects.get(), leaves, nominator=nora, kind="reviewer", rationale="Good.")

    assert page(client, concerned, "accounts_person_delete", nora) == before
    assert before[0] in {403, 404}


def test_a_winner_cannot_be_told_by_a_deletion(client, category, concerned):
    rei = PersonFactory(**TWO)
    before = page(client, concerned, "accounts_person_delete", rei)

    AwardFactory(category=category, paper=None, person=rei).decide(by=None)

    assert page(client, concerned, "accounts_person_delete", rei) == before


def withdrawn(edition):
    paper = PaperFactory(workshop=edition, status="accepted")
    Paper.objects.get(pk=paper.pk).withdraw(by=None)
    return Paper.objects.get(pk=paper.pk)


def test_a_candidate_cannot_be_told_by_a_deletion(client, category, concerned):
    paper = withdrawn(category.workshop)
    before = page(client, concerned, "papers_paper_delete", paper)

    CandidateFactory(category=category, paper=paper)

    assert page(client, concerned, "papers_paper_delete", paper) == before
    assert before[0] == 403


@pytest.mark.parametrize("nominated", [True, False])
def test_papers_cannot_be_deleted_in_bulk_either(client, category, concerned, nominated):
    paper = withdrawn(category.workshop)
    if nominated:
        CandidateFactory(category=category, paper=paper)
    client.force_login(concerned)

    client.post(
        reverse("admin:papers_paper_changelist"),
        {"action": "delete_selected", "_selected_action": [paper.pk], "post": "yes"},
    )

    assert Paper.objects.filter(pk=paper.pk).exists()


@pytest.mark.parametrize(("nominated", "left"), [(True, 1), (False, 0)])
def test_whoever_has_no_paper_deletes_what_nothing_needs(client, category, leaves, concerned, nominated, left):
    paper = withdrawn(category.workshop)
    if nominated:
        CandidateFactory(category=category, paper=paper)
    client.force_login(organizer_of(category.workshop))

    client.post(reverse("admin:papers_paper_delete", args=[paper.pk]), {"post": "yes"})

    assert Paper.objects.filter(pk=paper.pk).count() == left
