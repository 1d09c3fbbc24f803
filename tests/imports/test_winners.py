"""What the desk refuses, an import does not decide."""

import pytest

from awards.models import Award, AwardCategory
from papers.importers.rows import AwardRow
from tests.factories import AuthorshipFactory, AwardCategoryFactory, PaperFactory, WorkshopFactory, organizer_of
from tests.imports.rows import HERE, applied, author, paper

pytestmark = pytest.mark.django_db

LEAVES = AwardRow(HERE, "Best Paper", "Leaves")


@pytest.fixture
def edition():
    return WorkshopFactory(status="published")


@pytest.fixture
def best(edition):
    return AwardCategoryFactory(workshop=edition, name="Best Paper")


@pytest.fixture
def leaves(edition):
    return PaperFactory(workshop=edition, title="Leaves", public=True, kind="poster")


def told(edition, *papers, by=None):
    batch = applied(edition, *papers, awards=[LEAVES], by=by)
    return [(one.verdict, one.reason) for one in batch.lines.filter(noun="award")]


def test_a_paper_of_an_organizer_does_not_win_where_organizers_cannot(edition, best, leaves):
    AuthorshipFactory(paper=leaves, person=organizer_of(edition).person)

    assert told(edition, by=organizer_of(edition)) == [("conflict", "This paper cannot win “Best Paper”.")]
    assert (Award.objects.count(), AwardCategory.objects.get().status) == (0, "draft")


def test_a_paper_of_ones_own_does_not_win(edition, best, leaves):
    user = organizer_of(edition)
    AuthorshipFactory(paper=leaves, person=user.person)

    assert [verdict for verdict, _reason in told(edition, by=user)] == ["doubt"]
    assert Award.objects.count() == 0


def test_a_new_paper_of_an_organizer_does_not_win_either(edition, best):
    person = organizer_of(edition).person
    person.emails.create(email="ada@laurel.example")
    new = paper("Leaves", author(person.name, email="ada@laurel.example"))

    assert told(edition, new) == [("conflict", "This paper cannot win “Best Paper”.")]
    assert Award.objects.count() == 0


@pytest.mark.parametrize(("kind", "verdict"), [("oral", "new"), ("poster", "conflict")])
def test_a_new_paper_counts_by_what_it_will_be(edition, best, kind, verdict):
    type(best).objects.update(eligibility="kind", eligible_kind="oral")

    assert told(edition, paper("Leaves", "Ada Bay", kind=kind))[0][0] == verdict
    assert Award.objects.count() == (verdict == "new")


def test_a_paper_outside_of_the_chosen_list_does_not_win(edition, best, leaves):
    type(best).objects.update(eligibility="chosen")

    assert told(edition) == [("conflict", "This paper cannot win “Best Paper”.")]


def test_a_paper_of_the_chosen_list_wins(edition, best, leaves):
    type(best).objects.update(eligibility="chosen")
    best.chosen_papers.add(leaves)

    assert [verdict for verdict, _reason in told(edition)] == ["new"]
    assert Award.objects.get().paper == leaves


def test_a_paper_that_is_not_accepted_does_not_win(edition, best, leaves):
    type(leaves).objects.update(announced_at=None, status="submitted")

    assert told(edition) == [("conflict", "This paper is not accepted.")]
