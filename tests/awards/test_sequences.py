"""Verbs after verbs: what a later one finds must not be what an earlier one left by mistake."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError

from awards.models import Award, AwardCategory, CommitteeMember
from awards.models.ballot import cast
from awards.models.division import divide
from notifications.delivery import deliver
from notifications.models import Message
from tests.awards import honours
from tests.factories import (
    PAST,
    AuthorshipFactory,
    AwardFactory,
    CandidateFactory,
    PaperFactory,
    UserFactory,
    committee_of,
    in_a_day,
)
from workshops.lifecycle import IllegalMove, Move
from workshops.models import Workshop

pytestmark = pytest.mark.django_db


@pytest.fixture
def contest():
    """Two papers that a chair and two members have voted on, all for the first."""
    first = CandidateFactory(shortlisted=True)
    category = first.category
    second = CandidateFactory(category=category, shortlisted=True)
    for candidate in (first, second):
        AuthorshipFactory(paper=candidate.paper)
    members = committee_of(category, "chair", "member", "member")
    category.start_voting(by=None)
    for member in members:
        cast(category, member, {first: 1, second: 0}, by=None)
    return category, [first, second], members


def fresh(thing):
    return type(thing).objects.get(pk=thing.pk)


def award_of(candidate):
    return [Award(paper=candidate.paper, citation="Clear and brave.")]


# -- Decisions and what they go back to ---------------------------------------------------------------


@pytest.mark.parametrize("status", ["draft", "open", "voting"])
def test_undoing_that_there_is_no_award_leads_back_to_where_it_was_said(contest, status):
    category, _candidates, _members = contest
    AwardCategory.objects.filter(pk=category.pk).update(status=status)

    fresh(category).vacate(by=None, reason="No paper stood out.")
    fresh(category).undo(by=None)

    assert fresh(category).status == status


def test_nobody_wins_a_vote_whose_shortlist_is_empty(contest):
    category, [first, second], _members = contest
    for candidate in (first, second):
        candidate.withdraw(by=None)

    with pytest.raises(IllegalMove, match="No paper is on the shortlist"):
        fresh(category).award_to(award_of(first), by=None)


def test_a_paper_that_was_not_voted_on_does_not_win(contest):
    category, _candidates, _members = contest
    other = CandidateFactory(category=category)

    with pytest.raises(IllegalMove, match="is not on the shortlist"):
        fresh(category).award_to(award_of(other), by=None)

    assert fresh(category).status == "voting"


def test_ballots_end_when_the_award_is_cancelled(contest):
    category, _candidates, _members = contest

    fresh(category).cancel(by=None)

    assert not category.ballots.standing().exists()
    assert set(category.ballots.values_list("void_reason", flat=True)) == {"The award was cancelled."}


def test_a_paper_that_cannot_win_any_more_does_not(contest):
    category, [first, _second], _members = contest
    AwardCategory.objects.filter(pk=category.pk).update(eligibility="kind", eligible_kind="oral")

    with pytest.raises(IllegalMove, match="cannot win"):
        fresh(category).award_to(award_of(first), by=None)


def test_a_winner_who_is_not_public_by_then_does_not_join_a_scheduled_announcement():
    award = honours.announced("Ada Person", at=in_a_day(), max_awards=2)
    late = AwardFactory(category=fresh(award.category), paper=PaperFactory(workshop=award.workshop, status="accepted"))

    with pytest.raises(ValidationError, match="is not public by then"):
        late.decide(by=None)


# -- Conflicts that come late -------------------------------------------------------------------------


def test_the_ballot_of_somebody_who_became_an_author_counts_no_more(contest):
    category, [first, _second], [_chair, member, _other] = contest

    AuthorshipFactory(paper=first.paper, person=member.person)

    assert category.votes_on(first) == 2
    assert list(category.missing_voters()) == [member]


def test_deciding_voids_the_ballot_of_somebody_who_became_an_author(contest):
    category, [first, _second], [_chair, member, _other] = contest
    AuthorshipFactory(paper=first.paper, person=member.person)

    fresh(category).award_to(award_of(first), by=None)

    ballot = category.ballots.get(member=member)
    assert "in conflict with" in ballot.void_reason
    assert Move.objects.about(ballot).filter(verb="void").exists()


def test_a_conflict_found_after_the_decision_hinders_the_announcement_once_the_quorum_is_gone(contest):
    category, [first, _second], [_chair, member, other] = contest
    fresh(category).award_to(award_of(first), by=None)

    member.answer(first, "coauthor", by=None)
    other.answer(first, "coauthor", by=None)

    with pytest.raises(IllegalMove, match="The quorum is not reached any more"):
        fresh(category).announce(by=None)


def test_a_conflict_with_an_announced_award_is_for_the_organizers(contest):
    category, [first, _second], [_chair, member, _other] = contest
    fresh(category).award_to(award_of(first), by=None)
    AwardCategory.objects.filter(pk=category.pk).update(announced_at=PAST)

    with pytest.raises(IllegalMove, match="Write to the organizers"):
        member.answer(first, "coauthor", by=None)


def test_a_conflict_that_is_taken_back_leaves_a_line():
    candidate = CandidateFactory()
    [member] = committee_of(candidate.category, "member")

    member.answer(candidate, "family", by=None)
    member.answer(candidate, "", by=None)

    assert Move.objects.about(candidate).filter(verb="take a conflict back").exists()


def test_a_member_does_not_become_an_observer_during_the_vote(contest):
    _category, _candidates, [_chair, member, _other] = contest
    member = CommitteeMember.objects.get(pk=member.pk)
    member.seat = "observer"

    with pytest.raises(ValidationError, match="A vote is under way"):
        member.full_clean()


# -- Letters and withdrawals --------------------------------------------------------------------------


def test_no_letter_of_victory_leaves_after_the_rescission():
    award = honours.announced("Ada Person", at=in_a_day(), telling="announcement")
    [letter] = award.tell(by=None)

    with time_machine.travel(in_a_day()):
        fresh(award).ask_to_rescind(by=UserFactory(), reason="The data was made up.")
        fresh(award).rescind(by=UserFactory())

    assert Message.objects.get(pk=letter.pk).state == "cancelled"


def test_no_letter_of_victory_leaves_after_the_paper_was_withdrawn():
    award = honours.announced("Ada Person", at=in_a_day(), telling="announcement")
    [letter] = award.tell(by=None)
    fresh(award.paper).withdraw(by=None)

    with time_machine.travel(in_a_day()):
        deliver(letter.pk)

    assert Message.objects.get(pk=letter.pk).state == "cancelled"


def test_whom_a_withdrawal_cost_an_award_that_they_were_told_of_can_be_told_again():
    award = honours.told(honours.announced("Ada Person", at=in_a_day()))
    fresh(award.paper).withdraw(by=None)
    fresh(award.category).withdraw_announcement(by=None)

    fresh(award).ask_to_rescind(by=UserFactory(), reason="The paper was withdrawn.")
    fresh(award).rescind(by=UserFactory())
    fresh(award.category).undo(by=None)

    assert fresh(award.category).status == "draft"
    assert [letter.kind for letter in fresh(award).tell(by=None)] == ["award_rescinded"]


def test_an_award_that_ended_before_its_announcement_is_never_public():
    award = honours.told(honours.decided("Ada Person", max_awards=2))
    other = AwardFactory(category=fresh(award.category))
    other.decide(by=None)
    fresh(award).ask_to_rescind(by=UserFactory(), reason="The data was made up.")
    fresh(award).rescind(by=UserFactory())

    fresh(award.category).announce(by=None)

    assert list(Award.objects.public()) == [other]


def test_an_award_that_is_silent_is_undone_and_not_rescinded():
    award = honours.decided("Ada Person")

    with pytest.raises(IllegalMove, match="a silent one is undone"):
        award.ask_to_rescind(by=UserFactory(), reason="The data was made up.")


# -- Money --------------------------------------------------------------------------------------------


def test_parts_that_people_agreed_on_stay_when_another_winner_is_decided():
    award = honours.decided("Ada Person", "Ben Person", max_awards=2, prize=100)
    one, two = award.shares.all()
    divide(award, {one.pk: 90, two.pk: 10}, note="All agreed.", by=None)

    other = AwardFactory(category=fresh(award.category))
    AuthorshipFactory(paper=other.paper)
    other.decide(by=None)

    assert list(award.shares.values_list("amount", "note")) == [(90, "All agreed."), (10, "All agreed.")]


def test_nothing_more_is_paid_for_a_rescinded_award():
    award = honours.announced("Ada Person", "Ben Person")
    share = award.shares.first()
    share.mark_unpayable(by=None, reason="No reply.")
    fresh(award).ask_to_rescind(by=UserFactory(), reason="The data was made up.")
    fresh(award).rescind(by=UserFactory())

    with pytest.raises(IllegalMove, match="nothing more is paid"):
        fresh(share).revive(by=None)

    assert fresh(share).status == "unpayable"


@pytest.mark.parametrize("field", ["currency", "kind", "workshop"])
def test_a_fund_that_promised_something_stays_what_it_is(field):
    fund = honours.decided("Ada Person").category.fund
    values = {"currency": "JPY", "kind": "units", "workshop": Workshop.objects.create(name="Other", slug="other")}
    setattr(fund, field, values[field])

    with pytest.raises(ValidationError, match="this stays as it is"):
        fund.clean()


@pytest.mark.parametrize("change", [{"prize": 5}, {"split_rule": "first"}, {"ballot": "approval"}])
def test_rules_of_a_decided_category_are_kept_also_after_a_rescission(change):
    award = honours.announced("Ada Person")
    award.ask_to_rescind(by=UserFactory(), reason="The data was made up.")
    award.rescind(by=UserFactory())
    category = fresh(award.category)
    for name, value in change.items():
        setattr(category, name, value)

    with pytest.raises(ValidationError):
        category.clean()


def test_a_decision_whose_money_was_handled_is_not_undone():
    award = honours.decided("Ada Person")
    share = award.shares.get()
    share.mark_unpayable(by=None, reason="No reply.")

    with pytest.raises(IllegalMove, match="has been handled already"):
        fresh(award).undo(by=None)


@pytest.mark.parametrize(
    ("places", "prizes"),
    [
        ([(1, False), (1, True)], [500, 500]),
        ([(1, True), (1, True), (2, True), (2, True)], [500, 500, 500, 500]),
        ([(1, False), (2, True), (2, True)], [1000, 500, 500]),
        ([(1, False), (2, False)], [1000, 1000]),
    ],
)
def test_those_who_tie_for_a_place_split_its_prize(places, prizes):
    category = honours.decided("Ada Person").category

    assert category.prizes([Award(position=place, is_tie=tie) for place, tie in places]) == prizes


def test_letters_that_are_due_and_have_not_left_are_cancelled_with_the_announcement():
    award = honours.announced("Ada Person", at=in_a_day(), telling="embargo", hours_before=1)
    [letter] = award.tell(by=None)

    with time_machine.travel(letter.not_before + timedelta(minutes=1)):
        fresh(award.category).withdraw_announcement(by=None)

    assert Message.objects.get(pk=letter.pk).state == "cancelled"


def test_an_announcement_ahead_is_taken_back_when_its_only_winner_is_rescinded():
    award = honours.told(honours.announced("Ada Person", at=in_a_day()))
    fresh(award).ask_to_rescind(by=UserFactory(), reason="The data was made up.")

    fresh(award).rescind(by=UserFactory())

    assert fresh(award.category).announced_at is None


def test_what_hinders_the_winner_is_said_before_the_decision():
    award = honours.decided("Ada Person", prize=100)
    category = fresh(award.category)
    category.fund.amount = 150
    category.fund.save()
    AwardFactory(category=category, paper=PaperFactory(workshop=category.workshop, status="submitted"))

    said = " ".join(map(str, fresh(category).obstacles_to("decide")))

    assert "has its winner" in said
    assert "is not accepted" in said
    assert "lacks $50" in said
