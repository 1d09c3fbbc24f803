"""How a grant may stand, and in which account of its fund that puts it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from awards.models.ledger import Account


class GrantStatus(models.TextChoices):
    PROPOSED = "proposed", _("proposed")
    OFFERED = "offered", _("offered")
    GIVEN = "given", _("given")
    FULFILLED = "fulfilled", _("received")
    RELEASED = "released", _("not taken")
    WITHDRAWN = "withdrawn", _("given up")
    REVOKED = "revoked", _("revoked")
    NO_SHOW = "no_show", _("did not come")
    RETURNED = "returned", _("came back")


HELD = {GrantStatus.GIVEN, GrantStatus.FULFILLED}
ENDED = {GrantStatus.RELEASED, GrantStatus.WITHDRAWN, GrantStatus.REVOKED}
TAKEN = HELD | {GrantStatus.WITHDRAWN, GrantStatus.REVOKED, GrantStatus.NO_SHOW, GrantStatus.RETURNED}
ACCOUNTS = {
    GrantStatus.OFFERED: Account.OFFERED,
    GrantStatus.GIVEN: Account.ACCEPTED,
    GrantStatus.FULFILLED: Account.PAID,
    GrantStatus.RETURNED: Account.RETURNED,
}
