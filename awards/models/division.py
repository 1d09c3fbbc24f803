"""Other parts of a prize than the rule says, by a person with a reason."""

from django.db import transaction
from django.utils.translation import gettext as _

from awards.models.share import ShareStatus
from workshops.lifecycle import IllegalMove


@transaction.atomic
def divide(award, amounts, *, note, by):
    """Other parts than equal ones: ``amounts`` by share, which add up to the same sum, with the reason."""
    if not note.strip():
        raise IllegalMove(_("Say why the parts are not equal."))
    award.hold()
    shares = list(award.shares.select_for_update())
    if {share.pk for share in shares} != set(amounts) or sum(amounts.values()) != sum(each.amount for each in shares):
        raise IllegalMove(_("The parts must add up to the prize, to the cent."))
    if refusals := list(filter(None, map(award.category.fund.hinders_amount, amounts.values()))):
        raise IllegalMove(refusals[0])
    if any(share.status != ShareStatus.PENDING for share in shares):
        raise IllegalMove(_("A winner has answered already. The shares stay as they are."))
    for share in shares:
        share.resize(amounts[share.pk], note=note, by=by)
