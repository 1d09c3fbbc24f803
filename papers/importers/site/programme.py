"""The programme as rows: when, what kind of thing, who speaks, which papers."""

import re
from dataclasses import replace
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from accounts.identity.folding import folded
from papers.importers.rows import Level, SlotRow
from papers.importers.site import clock, names, people, schedule, wording
from papers.importers.site.markup import blocks, links, text
from papers.importing.titles import folded_title

NO_TALK = re.compile(r"^\W*(?:video|slides?|recording|pdf|paper|poster|abstract|code|link|mirror)\b", re.IGNORECASE)
FLAG = re.compile(r"\s*[(\[](?:best|oral|spotlight|runner|honou?rable)[^)\]]*[)\]]\s*$", re.IGNORECASE)

NUMBER = re.compile(r"^(?:[A-Z]{2,5}[_-]?)?#?\d{1,3}[.:)]?\s+")


def slots(pages, edition, reading):
    """Every line with a time, in order; without the edition's day there is no moment to tell."""
    site = _Site(pages, reading)
    found = []
    for programme in schedule.programmes(pages):
        if not _is_dated(programme, edition):
            _say_undated(programme, reading)
            continue
        reader = _Reader(site, programme, edition, reading)
        found += map(reader.row, programme.entries)
    return _with_panelists(_told_once(found), people.named(pages, "panelist"))


class _Site:
    """Names and titles that the other pages tell."""

    def __init__(self, pages, reading):
        self.pages = pages
        self.known = set(people.named(pages)) | {author.name for paper in reading.papers for author in paper.authors}
        self.known |= {name for entry in schedule.entries(pages) for name in wording.read(entry.words).speakers}
        self.titles = {folded_title(paper.title): paper.title for paper in reading.papers}

    def title(self, printed):
        """As the list of papers prints it, if it is there."""
        return next(iter(self.among([printed])), FLAG.sub("", printed))

    def among(self, lines):
        """The titles of papers that stand on these lines."""
        bare = (NUMBER.sub("", FLAG.sub("", line)) for line in lines)
        found = [self.titles[key] for line in bare if (key := folded_title(line)) in self.titles]
        return list(dict.fromkeys(found))

    def flagged(self, label):
        """Papers that say on their own page in which session they are: “(Spotlight Session #1, ID #2)”."""
        if not re.search(r"\d", label):
            return []
        flag = re.compile(rf"^(?P<title>.+?)\s*\(\s*{re.escape(label)}\b", re.IGNORECASE)
        lines = (text(item) for page in self.pages if page.root is not None for item in blocks(page.root))
        return [self.title(match["title"]) for line in lines if (match := flag.match(line))]


class _Reader:
    def __init__(self, site, programme, edition, reading):
        self.site, self.programme, self.reading = site, programme, reading
        self.day, self.zone = _day(programme, edition), _zone(programme, edition, reading)

    def row(self, entry):
        place = entry.page.place(entry.element)
        day = (entry.day.of(self.day.year) if entry.day else None) or self.day
        if entry.is_odd:
            self.reading.note(Level.DOUBT, place, _("The end that is printed lies before the start; it was left out."))
        self.programme.stretch.understand(entry.element, *entry.cells, *self.programme.headings)
        said = self._said(entry)
        return SlotRow(
            place=place,
            starts_at=clock.at(day, entry.start, self.zone),
            ends_at=clock.at(day, entry.end, self.zone) if entry.end is not None else None,
            title=said.title or said.kind,
            kind=said.kind,
            session=entry.session,
            link=_link(entry, said),
            speakers=said.speakers,
            papers=said.papers,
        )

    def _said(self, entry):
        said = wording.read(entry.words, _speakers(entry), self.site.known)
        said.title = FLAG.sub("", said.title)
        said.papers = [self.site.title(title) for title in said.papers]
        listed = [title for element in entry.following for title in self._presented(element, entry)]
        told = listed or self.site.among(entry.words.split("\n"))
        said.papers += [title for title in told if title not in said.papers]
        if said.kind == "other":
            said.kind = _kind_by_place(entry, said)
        if not said.papers and said.kind in {"spotlights", "posters", "contributed_talk"}:
            said.papers = self.site.flagged(said.title)
        return said

    def _presented(self, element, entry):
        """The papers in a list below the entry."""
        for item in blocks(element):
            marked = next((inner for inner in item.iter("em", "i", "b", "strong", "a") if text(inner)), None)
            words = [text(item).split("\n")[0], text(marked).replace("\n", " ") if marked is not None else ""]
            if title := self.site.among(words)[:1]:
                entry.page.understand(item)
                yield from title


def _kind_by_place(entry, said):
    """A line without a label is what its session is, and a talk if it names one of the papers."""
    of_session = wording.kind(entry.session)
    if of_session in {"invited_talk", "contributed_talk", "spotlights"}:
        return of_session
    return "contributed_talk" if said.papers and not entry.following else "other"


def _speakers(entry):
    """Who stands in a cell of their own beside the title."""
    if entry.element.tag != "tr":
        return []
    alone = [names.listed(text(cell)) or _linked_name(cell) for cell in entry.cells[1:]]
    return next((found for found in alone if found), [])


def _is_dated(programme, edition):
    return _day(programme, edition) is not None


def _say_undated(programme, reading):
    sentence = _("%(count)d lines have a time, but the site does not say on which day; the programme was left out.")
    reading.note(Level.UNREAD, programme.stretch.place, sentence % {"count": len(programme.entries)})


def _day(programme, edition):
    said = programme.day
    start = edition.starts_at if edition else None
    if said and (found := said.of(start.year if start else None)):
        return found
    return start.date() if start else None


def _zone(programme, edition, reading):
    said = programme.zone
    if said and not said.is_certain:
        reading.note(
            Level.DOUBT,
            programme.stretch.place,
            _("The times are said in “%(words)s”; they were read as %(zone)s.")
            % {"words": said.words, "zone": said.name},
        )
    if said:
        return ZoneInfo(said.name)
    if edition and edition.time_zone:
        return ZoneInfo(edition.time_zone)
    reading.note(Level.DOUBT, programme.stretch.place, _("The programme names no time zone; it was read as UTC."))
    return ZoneInfo("UTC")


def _linked_name(cell):
    """A link alone in a cell may be a name in small letters."""
    words = text(cell)
    linked = [found for found, address in links(cell) if address.startswith("http")]
    is_name = linked == [words] and names.is_name(words.title()) and not NO_TALK.match(words)
    return [names.plain(words)] if is_name else []


def _link(entry, said):
    """Where a slot leads: not to the homepage of who speaks, rather to the talk than to its slides."""
    spoken = {folded(name) for name in said.speakers}
    found = [
        (words, address)
        for cell in [*entry.cells, entry.element]
        for words, address in links(cell)
        if address.startswith(("http://", "https://")) and folded(words) not in spoken
    ]
    of_the_talk = [address for words, address in found if not NO_TALK.match(words)]
    recorded = [address for words, address in found if re.match(r"\W*(?:video|recording)", words, re.IGNORECASE)]
    return next(iter(of_the_talk + recorded), "")


def _with_panelists(rows, panelists):
    """The only panel, without a name beside it, is that of the panelists on their own page."""
    panels = [row for row in rows if row.kind == "panel"]
    if len(panels) != 1 or panels[0].speakers:
        return rows
    return [replace(row, speakers=panelists) if row is panels[0] else row for row in rows]


def _told_once(rows):
    """A programme on two pages of a site is one."""
    found = {}
    for row in rows:
        key = (row.starts_at, folded(row.title))
        known = found.setdefault(key, row)
        found[key] = replace(known, speakers=known.speakers or row.speakers, papers=known.papers or row.papers)
    return list(found.values())
