"""Reads the JSON and Markdown of this folder; nothing here touches the database."""

import json
import re
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from workshops.models.date import AOE

HERE = Path(__file__).parent
EDITIONS = ["iclr2021", "bands2023", "invented"]


def read(name, today):
    """The facts of one file. ``@+22w`` in it is the Friday 22 weeks from the Friday that comes next."""
    text = (HERE / f"{name}.json").read_text("utf-8")
    text = re.sub(r"@([+-]\d+)w", lambda found: friday(today, int(found[1])).isoformat(), text)
    if day := re.search(r'"day": "(\d{4})', text):
        text = text.replace("@year", day[1])
    return json.loads(text) | {"prose": HERE / "prose" / name}


def friday(today, weeks):
    return today + timedelta(days=(4 - today.weekday()) % 7, weeks=weeks)


def prose(facts, slug):
    return (facts["prose"] / f"{slug}.md").read_text("utf-8")


def names(facts):
    """Every printed name of an edition, in the order of the file."""
    yield from (name for paper in facts["papers"] for name, _affiliation in paper["authors"])
    yield from (row["name"] for row in facts["roles"] + facts.get("recipients", []) + facts.get("award_committee", []))
    yield from (name for slot in facts["slots"] for name in slot.get("people", []))


def honoured(facts):
    """Printed names of those who won something or may win it: they need an address for the mail."""
    numbers = {n for row in facts["categories"] for n in [row.get("winner"), *row.get("candidates", [])]}
    yield from (
        name for paper in facts["papers"] if paper["number"] in numbers for name, _affiliation in paper["authors"]
    )
    yield from (row["name"] for row in facts.get("recipients", []))


def zone(facts):
    return ZoneInfo(facts["workshop"]["time_zone"])


def moment(text, facts):
    """An ISO moment; one without an offset is in the edition's own zone."""
    at = datetime.fromisoformat(text)
    return at if at.tzinfo else at.replace(tzinfo=zone(facts))


def clock(text, facts):
    """A time of day ("09:35") on the edition's day, or None."""
    return moment(f"{facts['workshop']['day']}T{text}", facts) if text else None


def end_of_day_aoe(text):
    """The last second of a date, anywhere on Earth, or None."""
    return datetime.combine(date.fromisoformat(text), time(23, 59, 59), ZoneInfo(AOE)) if text else None
