from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.images import ImageField
from workshops.models.workshop import PartQuerySet, Workshop


class SponsorQuerySet(models.QuerySet):
    def public(self):
        return self.filter(sponsorships__in=Sponsorship.objects.public()).distinct()

    def managed_by(self, user):
        return (
            self if user.is_superuser else self.filter(sponsorships__in=Sponsorship.objects.managed_by(user)).distinct()
        )

    def nameable_by(self, user):
        return self if user.is_superuser else self.managed_by(user) | self.public()


class Sponsor(models.Model):
    name = models.CharField(_("name"), max_length=200, unique=True)
    link = models.URLField(_("link"), blank=True)
    logo = ImageField(_("logo"), upload_to="logos", blank=True)

    objects = SponsorQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("sponsor")
        verbose_name_plural = _("sponsors")

    def __str__(self):
        return self.name


class Sponsorship(models.Model):
    """A sponsor of one edition."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="sponsorships", verbose_name=_("edition"))
    sponsor = models.ForeignKey(Sponsor, models.PROTECT, related_name="sponsorships", verbose_name=_("sponsor"))
    level = models.CharField(_("level"), max_length=60, blank=True)
    thanks = models.CharField(_("what it pays for"), max_length=300, blank=True, help_text=_("One public sentence."))
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    history = HistoricalRecords()
    objects = PartQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = _("sponsorship")
        verbose_name_plural = _("sponsorships")
        constraints = [
            models.UniqueConstraint(
                fields=["workshop", "sponsor"],
                name="sponsorship_once_per_edition",
                violation_error_message=_("This sponsor is listed already."),
            )
        ]

    def __str__(self):
        return f"{self.sponsor}, {self.workshop}"
