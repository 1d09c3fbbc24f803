from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from awards import money


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


@given(st.integers(1, 10**9), st.integers(1, 60))
def test_shares_add_up_to_the_cent_and_differ_by_one_at_most(cents, parts):
    amount = Decimal(cents) / 100

    shares = money.split(amount, parts)

    assert sum(shares) == amount
    assert max(shares) - min(shares) <= Decimal("0.01")
    assert shares == sorted(shares, reverse=True)


@pytest.mark.parametrize(
    ("amount", "currency", "said"),
    [("1000", "USD", "$1,000"), ("62.5", "USD", "$62.50"), ("1000", "JPY", "¥1,000"), ("99", "EUR", "€99")],
)
def test_an_amount_is_said_as_people_write_it(amount, currency, said):
    assert money.display(Decimal(amount), currency) == said


def test_a_currency_is_a_real_one():
    with pytest.raises(ValidationError, match="is not a currency"):
        money.check_currency("XQX")
