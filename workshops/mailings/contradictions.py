"""What a text says and what is so: found by its words, pointed out, and left to whoever wrote it."""

import re
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
MONTH = "|".join(f"{name}|{name[:3]}" for name in MONTHS)
DAYS = re.compile(
    rf"\b(?P<iso>\d{{4}}-\d\d-\d\d)\b|\b(?P<day>\d{{1,2}})\.? (?P<month>{MONTH})\.? (?P<year>\d{{4}})\b"
    rf"|\b(?P<us_month>{MONTH})\.? (?P<us_day>\d{{1,2}}),? (?P<us_year>\d{{4}})\b",
    re.IGNORECASE,
)


def past_days(words, today):
    """Sentences about days that the text names and that are over; a deadline among them would be."""
    for day in dict.fromkeys(filter(None, map(_day, DAYS.finditer(words)))):
        if day < today:
            yield _("The text says %s, and that day is over.") % date_format(day, "DATE_FORMAT")


def _day(found):
    part = found.groupdict()
    try:
        if part["iso"]:
            return date.fromisoformat(part["iso"])
        month = (part["month"] or part["us_month"])[:3].title()
        day, year = part["day"] or part["us_day"], part["year"] or part["us_year"]
        return datetime.strptime(f"{day} {month} {year}", "%d %b %Y").date()  # noqa: DTZ007 - a day has no zone
    except ValueError:  # no such day
        return None
