"""A win as the board shows it: what became of its letters, its money and its certificate."""

from functools import cached_property

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from awards.models import AwardStatus, CertificateStatus, SplitRule
from awards.models.share import UNSETTLED
from notifications import outbox
from notifications.states import State


class Winner:
    def __init__(self, award, messages):
        self.award = award
        self.messages = [
            each for each in messages if each.state != State.CANCELLED and each.kind == award.kind_of_letter
        ]
        self.shares = list(award.shares.all())
        for share in self.shares:
            share.award = award

    def __str__(self):
        return str(self.award.paper or self.award.person)

    @cached_property
    def people(self):
        return self.award.winners

    # -- Letters ----------------------------------------------------------------------------------

    @cached_property
    def waiting(self):
        now = timezone.now()
        return [each for each in self.messages if each.state == State.QUEUED and each.not_before > now]

    @property
    def told(self):
        return len(self.messages) - len(self.waiting)

    @property
    def leaves_at(self):
        return min((each.not_before for each in self.waiting), default=None)

    @property
    def untold(self):
        """Names of those who could be told, and have no letter yet."""
        written = {each.recipient for each in self.messages}
        return [name for person, name in self.people if person.email and outbox.key(person) not in written]

    @property
    def unreached(self):
        return [name for person, name in self.people if not person.email]

    # -- Money and certificate --------------------------------------------------------------------

    @property
    def settled(self):
        return sum(share.status not in UNSETTLED for share in self.shares)

    @property
    def late(self):
        return sum(share.is_late for share in self.shares)

    @property
    def certificate(self):
        valid = (each for each in self.award.certificates.all() if each.status == CertificateStatus.ISSUED)
        return next(valid, None)

    @property
    def authors_changed(self):
        """Since the decision: the shares belong to others than the authors."""
        theirs = [person.pk for person, _name in self.people]
        sharing = theirs[:1] if self.award.category.split_rule == SplitRule.FIRST else theirs
        return bool(self.shares) and [share.person_id for share in self.shares] != sharing

    @property
    def troubles(self):
        """What somebody has to look at, in sentences."""
        if self.award.status == AwardStatus.DECIDED and self.authors_changed:
            yield _("The authors of “%s” changed after the decision; the shares are those of before.") % self
        if self.award.status == AwardStatus.DECIDED and self.award.rescission_asked_by_id:
            yield _("Somebody asked to rescind “%s”. A second organizer says yes or no.") % self
        if late := self.late:
            yield (
                ngettext(
                    "%d winner has not said in time what happens with the share.",
                    "%d winners have not said in time what happens with their shares.",
                    late,
                )
                % late
            )
