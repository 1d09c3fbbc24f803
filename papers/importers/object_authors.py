"""Authors of a paper in a list of objects: names, objects or one string, with affiliations beside them."""

import re
from collections import Counter

from django.utils.translation import gettext as _

from papers.importers import entries
from papers.importers.authors import authors as split_authors
from papers.importers.authors import split_affiliation
from papers.importers.clean import quoted
from papers.importers.rows import AuthorRow, Level
from papers.importers.structured import Broken, is_true

NAMES = ("authors", "author", "authornames", "authorlist", "authorslist")
AFFILIATIONS = ("affiliations", "affiliation", "aff", "institutions", "authoraffiliations")
PROFILES = ("authorids", "orprofile")
ORCIDS = ("orcids", "orcid")
AUTHOR_FIELDS = (*NAMES, *AFFILIATIONS, *PROFILES, *ORCIDS)
APART = re.compile(r"[;|\n]")


def authors(paper, place, reading):
    printed = next((paper[key] for key in NAMES if paper.get(key)), [])
    if isinstance(printed, str):
        return _of_text(printed, paper, place, reading)
    if isinstance(printed, dict):
        printed = [{"name": name, "affiliation": affiliation} for name, affiliation in printed.items()]
    if not isinstance(printed, list):
        raise Broken(_("The authors of this paper are neither a list nor a text."))
    if all(isinstance(each, str) and "(" not in each for each in printed):
        return _in_columns([entries.text(each) for each in printed], paper, place, reading)
    return _without_repeats([_author(each) for each in printed], place, reading)


def _of_text(printed, paper, place, reading):
    """Only what is surely one author a piece is cut here; everything else is the business of author strings."""
    pieces = _cut(printed)
    if len(pieces) > 1 and "(" not in printed:
        return _in_columns(pieces, paper, place, reading)
    rows, doubts = split_authors(printed)
    for doubt in doubts:
        reading.note(Level.DOUBT, place, doubt)
    affiliations = _column(paper, AFFILIATIONS)
    if len(rows) == len(affiliations) and not any(row.affiliation for row in rows):
        return _in_columns([row.name for row in rows], paper, place, reading)
    return _without_repeats(rows, place, reading)


def _cut(printed):
    return [piece for each in APART.split(printed.strip(" ;|\n")) if (piece := entries.text(each))]


def _column(paper, keys):
    said = next((paper[key] for key in keys if paper.get(key)), [])
    if isinstance(said, str):
        return [entries.text(each) for each in APART.split(said)]
    return [_one(each) for each in said] if isinstance(said, list) else []


def _one(said):
    """An affiliation, or the several of one author."""
    return "; ".join(entries.text(each) for each in said) if isinstance(said, list) else entries.text(said)


def _in_columns(names, paper, place, reading):
    """Names with their affiliations and ids, which stand in lists of the same length beside them."""
    columns = {"affiliation": AFFILIATIONS, "openreview_id": PROFILES, "orcid": ORCIDS}
    said = {field: _column(paper, keys) for field, keys in columns.items()}
    if _is_doubled(names):
        reading.note(Level.DOUBT, place, _("Every author stands here twice; each was read once."))
        names = names[: len(names) // 2]
        said = {field: column[: len(names)] if _is_doubled(column) else column for field, column in said.items()}
    if said["affiliation"] and len(said["affiliation"]) != len(names):
        reading.note(
            Level.DOUBT, place, _("There are not as many affiliations as authors; the affiliations were left out.")
        )
    said = {field: column if len(column) == len(names) else [""] * len(names) for field, column in said.items()}
    rows = [
        AuthorRow(
            name=name, affiliation=affiliation, openreview_id=entries.profile(profile), orcid=entries.orcid(orcid)
        )
        for name, affiliation, profile, orcid in zip(names, *said.values(), strict=True)
    ]
    return _without_repeats([_named(row) for row in rows], place, reading)


def _is_doubled(column):
    half = len(column) // 2
    return len(column) > 1 and column[:half] == column[half:]


def _author(printed):
    if isinstance(printed, str):
        name, affiliation = split_affiliation(printed)
        return _named(AuthorRow(name=entries.text(name), affiliation=entries.text(affiliation)))
    if isinstance(printed, list):  # [name, affiliation]
        name, affiliation = ([entries.text(each) for each in printed] + ["", ""])[:2]
        return _named(AuthorRow(name=name, affiliation=affiliation))
    return _of_object(entries.fields(printed))


def _of_object(author):
    author = {entries.fold(key): said for key, said in author.items()}
    given = " ".join(filter(None, [_given(author), entries.first(author, "middlename", "middle")]))
    family = entries.first(author, "familyname", "last", "lastname", "family")
    name = entries.first(author, "name", "fullname", "displayname") or f"{given} {family}".strip()
    affiliation = next((author[key] for key in (*AFFILIATIONS, "institution", "organization") if author.get(key)), "")
    return _named(
        AuthorRow(
            name=name,
            affiliation=_one(affiliation),
            given_name=given if family else "",
            family_name=family if given else "",
            email=entries.email(author.get("email")),
            orcid=entries.orcid(author.get("orcid")),
            openreview_id=entries.profile(entries.first(author, "openreview", "openreviewid", "username")),
            is_corresponding=is_true(author.get("corresponding")) or is_true(author.get("contact")),
        )
    )


def _given(author):
    return entries.first(author, "givenname", "first", "firstname", "given")


def _named(row):
    if not row.name:
        raise Broken(_("An author of this paper has no name."))
    return row


def _without_repeats(rows, place, reading):
    """The same author again is dropped; of the same name with another affiliation there may be two."""
    times, of_name = Counter(rows), Counter(row.name for row in dict.fromkeys(rows))
    for row in (row for row in times if times[row] > 1):
        reading.note(
            Level.DOUBT, place, _("%(name)s stands here twice and was read once.") % {"name": quoted(row.name)}
        )
    for name in (name for name in of_name if of_name[name] > 1):
        reading.note(
            Level.DOUBT, place, _("%(name)s stands here twice, with different details.") % {"name": quoted(name)}
        )
    return list(times)
