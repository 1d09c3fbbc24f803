"""Several chairs at once, each with a connection of their own: a fund and a category are never overdrawn."""

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.urls import reverse

from awards import certificates
from awards.models import Award, AwardCategory, Fund, Grant, PrizeShare
from papers.models import Paper
from tests.awards.honours import announced
from tests.desk.pages import save
from tests.factories import (
    AuthorshipFactory,
    AwardCategoryFactory,
    AwardFactory,
    BenefitFactory,
    CandidateFactory,
    FundFactory,
    GrantFactory,
    PaperFactory,
    UserFactory,
    WorkshopFactory,
    committee_of,
)
from workshops.lifecycle import IllegalMove, Move

pytestmark = pytest.mark.django_db(transaction=True)
CHAIRS = 6
NO_SHARES = {"shares-TOTAL_FORMS": 0, "shares-INITIAL_FORMS": 0}
CROWD, RUNS = (50, 20) if connection.vendor == "postgresql" else (CHAIRS, 2)


def patiently():
    """However long the others take on a machine that has other things to do: who wins is asked here, not when."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET statement_timeout = 0")


def at_once(deeds):
    """Whether each deed succeeded, all started at the same moment."""
    ready = Barrier(len(deeds))

    def run(deed):
        try:
            patiently()
            ready.wait()
            deed()
        except (ValidationError, IllegalMove):
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(run, deeds))


def test_the_last_registrations_are_given_once():
    benefit = BenefitFactory(fund__amount=2)
    grants = [GrantFactory(benefit=benefit) for _ in range(CHAIRS)]

    succeeded = at_once([lambda pk=grant.pk: Grant.objects.get(pk=pk).give(by=None) for grant in grants])

    assert sum(succeeded) == 2
    assert benefit.fund.committed == benefit.fund.amount == 2


def test_one_paper_wins_when_all_are_decided_at_once():
    category = AwardCategoryFactory()
    awards = [AwardFactory(category=category) for _ in range(CHAIRS)]

    succeeded = at_once([lambda pk=award.pk: Award.objects.get(pk=pk).decide(by=None) for award in awards])

    assert sum(succeeded) == 1
    assert category.awards.decided().count() == 1


def test_an_award_decided_by_two_at_once_is_decided_once():
    award = AwardFactory()

    succeeded = at_once([lambda: Award.objects.get(pk=award.pk).decide(by=None)] * 2)

    assert sorted(succeeded) == [False, True]


def test_a_category_that_a_crowd_announces_is_announced_once():
    for _run in range(RUNS):
        award = AwardFactory()
        award.decide(by=None)
        category = award.category

        succeeded = at_once([lambda pk=category.pk: AwardCategory.objects.get(pk=pk).announce(by=None)] * CROWD)

        assert sum(succeeded) == 1
        assert Move.objects.about(category).filter(verb="announce").count() == 1


def test_the_last_prize_of_a_fund_that_a_crowd_decides_is_given_once():
    for _run in range(RUNS):
        fund = FundFactory(amount=1000)
        awards = [
            AwardFactory(category=AwardCategoryFactory(workshop=fund.workshop, fund=fund, prize=1000))
            for _each in range(CROWD)
        ]
        for award in awards:
            AuthorshipFactory(paper=award.paper)

        succeeded = at_once([lambda pk=award.pk: Award.objects.get(pk=pk).decide(by=None) for award in awards])

        assert sum(succeeded) == 1
        assert fund.committed == fund.amount


def test_a_decision_undone_while_it_is_announced_leaves_no_empty_announcement():
    for _run in range(RUNS):
        award = AwardFactory()
        award.decide(by=None)

        announced, undone = at_once(
            [
                lambda pk=award.category_id: AwardCategory.objects.get(pk=pk).announce(by=None),
                lambda pk=award.pk: Award.objects.get(pk=pk).undo(by=None),
            ]
        )

        assert announced != undone
        assert AwardCategory.objects.get(pk=award.category_id).awards.decided().exists() == announced


def test_a_form_writes_back_nothing_that_was_announced_meanwhile():
    for run in range(2 * RUNS):
        award = AwardFactory()
        award.decide(by=None)
        sent = form_of(award.category, description="New words.")

        at_once(
            [
                sent,
                lambda pk=award.category_id, run=run: after(0.006 * run, AwardCategory, pk, "announce"),
            ]
        )

        category = AwardCategory.objects.get(pk=award.category_id)
        assert category.announced_at is not None
        assert category.description == "New words."


def after(seconds, model, pk, verb, **given):
    """The later, the further the other deed has come."""
    time.sleep(seconds)
    getattr(model.objects.get(pk=pk), verb)(by=None, **given)


def form_of(thing, **changed):
    """A superuser's deed: its form on the desk is sent with something ``changed``."""
    desk = Client()
    desk.force_login(UserFactory(is_superuser=True))
    return lambda: save(desk, thing, **changed)


def test_a_fund_is_not_lowered_below_what_is_decided_meanwhile():
    for _run in range(RUNS):
        fund = FundFactory(amount=1000)
        award = AwardFactory(category=AwardCategoryFactory(workshop=fund.workshop, fund=fund, prize=1000))
        AuthorshipFactory(paper=award.paper)
        sent = form_of(fund, amount="100")

        at_once([sent, lambda pk=award.pk: Award.objects.get(pk=pk).decide(by=None)])

        assert Fund.objects.get(pk=fund.pk).free >= 0


def test_a_paper_wins_one_category_of_an_exclusive_group_when_both_are_decided_at_once():
    for _run in range(RUNS):
        paper = PaperFactory(public=True)
        categories = [AwardCategoryFactory(workshop=paper.workshop, exclusive_group="best") for _each in range(2)]
        awards = [AwardFactory(category=category, paper=paper) for category in categories]

        succeeded = at_once([lambda pk=award.pk: Award.objects.get(pk=pk).decide(by=None) for award in awards])

        assert sum(succeeded) == 1


def test_a_paper_that_is_withdrawn_while_it_is_decided_has_not_won():
    for _run in range(RUNS):
        award = AwardFactory()

        at_once(
            [
                lambda pk=award.paper_id: Paper.objects.get(pk=pk).withdraw(by=None),
                lambda pk=award.pk: Award.objects.get(pk=pk).decide(by=None),
            ]
        )

        paper = Paper.objects.get(pk=award.paper_id)
        decided_before = Move.objects.about(award).filter(verb="decide", at__lt=_moved_at(paper)).exists()
        assert Award.objects.decided().filter(pk=award.pk).exists() == decided_before


def _moved_at(paper):
    return Move.objects.about(paper).get(verb="withdraw").at


def test_whoever_was_told_has_an_award_that_is_not_undone():
    for _run in range(RUNS):
        award = AwardFactory()
        AuthorshipFactory(paper=award.paper, person__email=f"author-{award.pk}@example.org")
        award.decide(by=None)

        at_once(
            [
                lambda pk=award.pk: Award.objects.get(pk=pk).tell(by=None),
                lambda pk=award.pk: Award.objects.get(pk=pk).undo(by=None),
            ]
        )

        award = Award.objects.get(pk=award.pk)
        assert award.told().exists() == (award.status == "decided")


def test_an_award_is_kept_or_rescinded_but_not_both():
    for _run in range(RUNS):
        award = announced("Ada Person")
        award.ask_to_rescind(by=UserFactory(), reason="The data was made up.")
        by = UserFactory()

        succeeded = at_once(
            [
                lambda pk=award.pk, by=by: Award.objects.get(pk=pk).rescind(by=by),
                lambda pk=award.pk, by=by: Award.objects.get(pk=pk).keep(by=by),
            ]
        )

        assert sum(succeeded) == 1


def test_one_certificate_is_issued_when_all_press_at_once():
    award = announced("Ada Person", "Ben Person")

    at_once([lambda: certificates.issue(Award.objects.get(pk=award.pk), by=None) for _ in range(CHAIRS)])

    assert list(award.certificates.values_list("version", "status")) == [(1, "issued")]


def test_no_certificate_outlives_an_award_that_is_rescinded_meanwhile():
    award = announced("Ada Person")
    award.ask_to_rescind(by=UserFactory(), reason="The data was made up.")
    second = UserFactory()
    deeds = [lambda: certificates.issue(Award.objects.get(pk=award.pk), by=None) for _ in range(CHAIRS)]

    at_once([*deeds, lambda: Award.objects.get(pk=award.pk).rescind(by=second)])

    assert Award.objects.get(pk=award.pk).status == "rescinded"
    assert not award.certificates.valid().exists()


def test_no_vote_starts_without_a_voter_whose_seat_is_changed_meanwhile():
    for run in range(2 * RUNS):
        category = AwardCategoryFactory(ballot="approval", status="open", quorum=2)
        CandidateFactory(category=category, shortlisted=True)
        _chair, member = committee_of(category, "chair", "member")
        sent = form_of(member, seat="observer", ends_on="")

        at_once([sent, lambda pk=category.pk, run=run: after(0.004 * run, AwardCategory, pk, "start_voting")])

        category.refresh_from_db()
        member.refresh_from_db()
        assert (category.status, member.seat) in {("voting", "member"), ("open", "observer")}


def test_two_forms_that_swap_the_categories_of_two_proposals_both_arrive():
    for _run in range(RUNS):
        edition = WorkshopFactory()
        one, other = (AwardFactory(category=AwardCategoryFactory(workshop=edition)) for _each in range(2))
        here, there = one.category_id, other.category_id

        at_once([moving(one, there), moving(other, here)])

        assert Award.objects.get(pk=one.pk).category_id == there
        assert Award.objects.get(pk=other.pk).category_id == here


def moving(award, category):
    """Typed here, as the test client reads only one form at a time."""
    desk = Client()
    desk.force_login(UserFactory(is_superuser=True))
    form = {"category": category, "paper": award.paper_id, "position": 1, **NO_SHARES}
    return lambda: desk.post(reverse("admin:awards_award_change", args=[award.pk]), form)


def test_a_share_that_is_handled_while_a_tie_is_decided_is_not_lost():
    for run in range(RUNS):
        first, second = tied(WorkshopFactory())
        share = first.shares.get()

        decided, handled = at_once(
            [
                lambda pk=second.pk, run=run: after(0.002 * (run % 10), Award, pk, "decide"),
                lambda share=share: handled_late(share),
            ]
        )

        kept = list(PrizeShare.objects.filter(award__category=first.category).values_list("amount", "status"))
        assert decided != handled
        assert sorted(kept) == ([(1000, "unpayable")] if handled else [(500, "pending"), (500, "pending")])


def handled_late(share):
    """As by somebody who has read it before it was divided anew."""
    time.sleep(0.01)
    share.mark_unpayable(by=None, reason="No form came.")


def tied(edition):
    """Two proposals for one place, of which the first is decided."""
    category = AwardCategoryFactory(workshop=edition, paid=True, prize=1000)
    awards = [AwardFactory(category=category, is_tie=True, tie_reason="As good as the other.") for _each in range(2)]
    for award in awards:
        AuthorshipFactory(paper=award.paper)
    awards[0].decide(by=None)
    return awards
