"""Days as people write them: “March 7, 2021”, “7th of March”, “07/03/2021”, “2021-03-07”, “July 12–14”."""

import re
from calendar import month_abbr
from dataclasses import dataclass, replace
from datetime import date

MONTHS = {name.lower(): number for number, name in enumerate(month_abbr) if name}

_MONTH = r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?(?:\s*[-–—−]\s*(?P<last>\d{1,2})(?:st|nd|rd|th)?)?(?![\d:])"
_YEAR = r"(?:(?:\s*\([^)]*day\))?[\s,]*(?P<year>(?:19|20)\d\d))?(?!\d)"

_FORMS = [
    re.compile(rf"\b{_MONTH}[\s,]*{_DAY}{_YEAR}", re.IGNORECASE),
    re.compile(rf"\b{_DAY}[\s,]*(?:of\s+)?{_MONTH}{_YEAR}", re.IGNORECASE),
    re.compile(r"\b(?P<year>(?:19|20)\d\d)[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)"),
    re.compile(r"\b(?P<first>\d{1,2})(?P<mark>[/.])(?P<second>\d{1,2})(?P=mark)(?P<year>(?:19|20)\d\d)(?!\d)"),
]


@dataclass(frozen=True)
class Day:
    """One day, or the first and last of a few, as found at ``start``–``end`` of a text."""

    month: int
    day: int
    year: int | None = None
    last: int | None = None
    start: int = 0
    end: int = 0
    is_guess: bool = False  # 06/07/2021 may be June or July

    def of(self, year):
        """The date, in its own year or in ``year``; None where there is no such day."""
        return _date(self.year or year, self.month, self.day)

    def last_of(self, year):
        return _date(self.year or year, self.month, self.last) if self.last else self.of(year)

    def up_to(self, limit):
        """The date; without a year of its own, the newest that does not lie after ``limit``."""
        found = self.of(limit.year)
        return found if self.year or not found or found <= limit else self.of(limit.year - 1)


def find(text, *, day_first=None):
    """The days in a text, in order. ``day_first`` decides about 06/07/2021; None reads the month first and says so."""
    found = []
    for match in sorted((m for form in _FORMS for m in form.finditer(text)), key=lambda m: (m.start(), -m.end())):
        day = _read(match, day_first)
        if day and (not found or match.start() >= found[-1].end):
            found.append(day)
    return [_with_year_of_the_next(day, found[index + 1 :], text) for index, day in enumerate(found)]


def is_day_first(texts):
    """What the numbers above 12 in dates such as 07/15/2021 tell of their order; None if nothing does."""
    for match in (match for text in texts for match in _FORMS[-1].finditer(text)):
        if int(match["first"]) > 12 or match["mark"] == ".":
            return True
        if int(match["second"]) > 12:
            return False
    return None


def _read(match, day_first):
    parts = match.groupdict()
    if "first" in parts:
        return _from_numbers(match, day_first)
    month = parts["month"]
    day = Day(
        month=int(month) if month.isdigit() else MONTHS[month.lower()[:3]],
        day=int(parts["day"]),
        year=int(parts["year"]) if parts["year"] else None,
        last=int(parts["last"]) if parts.get("last") else None,
        start=match.start(),
        end=match.end(),
    )
    return day if day.of(2024) else None


def _from_numbers(match, day_first):
    first, second = int(match["first"]), int(match["second"])
    is_guess = day_first is None and match["mark"] == "/" and first <= 12 and second <= 12 and first != second
    starts_with_day = first > 12 or (second <= 12 and (day_first or (day_first is None and match["mark"] == ".")))
    day, month = (first, second) if starts_with_day else (second, first)
    found = Day(month, day, int(match["year"]), start=match.start(), end=match.end(), is_guess=is_guess)
    return found if found.of(None) else None


def _with_year_of_the_next(day, following, text):
    """“April 30 – May 2, 2021” says the year once."""
    neighbour = following[0] if following else None
    if (
        day.year
        or not neighbour
        or not re.fullmatch(r"[\s,]*(?:[-–—−]|to|and|or)?[\s,]*", text[day.end : neighbour.start])
    ):
        return day
    return replace(day, year=neighbour.year)


def _date(year, month, day):
    try:
        return date(year, month, day)
    except (TypeError, ValueError):
        return None
