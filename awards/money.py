"""Money is exact: decimals with a currency, split so that the parts add up."""

from decimal import ROUND_DOWN, Decimal

from babel.numbers import format_currency, get_currency_precision, list_currencies
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

MOST = Decimal("9999999.99")  # a prize: its shares are kept with seven digits before the point


def split(amount, parts, currency="USD"):
    """``amount`` in ``parts`` shares that add up to it; what cannot be divided goes to the first ones.

    ``split(Decimal(1000), 3)`` is 333.34, 333.33, 333.33. ``amount`` is a multiple of the smallest unit.
    """
    smallest = smallest_unit(currency)
    share = (amount / parts).quantize(smallest, ROUND_DOWN)
    first = int((amount - share * parts) / smallest)
    return [share + smallest if position < first else share for position in range(parts)]


def smallest_unit(currency):
    """0.01 of most, 1 of the yen, 0.001 of the dinar; never finer, as shares are kept with three digits."""
    return Decimal(1).scaleb(-min(3, get_currency_precision(currency)))


def display(amount, currency):
    """As people write it: ``$1,000``, and ``$62.50`` where there are cents."""
    whole = amount == amount.to_integral_value()
    return format_currency(
        amount, currency, locale=get_language() or "en", currency_digits=not whole, format="¤#,##0" if whole else None
    )


def hinders_prize(amount):
    """Why no prize is so large, in a sentence; empty if one can be."""
    return _("A prize is at most %s.") % f"{MOST:,}" if amount > MOST else ""


def check_currency(code):
    if code and code not in list_currencies():
        raise ValidationError(_("“%s” is not a currency. Write it like USD or EUR.") % code)
