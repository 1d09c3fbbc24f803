from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from awards import emails
from awards.models.rules import Telling
from notifications import outbox
from notifications.models import Message
from notifications.states import State
from workshops.lifecycle import IllegalMove, record


class Letters:
    """The mails of an award: who is told, when they leave, and what becomes of them when the moment moves."""

    @property
    def kind_of_letter(self):
        return emails.AWARD_RESCINDED if self.status == "rescinded" else emails.AWARD_WON

    def letters(self):
        """The mails that are still to tell the winners, unsaved: one each, to whoever has an address."""
        version = 1 + len(set(self._letters().recalled().values_list("version", flat=True)))
        write = emails.award_rescinded if self.status == "rescinded" else emails.award_won
        return outbox.unwritten(
            [
                write(self, person, name, version=version, not_before=self.tell_at)
                for person, name in self.winners
                if person.email
            ]
        )

    @property
    def tell_at(self):
        """When letters leave that are posted now: as the category says, and not before this moment."""
        announced_at = self.category.announced_at
        if announced_at is None or self.category.is_announced:
            return None
        hours = self.category.hours_before if self.category.telling == Telling.UNDER_EMBARGO else 0
        return max(announced_at - timedelta(hours=hours), timezone.now())

    def hinders_telling(self):
        if self.status == "proposed":
            yield _("Decide “%s” before you tell anybody.") % self
        elif self.category.telling == Telling.AT_ANNOUNCEMENT and not self.category.announced_at:
            yield _("Winners are told at the announcement. Say first when that is.")

    def unreached(self):
        """Printed names of winners whom no letter can reach."""
        return [name for person, name in self.winners if not person.email]

    @transaction.atomic
    def tell(self, *, by):
        """Post the letters that were not posted yet; pressing twice tells once."""
        self.hold()
        for sentence in self.hinders_telling():
            raise IllegalMove(sentence)
        posted = outbox.post(self.letters(), by=by)
        if posted:
            record(self, "tell the winners", after=f"{len(posted)} mails", by=by)
        return posted

    def hold(self):
        """Read again under the lock of the category: telling, undoing, announcing and rescinding wait for each other."""
        self.category = self.category.locked()
        self.refresh_from_db(fields=["status", "rescission_asked_by", "rescission_reason", "rescinded_at"])

    def told(self):
        """Letters that were posted and not called back."""
        return self._letters().exclude(state=State.CANCELLED)

    @staticmethod
    def call_back(letters):
        """Cancel those of the letters that no worker has yet; how many."""
        return sum(letter.call_back() for letter in letters)

    def waiting_letters(self):
        return self.unsent_letters().filter(not_before__gt=timezone.now())

    def unsent_letters(self):
        return self._letters().filter(state=State.QUEUED)

    def left_letters(self):
        """Those that winners may have read."""
        return self.told().exclude(state=State.QUEUED)

    def _letters(self):
        return Message.objects.filter(kind=emails.AWARD_WON).about(self)
