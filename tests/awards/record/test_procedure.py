"""How it was decided, in words for everybody."""

import pytest

from awards.models.ballot import cast
from awards.record.procedure import how_decided, votes
from tests.factories import AwardCategoryFactory, CandidateFactory, CommitteeMemberFactory, WorkshopFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    return WorkshopFactory()


def voted_on(edition, *, by, abstaining=0, **rules):
    """A category of which ``by`` members cast a vote."""
    category = AwardCategoryFactory(workshop=edition, status="voting", **{"ballot": "approval"} | rules)
    candidate = CandidateFactory(category=category, shortlisted=True)
    for n in range(by + abstaining):
        member = CommitteeMemberFactory(workshop=edition)
        member.answer(candidate, "", by=None)
        cast(category, member, {} if n >= by else {candidate: 1}, abstains=n >= by, by=None)
    return category


def test_categories_that_were_decided_alike_share_a_paragraph(edition):
    best, second = voted_on(edition, by=2, name="Best"), voted_on(edition, by=2, name="Second")

    shared, _method = how_decided([best, second])

    assert shared == (
        "Best and Second: Papers could be nominated by the award committee. 2 members of the award committee voted."
    )


def test_what_differs_is_said_apart_and_each_method_once(edition):
    best, second = voted_on(edition, by=2, name="Best"), voted_on(edition, by=1, name="Second")
    ranked = voted_on(edition, by=2, name="Ranked", ballot="ranking")

    paragraphs = how_decided([best, second, ranked])

    assert [each.partition(":")[0] for each in paragraphs[:3]] == ["Best", "Second", "Ranked"]
    assert len(paragraphs) == 5


@pytest.mark.parametrize(
    ("rules", "who"),
    [
        ({"reviewers_nominate": True}, "the award committee and the programme committee."),
        ({"committee_nominates": False, "authors_nominate": True}, "authors, for their own papers."),
    ],
)
def test_it_is_said_who_could_nominate(edition, rules, who):
    (said, _method) = how_decided([voted_on(edition, by=1, **rules)])

    assert f"Papers could be nominated by {who}" in said


def test_where_nobody_could_nominate_nothing_is_said_of_it(edition):
    (said, _method) = how_decided([voted_on(edition, by=1, name="Best", committee_nominates=False)])

    assert said == "Best: 1 member of the award committee voted."


def test_who_abstained_or_voted_again_is_not_counted_twice(edition):
    category = voted_on(edition, by=2, abstaining=1)
    ballot = category.ballots.standing().voted().first()
    cast(category, ballot.member, {category.candidates.get(): 0}, by=None)

    assert votes([category])[category].voters == 2


def test_of_a_decision_without_a_vote_nothing_is_told(edition):
    assert how_decided([AwardCategoryFactory(workshop=edition)]) == []
