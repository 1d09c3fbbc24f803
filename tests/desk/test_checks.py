"""Acceptance checks of awards that organizers meet at the desk, by their numbers in the domain model."""

from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse

from awards.models import Award, AwardStatus, PrizeShare, TieRule
from tests.desk.pages import ask, decided, do
from tests.factories import (
    AuthorshipFactory,
    AwardCategoryFactory,
    AwardFactory,
    PaperFactory,
    in_a_day,
    organizer_of,
)
from workshops.lifecycle import Move

pytestmark = pytest.mark.django_db


def in_public(client, edition):
    client.logout()
    return client.get(reverse("awards:awards", args=[edition.slug])).text


def mark_as_tie(client, award, reason):
    form = {"category": award.category_id, "paper": award.paper_id, "citation": "Fine.", "position": 1, "is_tie": "on"}
    form |= {"tie_reason": reason, "shares-TOTAL_FORMS": 0, "shares-INITIAL_FORMS": 0}
    return client.post(reverse("admin:awards_award_change", args=[award.pk]), form, follow=True).text


@pytest.mark.parametrize(("rule", "sums"), [(TieRule.SPLIT, [500, 500]), (TieRule.DOUBLE, [1000, 1000])])
def test_check_11_a_second_winner_needs_a_tie_with_its_reason_and_the_prize_follows_the_rule(
    client, edition, rule, sums
):
    category = AwardCategoryFactory(workshop=edition, paid=True, tie_rule=rule, fund__amount=2000)
    first, second = (AuthorshipFactory(paper__workshop=edition, paper__public=True).paper for _each in "12")
    awards = [AwardFactory(category=category, paper=paper) for paper in (first, second)]
    for award in awards:
        refused = do(client, award, "decide")
    without_reason = mark_as_tie(client, awards[1], "")
    do(client, awards[0], "undo")
    for award in awards:
        mark_as_tie(client, award, "As many votes.")
        do(client, award, "decide")

    assert "has its winner. Undo that one, or mark a tie and say why." in refused
    assert "Say why it is a tie." in without_reason
    assert [sum(share.amount for share in award.shares.all()) for award in awards] == sums


def test_check_12_one_paper_wins_two_categories_unless_they_exclude_each_other(client, edition):
    best, resource = (
        AwardCategoryFactory(workshop=edition, exclusive_group="best"),
        AwardCategoryFactory(workshop=edition),
    )
    mention = AwardCategoryFactory(workshop=edition, exclusive_group="best")
    paper = PaperFactory(workshop=edition, public=True)
    awards = [AwardFactory(category=category, paper=paper) for category in (best, resource, mention)]

    answers = [do(client, award, "decide") for award in awards]

    assert [award.status for award in Award.objects.order_by("pk")] == ["decided", "decided", "proposed"]
    assert f"This paper has won “{best}”, which excludes this one." in answers[2]


def test_check_13_that_no_award_is_given_can_be_published(client, edition):
    category = AwardCategoryFactory(workshop=edition, name="Best dataset")
    do(client, category, "vacate", reason="No dataset reached us.")
    before = in_public(client, edition)

    client.force_login(organizer_of(edition))
    do(client, category, "announce")

    after = in_public(client, edition)
    assert "No dataset reached us." not in before
    assert "Best dataset" in after
    assert "No dataset reached us." in after


def test_check_14_a_prize_beyond_the_fund_is_refused(client, edition):
    category = AwardCategoryFactory(workshop=edition, paid=True, fund__amount=Decimal("999.99"))
    award = AwardFactory(category=category)
    AuthorshipFactory(paper=award.paper)

    asked, refused = ask(client, award, "decide"), do(client, award, "decide")

    award.refresh_from_db()
    assert "which has $999.99 left" in asked
    assert "lacks $0.01 for this." in refused
    assert award.status == AwardStatus.PROPOSED
    assert not PrizeShare.objects.exists()


def test_check_17_two_clicks_on_announce_publish_once(client, edition):
    """From two pages that were open at once; `tests/awards/test_races.py` lets a crowd click in the same instant."""
    award = decided(edition)
    ask(client, award.category, "announce")

    first, second = (do(client, award.category, "announce") for _click in "12")

    assert "Done: Announce" in first
    assert "is announced already." in second
    assert Move.objects.about(award.category).filter(verb="announce").count() == 1


def test_check_18_a_scheduled_moment_passes_with_no_worker_and_is_public_once(client, edition):
    award = decided(edition, name="Best of all")
    moment = in_a_day()
    award.category.announce(at=moment, by=None)
    before = in_public(client, edition)
    moves = Move.objects.count()

    with time_machine.travel(moment, tick=False):
        after = in_public(client, edition)
        assert Award.objects.public().get() == award

    assert "Best of all" not in before
    assert after.count('class="laureate') == 1
    assert Move.objects.count() == moves


def test_check_19_rescinding_keeps_a_public_note_and_ends_unpaid_shares(client, edition):
    award = decided(edition, paid=True)
    award.category.announce(by=None)
    paid, unpaid = award.shares.all()
    PrizeShare.objects.filter(pk=paid.pk).update(status="paid", paid_on=edition.starts_at)
    do(client, award, "ask_to_rescind", reason="The data was made up.")

    client.force_login(organizer_of(edition))
    do(client, award, "rescind")

    page = in_public(client, edition)
    assert [share.status for share in award.shares.order_by("position")] == ["paid", "cancelled"]
    assert "The data was made up." in page
    assert award.paper.title in page
    assert unpaid.award.category.fund.committed == paid.amount
