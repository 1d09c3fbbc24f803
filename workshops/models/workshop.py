from functools import cached_property
from zoneinfo import ZoneInfo, available_timezones

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.images import ImageField
from workshops.lifecycle import Lifecycle

# The first part of every address that is not an edition's.
RESERVED_SLUGS = {
    "accounts",
    "awards",
    "certificates",
    "desk",
    "editions",
    "files",
    "healthz",
    "mail",
    "me",
    "people",
    "series",
    "sponsors",
    "static",
    "unsubscribe",
}


class WorkshopStatus(models.TextChoices):
    DRAFT = "draft", _("draft")
    PUBLISHED = "published", _("published")
    ARCHIVED = "archived", _("archived")


PUBLIC = [WorkshopStatus.PUBLISHED, WorkshopStatus.ARCHIVED]


class Mode(models.TextChoices):
    VIRTUAL = "virtual", _("virtual")
    IN_PERSON = "in_person", _("in person")
    HYBRID = "hybrid", _("hybrid")


def check_time_zone(name):
    if name not in available_timezones():
        raise ValidationError(_("“%s” is not a time zone. Write it like Europe/Paris.") % name)


def check_slug(slug):
    if slug in RESERVED_SLUGS:
        raise ValidationError(_("“%s” is an address of this site. Choose another one.") % slug)


class Series(models.Model):
    name = models.CharField(_("name"), max_length=200)
    slug = models.SlugField(_("address"), unique=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("series")
        verbose_name_plural = _("series")

    def __str__(self):
        return self.name


class WorkshopQuerySet(models.QuerySet):
    def public(self):
        return self.filter(status__in=PUBLIC)

    def managed_by(self, user):
        """The editions that a user organizes now."""
        if user.is_superuser:
            return self
        if not user.is_authenticated:  # without a pk the filter below would ask for people without an account
            return self.none()
        return self.filter(
            Q(roles__ends_on=None) | Q(roles__ends_on__gte=timezone.localdate()),
            roles__kind__in=["organizer", "workflow_organizer"],
            roles__person__user=user.pk,
        ).distinct()

    def visible_to(self, user):
        if not user.is_authenticated:
            return self.public()
        return self.public() | self.filter(pk__in=self.model.objects.managed_by(user).values("pk"))

    def newest_first(self):
        return self.order_by(F("starts_at").desc(nulls_first=True))


class Workshop(Lifecycle):
    """One edition. On screen it is called an edition."""

    MOVES = {
        WorkshopStatus.DRAFT: {WorkshopStatus.PUBLISHED},
        WorkshopStatus.PUBLISHED: {WorkshopStatus.DRAFT, WorkshopStatus.ARCHIVED},
        WorkshopStatus.ARCHIVED: {WorkshopStatus.PUBLISHED},
    }

    series = models.ForeignKey(
        Series, models.PROTECT, null=True, blank=True, related_name="workshops", verbose_name=_("series")
    )
    name = models.CharField(_("name"), max_length=200)
    short_name = models.CharField(_("short name"), max_length=40, help_text=_("As in “BANDS 2023”."))
    slug = models.SlugField(
        _("address"), unique=True, validators=[check_slug], help_text=_("The first part of its addresses.")
    )
    tagline = models.CharField(_("tagline"), max_length=200, blank=True, help_text=_("One line above the name."))
    host_conference = models.CharField(_("host conference"), max_length=80, blank=True)
    starts_at = models.DateTimeField(_("starts"), null=True, blank=True)
    ends_at = models.DateTimeField(_("ends"), null=True, blank=True)
    time_zone = models.CharField(
        _("time zone"), max_length=64, default="UTC", validators=[check_time_zone], help_text=_("Like Europe/Paris.")
    )
    mode = models.CharField(_("held"), max_length=12, choices=Mode, default=Mode.IN_PERSON)
    location = models.CharField(_("place"), max_length=200, blank=True)
    link = models.URLField(_("link"), blank=True, help_text=_("Where one takes part, or the conference's own page."))
    link_note = models.CharField(_("note on the link"), max_length=200, blank=True)
    overview = models.TextField(_("overview"), blank=True, help_text=_("Markdown."))
    contact_email = models.EmailField(_("contact"), blank=True, help_text=_("Shown on the pages; mails say it too."))
    banner = ImageField(_("banner"), upload_to="banners", blank=True)
    status = models.CharField(
        _("status"), max_length=12, choices=WorkshopStatus, default=WorkshopStatus.DRAFT, editable=False
    )

    history = HistoricalRecords()
    objects = WorkshopQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_at"]
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        constraints = [
            models.CheckConstraint(
                name="workshop_ends_after_it_starts",
                condition=Q(ends_at__gt=F("starts_at")) | Q(starts_at=None) | Q(ends_at=None),
                violation_error_message=_("The end must lie after the start."),
            ),
            models.CheckConstraint(
                name="workshop_status_is_known",
                condition=Q(status__in=WorkshopStatus),
                violation_error_message=_("There is no such status."),
            ),
        ]

    def __str__(self):
        return self.short_name

    def get_absolute_url(self):
        return reverse("edition", args=[self.slug])

    @cached_property
    def zone(self):
        return ZoneInfo(self.time_zone)

    @property
    def is_public(self):
        return self.status in PUBLIC

    @property
    def year(self):
        return self.starts_at.astimezone(self.zone).year if self.starts_at else None

    def publish(self, *, by):
        if not self.starts_at:
            raise ValidationError(_("Say when the edition starts before you publish it."))
        self._become(WorkshopStatus.PUBLISHED, verb="publish", by=by)

    def unpublish(self, *, by, reason=""):
        self._become(WorkshopStatus.DRAFT, verb="unpublish", by=by, reason=reason)

    def archive(self, *, by):
        self._become(WorkshopStatus.ARCHIVED, verb="archive", by=by)

    def save(self, *args, **kwargs):
        self.slug = self.slug or slugify(self.short_name)
        super().save(*args, **kwargs)


class PartQuerySet(models.QuerySet):
    """Rows that are public, visible and managed exactly as the edition they belong to."""

    def public(self):
        return self.filter(workshop__status__in=PUBLIC)

    def managed_by(self, user):
        return self.filter(workshop__in=Workshop.objects.managed_by(user))

    def hold(self, keys):
        """Lock these, always in the same order, until the transaction ends: nobody moves or commits them meanwhile."""
        return list(self.select_for_update().filter(pk__in=list(keys)).order_by("pk"))


class AnnouncedQuerySet(PartQuerySet):
    """Parts that wait, moreover, for their own ``announced_at``."""

    def public(self):
        return super().public().filter(announced_at__lte=timezone.now())
