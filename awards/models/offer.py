"""A promise that waits for an answer until an instant, and the waitlist of those who may get one."""

import hashlib
import secrets
from contextlib import suppress

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from awards import emails
from awards.models import offering
from awards.models.award import keys_of
from awards.models.own import PromisedQuerySet
from awards.models.programme import GrantProgramme
from notifications import facts, outbox
from notifications.models import Message, with_keys
from workshops.lifecycle import IllegalMove, Lifecycle, record


class OfferStatus(models.TextChoices):
    PLANNED = "planned", _("planned")
    WAITLISTED = "waitlisted", _("on the waitlist")
    OPEN = "open", _("waiting for an answer")
    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("declined")
    MORE = "more", _("asked for more")
    EXPIRED = "expired", _("not answered in time")
    TAKEN_BACK = "taken_back", _("taken back")


LIVE = {OfferStatus.PLANNED, OfferStatus.WAITLISTED, OfferStatus.OPEN}


class OfferQuerySet(PromisedQuerySet):
    def planned(self):
        return self.filter(status=OfferStatus.PLANNED)

    def waitlisted(self):
        """The next first."""
        return self.filter(status=OfferStatus.WAITLISTED).order_by("rank")

    def open(self):
        return self.filter(status=OfferStatus.OPEN)

    def overdue(self, at):
        return self.open().filter(respond_by__lte=at)

    def told_to(self, user):
        """The user's own ones of which a letter has left."""
        letters = Message.objects.sent().filter(kind=emails.GRANT_OFFERED, recipient__in=keys_of(user))
        told = [int(about.rpartition(":")[2]) for about in letters.values_list("about", flat=True)]
        return self.filter(pk__in=told, person__in=Person.objects.of(user))

    def known(self):
        """Of which a letter has left."""
        letters = Message.objects.sent().filter(kind=emails.GRANT_OFFERED)
        return with_keys(self).filter(key__in=letters.values("about"))

    def linked_by(self, token):
        """Whose letter holds this secret. What happened to it meanwhile is shown to whoever has the letter."""
        return self.filter(link_digest=digest(token))


def digest(token):
    return hashlib.sha256(token.encode()).hexdigest()


@Person.owns("person")
class Offer(Lifecycle):
    """What a programme offers to one person: one or several grants, taken or left together."""

    MOVES = {
        OfferStatus.PLANNED: {OfferStatus.WAITLISTED, OfferStatus.OPEN},
        OfferStatus.WAITLISTED: {OfferStatus.PLANNED, OfferStatus.OPEN},
        OfferStatus.OPEN: {
            OfferStatus.ACCEPTED,
            OfferStatus.DECLINED,
            OfferStatus.MORE,
            OfferStatus.EXPIRED,
            OfferStatus.TAKEN_BACK,
        },
        OfferStatus.ACCEPTED: set(),
        OfferStatus.DECLINED: set(),
        OfferStatus.MORE: set(),
        OfferStatus.EXPIRED: set(),
        OfferStatus.TAKEN_BACK: set(),
    }

    programme = models.ForeignKey(GrantProgramme, models.CASCADE, related_name="offers", verbose_name=_("programme"))
    person = models.ForeignKey(Person, models.PROTECT, related_name="offers", verbose_name=_("person"))
    printed_name = models.CharField(_("printed name"), max_length=200)
    status = models.CharField(_("status"), max_length=12, choices=OfferStatus, default=OfferStatus.PLANNED)
    rank = models.PositiveIntegerField(_("place on the waitlist"), null=True, blank=True)
    respond_by = models.DateTimeField(_("answer before"), null=True, editable=False)
    offered_at = models.DateTimeField(_("offered at"), null=True, editable=False)
    answered_at = models.DateTimeField(_("answered at"), null=True, editable=False)
    link_digest = models.CharField(max_length=64, blank=True, db_index=True)

    objects = OfferQuerySet.as_manager()

    class Meta:
        ordering = ["programme", "pk"]
        verbose_name = _("offer")
        verbose_name_plural = _("offers")
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "person"],
                condition=Q(status__in=["planned", "waitlisted", "open"]),
                name="offer_one_is_live",
                violation_error_message=_("This person has an offer of this programme already."),
            ),
            models.UniqueConstraint(
                fields=["programme", "rank"],
                condition=Q(status="waitlisted"),
                name="offer_rank_once",
                violation_error_message=_("Two people stand at this place of the waitlist."),
            ),
            models.CheckConstraint(
                name="offer_open_says_until_when",
                condition=~Q(status="open") | Q(respond_by__isnull=False),
                violation_error_message=_("Say until when the answer is due."),
            ),
            models.CheckConstraint(
                name="offer_waitlisted_has_a_rank",
                condition=~Q(status="waitlisted") | Q(rank__isnull=False),
                violation_error_message=_("Who is on the waitlist has a place there."),
            ),
            models.CheckConstraint(
                name="offer_status_is_known",
                condition=Q(status__in=OfferStatus),
                violation_error_message=_("There is no such status."),
            ),
        ]

    def __str__(self):
        return f"{self.programme}: {self.printed_name}"

    @property
    def workshop(self):
        return self.programme.workshop

    @property
    def benefit_text(self):
        return ", ".join(grant.benefit_text for grant in self.grants.all())

    @property
    def is_open(self):
        """Whether it can be answered at this instant; at ``respond_by`` it cannot."""
        return self.status == OfferStatus.OPEN and timezone.now() < self.respond_by

    # -- The waitlist -----------------------------------------------------------------------------

    @transaction.atomic
    def put_on_waitlist(self, *, by, reason=""):
        """Behind all others."""
        ranks = type(self).objects.filter(programme=self.programme_id, rank__isnull=False)
        self._note(rank=(ranks.aggregate(models.Max("rank"))["rank__max"] or 0) + 1)
        self._become(OfferStatus.WAITLISTED, verb="put_on_waitlist", by=by, reason=reason)

    @transaction.atomic
    def take_off_waitlist(self, *, by, reason=""):
        self._become(OfferStatus.PLANNED, verb="take_off_waitlist", by=by, reason=reason)
        self._note(rank=None)

    @transaction.atomic
    def drop(self, *, by, reason=""):
        """It was only planned."""
        if self.status != OfferStatus.PLANNED:
            raise IllegalMove(_("“%s” is more than planned.") % self)
        record(self.programme, "drop a plan", before=self.printed_name, by=by, reason=reason)
        self.grants.all().delete()
        self.delete()

    # -- The person answers -----------------------------------------------------------------------

    @transaction.atomic
    def accept(self, *, by, may_be_named=False):
        self._answer(OfferStatus.ACCEPTED, verb="accept", by=by)
        for grant in self.grants.select_related("benefit__fund"):
            grant.accept(by=by, may_be_named=may_be_named)

    @transaction.atomic
    def decline(self, *, by, reason=""):
        self._answer(OfferStatus.DECLINED, verb="decline", by=by, reason=reason)
        self._release(by=by, reason=reason)

    @transaction.atomic
    def ask_for_more(self, *, by, reason):
        """The offer ends; organizers may plan another one."""
        self._answer(OfferStatus.MORE, verb="ask_for_more", by=by, reason=reason)
        self._release(by=by, reason=reason)

    def _answer(self, status, *, verb, by, reason=""):
        self._hold("status", "respond_by")
        if self.status == OfferStatus.OPEN and not self.is_open:
            raise IllegalMove(_("The time to answer has passed. Please write to the organizers."))
        self._become(status, verb=verb, by=by, reason=reason)
        self._note(answered_at=timezone.now())

    # -- Nobody answers, or it is taken back ------------------------------------------------------

    @transaction.atomic
    def expire(self):
        self._hold("status", "respond_by")
        if self.status != OfferStatus.OPEN or self.is_open:
            raise IllegalMove(_("“%s” still waits for its answer, or has it.") % self)
        self._become(OfferStatus.EXPIRED, verb="expire", by=None)
        self._release(by=None)
        outbox.post([emails.offer_expired(self)] if self.person.email else [])

    @transaction.atomic
    def take_back(self, *, by, reason):
        self._hold("status", "respond_by")
        self._become(OfferStatus.TAKEN_BACK, verb="take_back", by=by, reason=reason)
        self._release(by=by, reason=reason)
        outbox.post([emails.offer_taken_back(self)] if self.person.email else [], by=by)

    @transaction.atomic
    def extend(self, respond_by, *, by):
        """Later, never earlier; what has expired stays so."""
        self._hold("status", "respond_by")
        if not self.is_open or respond_by <= self.respond_by:
            raise IllegalMove(_("Only an open offer gets more time, and only more."))
        self._change("respond_by", respond_by, verb="extend", by=by)

    def _release(self, *, by, reason=""):
        for grant in self.grants.select_related("benefit__fund"):
            grant.release(by=by, reason=reason)
        offering.promote(self.programme)

    def open(self, *, respond_by, by):
        """One of those that `offer` makes: its letter, with a link that only it holds."""
        token = secrets.token_urlsafe(32)
        self._note(respond_by=respond_by, offered_at=timezone.now(), link_digest=digest(token))
        self._become(OfferStatus.OPEN, verb="offer", by=by)
        self._note(rank=None)
        for grant in self.grants.all():
            grant.offer_it(by=by)
        return emails.grant_offered(self, token) if self.person.email else None


def expire():
    """Those whose time has passed; whoever answers at the same instant was faster, or was not."""
    for each in Offer.objects.overdue(timezone.now()).select_related("programme__workshop", "person"):
        with suppress(IllegalMove):
            each.expire()


@facts.check_of(emails.GRANT_OFFERED)
@facts.check_of(emails.OFFER_REMINDER)
def waits_for_an_answer(messages):
    waiting = Offer.objects.open().filter(respond_by__gt=timezone.now())
    return facts.over_unless(messages, waiting, "The offer does not wait for an answer any more.")
