"""Prizes and grants that do not fit: what is decided, paid for or given twice; and the money adds up."""

from decimal import Decimal

import pytest

from awards.models import Award, AwardCategory, Fund, Grant, GrantProgramme, PrizeShare
from papers.importers.rows import AwardRow, Place, RecipientRow, RoleRow
from tests.factories import AwardCategoryFactory, BenefitFactory, FundFactory, WorkshopFactory
from tests.imports.rows import applied, author, paper

pytestmark = pytest.mark.django_db

AT = Place("index.md", 3)
LEAVES = paper("Leaves", author("Ada Bay", "Laurel"), source_id="7")
ROOTS = paper("Roots", author("Ivy Elm", "Elm"), source_id="8")
NOT_ENOUGH = "The fund of “%s” has not enough left."


@pytest.fixture
def edition():
    return WorkshopFactory()


def site(into, /, *papers, **rest):
    batch = applied(into, *papers, source="site", **rest)
    assert batch.status == "applied", batch.failure
    return batch


def told(batch, noun):
    return [(one.verdict, one.reason) for one in batch.lines.filter(noun=noun)]


def award(title, amount="", currency="", name="Best"):
    return AwardRow(AT, name, paper_title=title, amount=amount, currency=currency)


@pytest.mark.parametrize(
    ("second", "reason"),
    [
        (award("Roots"), ""),
        (award("Roots", "1000", "USD"), ""),
        (award("Roots", "500", "USD"), "Another prize was named for this award before; that one counts."),
        (award("Roots", "1000", "EUR"), "Another prize was named for this award before; that one counts."),
    ],
)
def test_an_award_has_the_prize_of_its_first_winner_and_the_fund_pays_for_both(edition, second, reason):
    batch = site(edition, LEAVES, ROOTS, awards=[award("Leaves", "1000", "USD"), second])

    assert told(batch, "award") == [("new", ""), ("new", reason)]
    fund = Fund.objects.get()
    assert (fund.amount, fund.currency, fund.free) == (Decimal(2000), "USD", 0)
    assert [share.amount for share in PrizeShare.objects.all()] == [Decimal(1000), Decimal(1000)]


@pytest.mark.parametrize(
    ("amount", "currency", "reason"),
    [
        ("10000000", "KRW", "A prize is at most 9,999,999.99."),
        ("1000.50", "JPY", "Nothing smaller than 1 JPY can be paid."),
    ],
)
def test_a_prize_that_cannot_be_shared_out_is_an_error_of_its_row(edition, amount, currency, reason):
    batch = site(edition, LEAVES, awards=[award("Leaves", amount, currency)])

    assert told(batch, "award") == [("error", reason)]
    assert not Award.objects.exists()


def test_prizes_in_two_currencies_come_from_two_funds_with_two_names(edition):
    site(edition, LEAVES, ROOTS, awards=[award("Leaves", "1000", "USD"), award("Roots", "500", "EUR", name="Next")])

    funds = Fund.objects.order_by("pk").values_list("name", "amount", "currency")
    assert list(funds) == [("Prizes", Decimal(1000), "USD"), ("Prizes 2", Decimal(500), "EUR")]


def test_a_fund_gets_a_name_that_is_free(edition):
    FundFactory(workshop=edition, name="Prizes")
    FundFactory(workshop=edition, name="Prizes 3")

    site(edition, LEAVES, awards=[award("Leaves", "1000", "USD")])

    assert sorted(Fund.objects.values_list("name", flat=True)) == ["Prizes", "Prizes 2", "Prizes 3"]


@pytest.mark.parametrize(
    "rows",
    [
        [award("Leaves"), AwardRow(AT, "Best", paper_source_id="7")],
        [AwardRow(AT, "Best", person_name="Ada Bay"), AwardRow(AT, "Best", person_name="ADA BAY")],
    ],
)
def test_a_winner_named_in_two_ways_wins_once(edition, rows):
    batch = site(edition, LEAVES, roles=[RoleRow(AT, "speaker", "ADA BAY", "Laurel")], awards=rows)

    assert told(batch, "award") == [("new", ""), ("ignored", "It stands here twice.")]
    assert Award.objects.count() == 1


def test_an_award_for_nobody_is_a_doubt(edition):
    batch = site(edition, LEAVES, awards=[award("")])

    assert [verdict for verdict, _reason in told(batch, "award")] == ["doubt"]
    assert not AwardCategory.objects.exists()


def test_an_award_for_one_has_no_second_winner(edition):
    AwardCategoryFactory(workshop=edition, name="Best", max_awards=1)

    batch = site(edition, LEAVES, ROOTS, awards=[award("Leaves"), award("Roots")])

    assert told(batch, "award") == [("new", ""), ("conflict", "“Best” is decided here otherwise.")]
    assert Award.objects.get().paper.title == "Leaves"


def test_a_fund_that_pays_one_prize_pays_no_second_winner(edition):
    fund = FundFactory(workshop=edition, amount=1000)
    AwardCategoryFactory(workshop=edition, name="Best", max_awards=2, prize=1000, fund=fund)

    batch = site(edition, LEAVES, ROOTS, awards=[award("Leaves"), award("Roots")])

    assert told(batch, "award") == [("new", ""), ("conflict", NOT_ENOUGH % "Best")]
    assert fund.free == 0


def test_a_fund_of_two_awards_pays_what_it_can(edition):
    fund = FundFactory(workshop=edition, amount=1000)
    for name in ("Best", "Next"):
        AwardCategoryFactory(workshop=edition, name=name, prize=1000, fund=fund)

    batch = site(edition, LEAVES, ROOTS, awards=[award("Leaves"), award("Roots", name="Next")])

    assert told(batch, "award") == [("new", ""), ("conflict", NOT_ENOUGH % "Next")]


@pytest.mark.parametrize("apart", [False, True])
def test_a_paper_wins_one_award_of_an_exclusive_group(edition, apart):
    for name in ("Best", "Next"):
        AwardCategoryFactory(workshop=edition, name=name, exclusive_group="papers")
    rows = [award("Leaves"), award("Leaves", name="Next")]
    if apart:
        site(edition, LEAVES, awards=rows[:1])

    batch = site(edition, LEAVES, awards=rows)

    assert told(batch, "award")[1] == ("conflict", "This paper has won an award that excludes “Next”.")
    assert Award.objects.count() == 1


def test_a_fund_of_two_programmes_gives_what_it_can(edition):
    fund = FundFactory(workshop=edition, units=True, amount=1)
    for name in ("Travel", "Fees"):
        BenefitFactory(programme__workshop=edition, programme__name=name, fund=fund)
    rows = [RecipientRow(AT, name, "Ada Bay", "Laurel") for name in ("Travel", "Fees")]

    batch = site(edition, LEAVES, recipients=rows)

    assert told(batch, "grant") == [("new", ""), ("conflict", NOT_ENOUGH % "Fees")]
    assert Grant.objects.get().programme.name == "Travel"


def test_a_programme_that_is_paid_in_money_gets_no_grant_by_a_list(edition):
    BenefitFactory(programme__workshop=edition, programme__name="Travel", cash=True)

    batch = site(edition, LEAVES, recipients=[RecipientRow(AT, "Travel", "Ada Bay", "Laurel")])

    assert told(batch, "grant") == [("conflict", "“Travel” gives money, or several things; give this grant by hand.")]


def test_a_programme_in_two_spellings_is_one_with_a_fund_for_both(edition):
    rows = [RecipientRow(AT, "Travel Awards", "Ada Bay"), RecipientRow(AT, "Travel awards", "Ivy Elm")]

    site(edition, LEAVES, ROOTS, recipients=rows)

    programme = GrantProgramme.objects.get()
    fund = programme.benefits.get().fund
    assert (programme.grants.count(), fund.amount, fund.free) == (2, Decimal(2), 0)
