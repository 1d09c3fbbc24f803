from typing import NamedTuple

from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField
from simple_history.models import HistoricalRecords


class Printing(NamedTuple):
    """Where an affiliation is printed, and the key or the many-to-many field that says which institution that is."""

    model: type[models.Model]
    text: str
    link: str
    edition: str  # the path to the edition of a row


class Affiliation(models.Model):
    """An institution, once, however it is spelled on papers."""

    printings: list[Printing] = []  # of the higher apps

    name = models.CharField(_("name"), max_length=200)
    ror_id = models.CharField(
        _("ROR id"),
        max_length=9,
        blank=True,
        help_text=_("Nine letters and digits, as in https://ror.org/01an7q238."),
        validators=[RegexValidator(r"^0[a-hj-km-np-tv-z0-9]{6}[0-9]{2}$", _("A ROR id looks like 01an7q238."))],
    )
    country = CountryField(_("country"), blank=True)
    homepage = models.URLField(_("homepage"), blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["name"]
        verbose_name = _("affiliation")
        verbose_name_plural = _("affiliations")
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="affiliation_one_per_name",
                violation_error_message=_("There is an affiliation with this name already."),
            ),
            models.UniqueConstraint(
                fields=["ror_id"],
                condition=~models.Q(ror_id=""),
                name="affiliation_one_per_ror_id",
                violation_error_message=_("Another affiliation has this ROR id."),
            ),
        ]

    def __str__(self):
        return self.name

    @classmethod
    def printed_on(cls, text, link, *, edition):
        """Class decorator for a model with the door ``managed_by(user)`` that prints an affiliation."""

        def register(model):
            cls.printings.append(Printing(model, text, link, edition))
            return model

        return register


class AffiliationAlias(models.Model):
    """Another spelling of an institution, as it was found somewhere."""

    affiliation = models.ForeignKey(Affiliation, models.CASCADE, related_name="aliases", verbose_name=_("affiliation"))
    name = models.CharField(_("spelling"), max_length=300)

    history = HistoricalRecords()

    class Meta:
        ordering = ["name"]
        verbose_name = _("spelling")
        verbose_name_plural = _("other spellings")
        constraints = [
            models.UniqueConstraint(
                fields=["name"],
                name="affiliation_alias_means_one_affiliation",
                violation_error_message=_("This spelling belongs to another affiliation already."),
            )
        ]

    def __str__(self):
        return self.name
