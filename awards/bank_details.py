"""What nobody should write here, and Laurel does not keep: numbers of accounts, cards and tax payers."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

LETTERS = {  # of an IBAN, by country, as of the registry of 2025
    code: length
    for length, codes in {
        15: "NO",
        16: "BE",
        18: "DK FI FK FO GL NL SD",
        19: "MK SI",
        20: "AT BA EE KZ LT LU MN XK",
        21: "CH HR LI LV",
        22: "BG BH CR DE GB GE IE ME RS VA",
        23: "AE GI IL IQ OM SO TL",
        24: "AD CZ ES MD PK RO SA SE SK TN VG",
        25: "LY PT ST",
        26: "IS TR",
        27: "BI DJ FR GR IT MC MR SM",
        28: "AL AZ BY CY DO GT HN HU LB NI PL SV",
        29: "BR EG PS QA UA",
        30: "JO KW MU YE",
        31: "MT SC",
        32: "LC",
        33: "RU",
    }.items()
    for code in codes.split()
}
IBAN = re.compile(rf"\b(?:{'|'.join(LETTERS)})\d\d(?:[ -]?[A-Z0-9]){{11,30}}", re.ASCII | re.IGNORECASE)
HEAD = re.compile(rf"(?=({'|'.join(LETTERS)})\d\d)")  # where one may begin
DIGITS_OF_AN_IBAN = 10  # at least; words after “DE12” have fewer
CARD = re.compile(r"(?<!\d)\d(?:[ ./_-]?\d){12,18}(?!\d)", re.ASCII)
TAX_NUMBER = re.compile(
    r"(?<!\d)(?:\d{3}[- ]\d{2}[- ]\d{4}|\d{2}-\d{7})(?!\d)", re.ASCII
)  # of people and firms in the US
NAMED = re.compile(  # a number, and no date, that is called one of an account or a bank; bare digits may be any reference
    r"(?:konto|account|(?<![^\W_])(?:kto|acct|a/c|compte|cuenta|conto|rekening|iban"
    r"|blz|bankleitzahl|bankverbindung|sort[ -]?code|routing|aba|bsb|clabe))"
    r"(?:[\W_]*(?:nummer|number|numero|num|nr|no|n))?(?:[^\w,;]|_){0,4}(?!(?:19|20)\d\d-\d\d(?!\d))\d(?:[ ./_-]{0,2}\d){4}",
    re.IGNORECASE,
)


def refuse_bank_details(text):
    """A validator: a sentence where ``text`` holds something like an IBAN, or the number of an account, a card or a tax payer."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKC", text) if unicodedata.category(sign) != "Cf")
    if (
        _has_iban(plain)
        or _has_hidden_iban(plain)
        or any(_is_card(found[0]) for found in CARD.finditer(plain))
        or TAX_NUMBER.search(plain)
        or NAMED.search(plain)
    ):
        raise ValidationError(
            _("This looks like the number of an account, a card or a tax payer. Leave it out: Laurel keeps none.")
        )


def _has_iban(text):
    """By its shape: one that is mistyped is not for us either."""
    return any(sum(map(str.isdigit, found[0])) >= DIGITS_OF_AN_IBAN for found in IBAN.finditer(text))


def _has_hidden_iban(text):
    """Behind whatever signs it is written: one that is right by its length and its checksum."""
    signs = "".join(sign for sign in text.upper() if sign.isascii() and sign.isalnum())
    starts = ((found.start(), LETTERS[found[1]]) for found in HEAD.finditer(signs))
    return any(_is_iban(signs[start : start + length], length) for start, length in starts)


def _is_iban(signs, length):
    """ISO 7064: behind the rest the head, letters as numbers from 10 on, 1 is left of it by 97."""
    digits = "".join(str(int(sign, 36)) for sign in signs[4:] + signs[:4])
    return len(signs) == length and sum(map(str.isdigit, signs)) >= DIGITS_OF_AN_IBAN and int(digits) % 97 == 1


def _is_card(text):
    """Luhn: every second digit from the right is doubled, and the sum of all ends in 0."""
    digits = [int(sign) for sign in text if sign.isdigit()][::-1]
    return sum(digits[::2] + [sum(divmod(2 * digit, 10)) for digit in digits[1::2]]) % 10 == 0
