from accounts.models.affiliation import Affiliation, AffiliationAlias
from accounts.models.institution import RorDump, RorOrganization, Spelling, SpellingState
from accounts.models.merge import Merge
from accounts.models.person import Person, PersonEmail, PersonName
from accounts.models.sameness import Answer, Likeness
from accounts.models.user import User

__all__ = [
    "Affiliation",
    "AffiliationAlias",
    "Answer",
    "Likeness",
    "Merge",
    "Person",
    "PersonEmail",
    "PersonName",
    "RorDump",
    "RorOrganization",
    "Spelling",
    "SpellingState",
    "User",
]
