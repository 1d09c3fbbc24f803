"""The awards of an edition as a table, a row for each author of each award: who wants fewer rows takes position 1."""

import csv
from io import StringIO

from django.utils import timezone

from awards.models import AwardStatus, CategoryStatus
from awards.record import public_record
from awards.record.links import link
from papers import tex
from workshops.importing.csv import neutral

AWARD = ["edition", "year", "category", "outcome", "announced_on", "prize", "currency", "paid_by", "citation", "reason"]
PAPER = ["paper", "title", "paper_url"]
PERSON = ["position", "name", "affiliation", "orcid", "person_url"]
HEADER = AWARD + PAPER + PERSON


def to_csv(edition):
    page = StringIO()
    table = csv.DictWriter(page, HEADER)
    table.writeheader()
    for category in public_record(edition)["categories"]:
        for row in _rows(category, edition):
            table.writerow({name: neutral(str(value)) for name, value in row.items()})
    return page.getvalue()


def _rows(category, edition):
    about = _about(category, edition)
    for award in [*category.winners, *category.rescinded]:
        for winner in _winners(award):
            yield about | _outcome(award) | winner
    if category.status == CategoryStatus.VACATED:
        yield about | {"outcome": "no award", "reason": category.no_award_reason}


def _about(category, edition):
    return {
        "edition": edition.short_name,
        "year": edition.year or "",
        "category": category.name,
        "announced_on": timezone.localtime(category.announced_at, edition.zone).date(),
        "prize": "" if category.prize is None else f"{category.prize:f}",
        "currency": category.fund.currency if category.prize else "",
        "paid_by": category.paid_by.name if category.paid_by else "",
    }


def _outcome(award):
    if award.status == AwardStatus.RESCINDED:
        return {"outcome": "rescinded", "reason": award.rescission_reason}
    return {"outcome": "tied" if award.is_tie else "won", "reason": award.tie_reason, "citation": award.citation}


def _winners(award):
    if award.person:
        yield _person(1, award.person, award.person.name)
        return
    paper = {"paper": award.paper.number, "title": tex.to_text(award.paper.title), "paper_url": link(award.paper)}
    for position, author in enumerate(award.paper.authors, start=1):
        row = _person(position, author.person, author.printed_name)
        yield paper | row | {"affiliation": author.printed_affiliation}


def _person(position, person, name):
    return {"position": position, "name": name, "orcid": person.orcid, "person_url": link(person)}
