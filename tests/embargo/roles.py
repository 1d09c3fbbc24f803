"""Who looks on, and who of them may know which secret."""

from typing import NamedTuple

from tests.factories import PersonFactory, UserFactory

OUTSIDERS = (
    "anonymous",
    "somebody",
    "winner",
    "coauthor",
    "rival",
    "reviewer",
    "speaker",
    "organizer_elsewhere",
    "past_organizer",
    "applicant",
    "referee",
)
APPLIED = ("organizing_applicant",)  # organizes, and may know all but how the call is decided
KEPT_APART = ("conflicted", "waiting", "organizing_author", "superuser")  # may know a part, and never the rest
THOROUGH = {"anonymous", "winner", "organizer_elsewhere", "conflicted"}
DESK = {  # to whom it is open, and of which apps and models they ask
    "organizer_elsewhere": {"account", "accounts", "awards", "notifications", "papers", "workshops"},
    "organizing_author": {"awards", "notifications", "papers.paper"},
    "organizing_applicant": {"accounts.person", "awards", "notifications"},
    "superuser": {"accounts.person", "awards", "notifications", "papers.paper"},
}
NAMES = {
    "winner": "Ada Winner",
    "coauthor": "Coa Winner",
    "rival": "Rita Rival",
    "reviewer": "Rei Reviewer",
    "speaker": "Sam Speaker",
    "organizer_elsewhere": "Ella Organizer",
    "past_organizer": "Pat Organizer",
    "organizer": "Ona Organizer",
    "organizing_author": "Oda Organizer",
    "superuser": "Sue Peruser",
    "laureate": "Lou Laureate",
    "grantee": "Gil Grantee",
    "applicant": "Ama Applicant",
    "organizing_applicant": "Abe Applicant",
    "bidder": "Bea Bidder",
    "referee": "Rob Referee",
    "scorer": "Sal Scorer",
    "chair": "Cleo Teasel",
    "member": "Mia Teasel",
    "conflicted": "Kim Teasel",
    "waiting": "Wim Teasel",
    "observer": "Obi Teasel",
}
CAST = {"winner", "rival", "grantee"}
CAST |= {NAMES[role] for role in CAST} | {f"{role}@example.org" for role in CAST}


class Curiosity(NamedTuple):
    is_thorough: bool
    desk: frozenset


def curiosity(role):
    return Curiosity(role in THOROUGH, frozenset(DESK.get(role, ())))


def people(world):
    """Each of ``NAMES`` as a person of the world with an account, and an account that is nobody's."""
    world.users = {"anonymous": None, "somebody": _account("somebody")}
    for role, name in NAMES.items():
        world.users[role] = _account(role)
        setattr(world, role, PersonFactory(name=name, email=f"{role}@example.org", user=world.users[role]))


def _account(role):
    user = UserFactory(email=f"{role}@example.org", is_superuser=role == "superuser")
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    return user
