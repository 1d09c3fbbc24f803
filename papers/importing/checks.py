"""Whether a row fits into the database, said before anything is written."""

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _

from papers.models import PaperKind

LINKS = ("pdf_link", "poster_link", "video_link", "code_link", "forum_link")
MOST_LETTERS = {"title": 400, "name": 200, "affiliation": 300, "link": 200}
SHOWN = 300

check_address = URLValidator(schemes=["http", "https"])


def problem(row):
    """The sentence that says why a row cannot be imported, or an empty one."""
    if not row.title.strip():
        return _("This row has no title.")
    if len(row.title) > MOST_LETTERS["title"]:
        return _too_long(_("The title"), row.title, "title")
    for position, author in enumerate(row.authors, start=1):
        if not author.name:
            return _("Author %(position)s has no name.") % {"position": position}
        if len(author.name) > MOST_LETTERS["name"]:
            return _too_long(_("The name of author %(position)s") % {"position": position}, author.name, "name")
        if len(author.affiliation) > MOST_LETTERS["affiliation"]:
            what = _("The affiliation of author %(position)s") % {"position": position}
            return _too_long(what, author.affiliation, "affiliation")
    return ""


def values(row):
    """The fields of a paper that the row states; an address that is none stays out."""
    links = {name: address if (address := getattr(row, name)) and is_address(address) else "" for name in LINKS}
    return {"title": row.title, "abstract": row.abstract, "kind": row.kind if row.kind in PaperKind else "", **links}


def odd_addresses(row):
    return [address for name in LINKS if (address := getattr(row, name)) and not is_address(address)]


def is_address(text):
    if len(text) > MOST_LETTERS["link"]:
        return False
    try:
        check_address(text)
    except ValidationError:
        return False
    return True


def shortened(text):
    return text if len(text) <= SHOWN else f"{text[:SHOWN].rstrip()}…"


def _too_long(what, text, limit):
    return _("%(what)s has %(letters)s characters; there is room for %(most)s.") % {
        "what": what,
        "letters": len(text),
        "most": MOST_LETTERS[limit],
    }
