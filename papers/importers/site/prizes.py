"""Who was given a grant, who pays for it, and how much a prize is worth."""

import re

from django.utils.translation import gettext as _

from accounts.identity.folding import folded
from papers.importers.rows import Level, RecipientRow, SponsorRow
from papers.importers.site import cards, records, stretches
from papers.importers.site.markup import blocks, links, text

LONGEST_THANKS = 300
SYMBOLS = {"$": "USD", "US$": "USD", "USD": "USD", "A$": "AUD", "C$": "CAD", "€": "EUR", "EUR": "EUR", "£": "GBP"}
SYMBOLS |= {"GBP": "GBP", "CHF": "CHF", "dollars": "USD", "euros": "EUR", "euro": "EUR", "CAD": "CAD", "AUD": "AUD"}

_WON = re.compile(r"\s*\b(?:recipients?|winners?|awardees?|list)\b.*$", re.IGNORECASE)
_MONEY = r"(?:(?P<before>US\$|[AC]\$|[$€£]|USD|EUR|GBP|CHF)\s?(?P<figure>\d[\d.,]*\d|\d)|(?P<number>\d[\d.,]*\d|\d)\s?(?P<after>€|£|(?:USD|EUR|GBP|CHF|dollars|euros?)\b))"
_AWARD = r"(?P<award>(?:[\w’'-]+\s+){1,7}?(?:award|prize|mention)s?(?:\s+(?:award|prize)s?)?)"
_AMOUNTS = [
    re.compile(
        rf"{_AWARD}\s*(?:\(|:|–|—|-|\bof\b|\bis\b|\bworth\b|(?:\bcomes?\s+)?\bwith\b)\s*{_MONEY}", re.IGNORECASE
    ),
    re.compile(rf"{_MONEY}\s+(?:for|as)\s+(?:the|a|each)?\s*{_AWARD}", re.IGNORECASE),
    re.compile(rf"{_MONEY}\s+{_AWARD}", re.IGNORECASE),
]
_LEAD = re.compile(
    r"^.*\b(?:an?|the|and|our|two|three|one|offers?|covers?|with|for|of|each|include[sd]?|receives?)\s+", re.IGNORECASE
)
_GRANT = re.compile(
    r"\b(?:travel|registration|student|attendance)\s+(?:grants?|awards?|support|stipends?)\b[^.]{0,60}?\((?P<benefit>[^)]*)\)",
    re.IGNORECASE,
)
_BENEFITS = [("registration", r"\bregistrations?\b"), ("hotel night", r"\bhotel|\baccommodation")]
_BY = re.compile(
    r"\b(?:sponsored|supported|funded|donated) (?:\w+ )?by\b|\bfunding from\b|\bsupport (?:of|from|by)\b", re.IGNORECASE
)
_BARE = re.compile(
    r"(?:\bsponsored (?:\w+ )?by|\bfunding from|\b[Tt]hank(?:s| you) to|\bdonated by)\s+(?:the\s+)?(?P<name>[A-Z][\w&.-]*(?:\s+(?:of\s+)?[A-Z][\w&.-]*)*)"
    r"(?=[\s.,;:]|$)"
)
_FOR = re.compile(r"\bsponsor|\bdonat|\bfund|\bprize\b", re.IGNORECASE)
_PAYS = re.compile(
    r"\b(?:funding|fund|grant|sponsorship|support|they|it|which)\b.*\b(?:covers?|pays?|funds?|supports?)\b",
    re.IGNORECASE,
)
_LOGO = re.compile(r"\b(?:logo|icon|sponsor)\b\s*(?:of\b)?|\.(?:png|jpe?g|svg|gif)$", re.IGNORECASE)


def recipients(pages, reading):
    """Everybody on a list of grants; also what a grant is paid in, where a sentence says so."""
    reading.grant_benefit = reading.grant_benefit or _benefit(pages)
    found = {}
    for stretch in stretches.about(pages, "grants"):
        programme = _programme(stretch.title)
        for card in cards.of(stretch.sections):
            stretch.understand(card.element)
            row = RecipientRow(stretch.page.place(card.element), programme, card.name, card.affiliation)
            found.setdefault((programme, folded(card.name)), row)
    for row in _of_data(pages, reading):
        found.setdefault((row.programme, folded(row.name)), row)
    return list(found.values())


def sponsors(pages, reading):
    """Whoever is thanked: in sentences with or without a link, under a heading, as a logo."""
    found = {}
    for page in pages:
        for stretch in stretches.of(page):
            for element in (block for outer in stretch.elements for block in blocks(outer)):
                for row in _sponsors(element, stretch):
                    known = found.setdefault(folded(row.name), row)
                    found[folded(row.name)] = _joined(known, row)
    return list(found.values())


def amounts(pages):
    """What prose says a prize is worth: its words, in small letters, with the figure and the currency."""
    found = {}
    for page in pages:
        words = " ".join(text(page.root).split()) if page.root is not None else ""
        for match in (match for pattern in _AMOUNTS for match in pattern.finditer(words)):
            award = _LEAD.sub("", match["award"]).strip().lower()
            found.setdefault(award, (_figure(match), SYMBOLS[match["before"] or match["after"]]))
    return found


def _of_data(pages, reading):
    """Of a file with many years, those of the edition's; if that is not known, nobody."""
    rows = [record for record in records.of(pages) if record.topic == "grants"]
    starts_at = reading.edition.starts_at if reading.edition else None
    years = {record.year for record in rows if record.year}
    if len(years) > 1 and not (starts_at and starts_at.year in years):
        sentence = _("The list has recipients of %(first)d to %(last)d; which year is meant is not known.")
        reading.note(Level.UNREAD, rows[0].place, sentence % {"first": min(years), "last": max(years)})
        return
    for record in rows:
        if len(years) < 2 or record.year == starts_at.year:
            yield RecipientRow(record.place, _programme(record.title).capitalize(), record.name, record.affiliation)


def _benefit(pages):
    for page in pages:
        words = " ".join(text(page.root).split()) if page.root is not None else ""
        for match in _GRANT.finditer(words):
            for benefit, said in _BENEFITS:
                if re.search(said, match["benefit"], re.IGNORECASE):
                    return benefit
    return ""


def _programme(title):
    """“Travel Award Recipients” are recipients of “Travel Awards”."""
    name = _WON.sub("", title).strip(" :-–") or title
    return re.sub(r"\b(award|grant|scholarship|stipend)$", r"\1s", name, flags=re.IGNORECASE)


def _sponsors(element, stretch):
    if stretch.topic == "sponsors":
        yield from _listed(element, stretch)
    for line in text(element).split("\n"):
        if _BY.search(line) or (_FOR.search(line) and re.search(r"\bthank", line, re.IGNORECASE)):
            yield from _in_prose(element, line, stretch)


def _in_prose(element, line, stretch):
    sentences = re.split(r"(?<=[a-z)][.!])\s+", line)
    for number, sentence in enumerate(sentences):
        place = _BY.search(sentence)
        named = _linked(element, sentence[place.end() :]) if place else []
        named = named or [
            (match["name"].strip(" ."), "") for match in _BARE.finditer(sentence) if _FOR.search(sentence)
        ]
        after = sentences[number + 1] if number + 1 < len(sentences) else ""
        thanks = after if _PAYS.search(after) and len(after) <= LONGEST_THANKS else ""
        for name, address in named:
            yield _row(element, stretch, name, address, thanks)


def _linked(element, words):
    """The links that stand behind the verb; a logo counts by its alternative text."""
    found = []
    for anchor in element.iter("a"):
        image = next(anchor.iter("img"), None)
        name = text(anchor).replace("\n", " ") or (_of_logo(image) if image is not None else "")
        if name and (name in words or image is not None):
            found.append((name, anchor.get("href") or ""))
    return found


def _listed(element, stretch):
    """Links and logos under a heading “Sponsors”."""
    for image in element.iter("img"):
        anchor = next(image.iterancestors("a"), None)
        if name := _of_logo(image):
            yield _row(element, stretch, name, anchor.get("href") if anchor is not None else "", "")
    if len(text(element)) < 120:
        yield from (_row(element, stretch, name, address, "") for name, address in links(element) if name)


def _of_logo(image):
    return " ".join(_LOGO.sub(" ", image.get("alt") or "").split())


def _row(element, stretch, name, address, thanks):
    stretch.page.understand(element)
    link = address if (address or "").startswith(("http://", "https://")) else ""
    return SponsorRow(stretch.page.place(element), name, link, thanks)


def _joined(known, row):
    return SponsorRow(known.place, known.name, known.link or row.link, known.thanks or row.thanks)


def _figure(match):
    """“1,000” and “1.000” are a thousand, “99.50” is not."""
    figure = match["figure"] or match["number"]
    plain = re.sub(r"[.,](?=\d{3}(?:\D|$))", "", figure)
    return plain.replace(",", ".")
