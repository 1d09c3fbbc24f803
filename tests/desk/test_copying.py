"""Last year's rules for this year's awards."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests.desk.pages import decided
from tests.factories import AwardCategoryFactory, CandidateFactory, WorkshopFactory, organizer_of
from workshops.models import Series

pytestmark = pytest.mark.django_db


@pytest.fixture
def series(client, edition):
    """Last year's edition of the same series, by the same organizer."""
    edition.series = Series.objects.create(name="Care", slug="care")
    edition.save()
    earlier = WorkshopFactory(series=edition.series, starts_at=edition.starts_at - timedelta(days=365))
    client.force_login(organizer_of(edition, earlier))
    return earlier


def copied(client, edition):
    address = reverse("admin:awards_copy", args=[edition.slug])
    return client.get(address).text, client.post(address, follow=True).text


def test_rules_are_copied_and_nothing_that_happened(client, edition, series):
    paid = AwardCategoryFactory(workshop=series, paid=True, fund__name="Pot", ballot="ranking", quorum=4)
    edition.funds.create(name="Pot", kind="cash", currency="USD", amount=5000)
    CandidateFactory(category=paid)

    _asked, done = copied(client, edition)

    [copy] = edition.award_categories.all()
    assert (copy.name, copy.ballot, copy.quorum, copy.status) == (paid.name, "ranking", 4, "draft")
    assert (copy.prize, copy.fund.workshop) == (paid.prize, edition)
    assert not copy.candidates.exists()
    assert "1 category is copied." in done


def test_a_prize_without_a_fund_here_is_dropped_and_said(client, edition, series):
    AwardCategoryFactory(workshop=series, paid=True, fund__name="Old pot")

    asked, _done = copied(client, edition)

    assert "without its prize of $1,000: there is no fund “Old pot” here" in asked
    assert edition.award_categories.get().prize is None


def test_a_name_that_is_here_is_skipped_and_said(client, edition, series):
    AwardCategoryFactory(workshop=series, name="Best paper", quorum=5)
    AwardCategoryFactory(workshop=edition, name="Best paper", quorum=2)

    asked, _done = copied(client, edition)

    assert "“Best paper” is skipped: is here already." in asked
    assert [category.quorum for category in edition.award_categories.all()] == [2]


def test_looking_at_a_copy_makes_none(client, edition, series):
    AwardCategoryFactory(workshop=series)

    client.get(reverse("admin:awards_copy", args=[edition.slug]))

    assert not edition.award_categories.exists()


def test_of_an_edition_of_others_only_what_is_public_is_copied(client, edition, series):
    client.force_login(organizer_of(edition))
    AwardCategoryFactory(workshop=series, name="Zebra prize")
    assert client.get(reverse("admin:awards_copy", args=[edition.slug])).status_code == 404

    decided(series, name="Lion prize").category.announce(by=None)
    copied(client, edition)

    assert [category.name for category in edition.award_categories.all()] == ["Lion prize"]
