"""Nominations, conflicts and ballots, as facts of the models; the pages are tested in ``room``."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from awards.models import Ballot, Candidate, CommitteeMember, MemberStatus, Nomination, PrizeShare, ShareStatus
from awards.models.ballot import cast
from awards.models.candidate import nominate
from awards.models.division import divide
from notifications.models import Message
from tests.factories import (
    AuthorshipFactory,
    AwardCategoryFactory,
    AwardFactory,
    CandidateFactory,
    CommitteeMemberFactory,
    PaperFactory,
    PersonFactory,
    committee_of,
)
from workshops.lifecycle import IllegalMove, Move

pytestmark = pytest.mark.django_db


# -- Members ------------------------------------------------------------------------------------------


def test_a_member_is_invited_by_mail_and_again_after_declining():
    member = CommitteeMemberFactory(status="added", person=PersonFactory(email="member@example.org"))

    [first] = member.invite(by=None)
    member.decline(by=None)
    [second] = member.invite(by=None)

    assert first.to == second.to == "member@example.org"
    assert "join its award committee as member" in first.text
    assert Message.objects.count() == 2


def test_a_member_without_an_address_is_not_invited():
    member = CommitteeMemberFactory(status="added", person=PersonFactory())

    with pytest.raises(IllegalMove, match="There is no address"):
        member.invite(by=None)

    member.refresh_from_db()
    assert member.status == MemberStatus.ADDED


def test_a_seat_ends_with_its_term():
    today = timezone.localdate()
    serving = CommitteeMemberFactory(ends_on=today)
    CommitteeMemberFactory(workshop=serving.workshop, ends_on=today - timedelta(days=1))
    CommitteeMemberFactory(workshop=serving.workshop, status="declined")

    assert list(serving.workshop.award_committee.seated()) == [serving]


def test_the_committee_is_thanked_once_something_it_voted_on_is_announced():
    category = AwardCategoryFactory(ballot="points", status="vacated")
    member, _observer = committee_of(category, "chair", "observer")
    before = list(CommitteeMember.objects.public())

    category.announce(by=None)

    assert before == []
    assert list(CommitteeMember.objects.public()) == [member]


# -- Nominations --------------------------------------------------------------------------------------


def nominated_by(person, paper, category, kind="committee"):
    return nominate(category, paper, nominator=person, kind=kind, rationale="Careful work.")


def test_two_who_nominate_one_paper_make_one_candidate():
    category = AwardCategoryFactory(status="open")
    paper = PaperFactory(workshop=category.workshop, public=True)

    nominated_by(PersonFactory(), paper, category)
    nominated_by(PersonFactory(), paper, category)

    assert Candidate.objects.get().nominations.count() == 2


def test_one_who_nominates_twice_is_told_so():
    category = AwardCategoryFactory(status="open")
    paper, person = PaperFactory(workshop=category.workshop, public=True), PersonFactory()
    nominated_by(person, paper, category)

    with pytest.raises(ValidationError, match="nominated this paper already"):
        nominated_by(person, paper, category)


@pytest.mark.parametrize(
    ("rules", "paper", "kind", "sentence"),
    [
        ({"status": "draft"}, {}, "committee", "takes no nominations now"),
        ({"nominations_until": timezone.now() - timedelta(seconds=1)}, {}, "committee", "takes no nominations now"),
        ({"committee_nominates": False}, {}, "committee", "come from others"),
        ({}, {}, "reviewer", "come from others"),
        ({}, {"status": "submitted"}, "committee", "cannot win"),
        ({"eligibility": "kind", "eligible_kind": "oral"}, {"kind": "poster"}, "committee", "cannot win"),
        ({"eligibility": "student"}, {}, "committee", "cannot win"),
        ({"eligibility": "chosen"}, {}, "committee", "cannot win"),
        ({"authors_nominate": True}, {}, "author", "their own papers only"),
    ],
)
def test_a_nomination_against_the_rules_is_refused(rules, paper, kind, sentence):
    category = AwardCategoryFactory(**{"status": "open"} | rules)
    paper = PaperFactory(**{"workshop": category.workshop, "status": "accepted"} | paper)

    with pytest.raises((IllegalMove, ValidationError), match=sentence):
        nominated_by(PersonFactory(), paper, category, kind)

    assert not Nomination.objects.exists()


def test_papers_led_by_a_student_can_win_what_is_for_them():
    category = AwardCategoryFactory(status="open", eligibility="student")
    led, joined = PaperFactory.create_batch(2, workshop=category.workshop, public=True)
    for paper, students in ((led, [True, False]), (joined, [False, True])):
        for position, is_student in enumerate(students, start=1):
            AuthorshipFactory(paper=paper, position=position, is_student=is_student)

    assert list(category.eligible_papers()) == [led]


def test_an_author_nominates_their_own_paper_only_where_that_is_the_rule():
    category = AwardCategoryFactory(status="open", authors_nominate=True)
    author = AuthorshipFactory(paper=PaperFactory(workshop=category.workshop, public=True))

    with pytest.raises(ValidationError, match="others may nominate it"):
        nominated_by(author.person, author.paper, category)
    assert nominated_by(author.person, author.paper, category, "author").candidate.paper == author.paper


def test_whoever_declared_a_conflict_does_not_nominate():
    candidate = CandidateFactory()
    [member] = committee_of(candidate.category, "member")
    member.answer(candidate, "family", by=None)

    with pytest.raises(ValidationError, match="You declared a conflict"):
        nominated_by(member.person, candidate.paper, candidate.category)


# -- Conflicts ----------------------------------------------------------------------------------------


def test_an_author_cannot_deny_the_conflict():
    candidate = CandidateFactory()
    member = CommitteeMemberFactory(workshop=candidate.category.workshop)
    AuthorshipFactory(paper=candidate.paper, person=member.person)

    with pytest.raises(IllegalMove, match="You are an author"):
        member.answer(candidate, "", by=None)

    assert list(Candidate.objects.in_conflict_with(member)) == [candidate]
    assert not Candidate.objects.open_to(member).exists()


def test_what_is_not_answered_is_not_open():
    candidate = CandidateFactory()
    member = CommitteeMemberFactory(workshop=candidate.category.workshop)

    before = list(Candidate.objects.open_to(member))
    member.answer(candidate, "", by=None)

    assert before == []
    assert list(Candidate.objects.open_to(member)) == [candidate]


@pytest.fixture
def vote():
    category = AwardCategoryFactory(ballot="approval", status="open", quorum=1)
    papers = [CandidateFactory(category=category, shortlisted=True) for _ in range(3)]
    members = committee_of(category, "chair", "member", "observer")
    category.start_voting(by=None)
    return category, papers, members


def test_a_conflict_declared_after_voting_voids_the_ballot_and_is_logged(vote):
    category, [first, second, third], [chair, *_members] = vote
    ballot = cast(category, chair, {first: 1, second: 0, third: 0}, by=None)

    chair.answer(second, "funding", by=None)
    again = cast(category, chair, {first: 1, third: 1}, by=None)

    ballot.refresh_from_db()
    assert f"declared a conflict with paper {second.paper.number} after voting" in ballot.void_reason
    assert Move.objects.about(ballot).filter(verb="void").exists()
    assert list(Ballot.objects.standing()) == [again]


def test_once_the_vote_has_begun_a_conflict_is_not_taken_back(vote):
    _category, [first, *_papers], [chair, *_members] = vote
    chair.answer(first, "funding", by=None)

    with pytest.raises(IllegalMove, match="is not taken back"):
        chair.answer(first, "", by=None)


# -- Ballots ------------------------------------------------------------------------------------------


def test_a_changed_ballot_is_a_new_version(vote):
    category, [first, second, third], [chair, *_members] = vote

    cast(category, chair, {first: 1, second: 0, third: 0}, by=None)
    cast(category, chair, {first: 0, second: 1, third: 0}, by=None)

    assert list(chair.ballots.values_list("version", flat=True)) == [1, 2]
    assert category.votes_on(first) == 1
    assert chair.ballots.standing().get().votes.get(candidate=second).value == 1


def test_whoever_abstains_is_not_missing_and_does_not_count(vote):
    category, [first, *_papers], [chair, member, _observer] = vote

    cast(category, chair, {}, abstains=True, reason="Too close to call.", by=None)

    assert list(category.missing_voters()) == [member]
    assert category.votes_on(first) == 0


@pytest.mark.parametrize(
    ("ballot", "values", "sentence"),
    [
        ("approval", [1, 0], "Vote on every paper"),
        ("approval", [1, 0, 2], "Approve of a paper, or do not"),
        ("ranking", [1, 2, 4], "Ranks go from 1 to 3"),
        ("ranking", [0, 1, 2], "Ranks go from 1 to 3"),
        ("points", [5, 5, 1], "10 points to share out"),
        ("points", [-1, 5, 1], "10 points to share out"),
    ],
)
def test_a_ballot_that_says_what_it_cannot_is_refused(vote, ballot, values, sentence):
    category, papers, [chair, *_members] = vote
    type(category).objects.update(ballot=ballot)

    with pytest.raises(ValidationError, match=sentence):
        cast(category, chair, dict(zip(papers, values, strict=False)), by=None)

    assert not Ballot.objects.exists()


def test_who_has_no_vote_casts_none(vote):
    category, papers, [chair, member, observer] = vote
    late = CommitteeMemberFactory(workshop=category.workshop)
    CommitteeMember.objects.filter(pk=member.pk).update(ends_on=timezone.localdate() - timedelta(days=1))
    values = dict.fromkeys(papers, 1)

    for nobody, sentence in ((observer, "no vote"), (member, "no vote"), (late, "questions? about conflicts")):
        with pytest.raises(IllegalMove, match=sentence):
            cast(category, nobody, values, by=None)
    type(category).objects.update(votes_until=timezone.now() - timedelta(seconds=1))
    with pytest.raises(IllegalMove, match="has ended"):
        cast(category, chair, values, by=None)


def test_two_standing_ballots_of_a_member_are_refused_by_the_database(vote):
    category, _papers, [chair, *_members] = vote
    Ballot.objects.create(category=category, member=chair)

    with pytest.raises(IntegrityError), transaction.atomic():
        Ballot.objects.create(category=category, member=chair, version=2)


def test_a_withdrawn_candidate_is_out_of_the_vote(vote):
    category, [first, second, third], [chair, *_members] = vote
    third.withdraw(by=None, reason="Retracted by its authors.")

    cast(category, chair, {first: 1, second: 0}, by=None)

    assert category.candidates.shortlisted().count() == 2
    with pytest.raises(IllegalMove, match="changes only while nominations are open"):
        first.unlist(by=None)


# -- Shares -------------------------------------------------------------------------------------------

VERBS = {
    "pending": None,
    "details_requested": ("accept", {}),
    "ready": ("mark_ready", {}),
    "paid": ("pay", {"payer": "Sponsor", "paid_on": timezone.localdate()}),
    "declined": ("decline", {}),
    "donated": ("donate", {"to": "A library"}),
    "unpayable": ("mark_unpayable", {"reason": "No reply."}),
    "cancelled": ("cancel", {}),
    "returned": ("mark_returned", {"reason": "Account closed."}),
}
REVIVED = {("unpayable", "details_requested"), ("returned", "ready")}


@pytest.fixture
def share():
    award = AwardFactory(category=AwardCategoryFactory(paid=True))
    for position in (1, 2):
        AuthorshipFactory(paper=award.paper, position=position)
    award.decide(by=None)
    return award.shares.first()


@pytest.mark.parametrize("before", ShareStatus.values)
@pytest.mark.parametrize("after", [status for status in VERBS if VERBS[status]])
def test_a_share_moves_as_its_table_says(share, before, after):
    PrizeShare.objects.filter(pk=share.pk).update(status=before, paid_on=timezone.localdate())
    share.refresh_from_db()
    verb, given = ("revive", {}) if (before, after) in REVIVED else VERBS[after]
    allowed = after in PrizeShare.MOVES[before]

    if allowed:
        getattr(share, verb)(by=None, **given)
    else:
        with pytest.raises(IllegalMove):
            getattr(share, verb)(by=None, **given)

    share.refresh_from_db()
    assert share.status == (after if allowed else before)


def test_a_refused_payment_leaves_no_trace(share):
    with pytest.raises(IllegalMove):
        share.pay(by=None, payer="Sponsor", paid_on=timezone.localdate())

    share.refresh_from_db()
    assert (share.payer, share.paid_on) == ("", None)


def test_a_declined_share_is_free_in_the_fund_again(share):
    fund = share.award.category.fund

    share.decline(by=None)

    assert fund.committed == 500


def test_a_share_that_came_back_is_paid_again_only_if_the_fund_has_it(share):
    PrizeShare.objects.filter(pk=share.pk).update(status="returned")
    share.refresh_from_db()
    type(share.award.category.fund).objects.update(amount=999)

    with pytest.raises(ValidationError, match="lacks"):
        share.revive(by=None)

    share.refresh_from_db()
    assert share.status == "returned"


def test_the_time_to_answer_ends(share):
    category = share.award.category
    category.announce(by=None)
    type(category).objects.update(announced_at=timezone.now() - timedelta(days=90, seconds=1))
    share = PrizeShare.objects.get(pk=share.pk)

    with pytest.raises(IllegalMove, match="The time to answer has passed"):
        share.accept(by=None)


def test_shares_are_divided_otherwise_with_a_note_and_to_the_cent(share):
    first, second = share.award.shares.all()

    divide(share.award, {first.pk: 700, second.pk: 300}, note="Agreed among the authors.", by=None)

    assert list(share.award.shares.values_list("amount", "note")) == [
        (700, "Agreed among the authors."),
        (300, "Agreed among the authors."),
    ]


def test_a_division_that_does_not_add_up_is_refused(share):
    first, second = share.award.shares.all()

    with pytest.raises(IllegalMove, match="add up to the prize"):
        divide(share.award, {first.pk: 700, second.pk: 301}, note="Agreed.", by=None)
    with pytest.raises(IllegalMove, match="Say why"):
        divide(share.award, {first.pk: 700, second.pk: 300}, note=" ", by=None)


def test_a_second_winner_does_not_change_shares_that_were_answered(share):
    share.accept(by=None)
    category = share.award.category
    tied = AwardFactory(category=category, is_tie=True, tie_reason="Equal votes.")
    type(share.award).objects.filter(pk=share.award.pk).update(is_tie=True, tie_reason="Equal votes.")
    AuthorshipFactory(paper=tied.paper)

    with pytest.raises(IllegalMove, match="has answered already"):
        tied.decide(by=None)

    share.refresh_from_db()
    assert share.amount == 500
