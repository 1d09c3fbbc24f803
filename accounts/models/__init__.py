from accounts.models.affiliation import Affiliation, AffiliationAlias
from accounts.models.person import Person, PersonEmail, PersonName
from accounts.models.user import User

__all__ = ["Affiliation", "AffiliationAlias", "Person", "PersonEmail", "PersonName", "User"]
