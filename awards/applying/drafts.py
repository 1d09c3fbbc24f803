"""An application before its first line is written: whose it is, and what Laurel knows already."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.claims import claim_person
from accounts.models import Person, PersonEmail, User
from awards.models import Application, Stage
from papers.models import Authorship


def hold(user):
    """Of two sheets of one account that arrive together, the second finds what the first one kept."""
    User.objects.select_for_update().get(pk=user.pk)
    claim_person(user)


def application_of(user, programme):
    """The one they have, or one that is not kept yet."""
    return Application.objects.of(user).filter(programme=programme).first() or _begun(user, programme)


def _begun(user, programme):
    application = Application(programme=programme)
    person = Person.objects.of(user).first()
    if person is None:
        return application
    application.person, application.printed_name = person, person.name
    on_papers = Authorship.objects.public().filter(person=person, paper__workshop=programme.workshop)
    authorships = list(on_papers.select_related("paper").order_by("paper__number"))
    if authorships:
        application.printed_name = authorships[0].printed_name
        application.printed_affiliation = authorships[0].printed_affiliation
    if len(authorships) == 1:
        application.paper = authorships[0].paper
    if any(each.is_student for each in authorships):
        application.stage = Stage.STUDENT
    return application


def person_for(user, name):
    """Who has no paper here yet becomes known by the name they type and an address they have proven."""
    proven = [email.lower() for email in _proven(user)]
    taken = set(PersonEmail.objects.filter(email__in=proven).values_list("email", flat=True))
    free = [email for email in proven if email not in taken]
    if not free:
        raise ValidationError(_("Your address is noted for somebody else here. Please write to the organizers."))
    person = Person.objects.create(name=name, user=user)
    person.emails.create(email=free[0])
    return person


def _proven(user):
    return user.emailaddress_set.filter(verified=True).order_by("-primary", "pk").values_list("email", flat=True)
