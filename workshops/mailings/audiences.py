"""To whom organizers can write: people, by what they are or have in an edition. Higher apps add theirs."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from workshops.models.role import Role, RoleKind
from workshops.models.workshop import Workshop

COMMON = {
    "name": _("their name"),
    "affiliation": _("their affiliation"),
    "edition": _("the name of the edition"),
    "page_url": _("the address of its page"),
    "me_url": _("the address of their own page here"),
}
audiences: dict[str, "Audience"] = {}  # by name


@dataclass(frozen=True)
class Member:
    """Somebody, once for each thing for which they belong to an audience. ``about`` is that thing, or None."""

    person: Person
    name: str
    affiliation: str = ""
    about: object = None
    values: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Audience:
    """``members(workshop, people)`` yields them, all or those who are among ``people``; ``warnings(member, words)`` what does not fit."""

    name: str
    label: str
    members: Callable[..., Iterable[Member]]
    placeholders: dict
    warnings: Callable[..., Iterable[str]]
    kept_from: Callable  # user → editions in which they must not learn who belongs to it

    @property
    def known(self):
        return COMMON | self.placeholders


def nothing(member, words):
    return ()


def from_nobody(user):
    return Workshop.objects.none()


def audience(name, label, *, warnings=nothing, kept=from_nobody, **placeholders):
    """Decorates the function of the members; ``placeholders`` are what it fills in besides the common ones, with their words."""

    def register(members):
        audiences[name] = Audience(name, label, members, placeholders, warnings, kept)
        return members

    return register


def open_to(user, workshop):
    """{name: audience} of those whose members this user may know."""
    kept = [name for rule, names in by_rule().items() if rule(user).filter(pk=workshop.pk).exists() for name in names]
    return {name: each for name, each in audiences.items() if name not in kept}


def by_rule():
    """{rule of whom they are kept from: names of audiences}"""
    found: dict[Callable, list[str]] = {}
    for name, each in audiences.items():
        found.setdefault(each.kept_from, []).append(name)
    return found


def among(people, rows):
    """The rows of these people, or all, with the addresses of each."""
    rows = rows.select_related("person").prefetch_related("person__emails")
    return rows if people is None else rows.filter(person__in=people)


def of_role(kind):
    def members(workshop, people=None):
        roles = Role.objects.of(kind).filter(workshop=workshop)
        for role in among(people, roles):
            yield Member(role.person, role.printed_name, role.printed_affiliation)

    return members


audience("speakers", _("speakers"))(of_role(RoleKind.SPEAKER))
audience("panelists", _("panelists"))(of_role(RoleKind.PANELIST))
audience("committee", _("programme committee"))(of_role(RoleKind.COMMITTEE))
audience("organizers", _("organizers"))(of_role(RoleKind.ORGANIZER))
