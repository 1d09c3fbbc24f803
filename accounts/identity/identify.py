"""Which mentions of a name are one person. Pure: it is given all mentions and says who is who, and why.

An identifier joins wherever it stands; an equal name joins only within the edition, and only with something shared.
What contradicts stops a join: nothing is decided between two candidates.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from accounts.identity.addresses import domain_of, is_shared, normal
from accounts.identity.folding import folded
from accounts.identity.groups import Groups


class Because(TextChoices):
    """What told that a mention is this person."""

    NEW = "new", _("nobody here had this name")
    KNOWN = "known", _("linked before")
    EMAIL = "email", _("same e-mail address")
    ORCID = "orcid", _("same ORCID")
    OPENREVIEW = "openreview", _("same OpenReview id")
    COAUTHOR = "coauthor", _("same name and a co-author in common")
    AFFILIATION = "affiliation", _("same name and the same affiliation")
    DOMAIN = "domain", _("same name and the same e-mail domain")


BY_ITSELF = {Because.COAUTHOR, Because.AFFILIATION, Because.DOMAIN}  # reversible, and listed


@dataclass(frozen=True)
class Mention:
    """A name somewhere: on a paper of a file, or on a row that exists.

    ``company`` holds folded names of co-authors. Two mentions with the same ``paper`` are two people, so a paper that
    is in the file and in the database needs a key for each. ``person`` is the key of a row that exists; without
    ``in_edition`` a mention joins by identifiers only.
    """

    key: Hashable
    name: str
    email: str = ""
    orcid: str = ""
    openreview_id: str = ""
    affiliation: str = ""
    company: frozenset[str] = frozenset()
    paper: Hashable = None
    person: int | None = None
    in_edition: bool = True


@dataclass(frozen=True)
class Identity:
    """Mentions of one ``group`` are one person: an existing one, or a new one. ``along_with`` is who was joined."""

    group: int
    person: int | None
    because: Because
    along_with: Hashable = None


def identify(mentions: Iterable[Mention]) -> dict[Hashable, Identity]:
    mentions = list(mentions)
    groups = Groups(mentions)
    _join(groups, _by(mentions, lambda each: [each.person]), Because.KNOWN)
    _join(groups, _by(mentions, lambda each: [each.orcid.strip().upper()]), Because.ORCID)
    _join(groups, _by(mentions, lambda each: [each.openreview_id.strip()]), Because.OPENREVIEW)
    _join(groups, _own_addresses(mentions), Because.EMAIL)
    for namesakes in _namesakes(mentions):
        _join(groups, _by(mentions, lambda each: each.company, namesakes), Because.COAUTHOR)
        _join(groups, _by(mentions, lambda each: [folded(each.affiliation)], namesakes), Because.AFFILIATION)
        _join(groups, _by(mentions, lambda each: [domain_of(each.email)], namesakes), Because.DOMAIN)
    return _identities(mentions, groups)


def _by(mentions, marks_of: Callable[[Mention], Iterable], among=None) -> dict[Hashable, list[int]]:
    """Positions of mentions by each of their marks, in their order."""
    holders = defaultdict(list)
    for position in range(len(mentions)) if among is None else among:
        for mark in marks_of(mentions[position]):
            if mark not in {None, ""}:
                holders[mark].append(position)
    return holders


def _own_addresses(mentions):
    addresses = _by(mentions, lambda each: [normal(each.email)])
    return {
        address: holders
        for address, holders in addresses.items()
        if len(holders) > 1 and not is_shared(address, (mentions[position].name for position in holders))
    }


def _namesakes(mentions):
    names = _by(mentions, lambda each: [folded(each.name) if each.in_edition else ""])
    return (positions for positions in names.values() if len(positions) > 1)


def _join(groups, marks, because):
    """Join all holders of a mark. A mark of people who cannot be one says nothing about any of them."""
    for _mark, holders in sorted(marks.items(), key=lambda item: item[1]):
        if len(holders) > 1 and groups.may_all_be_one(holders):
            for position in holders[1:]:
                groups.join(holders[0], position, because)


def _identities(mentions, groups):
    """Every mention with the reason of the join that connects it to a known row, or to the first of its group."""
    identities = {}
    for position, mention in enumerate(mentions):
        root = groups.root(position)
        person = groups.person[root]
        joined = groups.way_in(position)
        if joined is None:
            because, along_with = (Because.NEW if person is None else Because.KNOWN), None
        else:
            because, along_with = joined[1], mentions[joined[0]].key
        identities[mention.key] = Identity(root, person, because, along_with)
    return identities
