from django.db import models, transaction
from django.db.models import Q
from django.db.models.signals import pre_delete
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from simple_history.models import HistoricalRecords

from accounts.models import Person
from awards.models import ledger
from awards.models.award import Award
from awards.models.ledger import Account
from workshops.lifecycle import IllegalMove, Lifecycle


class ShareStatus(models.TextChoices):
    PENDING = "pending", gettext_lazy("not answered yet")
    DETAILS_REQUESTED = "details_requested", gettext_lazy("accepted; the payer asks for details")
    READY = "ready", gettext_lazy("ready to be paid")
    PAID = "paid", gettext_lazy("paid")
    DECLINED = "declined", gettext_lazy("declined")
    DONATED = "donated", gettext_lazy("donated")
    UNPAYABLE = "unpayable", gettext_lazy("cannot be paid")
    CANCELLED = "cancelled", gettext_lazy("cancelled")
    RETURNED = "returned", gettext_lazy("came back")


UNSETTLED = {ShareStatus.PENDING, ShareStatus.DETAILS_REQUESTED, ShareStatus.READY}
ANSWERABLE = {ShareStatus.PENDING, ShareStatus.DETAILS_REQUESTED}  # the winner's turn; afterwards it is the payer's
FREE = {ShareStatus.DECLINED, ShareStatus.UNPAYABLE, ShareStatus.CANCELLED, ShareStatus.RETURNED}


ACCOUNTS = {
    ShareStatus.PENDING: Account.OFFERED,
    ShareStatus.DETAILS_REQUESTED: Account.ACCEPTED,
    ShareStatus.READY: Account.ACCEPTED,
    ShareStatus.DONATED: Account.ACCEPTED,
    ShareStatus.PAID: Account.PAID,
    ShareStatus.RETURNED: Account.RETURNED,
}


class PrizeShareQuerySet(models.QuerySet):
    def unsettled(self):
        return self.filter(status__in=UNSETTLED)

    def unpaid(self):
        return self.filter(status__in={*UNSETTLED, ShareStatus.DONATED})

    def committed(self):
        """What the fund owes or has paid."""
        return self.exclude(status__in=FREE)

    def organized_by(self, user):
        return self.filter(award__in=Award.objects.organized_by(user))

    def managed_by(self, user):
        return self.filter(award__in=Award.objects.managed_by(user))

    def known_to(self, user):
        """The user's own shares of awards that they may know of."""
        return self.filter(person__in=Person.objects.of(user), award__in=Award.objects.visible_to(user))


@Person.owns("person")
class PrizeShare(Lifecycle):
    """One winner's part of the money. The parts of an award add up to its prize."""

    is_derived = True  # written anew with every decision
    MOVES = {
        ShareStatus.PENDING: {
            ShareStatus.DETAILS_REQUESTED,
            ShareStatus.DECLINED,
            ShareStatus.DONATED,
            ShareStatus.UNPAYABLE,
            ShareStatus.CANCELLED,
        },
        ShareStatus.DETAILS_REQUESTED: {
            ShareStatus.READY,
            ShareStatus.DECLINED,
            ShareStatus.DONATED,
            ShareStatus.UNPAYABLE,
            ShareStatus.CANCELLED,
        },
        ShareStatus.READY: {ShareStatus.PAID, ShareStatus.UNPAYABLE, ShareStatus.CANCELLED},
        ShareStatus.PAID: {ShareStatus.RETURNED},
        ShareStatus.DECLINED: set(),
        ShareStatus.DONATED: {ShareStatus.PAID, ShareStatus.CANCELLED},
        ShareStatus.UNPAYABLE: {ShareStatus.DETAILS_REQUESTED},
        ShareStatus.CANCELLED: set(),
        ShareStatus.RETURNED: {ShareStatus.READY},
    }

    award = models.ForeignKey(Award, models.CASCADE, related_name="shares", verbose_name=gettext_lazy("award"))
    person = models.ForeignKey(Person, models.PROTECT, related_name="prize_shares", verbose_name=gettext_lazy("person"))
    position = models.PositiveSmallIntegerField(gettext_lazy("position"))
    amount = models.DecimalField(gettext_lazy("amount"), max_digits=10, decimal_places=3)
    status = models.CharField(
        gettext_lazy("status"), max_length=20, choices=ShareStatus, default=ShareStatus.PENDING, editable=False
    )
    note = models.CharField(gettext_lazy("why not equal"), max_length=300, blank=True)
    donated_to = models.CharField(gettext_lazy("donated to"), max_length=200, blank=True)
    payer = models.CharField(gettext_lazy("payer"), max_length=200, blank=True)
    payment_reference = models.CharField(
        gettext_lazy("reference"),
        max_length=60,
        blank=True,
        help_text=gettext_lazy("The payer's own number of the payment. Never an account or tax number."),
    )
    paid_on = models.DateField(gettext_lazy("paid on"), null=True, blank=True)

    history = HistoricalRecords()
    objects = PrizeShareQuerySet.as_manager()

    class Meta:
        ordering = ["award", "position"]
        verbose_name = gettext_lazy("share of the prize")
        verbose_name_plural = gettext_lazy("shares of the prize")
        constraints = [
            models.UniqueConstraint(
                fields=["award", "person"],
                name="prize_share_once_per_person",
                violation_error_message=gettext_lazy("This person has a share already."),
            ),
            models.CheckConstraint(
                name="prize_share_not_negative",
                condition=Q(amount__gte=0),
                violation_error_message=gettext_lazy("A share is not less than nothing."),
            ),
            models.CheckConstraint(
                name="prize_share_status_is_known",
                condition=Q(status__in=ShareStatus),
                violation_error_message=gettext_lazy("There is no such status."),
            ),
            models.CheckConstraint(
                name="prize_share_paid_says_when",
                condition=~Q(status="paid") | Q(paid_on__isnull=False),
                violation_error_message=gettext_lazy("Say when it was paid."),
            ),
        ]

    def __str__(self):
        return f"{self.person}: {self.amount_text}"

    @property
    def workshop(self):
        return self.award.category.workshop

    @property
    def fund(self):
        return self.award.category.fund

    @property
    def standing(self):
        account = ACCOUNTS.get(self.status)
        return {account: self.amount} if account else {}

    @property
    def amount_text(self):
        fund = self.award.category.fund  # none where the prize was taken off after the decision was undone
        return fund.say(self.amount) if fund else f"{self.amount:f}"

    @property
    def payer_name(self):
        """Who pays it, as far as the winner knows: the sponsor of the fund, or the edition."""
        fund = self.award.category.fund
        return str(fund.sponsor if fund and fund.sponsor else self.workshop)

    @property
    def in_words(self):
        """As the winner reads it."""
        return _("Your share of %(amount)s: %(status)s.") % {
            "amount": self.amount_text,
            "status": self.get_status_display(),
        }

    @property
    def is_answered(self):
        return self.status != ShareStatus.PENDING

    @property
    def is_late(self):
        """Not answered although the time for that is over."""
        until = self.award.category.answers_until
        return self.status == ShareStatus.PENDING and until is not None and until <= timezone.now()

    # -- The winner says --------------------------------------------------------------------------

    def accept(self, *, by):
        self._answer(ShareStatus.DETAILS_REQUESTED, verb="accept", by=by)

    def decline(self, *, by, reason=""):
        self._answer(ShareStatus.DECLINED, verb="decline", by=by, reason=reason)

    def donate(self, *, by, to):
        self._answer(ShareStatus.DONATED, verb="donate", by=by, reason=to, donated_to=to)

    # -- Whoever handles the money says -----------------------------------------------------------

    def mark_ready(self, *, by, reason=""):
        self._become(ShareStatus.READY, verb="mark_ready", by=by, reason=reason)

    def pay(self, *, by, payer, payment_reference="", paid_on):
        """Note a payment that was made elsewhere: who, which, when; nothing else is kept."""
        noted = {"payer": payer, "payment_reference": payment_reference, "paid_on": paid_on}
        self._become(ShareStatus.PAID, verb="pay", by=by, reason=payment_reference, **noted)

    def mark_unpayable(self, *, by, reason):
        self._become(ShareStatus.UNPAYABLE, verb="mark_unpayable", by=by, reason=reason)

    def mark_returned(self, *, by, reason):
        self._become(ShareStatus.RETURNED, verb="mark_returned", by=by, reason=reason)

    @transaction.atomic
    def revive(self, *, by, reason=""):
        """Of a share that could not be paid, or came back: try again, if the fund still has it."""
        self.award.hold()
        fund = self.award.category.locked_fund()
        next_status = ShareStatus.READY if self.status == ShareStatus.RETURNED else ShareStatus.DETAILS_REQUESTED
        self._become(next_status, verb="revive", by=by, reason=reason)
        fund.check_covers()

    @transaction.atomic
    def resize(self, amount, *, note, by):
        self._change("amount", amount, verb="resize", by=by, reason=note)
        ledger.follow([self])
        self._note(note=note)

    def cancel(self, *, by, reason=""):
        self._become(ShareStatus.CANCELLED, verb="cancel", by=by, reason=reason)

    def hinders_answer(self, status):
        """Why the winner cannot answer so now, in a sentence; empty if they can."""
        if self.is_late:
            return _("The time to answer has passed. Please write to the organizers.")
        if self.status not in ANSWERABLE or not self.can_become(status):
            return self.in_words
        return ""

    @transaction.atomic
    def _become(self, status, *, verb, by, reason="", **noted):
        """Of a rescinded award nothing more is paid; what was paid before may still come back.

        The award is held before the share, as by whoever decides and shares out anew.
        """
        self.award.hold()
        if self.award.status == "rescinded" and status not in {ShareStatus.CANCELLED, ShareStatus.RETURNED}:
            raise IllegalMove(_("The award was rescinded; nothing more is paid for it."))
        self._note(**noted)
        super()._become(status, verb=verb, by=by, reason=reason)
        ledger.follow([self])

    def _answer(self, status, *, verb, by, **given):
        if refusal := self.hinders_answer(status):
            raise IllegalMove(refusal)
        self._become(status, verb=verb, by=by, **given)


pre_delete.connect(ledger.follow_deletion, sender=PrizeShare)
