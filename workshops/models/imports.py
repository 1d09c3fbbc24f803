from collections.abc import Callable
from datetime import timedelta
from functools import reduce
from operator import or_

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from workshops.importing.compare import Verdict
from workshops.lifecycle import Lifecycle
from workshops.models.workshop import PartQuerySet, Workshop


class ImportStatus(models.TextChoices):
    MAPPING = "mapping", _("waits for its columns")
    PLANNING = "planning", _("being compared")
    READY = "ready", _("ready to apply")
    APPLYING = "applying", _("being applied")
    APPLIED = "applied", _("applied")
    UNDOING = "undoing", _("being undone")
    UNDONE = "undone", _("undone")
    FAILED = "failed", _("failed")


WORKING = [ImportStatus.PLANNING, ImportStatus.APPLYING, ImportStatus.UNDOING]
ONCE_APPLIED = [ImportStatus.APPLIED, ImportStatus.UNDOING, ImportStatus.UNDONE]
AT_ONCE = 200  # so many rows are compared and applied while the organizer waits; more are a worker's task
PATIENCE = timedelta(minutes=2)
KEPT_FOR = timedelta(days=30)

kept_back: list[Callable] = []  # of the higher apps


def keeps_lines_back(lines):
    """Decorates a function ``user → Q`` of lines that this user must not read, unless they brought them and they wait."""
    kept_back.append(lines)
    return lines


class ImportQuerySet(PartQuerySet):
    def abandoned(self):
        """Work whose worker was never woken, or did not live to finish."""
        silent = self.filter(worked_at__lt=timezone.now() - PATIENCE)
        return silent.filter(status__in=WORKING)

    def forgotten(self):
        """What was brought long ago and never applied."""
        old = self.filter(created_at__lt=timezone.now() - KEPT_FOR)
        return old.filter(status__in=[ImportStatus.MAPPING, ImportStatus.READY, ImportStatus.FAILED])


class Import(Lifecycle):
    """A file, or a site, on its way into an edition: read, compared, shown, applied, perhaps undone.

    ``reading`` holds the rows only until they are applied; uploads themselves are never kept.
    """

    MOVES = {
        ImportStatus.MAPPING: {ImportStatus.PLANNING},
        ImportStatus.PLANNING: {ImportStatus.READY, ImportStatus.FAILED},
        ImportStatus.READY: {ImportStatus.PLANNING, ImportStatus.APPLYING},
        ImportStatus.APPLYING: {ImportStatus.APPLIED, ImportStatus.PLANNING, ImportStatus.FAILED},
        ImportStatus.APPLIED: {ImportStatus.UNDOING, ImportStatus.UNDONE},
        ImportStatus.UNDOING: {ImportStatus.UNDONE, ImportStatus.APPLIED},
        ImportStatus.UNDONE: set(),
        ImportStatus.FAILED: {ImportStatus.PLANNING},
    }

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="imports", verbose_name=_("edition"))
    files = models.CharField(_("files"), max_length=500)
    format = models.CharField(_("format"), max_length=80, blank=True)
    status = models.CharField(
        _("status"), max_length=12, choices=ImportStatus, default=ImportStatus.PLANNING, editable=False
    )
    created_at = models.DateTimeField(_("brought"), default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+", verbose_name=_("by")
    )
    reading = models.JSONField(default=dict, editable=False)
    mapping = models.JSONField(default=dict, editable=False)
    choices = models.JSONField(default=dict, editable=False)
    fingerprint = models.CharField(max_length=16, blank=True, editable=False)
    journal = models.JSONField(default=list, editable=False)
    done = models.PositiveIntegerField(default=0, editable=False)
    total = models.PositiveIntegerField(default=0, editable=False)
    worked_at = models.DateTimeField(default=timezone.now, editable=False)  # the last sign of life of a worker
    failure = models.CharField(_("what went wrong"), max_length=500, blank=True, editable=False)

    objects = ImportQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        constraints = [
            models.CheckConstraint(
                name="import_status_is_known",
                condition=Q(status__in=ImportStatus),
                violation_error_message=_("There is no such status."),
            )
        ]

    def __str__(self):
        return self.files

    def get_absolute_url(self):
        return reverse("admin:workshops_import_change", args=[self.pk])

    @property
    def brought_by(self):
        """A name; the address of an account is its owner's."""
        if self.created_by is None:
            return ""
        person = getattr(self.created_by, "person", None)
        return str(person or _("somebody who runs this site"))

    def is_own_of(self, user):
        """Whether ``user`` brought it and it is not applied: they know what is in it."""
        return self.created_by_id is not None and self.created_by_id == user.pk and self.status not in ONCE_APPLIED

    @property
    def is_large(self):
        return self.total > AT_ONCE

    @property
    def is_working(self):
        return self.status in WORKING

    def become(self, status, *, verb, by, reason="", **fields):
        """Move, and set what goes with the move; the caller's transaction holds both."""
        self._become(status, verb=verb, by=by, reason=reason)
        for name, value in fields.items():
            setattr(self, name, value)
        self.save(update_fields=list(fields))


class ImportLineQuerySet(models.QuerySet):
    def visible_to(self, user):
        waiting = Q(batch__created_by=user.pk) & ~Q(batch__status__in=ONCE_APPLIED)
        kept = reduce(or_, (lines(user) for lines in kept_back), Q(pk__in=[]))
        return self.filter(waiting | ~kept)


class ImportLine(models.Model):
    """What the plan says of one row of the source."""

    batch = models.ForeignKey(Import, models.CASCADE, related_name="lines")
    position = models.PositiveIntegerField()
    key = models.CharField(max_length=500)
    noun = models.CharField(max_length=40)
    verdict = models.CharField(max_length=12, choices=Verdict)
    label = models.CharField(max_length=500)
    place = models.CharField(max_length=500, blank=True)
    reason = models.CharField(max_length=1000, blank=True)
    changes = models.JSONField(default=list)  # [[field, before, after, verdict, reason]]
    options = models.JSONField(default=list)  # [[value, words]], likeliest first

    objects = ImportLineQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "position"],
                name="import_line_one_per_position",
                violation_error_message=_("Two lines stand at this position."),
            )
        ]
        indexes = [models.Index(fields=["batch", "verdict"], name="import_line_by_verdict")]

    def __str__(self):
        return self.label


class ImportedRow(models.Model):
    """What a source last said of a thing that is here: tells later what was corrected by hand."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="imported_rows")
    noun = models.CharField(max_length=40)
    source = models.CharField(max_length=40)
    key = models.CharField(max_length=500)
    object_id = models.PositiveBigIntegerField()
    said = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("row of an import")
        verbose_name_plural = _("rows of imports")
        constraints = [
            models.UniqueConstraint(
                fields=["workshop", "noun", "source", "key"],
                name="imported_row_once_per_source",
                violation_error_message=_("This row of the source is known already."),
            )
        ]
        indexes = [models.Index(fields=["workshop", "noun", "object_id"], name="imported_row_by_object")]

    def __str__(self):
        return f"{self.noun} {self.key}"
