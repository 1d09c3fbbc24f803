from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from awards import money
from tests.factories import AwardCategoryFactory, BenefitFactory, FundFactory, GrantFactory


@pytest.mark.parametrize(
    ("amount", "parts", "shares"),
    [
        ("500", 8, ["62.50"] * 8),
        ("1000", 3, ["333.34", "333.33", "333.33"]),
        ("1000", 4, ["250.00"] * 4),
        ("0.02", 3, ["0.01", "0.01", "0.00"]),
    ],
)
def test_what_cannot_be_divided_goes_to_the_first(amount, parts, shares):
    assert money.split(Decimal(amount), parts) == [Decimal(share) for share in shares]


def test_yen_have_no_cents():
    assert money.split(Decimal(1000), 3, "JPY") == [Decimal(334), Decimal(333), Decimal(333)]


@given(
    units=st.integers(0, 10**12),
    parts=st.integers(1, 400),
    currency=st.sampled_from(["USD", "EUR", "JPY", "KRW", "JOD", "KWD", "CLF"]),
)
def test_shares_add_up_in_their_order_and_differ_by_one_unit_at_most(units, parts, currency):
    smallest = money.smallest_unit(currency)
    amount = units * smallest

    shares = money.split(amount, parts, currency)

    assert sum(shares) == amount
    assert len(shares) == parts
    assert shares == sorted(shares, reverse=True)
    assert shares[0] - shares[-1] in {0, smallest}
    assert not any(share % smallest for share in shares)
    assert shares == money.split(amount, parts, currency)


@pytest.mark.parametrize(
    ("currency", "smallest"), [("USD", "0.01"), ("JPY", "1"), ("JOD", "0.001"), ("KWD", "0.001"), ("CLF", "0.001")]
)
def test_each_currency_has_its_smallest_unit(currency, smallest):
    assert money.smallest_unit(currency) == Decimal(smallest)


@pytest.mark.django_db
@pytest.mark.parametrize(("currency", "prize"), [("JPY", "100.50"), ("KRW", "0.01")])
def test_a_prize_that_nobody_can_pay_is_refused_beside_its_field(currency, prize):
    fund = FundFactory(currency=currency)
    category = AwardCategoryFactory(workshop=fund.workshop, fund=fund, prize=Decimal(prize))

    with pytest.raises(ValidationError) as refusal:
        category.full_clean()

    assert refusal.value.message_dict == {"prize": [f"Nothing smaller than 1 {currency} can be paid."]}


@pytest.mark.django_db
def test_a_fund_keeps_a_currency_in_which_its_prizes_can_be_paid():
    fund = AwardCategoryFactory(paid=True, prize=Decimal("100.50")).fund
    fund.currency = "JPY"

    with pytest.raises(ValidationError) as refusal:
        fund.full_clean()

    assert list(refusal.value.message_dict) == ["currency"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fund", "refusal"),
    [({"currency": "JPY", "amount": 1000}, "Nothing smaller than 1 JPY"), ({"units": True}, "Units are whole numbers")],
)
def test_a_grant_that_nobody_can_pay_is_refused(fund, refusal):
    benefit = BenefitFactory(fund=FundFactory(**fund))

    with pytest.raises(ValidationError, match=refusal):
        GrantFactory(benefit=benefit, amount=Decimal("1.50")).clean()


@pytest.mark.parametrize(
    ("amount", "currency", "said"),
    [("1000", "USD", "$1,000"), ("62.5", "USD", "$62.50"), ("1000", "JPY", "¥1,000"), ("99", "EUR", "€99")],
)
def test_an_amount_is_said_as_people_write_it(amount, currency, said):
    assert money.display(Decimal(amount), currency) == said


def test_a_currency_is_a_real_one():
    with pytest.raises(ValidationError, match="is not a currency"):
        money.check_currency("XQX")
