"""The day of the edition, and from when to when it lasts."""

import re
from dataclasses import replace
from zoneinfo import ZoneInfo

from papers.importers.site import clock, days, naming, schedule

WHOLE_DAY = 24 * 60 - 1
_START = re.compile(r"\b\d{1,2}(?=[:\s]*(?:\d\d|[ap]\.?m))", re.IGNORECASE)
_TO = re.compile(r"[\s\w]*[-–—,][\s\w,]*")


def timed(row, pages, when):
    """The row with its times: of the programme and of the words ``when``, which name the day; else all day long."""
    programmes = schedule.programmes(pages)
    first, last = _days(when, programmes, naming.year(row))
    if not first:
        return row
    said = clock.zone(when) or next((found.zone for found in programmes if found.zone), None)
    zone = ZoneInfo(said.name if said else "UTC")
    start, end = _hours(when, programmes)
    return replace(
        row,
        starts_at=clock.at(first, start, zone),
        ends_at=clock.at(last, end, zone),
        time_zone=said.name if said else "",
    )


def _days(when, programmes, year):
    own = days.find(when)
    found = own + [programme.day for programme in programmes if programme.day]
    if not found:
        return None, None
    said = next((day.year for day in found if day.year), None) or year
    is_span = len(own) > 1 and _TO.fullmatch(when[own[0].end : own[1].start])
    first, last = found[0].of(said), (own[1] if is_span else found[0]).last_of(said)
    return first, max(first, last) if first and last else first


def _hours(when, programmes):
    spans = [(entry.start, entry.end) for programme in programmes for entry in programme.entries]
    said = (clock.span(when[match.start() :]) for match in _START.finditer(when))
    spans += [(span.start, span.end) for span in said if span and span.end]
    start = min((start for start, _end in spans), default=0)
    end = max((start if end is None else end for start, end in spans), default=WHOLE_DAY)
    return start, end if end > start else WHOLE_DAY
