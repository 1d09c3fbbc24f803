from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from workshops.lifecycle import Announced
from workshops.models.workshop import AnnouncedQuerySet, Workshop

# The second part of an edition's own addresses.
TAKEN_SLUGS = {"awards", "banner", "committee", "dates", "grants", "organizers", "papers", "schedule", "speakers"}


def check_slug(slug):
    if slug in TAKEN_SLUGS:
        raise ValidationError(_("The edition has a page “%s” of its own. Choose another address.") % slug)


class PageQuerySet(AnnouncedQuerySet):
    def visible_to(self, user):
        if not user.is_authenticated:
            return self.public()
        return self.public() | self.filter(pk__in=self.model.objects.managed_by(user).values("pk"))


class Page(Announced):
    """A free page in the edition's navigation: call for papers, related workshops, questions."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="pages", verbose_name=_("edition"))
    title = models.CharField(_("title"), max_length=120)
    slug = models.SlugField(_("address"), validators=[check_slug])
    body = models.TextField(_("text"), blank=True, help_text=_("Markdown."))
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    history = HistoricalRecords()
    objects = PageQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = _("page")
        verbose_name_plural = _("pages")
        constraints = [
            models.UniqueConstraint(
                fields=["workshop", "slug"],
                name="page_one_per_address",
                violation_error_message=_("The edition has a page at this address already."),
            )
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("workshops:page", args=[self.workshop.slug, self.slug])

    def announce(self, *, by, at=None):
        self._announce(at, by=by)
