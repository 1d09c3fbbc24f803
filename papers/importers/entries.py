"""What the readers of structured exports share: one entry after the other, and what a value in it says."""

import re
from functools import lru_cache, partial

import nh3
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from papers.importers.authors import ANONYMOUS
from papers.importers.clean import clean, quoted, without_addresses
from papers.importers.headers import key as header_key
from papers.importers.rows import Level, Place, Unreadable
from papers.importers.structured import Broken

MOST_ENTRIES = 20_000
MOST_NAMES = 30
LARGEST_NUMBER = 2**31 - 1
ORCID = re.compile(r"(?:^|/)(\d{4}-\d{4}-\d{4}-\d{3}[\dXx])/?$")
PROFILE = re.compile(r"~[^\s/@]+\d")
MARKUP = re.compile(
    r"<!--.*?-->|</?(?:a|abbr|b|br|blockquote|code|div|em|font|h\d|hr|i|img|li|ol|p|pre|script|small|span|strong|style|sub"
    r"|sup|svg|table|td|tr|tt|u|ul)(?:\s+[\w:-]+\s*=[^<>]*)?\s*/?>",
    re.IGNORECASE | re.DOTALL,
)
BREAK = re.compile(r"</?(?:p|br|div|li|ul|ol|h\d|tr)\b[^<>]*>", re.IGNORECASE)


def each(entries, file, reading, read):
    """Call ``read(entry, place)`` for every entry; one that is broken becomes an error and stops no other."""
    check_count(entries, file)
    for number, entry in enumerate(entries, start=1):
        attempt(partial(read, entry), Place(file.name, cell=f"entry {number}"), reading)


def check_count(entries, file):
    if len(entries) > MOST_ENTRIES:
        raise Unreadable(_("“%(name)s” has more than 20,000 entries; split it.") % {"name": file.name})


def attempt(read, place, reading):
    try:
        read(place)
    except Broken as problem:
        reading.note(Level.ERROR, place, problem)


@lru_cache(maxsize=1000)
def fold(name):
    """``Paper Title``, ``paper_title`` and ``paperTitle`` are one."""
    return header_key(name)


def fields(entry):
    if not isinstance(entry, dict):
        raise Broken(_("This is no entry with named fields."))
    return entry


def title(printed):
    found = clean(without_markup(printed)) if isinstance(printed, str) else text(printed)
    if not found:
        raise Broken(_("This entry has no title."))
    return found


def text(printed):
    """One line; of a list or an object, nothing."""
    return clean(str(printed)) if isinstance(printed, str | int | float) and not isinstance(printed, bool) else ""


def first(entry, *keys):
    """The text of the first of ``keys`` that says anything."""
    return next((said for key in keys if (said := text(entry.get(key)))), "")


def prose(printed):
    """Paragraphs, apart by blank lines; markup taken out."""
    printed = without_markup(printed) if isinstance(printed, str) else text(printed)
    paragraphs = re.split(r"\n\s*\n", printed.replace("\r\n", "\n"))
    return "\n\n".join(found for paragraph in paragraphs if (found := clean(paragraph)))


def without_markup(printed):
    """Text of what has HTML in it; “a < b” and “<unk>” are no HTML."""
    return nh3.clean(BREAK.sub("\n\n", printed), tags=set()) if MARKUP.search(printed) else printed


def number(printed):
    """A paper's number, or None; 0 is a number."""
    digits = text(printed)
    is_number = digits.isascii() and digits.isdigit() and len(digits) <= 10
    return int(digits) if is_number and int(digits) <= LARGEST_NUMBER else None


def link(printed, place, reading, base=""):
    """An address that a page can link to; one that begins with a slash is completed with ``base``."""
    address = text(printed)
    if base and address.startswith("/") and not address.startswith("//"):
        address = base + address
    if not address or re.fullmatch(r"https?://[^\s<>\"]+", address, re.IGNORECASE):
        return address
    reading.note(
        Level.DOUBT, place, _("%(address)s is no complete web address and was left out.") % {"address": quoted(address)}
    )
    return ""


def email(printed):
    """An address, unless it is masked or none at all."""
    address = text(printed)
    try:
        validate_email(address)
    except ValidationError:
        return ""
    return "" if "*" in address else address.lower()


def orcid(printed):
    match = ORCID.search(text(printed))
    return match[1].upper() if match else ""


def profile(printed):
    """The id of an OpenReview profile; addresses of other sites are none."""
    name = text(printed)
    return name if PROFILE.fullmatch(name) else ""


def is_nobody(name):
    return ANONYMOUS.fullmatch(name) is not None


def byline(rows, place, reading):
    """The authors of a paper; that there are none is told."""
    if not rows:
        reading.note(Level.DOUBT, place, _("This paper has no authors."))
    return people(rows, place, reading)


def people(rows, place, reading):
    """Without those who hide their names: nobody is published as “Anonymous”."""
    known = [row for row in rows if not is_nobody(row.name)]
    if len(known) < len(rows):
        reading.note(Level.DOUBT, place, _("“Anonymous” is nobody who could be published; that author was left out."))
    return known


def left_out(keys, file, reading):
    """One note for all fields that Laurel has no place for."""
    names = sorted({without_addresses(text(key)) for key in keys} - {""})
    if names:
        shown = ", ".join(names[:MOST_NAMES]) + (", …" if len(names) > MOST_NAMES else "")
        reading.note(Level.IGNORED, Place(file.name), _("Fields that were not read: %(fields)s.") % {"fields": shown})
