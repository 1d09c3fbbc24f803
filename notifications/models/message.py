"""The outbox: every mail is one row, and its state says what is known about it."""

import uuid
from email.utils import parseaddr
from functools import partial

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models, transaction
from django.db.models import Exists, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from notifications import clock
from notifications.broker import kick
from notifications.models.keys import dedupe_key, key
from notifications.models.landing import Landing
from notifications.models.pause import Pause
from notifications.models.suppression import Suppression
from notifications.states import (
    LEASED,
    LOST,
    MOVES,
    SENT_AGAIN,
    TROUBLED,
    WAITING,
    IllegalMove,
    Landed,
    OnUncertain,
    State,
)


def new_message_id():
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    return f"<{uuid.uuid4()}@{domain}>"


class MessageQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(state__in=WAITING)

    def due(self, at):
        """What a worker may take: no other one has just done so."""
        return self.unpaused().filter(
            Q(lease_until=None) | Q(lease_until__lte=at), state=State.QUEUED, not_before__lte=at
        )

    def unpaused(self):
        """None, while mail is paused."""
        return self.exclude(Exists(Pause.objects.in_force()))

    def late(self, at):
        """Whatever should have left by now, also if a relay that does not answer has moved its next try."""
        return self.filter(state__in=WAITING - {State.HELD}, planned_for__lte=at)

    def abandoned(self, at):
        """Claimed by a worker that did not come back within its lease."""
        return self.filter(state__in=LEASED, lease_until__lte=at)

    def overdue(self, at):
        """Worth nothing any more, and not yet in a worker's hands."""
        return self.filter(state__in={State.HELD, State.QUEUED}, expires_at__lte=at)

    def sent(self):
        return self.filter(state=State.SENT)

    def troubled(self):
        """Waits for a person's decision; what was sent again has had it."""
        lost = Q(state__in=TROUBLED) | Q(landed__in=LOST) | Q(suppressed_by__isnull=False)
        return self.filter(lost, sent_again_as=None)

    def bounced(self):
        """Of the troubled ones."""
        return self.troubled().filter(landed=Landed.BOUNCED)

    def written_before(self, at):
        return self.filter(created_at__lte=at)

    def recalled(self):
        return self.filter(state=State.CANCELLED)

    def about(self, thing):
        return self.filter(about=key(thing))

    def written_to(self, person, addresses=()):
        """To the person, if any, or to one of the addresses, which somebody has verified."""
        to_address = Q(to__in=addresses)
        return self.filter(Q(recipient=key(person)) | to_address if person else to_address)

    def in_scope(self, scope):
        return self.filter(scope=key(scope))


class Message(Landing):
    """One mail to one address, worded once and for all when it is written."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("kind"), max_length=60)
    about = models.CharField(_("about"), max_length=80, blank=True, db_index=True)
    recipient = models.CharField(_("recipient"), max_length=80, blank=True, db_index=True)
    scope = models.CharField(_("scope"), max_length=80, blank=True, db_index=True)
    version = models.PositiveIntegerField(_("version"), default=1)
    dedupe_key = models.CharField(_("written once"), max_length=500, unique=True)

    message_id = models.CharField("Message-ID", max_length=320, default=new_message_id, editable=False)
    to = models.EmailField(
        _("to"), validators=[RegexValidator(r"[,\r\n]", _("A message goes to one address."), inverse_match=True)]
    )
    reply_to = models.EmailField(_("reply to"), blank=True)
    from_name = models.CharField(_("from"), max_length=200, blank=True)
    subject = models.CharField(_("subject"), max_length=500)
    text = models.TextField(_("text"), blank=True)
    html = models.TextField(_("HTML"), blank=True)
    in_reply_to = models.CharField(_("answers"), max_length=320, blank=True, editable=False)
    calendar = models.TextField(_("calendar file"), blank=True)
    unsubscribe_url = models.CharField(_("unsubscribed at"), max_length=300, blank=True)
    on_uncertain = models.CharField(_("when uncertain"), max_length=6, choices=OnUncertain, default=OnUncertain.PARK)
    confidential = models.BooleanField(_("holds a secret"), default=False)

    state = models.CharField(_("state"), max_length=12, choices=State, default=State.QUEUED, editable=False)
    planned_for = models.DateTimeField(_("planned for"), default=timezone.now)
    not_before = models.DateTimeField(_("next try"), default=timezone.now)
    expires_at = models.DateTimeField(_("worthless after"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(_("tries"), default=0)
    owner = models.UUIDField(null=True, editable=False)
    lease_until = models.DateTimeField(null=True, editable=False)
    last_stage = models.CharField(_("came as far as"), max_length=10, blank=True)
    last_code = models.PositiveSmallIntegerField(_("reply code"), null=True, blank=True)
    last_error = models.CharField(_("reply"), max_length=500, blank=True)

    created_at = models.DateTimeField(_("written at"), default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("written by")
    )
    sent_at = models.DateTimeField(_("sent at"), null=True, editable=False)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("settled by")
    )
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="sent_again_as", verbose_name=_("sent again for")
    )
    reason = models.CharField(_("why again"), max_length=300, blank=True)

    objects = MessageQuerySet.as_manager()
    COPIED = (
        *("kind", "about", "recipient", "scope", "on_uncertain", "expires_at"),
        *("to", "reply_to", "from_name", "subject", "text", "html", "calendar", "unsubscribe_url", "in_reply_to"),
    )

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["-created_at"]
        indexes = [
            models.Index(fields=["state", "-confidential", "not_before"], name="message_by_state_and_turn"),
            models.Index("sent_at", name="message_by_time_sent"),
            models.Index("message_id", name="message_by_message_id"),
        ]
        constraints = [
            models.CheckConstraint(
                name="message_state_is_known",
                condition=Q(state__in=State.values),
                violation_error_message=_("A message has no such state."),
            ),
            models.CheckConstraint(
                name="message_sent_has_its_time",
                condition=Q(state=State.SENT, sent_at__isnull=False) | (~Q(state=State.SENT) & Q(sent_at=None)),
                violation_error_message=_("A message has the time when it was sent if, and only if, it was."),
            ),
            models.CheckConstraint(
                name="message_to_one_address",
                condition=~Q(to__contains=",") & ~Q(to__contains="\r") & ~Q(to__contains="\n"),
                violation_error_message=_("A message goes to one address."),
            ),
            models.CheckConstraint(
                name="message_subject_is_one_line",
                condition=~Q(subject__contains="\r") & ~Q(subject__contains="\n"),
                violation_error_message=_("A subject is one line."),
            ),
        ]

    def __str__(self):
        return self.subject

    @property
    def about_pk(self):
        """The key of the row that it is about."""
        return int(self.about.rpartition(":")[2])

    @property
    def is_expired(self):
        return self.expires_at is not None and self.expires_at <= clock.now()

    @property
    def may_be_sent_again(self):
        return (self.state in SENT_AGAIN or self.landed in LOST) and not self.confidential

    def become(self, state, **changes):
        """Move on, unless somebody else has moved the row since it was read."""
        changes |= {"state": state}
        if state not in LEASED:
            changes |= {"owner": None, "lease_until": None}
        if self.confidential and state not in WAITING:
            changes |= {"text": "", "html": ""}
        as_read = Message.objects.filter(pk=self.pk, state=self.state)
        if self.state in LEASED:
            as_read = as_read.filter(owner=self.owner)
        if state not in MOVES[self.state] or not as_read.update(**changes):
            raise IllegalMove(_("This message is %s; that cannot be done now.") % State(self.state).label)
        for field, value in changes.items():
            setattr(self, field, value)

    def call_back(self):
        """Cancel it, if no worker has it yet; whether that was so."""
        try:
            self.become(State.CANCELLED)
        except IllegalMove:
            return False
        return True

    def cancel(self, by, reason):
        """It never leaves; its row stays, with the reason."""
        self.become(State.CANCELLED, settled_by=by, last_error=reason)

    def mark_sent(self, by):
        """Somebody asked, and the mail had arrived."""
        if self.state != State.UNCERTAIN:
            raise IllegalMove(_("Only a message that is uncertain is marked as sent."))
        self.become(State.SENT, sent_at=timezone.now(), settled_by=by)

    @transaction.atomic
    def resend(self, by, reason, to=""):
        """A new row with the same words, to another address if one is given; this one stays as it is, for the record."""
        if not self.may_be_sent_again:
            raise IllegalMove(
                _("Only a message that did not arrive, or is uncertain, and holds no secret is sent again.")
            )
        if dead := Suppression.objects.of([to or self.to]).first():
            raise IllegalMove(dead.sentence)
        version = self.version + 1
        again = {name: getattr(self, name) for name in self.COPIED} | {"version": version, "replaces": self}
        again["to"] = self._meta.get_field("to").clean(to or self.to, self)
        made, is_new = Message.objects.get_or_create(
            dedupe_key=dedupe_key(self, version), defaults=again | {"created_by": by, "reason": reason}
        )
        if not is_new:
            raise IllegalMove(_("This message was sent again already."))
        transaction.on_commit(partial(kick, 1), robust=True)
        return made
