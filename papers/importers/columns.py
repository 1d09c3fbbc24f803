"""Lists that stand beside a list of authors in columns of their own: affiliations, addresses, ORCIDs."""

import re
from dataclasses import replace

from django.utils.translation import gettext as _

from papers.importers.clean import clean, quoted
from papers.importers.entries import email, orcid
from papers.importers.rows import Level


def affiliated(authors, printed, place, reading):
    """``authors`` with the affiliations of a column: one each, or one for all; never by guess."""
    affiliations = _cut(printed)
    if not any(affiliations) or any(author.affiliation for author in authors):
        return authors
    if len(affiliations) == len(authors):
        return [replace(author, affiliation=name) for author, name in zip(authors, affiliations, strict=True)]
    if len(affiliations) == 1:
        sentence = _("%(affiliation)s was taken for all authors of this paper.")
        reading.note(Level.DOUBT, place, sentence % {"affiliation": quoted(affiliations[0])})
        return [replace(author, affiliation=affiliations[0]) for author in authors]
    sentence = _("%(affiliations)d affiliations for %(authors)d authors: whose they are is not certain; left out.")
    reading.note(Level.DOUBT, place, sentence % {"affiliations": len(affiliations), "authors": len(authors)})
    return authors


def identified(authors, emails, orcids):
    """``authors`` with what identifies them, where there is one for each."""
    return _beside(_beside(authors, "email", _cut(emails, ",;|\n"), email), "orcid", _cut(orcids, ",;|\n"), orcid)


def _beside(authors, field, values, read):
    if len(values) != len(authors):
        return authors
    return [
        replace(author, **{field: read(value.rstrip("* ")) or getattr(author, field)})
        for author, value in zip(authors, values, strict=True)
    ]


def _cut(printed, separators=";|\n"):
    printed = printed.strip().rstrip(separators)
    return [clean(part) for part in re.split(f"[{re.escape(separators)}]", printed)] if printed else []
