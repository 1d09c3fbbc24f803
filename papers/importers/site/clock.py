"""Times of day and time zones as programmes print them. A time is counted in minutes since midnight."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import available_timezones

AOE = "Etc/GMT+12"
NOON = 12 * 60
LONGEST = 8 * 60  # of a slot

_TIME = r"(?P<{0}h>\d{{1,2}})(?:[:.h](?P<{0}m>[0-5]\d))?(?!\d)\s*(?P<{0}half>[ap]\.?m\b\.?)?"
_SPAN = re.compile(
    rf"[\s(\[]*{_TIME.format('s')}(?:\s*(?:-+|–|—|−|~|\bto\b|\buntil\b|\btill\b)\s*{_TIME.format('e')})?[\s)\]]*",
    re.IGNORECASE,
)
_MOMENT = re.compile(r"\b(\d{1,2}):([0-5]\d)(?::[0-5]\d)?\s*([ap]\.?m\b)?|\b(\d{1,2})\s*([ap]\.?m\b)", re.IGNORECASE)

_ZONES = [
    (re.compile(r"\bA[oO]E\b|\b[Aa]ny\s?(?:where|time) on (?:[Ee]arth|planet)"), AOE),
    (re.compile(r"\bP[SD]?T\b|\bPacific (?:Standard |Daylight )?[Tt]ime\b"), "America/Los_Angeles"),
    (re.compile(r"\bM[SD]T\b|\bMountain (?:Standard |Daylight )?[Tt]ime\b"), "America/Denver"),
    (re.compile(r"\bCES?T\b|\bCentral European\b"), "Europe/Berlin"),
    (re.compile(r"\bC[SD]T\b|\bCentral (?:Standard |Daylight )?[Tt]ime\b"), "America/Chicago"),
    (re.compile(r"\bE[SD]?T\b|\bEastern (?:Standard |Daylight )?[Tt]ime\b"), "America/New_York"),
    (re.compile(r"\bBST\b"), "Europe/London"),
    (re.compile(r"\bEES?T\b|\bEastern European\b"), "Europe/Athens"),
    (re.compile(r"\bJST\b"), "Asia/Tokyo"),
    (re.compile(r"\bKST\b"), "Asia/Seoul"),
    (re.compile(r"\bSGT\b"), "Asia/Singapore"),
    (re.compile(r"\bAE[SD]T\b"), "Australia/Sydney"),
]
_OFFSET = re.compile(r"\b(?:UTC|GMT)(?:\s?(?P<sign>[+−–-])\s?0?(?P<hours>\d{1,2})(?::?00)?)?(?!\s?[+−–-]?\s?\d|:)")
_DATABASE = re.compile(r"\b(?:Africa|America|Asia|Atlantic|Australia|Europe|Pacific)/[A-Z]\w+(?:/[A-Z]\w+)?")


@dataclass(frozen=True)
class Span:
    """From when to when, in minutes since midnight; ``rest`` is the text after it."""

    start: int
    end: int | None
    rest: str
    is_plain: bool  # neither am nor pm was said
    is_odd: bool = False  # the end that was printed lies before the start


@dataclass(frozen=True)
class Zone:
    name: str
    is_certain: bool
    words: str


def span(text):
    """The time, or the times from–to, at the beginning of a text."""
    match = _SPAN.match(text)
    if not match:
        return None
    starts_clear, ends_clear = ((match[f"{side}m"] or match[f"{side}half"]) for side in "se")
    if not (starts_clear or ends_clear) or max(int(match["sh"]), int(match["eh"] or 0)) > 24:
        return None
    halves = [_half(match["shalf"]), _half(match["ehalf"])]
    start, end = _ordered(_minutes(match, "s"), _minutes(match, "e"), halves)
    is_odd = end is not None and end <= start
    rest = text[match.end() :].lstrip(": ").strip()
    return Span(start, None if is_odd else end, rest, is_plain=halves == ["", ""], is_odd=is_odd)


def moment(text):
    """The first time of day anywhere in a text, in minutes since midnight."""
    match = _MOMENT.search(text)
    if not match:
        return None
    hour, minute, half = int(match[1] or match[4]), int(match[2] or 0), _half(match[3] or match[5])
    return _in_half(hour * 60 + minute, half) if hour < 24 else None


def zone(text):
    """The time zone that a text names; “PT” is a good guess only."""
    named = _DATABASE.search(text)
    if named and named[0] in available_timezones():
        return Zone(named[0], is_certain=True, words=named[0])
    for pattern, name in _ZONES:
        match = pattern.search(text)
        if match:
            return Zone(name, is_certain=name == AOE, words=match[0])
    return _offset_zone(text)


def at(day, minutes, zone):
    """The aware moment on ``day``; 24:00 and later belong to the next one."""
    return datetime(day.year, day.month, day.day, tzinfo=zone) + timedelta(minutes=minutes)


def _offset_zone(text):
    match = _OFFSET.search(text)
    if not match:
        return None
    hours = int(match["hours"] or 0)
    if hours > 12:
        return None
    sign = "-" if match["sign"] == "+" else "+"  # the tz database writes the sign the other way round
    return Zone(f"Etc/GMT{sign}{hours}" if hours else "UTC", is_certain=True, words=match[0].strip())


def _minutes(match, side):
    if not match[f"{side}h"]:
        return None
    return int(match[f"{side}h"]) * 60 + int(match[f"{side}m"] or 0)


def _half(words):
    return (words or "").lower().replace(".", "").strip()


def _in_half(minutes, half):
    if half == "pm" and minutes < NOON:
        return minutes + NOON
    return minutes - NOON if half == "am" and minutes >= NOON and minutes < NOON + 60 else minutes


def _ordered(start, end, halves):
    """Both times of the day, where often only one of them says am or pm."""
    first, second = halves
    if end is None:
        return _in_half(start, first), None
    said = _in_half(start, first or second)
    until = _in_half(end, second or first)
    if said > until and not first:
        said = _in_half(start, "am" if second == "pm" else "")
    if said > until and not second and 0 < until + NOON - said <= LONGEST:
        until += NOON
    return said, until
