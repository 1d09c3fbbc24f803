"""The words for an award: “News: best paper awards won by:” is about the Best Paper Award."""

import re
from decimal import Decimal, InvalidOperation

from papers.importers.clean import clean

_GENERIC = re.compile(
    r"(?:the\s+)?(?:paper|poster|workshop|conference|our|all)?\s*(?:&|and)?\s*(?:awards?|prizes?|honou?rs|winners|awardees|laureates)"
    r"(?:\s*(?:&|and)\s*\w+)?(?:\s+(?:recipients?|winners?|ceremony|session|announcements?))?(?:\s+(?:19|20)\d\d)?",
    re.IGNORECASE,
)
_WHAT = r"papers?|posters?|talks?|presentations?|submissions?|reviewers?|reviews?|demos?|thes[ie]s|dissertations?|students?|contributions?"
_NAMES = [
    re.compile(
        rf"\b(?:(?:[A-Z][\w.&-]*\s+){{0,4}})(?i:best|outstanding|distinguished|excellent|top)\s+(?:[\w-]+\s+){{0,2}}?(?i:{_WHAT})"
        r"(?:\s+(?i:honou?rable\s+mentions?|runners?-?\s?up|awards?|prizes?))*"
    ),
    re.compile(r"\b(?:[A-Z][\w.&'’-]*\s+|in\s+|for\s+|of\s+|the\s+){1,8}(?:Awards?|Prizes?|Lecture)\b"),
    re.compile(r"\bhonou?rable mentions?\b|\b(?:first|second|third|1st|2nd|3rd) (?:prize|place)\b", re.IGNORECASE),
]
_STATUS = re.compile(
    r"(?P<winner>winners?)|(?P<finalist>finalists?|nominees?|shortlist(?:ed)?)|(?P<second>runners?-?\s?up)",
    re.IGNORECASE,
)
_PLURALS = [
    (re.compile(r"\bAwards\b", re.IGNORECASE), "Award"),
    (re.compile(r"\bPrizes\b", re.IGNORECASE), "Prize"),
    (re.compile(r"\b(P)apers\b", re.IGNORECASE), r"\1aper"),
    (re.compile(r"\b(P)osters\b", re.IGNORECASE), r"\1oster"),
    (re.compile(r"\b(M)entions\b", re.IGNORECASE), r"\1ention"),
    (re.compile(r"\b(R)eviewers\b", re.IGNORECASE), r"\1eviewer"),
    (re.compile(r"\bRunners[- ]up\b", re.IGNORECASE), "Runner-up"),
]
_SMALL = {"of", "the", "for", "in", "and", "to", "a", "an", "on", "at", "by"}
_ENDS = re.compile(
    r"\b(?:award|prize|mention|medal|lecture|runner-up|finalist|place|acknowledg\w+)\b(?! \w+ paper)", re.IGNORECASE
)
_AMOUNT = re.compile(
    r"(?P<sign>US\$|[$€£])\s?(?P<after>\d[\d,.]*)|(?P<before>\d[\d,.]*)\s?(?P<code>USD|EUR|GBP|CHF|CAD|AUD|JPY|euros?|dollars)\b"
)
_CURRENCIES = {"$": "USD", "US$": "USD", "€": "EUR", "£": "GBP", "euro": "EUR", "euros": "EUR", "dollars": "USD"}


def is_generic(words) -> bool:
    """A heading above several awards."""
    return bool(_GENERIC.fullmatch(_plain(words)))


def named(words) -> str:
    """The name of the award that a heading or a sentence is about; empty if it names none."""
    words = _plain(words)
    for pattern in _NAMES:
        if match := pattern.search(words):
            return name(match[0])
    return ""


def name(words) -> str:
    """One award's name: in the singular, capitalized, ending in what it is."""
    words = re.sub(r"\(.*?\)", "", _plain(words))
    words = words.title() if words.isupper() else words
    words = re.sub(r"\s*[:–-]*\s*\bwinners?\b\s*", " ", words, flags=re.IGNORECASE)
    for pattern, single in _PLURALS:
        words = pattern.sub(single, words)
    words = " ".join(word if word in _SMALL else word[:1].upper() + word[1:] for word in words.strip(" :-–—.,").split())
    words = re.sub(r"^(?:(?:The|Our|And|News?|An?|About|Of|For|In|Two|Three)\s+)+", "", words, flags=re.IGNORECASE)
    return words if not words or _ENDS.search(words) else f"{words} Award"


def status(words) -> str:
    """“Winner:”, “Finalists:” or “Runner-up” on a line of its own."""
    match = _STATUS.fullmatch(_plain(words)) or re.search(
        r"\b(?:two|three)?\s*(?P<second>runners?-?\s?up)\b", words, re.IGNORECASE
    )
    return match.lastgroup or "" if match else ""


def with_status(award, words) -> str:
    found = status(words)
    suffix = {"finalist": "Finalist", "second": "Runner-up"}.get(found, "")
    return f"{award} {suffix}" if award and suffix and suffix.lower() not in award.lower() else award


def amount(words) -> tuple[str, str]:
    """A sum and its currency: (“1200”, “USD”)."""
    match = _AMOUNT.search(words)
    if not match:
        return "", ""
    digits = (match["after"] or match["before"]).rstrip(".,")
    digits = re.sub(r",(?=\d{3}\b)", "", digits)
    try:
        value = Decimal(digits)
    except InvalidOperation:
        return "", ""
    sign = match["sign"] or match["code"]
    return format(value.normalize(), "f"), _CURRENCIES.get(sign, sign.upper())


def _plain(words):
    return re.sub(r"[^\w\s&.,:;'’()$€£/+-]", "", clean(words)).strip(" :.")
