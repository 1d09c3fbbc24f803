"""Several chairs at once, each with a connection of their own: a fund and a category are never overdrawn."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from awards import certificates
from awards.models import Award, AwardCategory, Grant
from tests.awards.honours import announced
from tests.factories import (
    AuthorshipFactory,
    AwardCategoryFactory,
    AwardFactory,
    FundFactory,
    GrantFactory,
    GrantProgrammeFactory,
    UserFactory,
)
from workshops.lifecycle import IllegalMove, Move

pytestmark = pytest.mark.django_db(transaction=True)
CHAIRS = 6
CROWD, RUNS = (50, 20) if connection.vendor == "postgresql" else (CHAIRS, 2)


def at_once(deeds):
    """Whether each deed succeeded, all started at the same moment."""
    ready = Barrier(len(deeds))

    def run(deed):
        try:
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
    programme = GrantProgrammeFactory(fund__amount=2)
    grants = [GrantFactory(programme=programme) for _ in range(CHAIRS)]

    succeeded = at_once([lambda pk=grant.pk: Grant.objects.get(pk=pk).give(by=None) for grant in grants])

    assert sum(succeeded) == 2
    assert programme.fund.committed == programme.fund.amount == 2


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
