"""A category from draft to closed: every verb in every state, and what stands in its way."""

from datetime import timedelta
from itertools import product

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from awards.models import Award, AwardCategory, CategoryStatus, Telling
from awards.models.ballot import cast
from notifications.models import Message
from tests.factories import (
    PAST,
    AuthorshipFactory,
    AwardCategoryFactory,
    AwardFactory,
    CandidateFactory,
    FundFactory,
    PaperFactory,
    PersonFactory,
    RoleFactory,
    UserFactory,
    committee_of,
    in_a_day,
)
from workshops.lifecycle import IllegalMove, Move

pytestmark = pytest.mark.django_db

GIVEN = {"vacate": {"reason": "No paper stood out."}}
AFTER = {
    "open": "open",
    "back_to_draft": "draft",
    "start_voting": "voting",
    "reopen": "open",
    "decide": "decided",
    "undo": "draft",
    "vacate": "vacated",
    "cancel": "cancelled",
    "restore": "draft",
    "close": "closed",
}


def category_in(status, verb):
    """As far as facts go, everything is there for ``verb``."""
    voted = verb in {"start_voting", "reopen"}
    category = AwardCategoryFactory(status=status, ballot="approval" if voted else "none", quorum=1)
    if verb == "start_voting":
        CandidateFactory(category=category, shortlisted=True)
        committee_of(category, "chair")
    if verb in {"undo", "close"} and status == "decided":
        AwardFactory(category=category, status="decided")
    if verb == "decide":
        AwardFactory(category=category)
    if verb == "close" and status in {"decided", "vacated", "closed"}:
        AwardCategory.objects.filter(pk=category.pk).update(announced_at=PAST)
    return AwardCategory.objects.get(pk=category.pk)


@pytest.mark.parametrize(("status", "verb"), list(product(CategoryStatus.values, AFTER)))
def test_a_category_moves_as_its_table_says(status, verb):
    category = category_in(status, verb)
    allowed = status in AwardCategory.FROM[verb]

    if allowed:
        getattr(category, verb)(by=None, **GIVEN.get(verb, {}))
    else:
        with pytest.raises(IllegalMove, match="cannot be done now"):
            getattr(category, verb)(by=None, **GIVEN.get(verb, {}))

    category.refresh_from_db()
    assert category.status == (AFTER[verb] if allowed else status)


@pytest.fixture
def contest():
    """Two papers on the shortlist, a chair and two members, the vote open."""
    category = AwardCategoryFactory(ballot="approval", status="open", quorum=2)
    papers = [CandidateFactory(category=category, shortlisted=True) for _ in range(2)]
    members = committee_of(category, "chair", "member", "member")
    category.start_voting(by=None)
    return category, papers, members


def approve(category, member, *approved):
    may = category.candidates.shortlisted().open_to(member)
    return cast(category, member, {each: int(each in approved) for each in may}, by=member.person.user)


def test_a_vote_does_not_begin_while_a_question_is_open():
    category = CandidateFactory(shortlisted=True).category
    members = committee_of(category, "chair", "member")
    members[1].answers.all().delete()

    with pytest.raises(IllegalMove, match=rf"{members[1].printed_name} has not answered about conflicts: 1 paper"):
        category.start_voting(by=None)


def test_a_vote_does_not_begin_without_a_shortlist():
    category = CandidateFactory().category
    committee_of(category, "chair", "member")

    with pytest.raises(IllegalMove, match="No paper is on the shortlist"):
        category.start_voting(by=None)


def test_each_candidate_needs_enough_members_without_a_conflict():
    candidate = CandidateFactory(shortlisted=True)
    [chair, member] = committee_of(candidate.category, "chair", "member")
    member.answer(candidate, "advisor", by=None)

    [sentence] = candidate.category.obstacles_to("start_voting")

    assert sentence == f"Paper {candidate.paper.number}: 1 member without a conflict, the quorum is 2."
    assert chair.votes


def test_an_award_below_the_quorum_is_refused_with_the_names_of_who_is_missing(contest):
    category, [first, _second], [chair, one, other] = contest
    approve(category, chair, first)
    award = AwardFactory(category=category, paper=first.paper, citation="Clear and brave.")

    with pytest.raises(IllegalMove) as refusal:
        award.decide(by=None)

    assert one.printed_name in str(refusal.value)
    assert other.printed_name in str(refusal.value)
    assert chair.printed_name not in str(refusal.value)


def test_what_a_committee_decides_has_a_citation(contest):
    category, [first, _second], members = contest
    for member in members:
        approve(category, member, first)

    with pytest.raises(ValidationError, match="Say why it wins"):
        category.award_to([Award(paper=first.paper)], by=None)

    assert not category.awards.exists()


def test_winners_are_proposed_and_decided_in_one_go(contest):
    category, [first, _second], members = contest
    for member in members:
        approve(category, member, first)

    category.award_to([Award(paper=first.paper, citation="Clear and brave.")], by=None)

    assert category.status == "decided"
    assert category.awards.decided().get().paper == first.paper


def test_a_paper_that_was_withdrawn_during_the_vote_does_not_win(contest):
    category, [first, _second], members = contest
    for member in members:
        approve(category, member, first)
    first.paper.withdraw(by=None)

    with pytest.raises(IllegalMove, match="is not accepted, or was withdrawn"):
        category.award_to([Award(paper=first.paper, citation="Clear and brave.")], by=None)

    assert category.status == "voting"


def test_opening_nominations_again_voids_the_ballots(contest):
    category, [first, _second], [chair, *_members] = contest
    ballot = approve(category, chair, first)

    category.reopen(by=None, reason="A paper was forgotten.")

    ballot.refresh_from_db()
    assert ballot.void_reason == "Nominations were opened again."
    assert not category.ballots.standing().exists()


def test_a_decision_is_undone_to_the_vote_with_its_ballots(contest):
    category, [first, _second], members = contest
    for member in members:
        approve(category, member, first)
    category.award_to([Award(paper=first.paper, citation="Clear and brave.")], by=None)

    category.undo(by=None, reason="A conflict came up.")

    assert category.status == "voting"
    assert category.ballots.standing().count() == 3
    assert not category.awards.exists()


def test_rules_of_a_vote_that_has_begun_are_kept(contest):
    category, _papers, _members = contest
    category.quorum = 1

    with pytest.raises(ValidationError, match="kept once the vote has begun"):
        category.clean()


def test_a_decision_with_an_announcement_ahead_is_not_undone():
    award = AwardFactory()
    award.decide(by=None)
    award.category.announce(at=in_a_day(), by=None)

    with pytest.raises(IllegalMove, match="Take that back first"):
        award.category.undo(by=None)
    with pytest.raises(IllegalMove, match="Take that back first"):
        award.undo(by=None)


def test_a_category_opens_only_if_its_fund_has_the_prize():
    fund = FundFactory(amount=500)
    category = AwardCategoryFactory(workshop=fund.workshop, fund=fund, prize=1000)

    with pytest.raises(IllegalMove, match=r"has \$500 left, less than the prize"):
        category.open(by=None)


def test_no_award_is_an_outcome_that_is_announced_and_undone():
    category = AwardCategoryFactory()
    category.vacate(by=None, reason="No paper stood out.")
    vacated = category.no_award_reason

    category.undo(by=None)

    assert vacated == "No paper stood out."
    assert category.no_award_reason == ""
    assert category.status == "draft"


def test_nothing_undecided_has_a_moment():
    for status in ("draft", "open", "voting", "cancelled"):
        with pytest.raises(IntegrityError, match="announced_if_settled"), transaction.atomic():
            AwardCategoryFactory(status=status, announced_at=PAST)


def test_a_category_is_closed_when_every_share_is_settled():
    award = AwardFactory(category=AwardCategoryFactory(paid=True))
    AuthorshipFactory(paper=award.paper)
    award.decide(by=None)
    award.category.announce(by=None)
    category = AwardCategory.objects.get(pk=award.category_id)
    with pytest.raises(IllegalMove, match="not settled: 1"):
        category.close(by=None)

    award.shares.get().decline(by=None)
    category.close(by=None)

    assert category.status == "closed"


# -- Letters and the moment -------------------------------------------------------------------------


def decided_with_a_letter(telling, **category):
    award = AwardFactory(category=AwardCategoryFactory(telling=telling, **category))
    AuthorshipFactory(paper=award.paper, person=PersonFactory(email="winner@example.org"))
    award.decide(by=None)
    return award


def test_letters_under_embargo_leave_so_many_hours_before():
    award = decided_with_a_letter(Telling.UNDER_EMBARGO, hours_before=5)
    moment = in_a_day()
    award.category.announce(at=moment, by=None)

    [letter] = award.tell(by=None)

    assert (moment - letter.not_before).total_seconds() == 5 * 3600
    assert "keep this to yourself" in letter.text


def test_letters_at_the_announcement_wait_for_it_and_ask_for_no_silence():
    award = decided_with_a_letter(Telling.AT_ANNOUNCEMENT)
    with pytest.raises(IllegalMove, match="Say first when that is"):
        award.tell(by=None)
    moment = in_a_day()
    award.category.announce(at=moment, by=None)

    [letter] = award.tell(by=None)

    assert letter.not_before == moment
    assert "keep this to yourself" not in letter.text


def test_letters_that_wait_follow_the_moment_and_go_with_it():
    award = decided_with_a_letter(Telling.AT_ANNOUNCEMENT)
    award.category.announce(at=in_a_day(), by=None)
    award.tell(by=None)
    later = in_a_day() + timedelta(hours=3)

    award.category.announce(at=later, by=None)
    moved = list(Message.objects.exclude(state="cancelled"))
    award.category.withdraw_announcement(by=None)

    assert [message.not_before for message in moved] == [later]
    assert set(Message.objects.values_list("state", flat=True)) == {"cancelled"}
    assert not award.told().exists()


# -- Rescinding -------------------------------------------------------------------------------------


@pytest.fixture
def announced():
    award = AwardFactory(category=AwardCategoryFactory(paid=True))
    for position in (1, 2):
        AuthorshipFactory(paper=award.paper, position=position)
    award.decide(by=None)
    award.category.announce(by=None)
    return award


def test_an_award_is_rescinded_by_two_people_with_a_reason(announced):
    asks, agrees = UserFactory(), UserFactory()
    announced.ask_to_rescind(by=asks, reason="The data was made up.")

    with pytest.raises(IllegalMove, match="Another person than"):
        announced.rescind(by=asks)
    announced.rescind(by=agrees)

    assert Award.objects.public().get().rescission_reason == "The data was made up."
    assert set(announced.shares.values_list("status", flat=True)) == {"cancelled"}
    assert announced.category.fund.committed == 0
    assert Move.objects.about(announced).filter(verb="rescind", by=agrees).exists()


def test_what_was_paid_stays_paid_when_an_award_is_rescinded(announced):
    first, second = announced.shares.all()
    for verb, given in (("accept", {}), ("mark_ready", {}), ("pay", {"payer": "Sponsor", "paid_on": PAST.date()})):
        getattr(first, verb)(by=None, **given)
    announced.ask_to_rescind(by=UserFactory(), reason="The data was made up.")

    announced.rescind(by=UserFactory())

    second.refresh_from_db()
    first.refresh_from_db()
    assert (first.status, second.status) == ("paid", "cancelled")
    assert announced.category.fund.committed == first.amount


def test_an_award_that_nobody_saw_is_undone_not_rescinded():
    award = AwardFactory()
    award.decide(by=None)

    with pytest.raises(IllegalMove, match="a silent one is undone"):
        award.ask_to_rescind(by=UserFactory(), reason="Why not.")


def test_a_rescission_that_was_asked_for_is_answered_with_no(announced):
    announced.ask_to_rescind(by=UserFactory(), reason="A rumour.")

    announced.keep(by=UserFactory(), reason="The authors showed the data.")

    assert announced.rescission_reason == ""
    with pytest.raises(IllegalMove, match="has to ask for it first"):
        announced.rescind(by=UserFactory())


def test_an_organizer_does_not_see_an_award_of_their_own_until_it_is_public():
    person = PersonFactory(user=UserFactory(is_superuser=True))
    award = AwardFactory()
    AuthorshipFactory(person=person, paper=award.paper)
    award.decide(by=None)

    before = Award.objects.managed_by(person.user).exists()
    award.category.announce(by=None)

    assert before is False
    assert Award.objects.managed_by(person.user).get() == award


def concerned(paper, user, **rules):
    category = AwardCategoryFactory(workshop=paper.workshop, **rules)
    return paper in category.eligible_papers(), category.concerns(user)


def test_a_paper_of_an_organizer_wins_only_where_that_is_the_rule():
    author = AuthorshipFactory(person=PersonFactory(user=UserFactory()), paper=PaperFactory(public=True))
    RoleFactory(workshop=author.paper.workshop, person=author.person, kind="organizer")

    assert concerned(author.paper, author.person.user) == (False, False)
    assert concerned(author.paper, author.person.user, organizers_can_win=True) == (True, True)


def test_whose_paper_can_win_had_better_not_know():
    author = AuthorshipFactory(person=PersonFactory(user=UserFactory()), paper=PaperFactory(public=True, kind="oral"))
    rules = {"eligibility": "kind", "eligible_kind": "poster"}

    assert concerned(author.paper, author.person.user) == (True, True)
    assert concerned(author.paper, author.person.user, **rules) == (False, False)
    assert concerned(author.paper, UserFactory()) == (True, False)


def test_whose_paper_is_a_candidate_had_better_not_know_whatever_the_rules():
    author = AuthorshipFactory(person=PersonFactory(user=UserFactory()), paper=PaperFactory(public=True))
    category = AwardCategoryFactory(workshop=author.paper.workshop, eligibility="chosen")
    before = AwardCategory.objects.get(pk=category.pk).concerns(author.person.user)

    CandidateFactory(category=category, paper=author.paper)

    assert before is False
    assert category.concerns(author.person.user) is True
