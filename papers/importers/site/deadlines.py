"""Important dates: deadlines and notifications, with what they were extended from."""

import re
from dataclasses import dataclass, replace
from datetime import timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from lxml.html import HtmlElement

from papers.importers.clean import quoted
from papers.importers.rows import DateRow, Level
from papers.importers.site import clock, days, facts, stretches
from papers.importers.site.markup import blocks, text

LAST_SECOND = timedelta(hours=23, minutes=59, seconds=59)
LONGEST_SENTENCE = 200
SUBJECT = re.compile(
    r"\b(?P<subject>deadline|submission|submit|notif|camera|due\b|registration|decision|rebuttal|acceptance|commitment)",
    re.IGNORECASE,
)
CERTAIN = re.compile(
    r"\b(?:deadline|notif\w+|camera[\s-]?ready|due date|submissions? (?:due|dead\w*|opens?|closes?|date))\b",
    re.IGNORECASE,
)
OF_THE_WORKSHOP = re.compile(
    r"^(?:the )?(?:workshop|conference|event|main)?\s*(?:dates?|days?|when)?$|\bworkshop (?:day|date)s?\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[a-z\d)⟧][.!])\s+(?=[A-Z⟦])")
_SAYS = re.compile(
    r"^\W*(?P<label>[^.:\n]{5,80}?)\s*(?::|\b(?:will|is|are|must|should|has|have)\b[^:]*|\b(?:by|on|until)\b|[–—-])?\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class _Said:
    name: str
    words: str  # with the day in them
    struck: str
    element: HtmlElement
    stretch: stretches.Stretch

    @property
    def place(self):
        return self.stretch.page.place(self.element)


def dates(pages, edition, reading):
    """A row for every deadline; the same one told twice is told once."""
    reader = _Reader(pages, edition, reading)
    for stretch in (stretch for page in pages for stretch in stretches.of(page)):
        if stretch.topic != "schedule":
            reader.stretch(stretch)
    return [row for row, _stretch in reader.told]


class _Reader:
    def __init__(self, pages, edition, reading):
        self.edition, self.reading = edition, reading
        self.told = []  # rows, each with the stretch that tells it
        self.day_first = days.is_day_first(text(page.root) for page in pages if page.root is not None)
        self.doubted = set()

    def stretch(self, stretch):
        for fact in facts.of_stretch(stretch):
            if OF_THE_WORKSHOP.search(fact.label):
                self._day_itself(fact)
            elif _is_about_a_date(fact.label, stretch):
                self._fact(fact)
        for block in (block for element in stretch.elements for block in blocks(element)):
            if not stretch.page.is_understood(block):
                self._sentences(facts.marked(block).replace("\n", " "), block, stretch)

    def _day_itself(self, fact):
        """The day of the workshop belongs to the edition."""
        if days.find(fact.words):
            fact.page.understand(fact.element)

    def _fact(self, fact):
        told, *others = _SENTENCE.split(fact.words)
        said = _Said(fact.label, told, fact.struck, fact.element, fact.stretch)
        if self._add(said):
            self._sentences(" ".join(others), fact.element, fact.stretch)
        elif re.search(r"\bdeadline\b", fact.label, re.IGNORECASE) and len(fact.words) < LONGEST_SENTENCE:
            self._unread(said)

    def _sentences(self, told, element, stretch):
        for sentence in _SENTENCE.split(told):
            words, struck = facts.parted(sentence)
            found = days.find(words) if len(sentence) < LONGEST_SENTENCE else []
            label = _SAYS.match(words[: found[0].start]) if found else None
            if label and CERTAIN.search(label["label"]):
                self._add(_Said(label["label"], words, struck, element, stretch))

    def _add(self, said):
        found = days.find(said.words, day_first=self.day_first)
        if not found:
            return False
        said.stretch.page.understand(said.element)
        day, before = _new_and_old(found, said.words, days.find(said.struck, day_first=self.day_first))
        date = self._date(day)
        if date:
            self._keep(self._row(said, day, date, self._date(before, limit=date)), said.stretch)
        else:
            self._unread(said)
        return True

    def _date(self, day, limit=None):
        """In its own year, or in the last one in which it does not lie behind the edition."""
        limit = limit or (self.edition.starts_at.date() if self.edition and self.edition.starts_at else None)
        return None if day is None else day.up_to(limit) if limit else day.of(None)

    def _keep(self, row, stretch):
        """A date that another part of the site has told already adds only what was not known."""
        for index, (known, teller) in enumerate(self.told):
            if teller is not stretch and _is_same(known, row):
                better = row if row.time_zone and not known.time_zone else known
                before = known.extended_from or row.extended_from
                self.told[index] = (replace(better, name=known.name, place=known.place, extended_from=before), teller)
                return
        self.told.append((row, stretch))

    def _row(self, said, day, date, before):
        if day.is_guess:
            sentence = _("“%(words)s” was read with the month first.")
            self.reading.note(Level.DOUBT, said.place, sentence % {"words": said.words[day.start : day.end]})
        zone = clock.zone(said.words) or clock.zone(_beginning(said.stretch))
        self._doubt_zone(zone, said.place)
        name_of_zone, minutes = zone.name if zone else clock.AOE, clock.moment(said.words[day.end :])
        return DateRow(
            place=said.place,
            name=said.name.strip(" *:"),
            at=_moment(date, minutes, name_of_zone),
            time_zone=name_of_zone if zone else "",
            extended_from=_moment(before, minutes, name_of_zone) if before and before < date else None,
        )

    def _doubt_zone(self, zone, place):
        if zone and zone.is_certain:
            return
        if zone:
            sentence = _("A date is said in “%(words)s”; it was read as %(zone)s.") % {
                "words": zone.words,
                "zone": zone.name,
            }
        else:
            sentence = _("No time zone stands beside these dates; they were read as anywhere on Earth.")
        if (place.file, sentence) not in self.doubted:
            self.doubted.add((place.file, sentence))
            self.reading.note(Level.DOUBT, place, sentence)

    def _unread(self, said):
        self.reading.note(
            Level.UNREAD, said.place, _("No date could be read for %(name)s.") % {"name": quoted(said.name)}
        )


def _beginning(stretch):
    return " ".join(text(element) for element in stretch.elements[:2])[:300]


def _is_about_a_date(label, stretch):
    if stretch.topic == "dates":
        return len(label) <= facts.LONGEST_LABEL
    return bool(CERTAIN.search(label))


def _new_and_old(found, words, struck):
    """The day that counts, and the one that it replaced."""
    if struck:
        return found[0], struck[-1]
    if len(found) > 1 and re.search(r"→|⇒|[-=]>|\bextended\b|\bwas\b|\bpreviously\b", words, re.IGNORECASE):
        first, second = found[:2]
        is_old_behind = re.search(
            r"\b(?:was|previously|originally|from)\W*$", words[first.end : second.start], re.IGNORECASE
        )
        return (first, second) if is_old_behind else (second, first)
    return found[0], None


def _moment(date, minutes, zone):
    if minutes is None:
        return clock.at(date, 0, ZoneInfo(zone)) + LAST_SECOND
    return clock.at(date, minutes, ZoneInfo(zone)) + timedelta(seconds=59 if minutes % 60 == 59 else 0)


def _is_same(one, other):
    return abs(one.at - other.at) < timedelta(days=1) and _subject(one.name) == _subject(other.name)


def _subject(name):
    """What a deadline is for, in one word; “deadline” itself tells nothing."""
    words = [match["subject"].lower() for match in SUBJECT.finditer(name)]
    return next((word for word in words if word != "deadline"), name.lower())
