"""What whoever can win, or has applied, must not learn by a way around, registered with the lower apps that ask."""

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from accounts.discretion import keeps_back
from awards.importing.award import AwardPart
from awards.importing.candidate import CandidatePart
from awards.importing.grant import GrantPart
from awards.models import Application, Award, AwardCategory, Grant, GrantProgramme, Offer, Referee
from notifications.models import with_keys
from workshops import mail
from workshops.models import ImportedRow
from workshops.models.imports import keeps_lines_back


@keeps_back
def reason_to_wait(user, categories=None):
    """Why, while one of these (else any) categories is not public, or an empty sentence; it never tells who wins."""
    categories = AwardCategory.objects.all() if categories is None else categories
    if user is None or not categories.concerning(user).exists():
        return ""
    return _(
        "A paper of yours can win an award that is not public yet, or you are in conflict with one that can. "
        "Another organizer does that, or you do it afterwards."
    )


@keeps_lines_back
def lines_kept_from(user):
    """Those about winners and candidates of such an edition, and of one's own award.

    Each knows the lines of a file of their own until it is applied; from then on it is as if somebody else had brought it.
    """
    if not user.is_authenticated:
        return Q()
    editions = list(AwardCategory.objects.concerning(user).values_list("workshop", flat=True))
    kept = list(Award.objects.kept_from(user).values_list("pk", flat=True))
    rows = ImportedRow.objects.filter(noun=AwardPart.noun, object_id__in=kept)
    own = Exists(rows.filter(workshop=OuterRef("batch__workshop"), key=OuterRef("key"), noun=OuterRef("noun")))
    of_grants = Q(noun=GrantPart.noun, batch__workshop__grant_programmes__in=GrantProgramme.objects.kept_from(user))
    return Q(noun__in=[AwardPart.noun, CandidatePart.noun], batch__workshop__in=editions) | Q(own) | of_grants


@keeps_back
def reason_to_wait_for_grants(user):
    """As what is promised to people hangs on them, and neither joins nor goes with them."""
    if user is None or not GrantProgramme.objects.kept_from(user).filter(announced_at=None).exists():
        return ""
    return _(
        "You have applied for a grant that is not announced yet. Another organizer does that, or you do it afterwards."
    )


def _keeps_back_letters_about(model):
    mail.keeps_back(lambda user: with_keys(model.objects.kept_from(user)).values("key"))


for each in (Application, Offer, Grant, Referee):
    _keeps_back_letters_about(each)
