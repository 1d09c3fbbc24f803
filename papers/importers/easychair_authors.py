"""EasyChair's lists of authors, one row each, beside the one string of names that it prints."""

import re
import unicodedata
from dataclasses import replace

from django.utils.translation import gettext as _

from papers.importers.clean import clean, quoted
from papers.importers.easychair_tables import NUMBER
from papers.importers.entries import email
from papers.importers.rows import AuthorRow, Level
from papers.importers.tabular import known_people, people_of, person

YES = {"yes", "true", "1"}
MOST_SPELLINGS = 5


def by_number(tables):
    """Rows of one submission together, in the order of the tables."""
    found = {}
    for table in tables:
        for row in table.rows:
            found.setdefault(row.get(*NUMBER), []).append(row)
    return found


def authors_of(printed, rows, place, reading):
    """The names as printed and in that order; what the list of authors knows of each beside them."""
    listed = _once(map(_author, rows))
    names = [author.name for author in listed]
    if not printed.strip() or clean(printed) == _in_words(names):
        return known_people(listed, place, reading)
    found = []
    for author in people_of(printed, place, reading):
        known = next((other for other in listed if _folded(other.name) == _folded(author.name)), None)
        found.append(replace(known, name=author.name) if known else author)
        listed = [other for other in listed if other is not known]
    for author in listed:
        sentence = _("%(name)s is in the list of authors of this submission, but not among those printed; left out.")
        reading.note(Level.DOUBT, place, sentence % {"name": quoted(author.name)})
    return found


def doubt_shared_addresses(tables, reading):
    """One address under several names is one person in several spellings, or an address that people share."""
    spellings = {}
    for row in (row for table in tables for row in table.rows):
        if address := row.get("email").casefold():
            spellings.setdefault(address, {}).setdefault(_name(row), row)
    for names in spellings.values():
        if len(names) > 1:
            shown = ", ".join(map(quoted, list(names)[:MOST_SPELLINGS]))
            sentence = _("%(names)s have one e-mail address: one person in several spellings, or several who share it.")
            reading.note(Level.DOUBT, next(iter(names.values())).place("email"), sentence % {"names": shown})


def _author(row):
    about = {
        "affiliation": clean(row.raw("affiliation")),
        "email": email(row.get("email")),
        "is_corresponding": _is_corresponding(row),
    }
    if row.table.has("firstname", "lastname"):
        return person(row.raw("firstname"), row.raw("lastname"), **about)
    return AuthorRow(name=_name(row), **about)


def _name(row):
    return row.get("author", "cauthor") or clean(f"{row.get('firstname')} {row.get('lastname')}")


def _is_corresponding(row):
    return (
        row.get("corresponding").casefold() in YES
        or row.table.has("cauthor")
        or row.table.sheet.casefold().startswith("corresponding")
    )


def _once(authors):
    """A workbook has the corresponding authors in a sheet of their own, and again among all."""
    found = {}
    for author in authors:
        same = found.get(key := (_folded(author.name), author.email))
        found[key] = replace(author, is_corresponding=author.is_corresponding or bool(same and same.is_corresponding))
    return list(found.values())


def _in_words(names):
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def _folded(name):
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter))
    return " ".join(re.findall(r"\w+", plain.casefold()))
