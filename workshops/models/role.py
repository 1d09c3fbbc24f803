from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.models import Affiliation, Person
from workshops.models.workshop import PartQuerySet, Workshop


class RoleKind(models.TextChoices):
    ORGANIZER = "organizer", _("organizer")
    WORKFLOW_ORGANIZER = "workflow_organizer", _("workflow organizer")
    COMMITTEE = "committee", _("programme committee")
    SPEAKER = "speaker", _("speaker")
    PANELIST = "panelist", _("panelist")


class RoleQuerySet(PartQuerySet):
    def organizing(self):
        return self.filter(kind__in=[RoleKind.ORGANIZER, RoleKind.WORKFLOW_ORGANIZER])

    def of(self, kind):
        return self.filter(kind=kind).select_related("person")


@Person.appears_in
@Affiliation.printed_on("printed_affiliation", "affiliation", edition="workshop")
class Role(models.Model):
    """A person's part in an edition, with name and affiliation as they were printed then."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="roles", verbose_name=_("edition"))
    person = models.ForeignKey(Person, models.PROTECT, related_name="roles", verbose_name=_("person"))
    kind = models.CharField(_("part"), max_length=20, choices=RoleKind)
    printed_name = models.CharField(_("printed name"), max_length=200)
    printed_affiliation = models.CharField(_("printed affiliation"), max_length=300, blank=True)
    affiliation = models.ForeignKey(
        Affiliation,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="roles",
        verbose_name=_("affiliation"),
    )
    homepage = models.URLField(_("homepage"), blank=True, help_text=_("As it was then."))
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    ends_on = models.DateField(
        _("until"), null=True, blank=True, help_text=_("The last day on which an organizer may work here.")
    )

    history = HistoricalRecords()
    objects = RoleQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        constraints = [
            models.UniqueConstraint(
                fields=["workshop", "person", "kind"],
                name="role_once_per_person",
                violation_error_message=_("This person has this part already."),
            ),
            models.CheckConstraint(
                name="role_kind_is_known",
                condition=models.Q(kind__in=RoleKind),
                violation_error_message=_("There is no such part."),
            ),
        ]

    def __str__(self):
        return f"{self.printed_name}, {self.get_kind_display()}"

    @property
    def place(self):
        return f"{self.get_kind_display()}, {self.workshop}"
