from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models, transaction
from django.db.models import Q
from django.db.models.signals import pre_delete
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.models import Person
from awards import emails
from awards.models import ledger
from awards.models.code import RegistrationCode
from awards.models.fund import Fund
from awards.models.grant_doors import GrantQuerySet
from awards.models.grant_states import ACCOUNTS, HELD, GrantStatus
from awards.models.hindrances import hinders_person
from awards.models.ledger import Account
from awards.models.offer import Offer
from awards.models.programme import Benefit, GrantProgramme
from notifications import outbox
from notifications.models import Message
from workshops.lifecycle import IllegalMove, Lifecycle, record


@Person.appears_in
class Grant(Lifecycle):
    """One benefit of a programme for one person, with name and affiliation as printed in the list."""

    MOVES = {
        GrantStatus.PROPOSED: {GrantStatus.OFFERED, GrantStatus.GIVEN},
        GrantStatus.OFFERED: {GrantStatus.GIVEN, GrantStatus.RELEASED},
        GrantStatus.GIVEN: {
            GrantStatus.PROPOSED,
            GrantStatus.FULFILLED,
            GrantStatus.WITHDRAWN,
            GrantStatus.REVOKED,
            GrantStatus.NO_SHOW,
        },
        GrantStatus.FULFILLED: {GrantStatus.RETURNED, GrantStatus.NO_SHOW},
        GrantStatus.RETURNED: {GrantStatus.FULFILLED},
        GrantStatus.RELEASED: set(),
        GrantStatus.WITHDRAWN: set(),
        GrantStatus.REVOKED: set(),
        GrantStatus.NO_SHOW: {GrantStatus.RETURNED},
    }

    programme = models.ForeignKey(GrantProgramme, models.CASCADE, related_name="grants", verbose_name=_("programme"))
    benefit = models.ForeignKey(Benefit, models.PROTECT, related_name="grants", verbose_name=_("benefit"))
    person = models.ForeignKey(Person, models.PROTECT, related_name="grants", verbose_name=_("person"))
    offer = models.ForeignKey(
        Offer, models.PROTECT, null=True, editable=False, related_name="grants", verbose_name=_("offer")
    )
    printed_name = models.CharField(_("printed name"), max_length=200)
    printed_affiliation = models.CharField(_("printed affiliation"), max_length=300, blank=True)
    amount = models.DecimalField(
        _("amount"),
        max_digits=10,
        decimal_places=2,
        default=Decimal(1),
        validators=[MinValueValidator(Decimal("0.01"))],
        help_text=_("In the currency or the units of the fund."),
    )
    consents_to_be_named = models.BooleanField(_("agrees to be named"), default=False)
    status = models.CharField(
        _("status"), max_length=12, choices=GrantStatus, default=GrantStatus.PROPOSED, editable=False
    )
    payer = models.CharField(_("payer"), max_length=200, blank=True, editable=False)
    payment_reference = models.CharField(_("reference"), max_length=60, blank=True, editable=False)
    fulfilled_on = models.DateField(_("received on"), null=True, editable=False)
    handed_over_at = models.DateTimeField(_("name handed over"), null=True, editable=False)

    history = HistoricalRecords()
    objects = GrantQuerySet.as_manager()

    class Meta:
        ordering = ["programme", "pk"]
        verbose_name = _("grant")
        verbose_name_plural = _("grants")
        constraints = [
            models.UniqueConstraint(
                fields=["benefit", "person"],
                condition=~Q(status__in=["released", "withdrawn", "revoked"]),
                name="grant_once_per_person",
                violation_error_message=_("This person has this already."),
            ),
            models.CheckConstraint(
                name="grant_amount_positive",
                condition=Q(amount__gt=0),
                violation_error_message=_("A grant is more than nothing."),
            ),
            models.CheckConstraint(
                name="grant_status_is_known",
                condition=Q(status__in=GrantStatus),
                violation_error_message=_("There is no such status."),
            ),
            models.CheckConstraint(
                name="grant_received_says_when",
                condition=~Q(status="fulfilled") | Q(fulfilled_on__isnull=False),
                violation_error_message=_("Say when it was received."),
            ),
        ]

    def __str__(self):
        return f"{self.programme}: {self.printed_name}"

    @property
    def workshop(self):
        return self.programme.workshop

    @property
    def is_held(self):
        return self.status in HELD

    @property
    def fund(self):
        return self.benefit.fund

    @property
    def standing(self):
        """What was spent on somebody who did not come is spent."""
        spent = self.status == GrantStatus.NO_SHOW and self.fulfilled_on
        account = Account.PAID if spent else ACCOUNTS.get(self.status)
        return {account: self.amount} if account else {}

    @property
    def benefit_text(self):
        return self.benefit.say(self.amount)

    def clean(self):
        if self.benefit_id and self.programme_id and self.benefit.programme_id != self.programme_id:
            raise ValidationError({"benefit": _("This benefit belongs to another programme.")})
        if self.benefit_id and self.amount is not None and (refusal := self.benefit.hinders_amount(self.amount)):
            raise ValidationError({"amount": refusal})
        settled = self.pk and self.status != GrantStatus.PROPOSED
        if settled and type(self).objects.filter(pk=self.pk).exclude(amount=self.amount).exists():
            raise ValidationError({"amount": _("This grant is given. Undo that before you change the amount.")})

    # -- Given without an offer -------------------------------------------------------------------

    @transaction.atomic
    def give(self, *, by, reason=""):
        """Silent and reversible. The fund is locked, so two grants cannot both take the last of it."""
        [fund] = Fund.objects.hold([self.benefit.fund_id])
        for sentence in self.hinders_giving():
            raise IllegalMove(sentence)
        self.hand_over(verb="give", by=by, reason=reason)
        fund.check_covers()

    @transaction.atomic
    def undo(self, *, by, reason=""):
        Fund.objects.hold([self.benefit.fund_id])
        self._hold("status")
        if self.programme.is_announced:
            raise IllegalMove(_("“%s” is announced; it is settled.") % self.programme)
        if self.offer_id or self.told() or self.codes.exists():
            raise IllegalMove(_("%s has been told. This cannot be undone silently.") % self.printed_name)
        self._become(GrantStatus.PROPOSED, verb="undo", by=by, reason=reason)

    def hinders_giving(self):
        if self.status == GrantStatus.OFFERED or self.offer_id:
            yield _("This belongs to an offer: the person accepts it, or you take it back.")
        else:
            yield from self.hinders()

    @transaction.atomic
    def hand_over(self, *, verb, by, reason=""):
        """The person has it, and a code if there is one. Whether they may, and the money suffices, was asked."""
        self._become(GrantStatus.GIVEN, verb=verb, by=by, reason=reason)
        RegistrationCode.objects.assign(self)

    # -- Offered and answered ---------------------------------------------------------------------

    def offer_it(self, *, by):
        self._become(GrantStatus.OFFERED, verb="offer", by=by)

    @transaction.atomic
    def accept(self, *, by, may_be_named):
        self.hand_over(verb="accept", by=by)
        self._note(consents_to_be_named=may_be_named)

    def release(self, *, by, reason=""):
        self._become(GrantStatus.RELEASED, verb="release", by=by, reason=reason)

    def hinders(self):
        """Why it cannot be promised to this person, in sentences; whether the money is there is asked of the fund."""
        if refusal := self.benefit.hinders_amount(self.amount):
            yield refusal
        yield from hinders_person(self.benefit, self.person, self.printed_name)

    # -- What becomes of it -----------------------------------------------------------------------

    @transaction.atomic
    def fulfil(self, *, by, paid_on, payer="", payment_reference=""):
        """Note what was received, and when: a payment that was made elsewhere, a registration that was used or confirmed."""
        [fund] = Fund.objects.hold([self.benefit.fund_id])
        self._note(payer=payer, payment_reference=payment_reference, fulfilled_on=paid_on)
        self._become(GrantStatus.FULFILLED, verb="fulfil", by=by, reason=payment_reference)
        fund.check_covers()

    def mark_returned(self, *, by, reason):
        for sentence in self.hinders_return():
            raise IllegalMove(sentence)
        self._become(GrantStatus.RETURNED, verb="mark_returned", by=by, reason=reason)

    def hinders_return(self):
        if not self.fulfilled_on:
            yield _("Nothing of it was received that could come back.")

    def withdraw(self, *, by, reason=""):
        """The person gives it up."""
        self._become(GrantStatus.WITHDRAWN, verb="withdraw", by=by, reason=reason)

    def revoke(self, *, by, reason):
        self._become(GrantStatus.REVOKED, verb="revoke", by=by, reason=reason)

    def mark_no_show(self, *, by, reason=""):
        self._become(GrantStatus.NO_SHOW, verb="mark_no_show", by=by, reason=reason)

    @transaction.atomic
    def _become(self, status, *, verb, by, reason=""):
        """The fund is held before the grant, by whatever moves one, so that two who move it wait and do not deadlock."""
        Fund.objects.hold([self.benefit.fund_id])
        super()._become(status, verb=verb, by=by, reason=reason)
        ledger.follow([self])
        if status not in {*HELD, GrantStatus.NO_SHOW}:
            RegistrationCode.objects.cancel_of(self)

    # -- Letters ----------------------------------------------------------------------------------

    def letters(self):
        return outbox.unwritten([emails.grant_given(self)] if self.person.email else [])

    def unreached(self):
        return [] if self.person.email else [self.printed_name]

    @transaction.atomic
    def tell(self, *, by):
        """Post the letter unless it was posted; pressing twice tells once."""
        self._hold("status")
        if not self.is_held:
            raise IllegalMove(_("Give “%s” before you tell anybody.") % self)
        posted = outbox.post(self.letters(), by=by)
        if posted:
            record(self, "tell the recipient", after=f"{len(posted)} mails", by=by)
        return posted

    def told(self):
        return Message.objects.filter(kind=emails.GRANT_GIVEN).about(self)


pre_delete.connect(ledger.follow_deletion, sender=Grant)
