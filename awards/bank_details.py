"""What nobody should write here, and Laurel does not keep: numbers of accounts, cards and tax payers."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

WITH_IBAN = (  # countries, as of the registry of 2025
    "AD AE AL AT AZ BA BE BG BH BI BR BY CH CR CY CZ DE DJ DK DO EE EG ES FI FK FO FR GB GE GI GL GR GT HN HR HU IE IL"
    " IQ IS IT JO KW KZ LB LC LI LT LU LV LY MC MD ME MK MN MR MT MU NI NL NO OM PK PL PS PT QA RO RS RU SA SC SD SE SI"
    " SK SM SO ST SV TL TN TR UA VA VG XK YE"
)
IBAN = re.compile(rf"\b(?:{WITH_IBAN.replace(' ', '|')})\d\d(?:[ -]?[A-Z0-9]){{11,30}}", re.ASCII | re.IGNORECASE)
DIGITS_OF_AN_IBAN = 10  # at least; words after “DE12” have fewer
CARD = re.compile(r"(?<!\d)\d(?:[ -]?\d){12,18}(?!\d)", re.ASCII)
TAX_NUMBER = re.compile(r"(?<!\d)(?:\d{3}-\d{2}-\d{4}|\d{2}-\d{7})(?!\d)", re.ASCII)  # of people and firms in the US


def refuse_bank_details(text):
    """A validator: a sentence where ``text`` holds something like an IBAN, a card's number or a tax number."""
    plain = unicodedata.normalize("NFKC", text)
    if _has_iban(plain) or any(_is_card(found[0]) for found in CARD.finditer(plain)) or TAX_NUMBER.search(plain):
        raise ValidationError(
            _("This looks like the number of an account, a card or a tax payer. Leave it out: Laurel keeps none.")
        )


def _has_iban(text):
    """By its shape: one that is mistyped is not for us either."""
    return any(sum(map(str.isdigit, found[0])) >= DIGITS_OF_AN_IBAN for found in IBAN.finditer(text))


def _is_card(text):
    """Luhn: every second digit from the right is doubled, and the sum of all ends in 0."""
    digits = [int(sign) for sign in text if sign.isdigit()][::-1]
    return sum(digits[::2] + [sum(divmod(2 * digit, 10)) for digit in digits[1::2]]) % 10 == 0
