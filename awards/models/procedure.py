"""How a category goes from nominations to its announcement: states, and the verbs that move them."""

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from awards.models.obstacles import Obstacles
from papers.models import Paper
from workshops.lifecycle import Announced, Lifecycle, record


class CategoryStatus(models.TextChoices):
    DRAFT = "draft", gettext_lazy("being prepared")
    OPEN = "open", gettext_lazy("open for nominations")
    VOTING = "voting", gettext_lazy("being voted on")
    DECIDED = "decided", gettext_lazy("decided")
    VACATED = "vacated", gettext_lazy("decided: no award")
    CLOSED = "closed", gettext_lazy("closed")
    CANCELLED = "cancelled", gettext_lazy("cancelled")


UNDECIDED: set[str] = {CategoryStatus.DRAFT, CategoryStatus.OPEN, CategoryStatus.VOTING}


class Procedure(Obstacles, Lifecycle, Announced):
    """The verbs of an `AwardCategory`. Each asks first what stands in its way."""

    MOVES = {
        CategoryStatus.DRAFT: {
            CategoryStatus.OPEN,
            CategoryStatus.DECIDED,
            CategoryStatus.VACATED,
            CategoryStatus.CANCELLED,
        },
        CategoryStatus.OPEN: {
            CategoryStatus.DRAFT,
            CategoryStatus.VOTING,
            CategoryStatus.DECIDED,
            CategoryStatus.VACATED,
            CategoryStatus.CANCELLED,
        },
        CategoryStatus.VOTING: {
            CategoryStatus.OPEN,
            CategoryStatus.DECIDED,
            CategoryStatus.VACATED,
            CategoryStatus.CANCELLED,
        },
        CategoryStatus.DECIDED: {*UNDECIDED, CategoryStatus.CLOSED},
        CategoryStatus.VACATED: UNDECIDED,
        CategoryStatus.CLOSED: set(),
        CategoryStatus.CANCELLED: {CategoryStatus.DRAFT},
    }
    FROM = {  # where each verb begins
        "open": {CategoryStatus.DRAFT},
        "back_to_draft": {CategoryStatus.OPEN},
        "start_voting": {CategoryStatus.OPEN},
        "reopen": {CategoryStatus.VOTING},
        "decide": {*UNDECIDED, CategoryStatus.DECIDED},
        "undo": {CategoryStatus.DECIDED, CategoryStatus.VACATED},
        "vacate": UNDECIDED,
        "cancel": UNDECIDED,
        "restore": {CategoryStatus.CANCELLED},
        "announce": {*UNDECIDED, CategoryStatus.DECIDED, CategoryStatus.VACATED},
        "close": {CategoryStatus.DECIDED},
    }

    status = models.CharField(
        gettext_lazy("status"), max_length=10, choices=CategoryStatus, default=CategoryStatus.DRAFT, editable=False
    )
    decided_from = models.CharField(max_length=10, choices=CategoryStatus, default=CategoryStatus.DRAFT, editable=False)

    class Meta:
        abstract = True

    def open(self, *, by):
        """Nominations begin."""
        self._go(CategoryStatus.OPEN, verb="open", by=by)

    def back_to_draft(self, *, by, reason=""):
        """Nominations stay; nobody adds to them meanwhile."""
        self._go(CategoryStatus.DRAFT, verb="back_to_draft", by=by, reason=reason)

    def start_voting(self, *, by):
        self._go(CategoryStatus.VOTING, verb="start_voting", by=by)

    @transaction.atomic
    def reopen(self, *, by, reason=""):
        """Back to the nominations; the ballots cast so far count no more."""
        self._go(CategoryStatus.OPEN, verb="reopen", by=by, reason=reason)
        self._void(self.ballots.standing(), by=by, reason=_("Nominations were opened again."))

    @transaction.atomic
    def award_to(self, winners, *, by, reason=""):
        """Decide in one go for ``winners``, unsaved awards of this category, best first, whatever was proposed before."""
        self.locked().take_back_proposals(by=by, reason=reason)
        for award in winners:
            award.category = self
            award.full_clean()
            award.save()
        self.decide(by=by, reason=reason)

    @transaction.atomic
    def decide(self, *, by, reason=""):
        """Decide for every proposed award at once."""
        locked, proposed = self.locked(), self.awards.proposed()
        locked.void_ballots_in_conflict(by=by)
        locked.require("decide")
        Paper.objects.hold(proposed.values_list("paper", flat=True))
        for award in proposed:
            award.decide(by=by, reason=reason)
        self.refresh_from_db(fields=["status"])

    @transaction.atomic
    def undo(self, *, by, reason=""):
        """Back to before the decision, while nobody outside can have seen it."""
        locked = self.locked()
        locked.require("undo")
        for award in locked.awards.decided():
            award.undo(by=by, reason=reason)
        if locked.is_voted_on:  # whom a committee chose is nobody's proposal
            locked.take_back_proposals(by=by, reason=reason)
        locked.refresh_from_db(fields=["status"])
        if locked.status in self.FROM["undo"]:  # vacated, or all its winners are rescinded
            locked.become_undecided(by=by, reason=reason)
        self._note(no_award_reason="")
        self.refresh_from_db(fields=["status"])

    @transaction.atomic
    def take_back_proposals(self, *, by, reason=""):
        for award in self.awards.proposed():
            record(self, "take a proposal back", before=str(award)[:80], by=by, reason=reason)
            award.delete()

    def become_decided(self, *, by, reason=""):
        """Its first award is decided."""
        if self.status != CategoryStatus.DECIDED:
            self._settle(CategoryStatus.DECIDED, verb="decide", by=by, reason=reason)

    def become_undecided(self, *, by, reason=""):
        """Its last decision is undone."""
        self._become(self.decided_from, verb="undo", by=by, reason=reason)

    @transaction.atomic
    def vacate(self, *, by, reason):
        """No award is given this time; the reason becomes public with the announcement."""
        self.locked().require("vacate")
        self._settle(CategoryStatus.VACATED, verb="vacate", by=by, reason=reason)
        self._note(no_award_reason=reason)

    @transaction.atomic
    def cancel(self, *, by, reason=""):
        """There is no such award this time, and nothing of it will be public; ballots cast so far count no more."""
        self._go(CategoryStatus.CANCELLED, verb="cancel", by=by, reason=reason)
        self._void(self.ballots.standing(), by=by, reason=_("The award was cancelled."))

    def restore(self, *, by, reason=""):
        self._go(CategoryStatus.DRAFT, verb="restore", by=by, reason=reason)

    @transaction.atomic
    def announce(self, *, by, at=None):
        """Public from ``at`` on, or from now: the one moment. Nothing else needs to run for it."""
        locked = self.locked()
        locked.require("announce", at=at or timezone.now())
        self._announce(at, by=by)
        self.move_letters(by=by, also_due=locked.is_scheduled)

    @transaction.atomic
    def withdraw_announcement(self, *, by, reason=""):
        self.locked()
        super().withdraw_announcement(by=by, reason=reason)
        self.move_letters(by=by, also_due=True)

    def close(self, *, by):
        """Nothing is left to do: every share is settled."""
        self._go(CategoryStatus.CLOSED, verb="close", by=by)

    def locked(self):
        """Read again and held until the transaction ends: decisions and announcements wait for each other."""
        return type(self).objects.select_for_update().get(pk=self.pk)

    def void_ballots_in_conflict(self, *, by):
        """Who became an author of a paper on the ballot after casting it has not judged it."""
        in_conflict = self.ballots.standing().in_conflict()
        self._void(in_conflict, by=by, reason=_("A paper on it is one that the member is in conflict with."))

    def move_letters(self, *, by, also_due=False):
        """Letters that waited for the old moment, or the old rule, are written anew for the new one, or cancelled with it.

        ``also_due``: those as well whose time has come, while the relay does not answer; they name the old moment.
        """
        for award in self.awards.decided():
            award.category = self
            letters = award.unsent_letters() if also_due else award.waiting_letters()
            if award.call_back(letters) and self.announced_at:
                award.tell(by=by)

    def _void(self, ballots, *, by, reason):
        for ballot in ballots:
            ballot.void(by=by, reason=reason)

    def _settle(self, status, *, verb, by, reason=""):
        """Decided or vacated: an undo leads back to where that happened."""
        before = self.status
        self._become(status, verb=verb, by=by, reason=reason)
        self._note(decided_from=before)

    def _go(self, status, *, verb, by, reason=""):
        with transaction.atomic():
            self.locked().require(verb)
            self._become(status, verb=verb, by=by, reason=reason)
