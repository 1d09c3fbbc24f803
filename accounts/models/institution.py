from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _


class RorDump(models.Model):
    """The release of ROR's table that is loaded. There is one, or none."""

    released_on = models.DateField(_("released on"))
    imported_at = models.DateTimeField(_("imported"), default=timezone.now)
    count = models.PositiveIntegerField(_("organizations"), default=0)

    class Meta:
        get_latest_by = "pk"
        verbose_name = _("ROR dump")
        verbose_name_plural = _("ROR dumps")

    def __str__(self):
        return f"ROR {self.released_on}"

    @classmethod
    def current(cls):
        return cls.objects.order_by("pk").last()

    @property
    def refusal(self):
        """Why nothing is matched against it, or an empty string."""
        days = settings.ROR_MAX_AGE_DAYS
        if timezone.localdate() - self.released_on <= timedelta(days=days):
            return ""
        return _now(
            "The table of institutions (ROR) is of %(date)s, older than the %(days)d days allowed here, so nothing is"
            " matched against it. Whoever runs this site can load a newer one."
        ) % {"date": self.released_on.isoformat(), "days": days}


class RorOrganization(models.Model):
    """An organization of ROR's table, with all its names, folded as `accounts.institutions.folding` does."""

    ror_id = models.CharField(_("ROR id"), max_length=9, primary_key=True)
    name = models.CharField(_("name"), max_length=300)
    country = models.CharField(_("country"), max_length=2, blank=True)
    city = models.CharField(_("city"), max_length=120, blank=True)
    types = models.CharField(_("types"), max_length=120, blank=True)
    names = models.JSONField(_("names"), default=list)  # [[folded, kind], …]

    class Meta:
        verbose_name = _("ROR organization")
        verbose_name_plural = _("ROR organizations")

    def __str__(self):
        return self.name


class SpellingState(models.TextChoices):
    LATER = "later", _("later")
    NONE = "none", _("no institution")


class Spelling(models.Model):
    """A printed affiliation that somebody has put off, or said to be no institution. A placed one is an alias."""

    text = models.CharField(_("as printed"), max_length=300)
    folded = models.CharField(max_length=1000, unique=True, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=SpellingState)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("answered by")
    )
    at = models.DateTimeField(_("answered at"), default=timezone.now)

    class Meta:
        ordering = ["text"]
        verbose_name = _("spelling to place")
        verbose_name_plural = _("spellings to place")
        constraints = [
            models.CheckConstraint(
                name="spelling_state_is_known",
                condition=models.Q(state__in=SpellingState.values),
                violation_error_message=_("There is no such answer."),
            )
        ]

    def __str__(self):
        return self.text
