from decimal import Decimal
from itertools import product

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from awards.models import Award, AwardCategory, AwardStatus, TieRule
from notifications.models import Message
from tests.factories import (
    PAST,
    AuthorshipFactory,
    AwardCategoryFactory,
    AwardFactory,
    FundFactory,
    PaperFactory,
    PersonFactory,
    UserFactory,
    in_a_day,
)
from workshops.lifecycle import IllegalMove, Move

pytestmark = pytest.mark.django_db

VERBS = {"decided": "decide", "proposed": "undo", "rescinded": "rescind"}
AS_THE_TABLE_WANTS = {
    "proposed": {},
    "decided": {"category__status": "decided"},
    "rescinded": {"category__status": "decided", "rescinded_at": PAST, "rescission_reason": "The data was made up."},
}


def with_authors(award, count, *, address=True):
    for position in range(1, count + 1):
        email = f"author{award.pk}-{position}@example.org" if address else ""
        AuthorshipFactory(paper=award.paper, person=PersonFactory(email=email), position=position)
    return award


@pytest.mark.parametrize(("before", "after"), list(product(AwardStatus.values, repeat=2)))
def test_an_award_moves_as_its_table_says(before, after):
    award = AwardFactory(status=before, **AS_THE_TABLE_WANTS[before])
    if after == "rescinded":
        Award.objects.update(rescission_asked_by=UserFactory(), rescission_reason="The data was made up.")
        award.refresh_from_db()
    verb = getattr(award, VERBS[after])

    if after in Award.MOVES[before]:
        verb(by=None)
    else:
        with pytest.raises(IllegalMove):
            verb(by=None)

    award.refresh_from_db()
    assert award.status == (after if after in Award.MOVES[before] else before)


def test_a_prize_is_shared_among_all_authors_to_the_cent():
    award = with_authors(AwardFactory(category=AwardCategoryFactory(paid=True, prize=Decimal(500))), 8)

    award.decide(by=None)

    assert [share.amount for share in award.shares.all()] == [Decimal("62.50")] * 8


def test_a_prize_for_the_first_author_is_not_shared():
    award = with_authors(AwardFactory(category=AwardCategoryFactory(paid=True, split_rule="first")), 3)

    award.decide(by=None)

    share = award.shares.get()
    assert (share.person, share.amount) == (award.paper.authorships.get(position=1).person, Decimal(1000))


def test_undoing_a_decision_frees_the_fund():
    award = with_authors(AwardFactory(category=AwardCategoryFactory(paid=True)), 3)
    award.decide(by=None)
    committed = award.category.fund.committed

    award.undo(by=None)

    assert committed == 1000
    assert award.category.fund.committed == 0
    assert not award.shares.exists()


def test_a_prize_beyond_the_fund_is_refused_and_nothing_is_half_done():
    fund = FundFactory(amount=Decimal("999.99"))
    category = AwardCategoryFactory(workshop=fund.workshop, prize=Decimal(1000), fund=fund)
    award = with_authors(AwardFactory(category=category), 2)

    with pytest.raises(ValidationError, match=r"lacks \$0.01"):
        award.decide(by=None)

    award.refresh_from_db()
    assert award.status == AwardStatus.PROPOSED
    assert not award.shares.exists()
    assert not Move.objects.about(award).exists()


def test_a_second_winner_needs_a_tie_and_a_reason():
    category = AwardCategoryFactory()
    AwardFactory(category=category).decide(by=None)

    with pytest.raises(ValidationError, match="has its winner"):
        AwardFactory(category=category).decide(by=None)
    with pytest.raises(IntegrityError, match="award_tie_has_reason"), transaction.atomic():
        AwardFactory(category=category, is_tie=True)


@pytest.mark.parametrize(
    ("rule", "sums"), [(TieRule.SPLIT, [Decimal(500), Decimal(500)]), (TieRule.DOUBLE, [Decimal(1000)] * 2)]
)
def test_tied_winners_get_what_the_rule_says(rule, sums):
    category = AwardCategoryFactory(paid=True, tie_rule=rule)
    category.fund.amount = 2000
    category.fund.save()
    tied = [
        with_authors(AwardFactory(category=category, is_tie=True, tie_reason="Equal votes", position=1), 3)
        for _ in range(2)
    ]

    for award in tied:
        award.decide(by=None)

    assert [sum(share.amount for share in award.shares.all()) for award in tied] == sums
    assert category.fund.committed == sum(sums)


def test_a_paper_wins_two_categories_but_one_of_an_exclusive_group():
    best = AwardCategoryFactory(exclusive_group="best")
    mention = AwardCategoryFactory(workshop=best.workshop, exclusive_group="best")
    resource = AwardCategoryFactory(workshop=best.workshop)
    paper = PaperFactory(workshop=best.workshop, public=True)
    AwardFactory(category=best, paper=paper).decide(by=None)

    AwardFactory(category=resource, paper=paper).decide(by=None)
    with pytest.raises(ValidationError, match="excludes this one"):
        AwardFactory(category=mention, paper=paper).decide(by=None)


def test_deciding_is_silent_and_hidden():
    award = with_authors(AwardFactory(), 2)

    award.decide(by=UserFactory())

    assert not Message.objects.exists()
    assert not Award.objects.public().exists()


def test_a_category_without_winner_is_not_announced():
    with pytest.raises(IllegalMove, match="before you announce"):
        AwardCategoryFactory().announce(by=None)


def test_an_award_is_not_announced_before_its_paper():
    award = AwardFactory(paper__public=False, paper__status="accepted")
    award.decide(by=None)

    with pytest.raises(IllegalMove, match="Announce the paper first"):
        award.category.announce(by=None)


def test_an_award_of_a_withdrawn_paper_is_hidden():
    award = AwardFactory()
    award.decide(by=None)
    award.category.announce(by=None)

    award.paper.withdraw(by=None)

    assert not Award.objects.public().exists()


def test_what_is_announced_is_settled():
    award = AwardFactory()
    award.decide(by=None)
    award.category.announce(by=None)

    with pytest.raises(IllegalMove, match="settled"):
        award.undo(by=None)
    with pytest.raises(IllegalMove, match="settled"):
        AwardFactory(category=award.category).decide(by=None)


def test_two_who_announce_at_once_announce_once():
    award = AwardFactory()
    award.decide(by=None)
    as_another_saw_it = AwardCategory.objects.get(pk=award.category_id)
    award.category.announce(by=None)

    with pytest.raises(IllegalMove):
        as_another_saw_it.announce(by=None)

    assert Move.objects.about(as_another_saw_it).filter(verb="announce").count() == 1


def test_a_scheduled_announcement_can_be_moved():
    award = AwardFactory()
    award.decide(by=None)
    award.category.announce(at=in_a_day(), by=None)

    award.category.announce(by=None)

    assert Award.objects.public().get() == award


def test_every_author_is_told_once_and_sees_no_other_address():
    award = with_authors(AwardFactory(category=AwardCategoryFactory(paid=True)), 3)
    award.decide(by=None)
    user = UserFactory()

    first, second = award.tell(by=user), award.tell(by=user)

    assert len(first) == 3
    assert not second
    for message in Message.objects.all():
        others = {author.person.email for author in award.paper.authorships.all()} - {message.to}
        assert not any(other in message.text + message.html for other in others)
        assert message.created_by == user


def test_nobody_is_told_before_the_decision():
    with pytest.raises(IllegalMove, match="before you tell"):
        with_authors(AwardFactory(), 1).tell(by=None)


def test_an_author_without_an_address_is_named_to_the_organizer():
    award = with_authors(AwardFactory(), 1, address=False)

    assert award.letters() == []
    assert award.unreached() == [award.paper.authorships.get().printed_name]


def test_once_told_a_decision_is_not_undone_silently():
    award = with_authors(AwardFactory(), 1)
    award.decide(by=None)
    award.tell(by=None)

    with pytest.raises(IllegalMove, match="has been told"):
        award.undo(by=None)


def test_the_letter_keeps_the_embargo():
    award = with_authors(AwardFactory(), 1)
    award.decide(by=None)

    (before,) = award.letters()
    award.category.announce(by=None)
    award.refresh_from_db()
    (after,) = Award.objects.get(pk=award.pk).letters()

    assert "keep this to yourself" in before.text
    assert "keep this to yourself" not in after.text


def test_names_and_titles_of_strangers_stay_words_in_the_letter():
    award = AwardFactory(paper__title="<b>Bold</b>\nBcc: x@example.org")
    person = PersonFactory(email="a@example.org")
    AuthorshipFactory(paper=award.paper, person=person, printed_name="<a href='//evil'>Pay</a>")
    award.decide(by=None)

    (letter,) = award.letters()

    assert "\n" not in letter.subject
    assert "<b>Bold" not in letter.html
    assert "<a href='//evil'>" not in letter.html


def test_the_database_refuses_what_must_not_be():
    category = AwardCategoryFactory()
    award = AwardFactory(category=category)
    violations = {
        "award_for_a_paper_or_a_person": lambda: AwardFactory(category=category, paper=None),
        "paper": lambda: AwardFactory(category=category, paper=award.paper),
        "award_status_is_known": lambda: AwardFactory(category=category, status="bogus"),
        "award_category_prize_has_fund": lambda: AwardCategoryFactory(prize=5),
        "award_category_prize_positive": lambda: AwardCategoryFactory(paid=True, prize=0),
        "fund_is_cash_or_units": lambda: FundFactory(unit="registration"),
        "fund_amount_not_negative": lambda: FundFactory(amount=-1),
        "name": lambda: AwardCategoryFactory(workshop=category.workshop, name=category.name),
    }

    for named, violate in violations.items():
        with pytest.raises(IntegrityError, match=named), transaction.atomic():
            violate()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (lambda: AwardFactory.build(category=AwardCategoryFactory(), paper=PaperFactory()), "another edition"),
        (lambda: AwardCategoryFactory.build(workshop=FundFactory().workshop, fund=FundFactory()), "another edition"),
    ],
)
def test_what_belongs_to_another_edition_is_refused(wrong, sentence):
    with pytest.raises(ValidationError, match=sentence):
        wrong().clean()


def test_a_prize_is_not_paid_in_registrations():
    fund = FundFactory(units=True)

    with pytest.raises(ValidationError, match="cash fund"):
        AwardCategory(workshop=fund.workshop, fund=fund, prize=5).clean()


def test_the_prize_of_a_decided_award_is_not_changed():
    award = with_authors(AwardFactory(category=AwardCategoryFactory(paid=True)), 1)
    award.decide(by=None)
    award.category.prize = Decimal(5)

    with pytest.raises(ValidationError, match="Undo that before"):
        award.category.clean()


def test_a_fund_is_not_cut_below_what_it_promised():
    award = with_authors(AwardFactory(category=AwardCategoryFactory(paid=True)), 1)
    award.decide(by=None)
    fund = award.category.fund
    fund.amount = Decimal(999)

    with pytest.raises(ValidationError, match=r"\$1,000 is promised"):
        fund.clean()
