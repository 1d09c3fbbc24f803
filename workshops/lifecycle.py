"""State moves by verbs: one table of allowed moves, one guarded UPDATE, one line of audit."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from notifications.models import IllegalMove


class MoveQuerySet(models.QuerySet):
    def about(self, thing):
        return self.filter(thing_type=ContentType.objects.get_for_model(thing), thing_id=thing.pk)


class Move(models.Model):
    """One line of the audit: who moved what, from where to where, why and when. Only ever added."""

    thing_type = models.ForeignKey(ContentType, models.PROTECT)
    thing_id = models.PositiveBigIntegerField()
    thing = GenericForeignKey("thing_type", "thing_id")
    verb = models.CharField(max_length=40)
    before = models.CharField(max_length=80, blank=True)
    after = models.CharField(max_length=80, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = MoveQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["thing_type", "thing_id"], name="move_by_thing")]

    def __str__(self):
        return f"{self.verb}: {self.before} → {self.after}"


class Guarded(models.Model):
    class Meta:
        abstract = True

    @transaction.atomic
    def _change(self, field, value, *, verb, by, reason=""):
        """Set one field if it still is what was read here; of two racing changes one wins."""
        before = getattr(self, field)
        untouched = type(self)._base_manager.filter(pk=self.pk, **{field: before})
        if not untouched.update(**{field: value}):
            raise IllegalMove(_("“%s” was changed by somebody else meanwhile. Look again.") % self)
        setattr(self, field, value)
        record(self, verb, before=before, after=value, by=by, reason=reason)

    def _hold(self, *fields):
        """Read these fields again under a lock of the row, which lasts as long as the transaction."""
        self.refresh_from_db(fields=fields, from_queryset=type(self)._base_manager.select_for_update())

    def _note(self, **fields):
        """Set what goes with a change, in its transaction."""
        type(self)._base_manager.filter(pk=self.pk).update(**fields)
        for name, value in fields.items():
            setattr(self, name, value)


class Lifecycle(Guarded):
    """A model whose ``status`` moves only by its verbs, each of which ends in ``_become``."""

    MOVES: dict[str, set[str]] = {}

    class Meta:
        abstract = True

    def can_become(self, status):
        return status in self.MOVES[self.status]

    @transaction.atomic
    def _become(self, status, *, verb, by, reason=""):
        if not self.can_become(status):
            raise IllegalMove(
                _("“%(thing)s” is %(status)s; that cannot be done now.")
                % {"thing": self, "status": self.get_status_display()}
            )
        self._change("status", status, verb=verb, by=by, reason=reason)


def record(thing, verb, *, before="", after="", by=None, reason=""):
    Move.objects.create(
        thing=thing, verb=verb, before=_as_text(before), after=_as_text(after), by=by, reason=reason[:500]
    )


def record_all(things, verb, *, after, by=None, reason=""):
    """A line for each of many new things of one model; ``after`` is the field that says what they became."""
    if things:
        kind = ContentType.objects.get_for_model(things[0])
        Move.objects.bulk_create(
            [
                Move(
                    thing_type=kind,
                    thing_id=thing.pk,
                    verb=verb,
                    after=_as_text(getattr(thing, after)),
                    by=by,
                    reason=reason[:500],
                )
                for thing in things
            ],
            batch_size=5000,
        )


def _as_text(value):
    return value.isoformat() if hasattr(value, "isoformat") else str(value or "")


class Announced(Guarded):
    """A thing that is public from ``announced_at`` on: empty means not decided when, future means scheduled."""

    announced_at = models.DateTimeField(gettext_lazy("public from"), null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    @property
    def is_announced(self):
        return self.announced_at is not None and self.announced_at <= timezone.now()

    @property
    def is_scheduled(self):
        return self.announced_at is not None and self.announced_at > timezone.now()

    def _announce(self, at, *, by):
        if self.is_announced:
            raise IllegalMove(_("“%s” is announced already.") % self)
        self._change("announced_at", at or timezone.now(), verb="announce", by=by)

    def withdraw_announcement(self, *, by, reason=""):
        """Take a scheduled moment back; what has been seen stays seen."""
        if not self.is_scheduled:
            raise IllegalMove(_("“%s” has no announcement ahead.") % self)
        self._change("announced_at", None, verb="withdraw announcement", by=by, reason=reason)
