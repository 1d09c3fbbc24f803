"""Which conflicts Laurel can see, and what becomes of them in the questionnaire."""

from datetime import timedelta

import pytest

from awards.models import AwardCategory, CommitteeMember
from awards.room.suggestions import suggestions
from tests.awards.room.contest import Contest
from tests.factories import (
    PAST,
    AffiliationFactory,
    AuthorshipFactory,
    CandidateFactory,
    CommitteeMemberFactory,
    PaperFactory,
    RoleFactory,
    WorkshopFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def author():
    """The only author of a candidate."""
    candidate = CandidateFactory(category__conflict_years=3, category__ballot="approval", category__status="open")
    return AuthorshipFactory(paper=candidate.paper)


@pytest.fixture
def member(author):
    return CommitteeMemberFactory(workshop=author.paper.workshop)


def seen(member, author):
    candidate = author.paper.candidatures.get()
    return suggestions(member, candidate.category, [candidate]).get(candidate.pk)


def wrote_together(member, author, starts_at):
    paper = PaperFactory(title="Reading gauges", workshop=WorkshopFactory(starts_at=starts_at, ends_at=None))
    for person in (member.person, author.person):
        AuthorshipFactory(paper=paper, person=person)
    return paper


def test_nothing_in_common_suggests_nothing(member, author):
    AuthorshipFactory(person=member.person, printed_affiliation="Northmere College")

    assert seen(member, author) is None


def test_ones_own_paper_is_seen(member, author):
    AuthorshipFactory(paper=author.paper, person=member.person, position=99)

    assert seen(member, author) == ("author", ["You are an author of this paper."])


def test_a_paper_written_together_is_the_evidence(member, author):
    paper = wrote_together(member, author, PAST - timedelta(days=1000))

    kind, [evidence] = seen(member, author)

    assert kind == "coauthor"
    assert evidence == f"You wrote “Reading gauges” ({paper.workshop}) with {author.printed_name}."


def test_what_was_written_before_the_years_that_count_is_forgotten(member, author):
    wrote_together(member, author, PAST - timedelta(days=1100))

    assert seen(member, author) is None


@pytest.mark.parametrize("model", ["seat", "role", "paper"])
def test_the_same_institution_is_seen_however_it_is_spelled(member, author, model):
    institution = AffiliationFactory(name="University of Saltmarsh")
    author.affiliations.add(institution)
    if model == "seat":
        CommitteeMember.objects.filter(pk=member.pk).update(affiliation=institution)
    elif model == "role":
        RoleFactory(workshop=member.workshop, person=member.person, affiliation=institution, printed_affiliation="USM")
    else:
        AuthorshipFactory(paper__workshop=member.workshop, person=member.person).affiliations.add(institution)

    assert seen(member, author) == (
        "affiliation",
        [f"“University of Saltmarsh” stands with you and with {author.printed_name}."],
    )


def test_the_same_printed_affiliation_is_seen_without_regard_to_accents(member, author):
    CommitteeMember.objects.filter(pk=member.pk).update(printed_affiliation="UNIVERSITE DE NIMES")
    type(author).objects.filter(pk=author.pk).update(printed_affiliation="Université de Nîmes")

    assert seen(member, author).kind == "affiliation"


def test_in_a_blind_category_the_evidence_names_nobody(member, author):
    wrote_together(member, author, PAST)
    CommitteeMember.objects.filter(pk=member.pk).update(printed_affiliation="Northmere College")
    type(author).objects.filter(pk=author.pk).update(printed_affiliation="Northmere College")
    AwardCategory.objects.update(is_blind=True)

    assert seen(member, author) == (
        "coauthor",
        ["You wrote a paper with one of its authors.", "One of its authors is at an institution of yours."],
    )


# -- The questionnaire --------------------------------------------------------------------------------


def answers(contest, member, first, second, **more):
    given = {f"kind-{contest.first.pk}": first, f"kind-{contest.second.pk}": second}
    return contest.post(member, "room_conflicts", contest.category.pk, **given | more)


def test_an_author_finds_no_way_to_deny_it(client):
    contest = Contest(client, status="open")
    AuthorshipFactory(paper=contest.first.paper, person=contest.member.person, position=99)

    answer = answers(contest, contest.member, "none", "none")

    assert answer.status_code == 422
    assert "You are an author of this paper: that is a conflict." in answer.text


def test_another_reason_is_said_in_words(client):
    contest = Contest(client, status="open")

    unsaid = answers(contest, contest.member, "other", "none")
    answers(contest, contest.member, "other", "none", **{f"note-{contest.first.pk}": "We share a garden."})

    assert unsaid.status_code == 422
    assert "Say in a few words what it is." in unsaid.text
    assert contest.member.answers.conflicts().get().note == "We share a garden."


@pytest.mark.parametrize(("status", "kept"), [("open", False), ("voting", True)])
def test_a_conflict_is_taken_back_only_before_the_vote(client, status, kept):
    contest = Contest(client, status=status)
    contest.member.answer(contest.first, "family", by=None)

    answer = answers(contest, contest.member, "none", "none")

    beside = f'id="id_kind-{contest.first.pk}_error">Once the vote has begun, a conflict is not taken back.'
    assert (beside in answer.text) is kept
    assert contest.member.answers.conflicts().exists() is kept


def test_an_answer_that_stays_is_not_written_again(client):
    contest = Contest(client, status="open")
    before = list(contest.member.answers.values_list("at"))

    answers(contest, contest.member, "none", "none")

    assert list(contest.member.answers.values_list("at")) == before


def test_a_conflict_that_is_found_after_the_decision_is_declared(client):
    contest = Contest(client, status="vacated")

    answers(contest, contest.member, "family", "none")

    assert contest.member.answers.conflicts().get().candidate == contest.first


def test_after_the_announcement_nothing_is_asked(client):
    contest = Contest(client, status="vacated")
    contest.category.announce(by=None)

    assert answers(contest, contest.member, "family", "none").status_code == 302
    assert not contest.member.answers.conflicts().exists()
