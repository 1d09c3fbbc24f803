"""Secrets: each is one fact more than the world has, and nobody who is not entitled to it may notice any difference."""

from dataclasses import replace
from datetime import timedelta

from awards import certificates
from awards.models import Award, AwardCategory, Certificate, PrizeShare
from awards.models.ballot import cast
from awards.models.candidate import Comment, nominate
from notifications.models import Message
from tests.embargo.worlds import BUILT_AT, MOMENT
from tests.factories import PersonFactory

PLANTS = {
    "henbane": "why somebody asks to rescind an award",
    "lovage": "the citation of a winner",
    "speedwell": "what somebody answers",
    "vervain": "why no award is given",
    "woodruff": "the reference of a payment",
}


def nothing(world):
    """The world as it is."""


def the_paper_wins(world):
    return _decide(world, world.paper, at=MOMENT)


def the_rival_wins(world):
    return _decide(world, world.rival_paper, at=MOMENT)


def it_is_decided_and_no_moment_is_set(world):
    return _decide(world, world.paper, at=None)


def letters_to_the_winners_wait(world):
    AwardCategory.objects.filter(pk=world.voted.pk).update(telling="announcement")
    award = the_paper_wins(world)
    assert award.tell(by=None)


def letters_to_the_winners_have_left(world):
    _leave(the_paper_wins(world).tell(by=None))


def a_winner_who_was_told_answers(world):
    letters_to_the_winners_have_left(world)
    share = PrizeShare.objects.get(award__category=world.voted, person=world.winner)
    share.donate(by=None, to="Speedwell")
    certificates.put_name(share.award, world.winner, "Lady Lovage", by=None)


def a_certificate_is_printed_early(world):
    award = the_paper_wins(world)
    printed = replace(certificates.draft(award), version=1, code="2345-6789-ABCD", issued_on=MOMENT.date())
    Certificate.objects.create(award=award, code=printed.code, data=printed.to_json())


def no_award_is_given(world):
    world.voted.vacate(by=None, reason="Vervain.")
    world.voted.announce(at=MOMENT, by=None)


def a_paper_is_nominated(world):
    _nominate(world)


def a_paper_is_shortlisted(world):
    _nominate(world).shortlist(by=None)


def a_member_votes(world):
    cast(world.voted, world.seats["member"], {world.candidate: 1, world.rival_candidate: 0}, by=None)


def a_member_votes_otherwise(world):
    cast(world.voted, world.seats["member"], {world.candidate: 0, world.rival_candidate: 1}, by=None)


def a_member_comments(world):
    Comment.objects.create(candidate=world.candidate, member=world.seats["member"], text="Yarrow again.")


def a_member_declares_a_conflict(world):
    world.seats["member"].answer(world.rival_candidate, "family", note="Speedwell.", by=None)


def somebody_joins_the_committee(world):
    person = PersonFactory(name="New Teasel", email="new@example.org")
    seat = world.here.award_committee.create(person=person, seat="member", printed_name=person.name)
    _leave(seat.invite(by=None))


def another_category_is_prepared(world):
    AwardCategory.objects.create(workshop=world.here, name="Quillwort prize for students")


def a_share_is_paid(world):
    share = world.honour.shares.get(person=world.laureate)
    share.accept(by=None)
    share.mark_ready(by=None)
    share.pay(by=None, payer="The sponsor", payment_reference="Woodruff 1", paid_on=BUILT_AT.date())


def somebody_asks_to_rescind(world):
    world.honour.ask_to_rescind(by=world.users["organizer"], reason="Henbane.")


def a_grant_is_given(world):
    world.grant.give(by=None)
    world.programme.announce(at=MOMENT, by=None)


def a_letter_to_the_recipient_has_left(world):
    a_grant_is_given(world)
    _leave(world.grant.tell(by=None))


def a_grant_is_proposed(world):
    world.programme.grants.create(benefit=world.benefit, person=world.grantee, printed_name=world.grantee.name)


def a_paper_is_accepted(world):
    world.hidden_paper.accept(by=None)
    world.hidden_paper.announce(at=MOMENT, by=None)


def a_page_is_scheduled(world):
    world.hidden_page.announce(at=MOMENT + timedelta(days=1), by=None)


MAY_KNOW = {
    letters_to_the_winners_have_left: {"winner", "coauthor"},
    a_winner_who_was_told_answers: {"winner", "coauthor"},
    a_letter_to_the_recipient_has_left: {"rival"},
    # Who had this person to themself sees the addresses no more; else they could set one, and claim what is hidden here.
    a_grant_is_proposed: {"organizer_elsewhere"},
}
SECRETS = (
    the_paper_wins,
    the_rival_wins,
    it_is_decided_and_no_moment_is_set,
    letters_to_the_winners_wait,
    letters_to_the_winners_have_left,
    a_winner_who_was_told_answers,
    a_certificate_is_printed_early,
    no_award_is_given,
    a_paper_is_nominated,
    a_paper_is_shortlisted,
    a_member_votes,
    a_member_votes_otherwise,
    a_member_comments,
    a_member_declares_a_conflict,
    somebody_joins_the_committee,
    another_category_is_prepared,
    a_share_is_paid,
    somebody_asks_to_rescind,
    a_grant_is_given,
    a_letter_to_the_recipient_has_left,
    a_grant_is_proposed,
    a_paper_is_accepted,
    a_page_is_scheduled,
)


def _decide(world, paper, *, at):
    award = Award(paper=paper, citation="Lovage.")
    world.voted.award_to([award], by=None)
    if at:
        world.voted.announce(at=at, by=None)
    return Award.objects.get(pk=award.pk)


def _leave(letters):
    Message.objects.filter(pk__in=[letter.pk for letter in letters]).update(state="sent", sent_at=BUILT_AT)


def _nominate(world):
    why = {"nominator": world.member, "kind": "committee", "rationale": "Marigold."}
    return nominate(world.open, world.paper, **why).candidate
