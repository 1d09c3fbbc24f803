"""Whom one can sign in as."""

from allauth.account.models import EmailAddress

from accounts.models import PersonEmail, User

PASSWORD = "laurel-and-bay-leaves"  # noqa: S105 - it is meant to be known
SIGN_INS = {
    "organizer@example.org": "runs the site, and so organizes all three editions",
    "chair@example.org": "organizes only the invented edition",
    "committee@example.org": "chairs the award committee of the invented edition, which is voting",
    "member@example.org": "sits on that committee and has not voted yet",
    "author@example.org": "an author who shares an award and has a travel award",
}


def load_accounts():
    """Returns the organizer's account, in whose name everything else is decided and announced."""
    users = {email: load_account(email, is_superuser=email.startswith("organizer")) for email in SIGN_INS}
    return users["organizer@example.org"]


def load_account(email, **rights):
    user = User.objects.create_user(email, PASSWORD, **rights)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    person = PersonEmail.objects.get(email=email).person
    person.user = user
    person.save(update_fields=["user"])
    return user
