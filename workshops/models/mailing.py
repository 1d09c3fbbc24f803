"""A mail to many: written as a draft, looked at, approved; from then on every message is a row with its own state."""

from datetime import timedelta
from functools import reduce
from operator import or_

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q, Value
from django.db.models.functions import Concat
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from notifications import outbox
from notifications.models import Message, State
from workshops.lifecycle import IllegalMove, Lifecycle
from workshops.mailings.audiences import audiences, by_rule
from workshops.models.workshop import PartQuerySet, Workshop

UNDO = timedelta(minutes=5)
KIND = "mailing"
MANY = 50  # above so many recipients a second organizer approves


class MailingStatus(models.TextChoices):
    DRAFT = "draft", _("draft")
    APPROVED = "approved", _("approved")
    PAUSED = "paused", _("paused")
    CANCELLED = "cancelled", _("cancelled")


class Purpose(models.TextChoices):
    DECISION = "decision", _("a decision about the recipient")
    REQUEST = "request", _("a request or a reminder")
    NEWS = "news", _("an announcement")


class Each(models.TextChoices):
    PERSON = "person", _("one mail for each person")
    THING = "thing", _("one mail for each paper, award or offer of a person")


class MailingQuerySet(PartQuerySet):
    def kept_from(self, user):
        """Of whose audience the user must not know who belongs to it."""
        kept = [Q(audience__in=names, workshop__in=rule(user)) for rule, names in by_rule().items()]
        return self.filter(reduce(or_, kept))

    def managed_by(self, user):
        return super().managed_by(user).exclude(pk__in=self.model.objects.kept_from(user).values("pk"))

    def waiting_for_occasions(self):
        return self.filter(status=MailingStatus.APPROVED).exclude(occasion="")

    def kinds(self):
        """By which their messages are known."""
        return self.annotate(of=Concat(Value(f"{KIND}:"), "pk", output_field=models.CharField())).values("of")


class Mailing(Lifecycle):
    MOVES = {
        MailingStatus.DRAFT: {MailingStatus.APPROVED},
        MailingStatus.APPROVED: {MailingStatus.PAUSED, MailingStatus.CANCELLED},
        MailingStatus.PAUSED: {MailingStatus.APPROVED, MailingStatus.CANCELLED},
        MailingStatus.CANCELLED: set(),
    }

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="mailings", verbose_name=_("edition"))
    name = models.CharField(_("name"), max_length=120, help_text=_("For you; nobody else reads it."))
    audience = models.CharField(_("to"), max_length=40)
    each = models.CharField(_("how many"), max_length=6, choices=Each, default=Each.PERSON)
    purpose = models.CharField(
        _("it is"),
        max_length=8,
        choices=Purpose,
        default=Purpose.REQUEST,
        help_text=_("Announcements can be unsubscribed from; whatever else concerns somebody cannot."),
    )
    subject = models.CharField(_("subject"), max_length=200)
    body = models.TextField(_("text"), max_length=20_000, help_text=_("In Markdown."))
    with_calendar = models.BooleanField(
        _("with a calendar file"), default=False, help_text=_("By which they put the edition into their calendar.")
    )
    at = models.DateTimeField(_("leaves at"), null=True, blank=True)
    occasion = models.CharField(_("leaves when"), max_length=60, blank=True)
    hours = models.IntegerField(_("hours after it"), default=0)
    status = models.CharField(
        _("state"), max_length=10, choices=MailingStatus, default=MailingStatus.DRAFT, editable=False
    )
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    approved_at = models.DateTimeField(_("approved at"), null=True, editable=False)

    history = HistoricalRecords()
    objects = MailingQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("mailing")
        verbose_name_plural = _("mailings")
        constraints = [
            models.CheckConstraint(
                name="mailing_status_is_known",
                condition=Q(status__in=MailingStatus),
                violation_error_message=_("There is no such state."),
            ),
            models.CheckConstraint(
                name="mailing_approved_says_when",
                condition=Q(status="draft") | Q(approved_at__isnull=False),
                violation_error_message=_("Say when it was approved."),
            ),
            models.CheckConstraint(
                name="mailing_leaves_at_a_moment_or_an_occasion",
                condition=Q(occasion="") | Q(at=None),
                violation_error_message=_("A mailing leaves at a moment or on an occasion, not both."),
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def is_draft(self):
        return self.status == MailingStatus.DRAFT

    @property
    def audience_label(self):
        return audiences[self.audience].label if self.audience in audiences else self.audience

    @property
    def kind(self):
        """By which its messages are known."""
        return f"{KIND}:{self.pk}"

    @property
    def messages(self):
        """Those to its recipients, also sent again; not the copies to whoever wrote it, which are about itself."""
        return Message.objects.filter(kind=self.kind).exclude(about=outbox.key(self))

    @property
    def waits(self):
        """Whether something of it has not left yet."""
        return self.messages.waiting().exists()

    @property
    def leaves_at(self):
        """With an occasion it was approved before, and leaves when that comes."""
        return timezone.now() if self.occasion else max(self.at or timezone.now(), timezone.now() + UNDO)

    @property
    def offset(self):
        """From the occasion to the moment when it leaves."""
        return timedelta(hours=self.hours)

    @property
    def can_be_stopped(self):
        return not self.is_draft and (bool(self.occasion) or self.waits)

    # -- Verbs ------------------------------------------------------------------------------------

    @transaction.atomic
    def approve(self, *, by, recipients):
        """Freeze who gets it, and post what each gets; nothing leaves within the next minutes. ``recipients`` are unsaved.

        One that leaves on an occasion has none yet.
        """
        read = [getattr(self, name) for name in WORDS]
        self._hold("status", *WORDS)
        if read != [getattr(self, name) for name in WORDS]:
            raise IllegalMove(_("“%s” was changed by somebody else meanwhile. Look again.") % self)
        self._note(approved_at=timezone.now())
        self._become(MailingStatus.APPROVED, verb="approve", by=by)
        self._write_to(recipients, by=by)

    @transaction.atomic
    def leave(self, recipients_of):
        """Its occasion has come for some: ``recipients_of(mailing)`` are those who have not had it, unsaved."""
        self._hold("status")
        if self.status == MailingStatus.APPROVED:
            self._write_to(recipients_of(self), by=self.written_by)

    def _write_to(self, recipients, *, by):
        self.recipients.bulk_create(recipients, batch_size=2000)
        outbox.post(outbox.thread([each.message for each in recipients if each.message]), by=by)

    @transaction.atomic
    def pause(self, *, by, reason=""):
        """What no worker has yet stays; what is being handed over now may still leave."""
        self._become(MailingStatus.PAUSED, verb="pause", by=by, reason=reason)
        self.messages.filter(state=State.QUEUED).update(state=State.HELD)

    @transaction.atomic
    def resume(self, *, by):
        self._become(MailingStatus.APPROVED, verb="resume", by=by)
        self.messages.filter(state=State.HELD).update(state=State.QUEUED)

    @transaction.atomic
    def cancel(self, *, by, reason=""):
        self._become(MailingStatus.CANCELLED, verb="cancel", by=by, reason=reason)
        self.messages.filter(state__in=[State.QUEUED, State.HELD]).update(state=State.CANCELLED)

    def needs_another_organizer(self, number):
        return self.purpose == Purpose.DECISION or number > MANY


WORDS = ("audience", "each", "purpose", "subject", "body", "with_calendar", "at", "occasion", "hours", "written_by_id")
