"""What whoever has a paper that can win must not learn by a way around, registered with the lower apps that ask."""

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from accounts.discretion import keeps_back
from awards.importing.award import AwardPart
from awards.importing.candidate import CandidatePart
from awards.models import Award, AwardCategory
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
    return Q(noun__in=[AwardPart.noun, CandidatePart.noun], batch__workshop__in=editions) | Q(own)
