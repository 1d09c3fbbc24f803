"""The edition itself, from the front page and what stands around the pages; its dates and its other pages."""

import re

from django.utils.translation import gettext as _

from papers.importers.entries import email
from papers.importers.rows import EditionRow, Level
from papers.importers.site import days, facts, hours, naming, prose, stretches
from papers.importers.site.content import pages
from papers.importers.site.deadlines import CERTAIN, OF_THE_WORKSHOP, dates
from papers.importers.site.markup import links, text

__all__ = ["dates", "edition", "pages"]

LONGEST_FACT = 300
LONGEST_LINE = 160
LONGEST_CONTACT = 500
_HELD = re.compile(r"\b(?:be|is|was) held\b|\btakes? place\b|\bwill be on\b", re.IGNORECASE)
VIRTUAL = re.compile(r"\b(?:virtual(?:ly)?|online|remote(?:ly)?)\b", re.IGNORECASE)
HYBRID = re.compile(r"\bhybrid\b", re.IGNORECASE)
_OF_HOST = re.compile(
    r"\(?\b(?:co-?l?located|collocated|in conjunction|together|held|at|with)\b.*|\([^)]*\)|\bonly\b", re.IGNORECASE
)
_PLACE = re.compile(r"^(?:location|venue|where|place)s?$", re.IGNORECASE)
_LINK = re.compile(
    r"^(?:link|live ?stream|stream|web ?(?:site|page)|workshop (?:web ?)?(?:site|page|link))$", re.IGNORECASE
)
_CONTACT = re.compile(r"\b(?:contact|questions?|inquir\w+|enquir\w+|reach|e-?mail us|organi[sz]ers)\b", re.IGNORECASE)
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_AWARDS = re.compile(r"\bbest (?:\w+ )*papers?\b|\bawards?\b", re.IGNORECASE)


def edition(pages, reading):
    """What the site says of the edition; None if it has no page with a name or a day."""
    seen = [page for page in pages if page.root is not None]
    if not seen:
        return None
    front = front_page(seen)
    about = _About(seen, front)
    row = EditionRow(
        place=front.place(front.root) if front.root.sourceline else about.place,
        name=naming.name(pages, front),
        host_conference=naming.host(pages, front),
        mode=about.mode,
        location=about.location,
        link=about.link,
        contact_email=about.contact(),
        overview=about.overview(),
    )
    return _with_doubts(hours.timed(row, seen, about.when), reading)


def _with_doubts(row, reading):
    year = naming.year(row)
    if row.starts_at and year and row.starts_at.year != year:
        sentence = _("The day lies in %(found)d, but the name or the conference says %(year)d.")
        reading.note(Level.DOUBT, row.place, sentence % {"found": row.starts_at.year, "year": year})
    return row


def front_page(pages):
    return next(iter(sorted(filter(stretches.is_front, pages), key=lambda page: page.file.count("/"))), pages[0])


class _About:
    """The lines of the front page that say when and where."""

    def __init__(self, pages, front):
        self.pages, self.front = pages, front
        self.stretches = stretches.of(front)
        self.facts = [
            fact for stretch in self.stretches if stretch.topic != "dates" for fact in facts.of_stretch(stretch)
        ]
        self.place = self.stretches[0].place if self.stretches else front.place(front.root)
        self.first = next(self._lines_with_a_day(), "")

    def _lines_with_a_day(self):
        """First those that say when it is held, then short ones near the top."""
        yield from (words for words in naming.descriptions(self.front) if days.find(words))
        lines = [line for line in text(self.front.root).split("\n") if days.find(line) and not CERTAIN.search(line)]
        yield from (line for line in lines if _HELD.search(line) and len(line) < LONGEST_FACT)
        yield from (line for line in lines[:3] if len(line) < LONGEST_LINE)

    def fact(self, label):
        return next((fact for fact in self.facts if label.search(fact.label)), None)

    @property
    def when(self):
        """The words that hold the day."""
        fact = next((fact for fact in self.facts if OF_THE_WORKSHOP.search(fact.label) and days.find(fact.words)), None)
        if fact:
            self.front.understand(fact.element)
        return fact.words if fact else self.first

    @property
    def mode(self):
        fact = self.fact(_PLACE)
        words = " ".join([fact.words if fact else "", self.when, self._held()])
        if HYBRID.search(words):
            return "hybrid"
        return "virtual" if VIRTUAL.search(words) else "in_person" if self.location else ""

    def _held(self):
        lines = text(self.front.root).split("\n")
        held = r"\b(?:workshop|event|we)\b.{0,60}\b(?:held|be|hold|going|live)\b.{0,40}\b(?:virtual(?:ly)?|online|hybrid)\b"
        return " ".join(match[0] for line in lines if (match := re.search(held, line, re.IGNORECASE)))

    @property
    def location(self):
        fact = self.fact(_PLACE)
        if fact:
            self.front.understand(fact.element)
        words = fact.words if fact else self._behind_the_day()
        if VIRTUAL.search(words) or re.search(r"\bwill\b|\btba\b|\btbd\b", words, re.IGNORECASE):
            return ""
        return _OF_HOST.sub("", words).strip(" ,.;:-–—")

    def _behind_the_day(self):
        found = days.find(self.first)
        behind = self.first[found[-1].end :] if found and found[0].start < 12 else ""
        return behind if re.match(r"\s*,\s*[A-Z]", behind) and len(behind) < 120 else ""

    @property
    def link(self):
        """A row of its own, else the first address of the conference's virtual site."""
        fact = self.fact(_LINK)
        if fact:
            self.front.understand(fact.element)
        own = [address for _words, address in links(fact.element)] if fact else []
        virtual = [address for _words, address in links(self.front.root) if "/virtual/" in address]
        return next((address for address in own + virtual if address.startswith(("http://", "https://"))), "")

    def contact(self):
        fact = self.fact(re.compile("^contacts?$", re.IGNORECASE))
        if fact:
            self.front.understand(fact.element)
        return self._address()

    def _address(self):
        """The first address in a sentence that offers help; from the front page first, then from the others."""
        for page in [self.front, *self.pages]:
            for stretch in stretches.of(page):
                for element in stretch.elements:
                    if found := _contact_in(element, is_contact=stretch.topic == "contact"):
                        return found
        return ""

    def overview(self):
        """The overview's prose, without its facts, awards and headings."""
        chosen = next((stretch for stretch in self.stretches if stretch.topic == "overview"), None) or self._opening()
        if not chosen:
            return ""
        read = {fact.element for fact in self.facts if self.front.is_understood(fact.element)}
        prose_of_it = _without_awards(chosen.elements)
        kept = [element for element in prose_of_it if not _is_made_of(element, read)]
        chosen.understand(*prose_of_it)
        return prose.markdown(kept)

    def _opening(self):
        """The first stretch with a paragraph worth the name."""
        for stretch in self.stretches:
            if not stretch.topic and any(len(text(element)) > 200 for element in stretch.elements):
                return stretch
        return None


def _contact_in(element, *, is_contact):
    """``is_contact``: whether it stands below a heading that says so; elsewhere its words must."""
    for block in [element, *element.iterdescendants("p", "footer", "li", "span", "td")]:
        words = text(block)
        if len(words) < LONGEST_CONTACT and (is_contact or _CONTACT.search(words)):
            mailed = [address[7:].split("?")[0] for _words, address in links(block) if address.startswith("mailto:")]
            if found := next(filter(None, map(email, [*mailed, *_ADDRESS.findall(words)])), ""):
                return found
    return ""


def _without_awards(elements):
    """A line about awards goes, and the list below it."""
    kept, is_below = [], False
    for element in elements:
        words = text(element)
        is_line = len(words) < 200 and bool(_AWARDS.search(words))
        if not (is_line or (is_below and element.tag in {"ul", "ol", "table"})):
            kept.append(element)
        is_below = is_line
    return kept


def _is_made_of(element, read):
    """Whether this is a menu or the foot of the page, or the lines that were read as facts."""
    if element in read or stretches.is_menu(element):
        return True
    rows = [row for row in element.iter("tr") if text(row)]
    return any(row in read for row in rows) and all(len(text(row)) < LONGEST_FACT for row in rows)
