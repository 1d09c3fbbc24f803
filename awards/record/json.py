"""The record of an edition as JSON, the format ``laurel-awards/1``: docs/record.md and its schema describe every field."""

import json
from datetime import UTC

from django.urls import reverse
from django.utils import timezone

from awards.models import CategoryStatus
from awards.record import committee, public_record
from awards.record.links import link, whole
from awards.record.procedure import votes
from papers import tex

FORMAT = "laurel-awards/1"


def to_json(edition):
    record = public_record(edition)
    voted = votes(record["categories"])
    said = {
        "format": FORMAT,
        "edition": _edition(edition),
        "categories": [_category(category, voted.get(category), edition) for category in record["categories"]],
        "committee": [_member(member) for member in committee(edition)],
        "grants": [_programme(programme) for programme in record["programmes"]],
    }
    return json.dumps(said, ensure_ascii=False, indent=1) + "\n"


def _edition(edition):
    return {
        "name": edition.name,
        "short_name": edition.short_name,
        "series": edition.series.name if edition.series else "",
        "host_conference": edition.host_conference,
        "date": _day(edition.starts_at, edition),
        "url": link(edition),
        "awards_url": whole(reverse("awards:awards", args=[edition.slug])),
    }


def _category(category, vote, edition):
    return {
        "name": category.name,
        "description": category.description,
        "announced_at": _instant(category.announced_at),
        "prize": _prize(category),
        "vote": vote and {"ballot": vote.ballot, "nominators": list(vote.nominators), "voters": vote.voters},
        "no_award": {"reason": category.no_award_reason} if category.status == CategoryStatus.VACATED else None,
        "awards": [_award(award) for award in category.winners],
        "rescinded": [_rescinded(award, edition) for award in category.rescinded],
    }


def _prize(category):
    if category.prize is None:
        return None
    return {
        "amount": f"{category.prize:f}",
        "currency": category.fund.currency,
        "if_tied": category.tie_rule,
        "paid_by": category.paid_by.name if category.paid_by else "",
    }


def _award(award):
    tie = {"reason": award.tie_reason} if award.is_tie else None
    return _winner(award) | {"citation": award.citation, "tie": tie}


def _rescinded(award, edition):
    return _winner(award) | {"date": _day(award.rescinded_at, edition), "reason": award.rescission_reason}


def _winner(award):
    return {
        "paper": _paper(award.paper) if award.paper else None,
        "person": _person(award.person, award.person.name) if award.person else None,
    }


def _paper(paper):
    authors = [
        _person(each.person, each.printed_name) | {"affiliation": each.printed_affiliation} for each in paper.authors
    ]
    return {
        "number": paper.number,
        "title": tex.to_text(paper.title),
        "title_tex": paper.title,
        "url": link(paper),
        "pdf": paper.pdf_address and whole(paper.pdf_address),
        "authors": authors,
    }


def _person(person, name):
    return {"name": name, "orcid": person.orcid, "url": link(person)}


def _member(member):
    return {"name": member.printed_name, "affiliation": member.printed_affiliation, "seat": member.seat}


def _programme(programme):
    return {
        "name": programme.name,
        "description": programme.description,
        "announced_at": _instant(programme.announced_at),
        "recipients": [_recipient(grant) for grant in programme.named],
        "unnamed": programme.unnamed,
    }


def _recipient(grant):
    return _person(grant.person, grant.printed_name) | {"affiliation": grant.printed_affiliation}


def _instant(moment):
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def _day(moment, edition):
    """As it was where the edition took place."""
    return timezone.localtime(moment, edition.zone).date().isoformat() if moment else ""
