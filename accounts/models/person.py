from functools import reduce
from operator import or_

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.images import ImageField


class PersonQuerySet(models.QuerySet):
    def public(self):
        """Whoever appears on something that is public now."""
        return self._appearing(lambda rows: rows.public())

    def managed_by(self, user):
        return self if user.is_superuser else self._appearing(lambda rows: rows.managed_by(user))

    def wholly_managed_by(self, user):
        """Those of ``managed_by`` who appear nowhere else, whose addresses ``user`` may see and set."""
        if user.is_superuser:
            return self
        elsewhere = (_elsewhere(model, user).exclude(**{name: None}).values(name) for model, name in self.model.bonds())
        return reduce(lambda people, others: people.exclude(pk__in=others), elsewhere, self.managed_by(user))

    def nameable_by(self, user):
        """Whom an organizer may pick: their own people, and whoever is public anyway."""
        return self.managed_by(user) | self.public()

    def of(self, user):
        return self.filter(user=user.pk) if user.is_authenticated else self.none()

    def claimable_with(self, emails):
        return self.filter(user=None, emails__email__in=[email.lower() for email in emails]).distinct()

    def _appearing(self, narrowed):
        rows = (narrowed(model.objects.all()).values("person") for model in self.model.appearances)
        return self.filter(reduce(or_, (models.Q(pk__in=people) for people in rows), models.Q(pk__in=[])))


class Person(models.Model):
    """One human over all editions. How a name was printed stands on the paper, not here."""

    appearances: list[type[models.Model]] = []  # models of the higher apps that put a person before the public
    possessions: list[tuple[type[models.Model], str]] = []  # those whose rows are a person's own, before nobody

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="person",
        verbose_name=_("account"),
        help_text=_("Set by itself when somebody proves one of the addresses below."),
    )
    name = models.CharField(_("name"), max_length=200, help_text=_("As they write it themselves."))
    given_name = models.CharField(_("given name"), max_length=120, blank=True)
    family_name = models.CharField(
        _("family name"), max_length=120, blank=True, help_text=_("Leave both empty if you are not sure.")
    )
    orcid = models.CharField(
        _("ORCID"),
        max_length=19,
        blank=True,
        validators=[RegexValidator(r"^\d{4}-\d{4}-\d{4}-\d{3}[\dX]$", _("An ORCID looks like 0000-0002-1825-0097."))],
    )
    openreview_id = models.CharField(
        _("OpenReview id"),
        max_length=120,
        blank=True,
        validators=[RegexValidator(r"^~\S+?\d+$", _("An OpenReview id looks like ~Ada_Person1."))],
    )
    homepage = models.URLField(_("homepage"), blank=True)
    photo = ImageField(_("photo"), upload_to="photos", blank=True)

    history = HistoricalRecords()
    objects = PersonQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.UniqueConstraint(
                fields=["orcid"],
                condition=~models.Q(orcid=""),
                name="person_one_per_orcid",
                violation_error_message=_("Another person has this ORCID."),
            ),
            models.UniqueConstraint(
                fields=["openreview_id"],
                condition=~models.Q(openreview_id=""),
                name="person_one_per_openreview_id",
                violation_error_message=_("Another person has this OpenReview id."),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("person", args=[self.pk])

    @classmethod
    def appears_in(cls, model):
        """Class decorator for a model with a ``person`` and the doors ``public()`` and ``managed_by(user)``."""
        cls.appearances.append(model)
        return model

    @classmethod
    def owns(cls, name):
        """Class decorator for a model whose foreign key ``name`` says whose it is, with the door ``organized_by(user)``."""

        def register(model):
            cls.possessions.append((model, name))
            return model

        return register

    @classmethod
    def bonds(cls):
        """Models by which an edition has to do with a person, each with the name of its key."""
        return [*((model, "person") for model in cls.appearances), *cls.possessions]

    @property
    def email(self):
        """Where mail to them goes: their first address, or an empty string."""
        first = next(iter(self.emails.all()), None)
        return first.email if first else ""

    def is_account_of(self, user):
        return self.user_id is not None and self.user_id == user.pk

    def is_wholly_managed_by(self, user):
        """Whether this person appears nowhere but in editions of ``user``, who may then see and set their addresses.

        A hidden seat, award or grant elsewhere counts, and a share, an offer or a nomination: whoever sets an address could
        claim the person, and with it what is theirs.
        """
        if user.is_superuser:
            return True
        return not any(_elsewhere(model, user).filter(**{name: self}).exists() for model, name in self.bonds())


def _elsewhere(model, user):
    """Rows of other people's editions. What is kept from an organizer in their own edition is not elsewhere."""
    rows = model.objects.all()
    own = rows.organized_by(user) if hasattr(rows, "organized_by") else rows.managed_by(user)
    return rows.exclude(pk__in=own.values("pk"))


class PersonName(models.Model):
    """A name under which the same human is printed somewhere."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="names", verbose_name=_("person"))
    name = models.CharField(_("name"), max_length=200)
    note = models.CharField(_("where"), max_length=200, blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["name"]
        verbose_name = _("name variant")
        verbose_name_plural = _("name variants")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "name"],
                name="person_name_once",
                violation_error_message=_("This name is listed already."),
            )
        ]

    def __str__(self):
        return self.name


class PersonEmail(models.Model):
    """An address of a person. Whoever proves that it is theirs gets the person as their account's."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="emails", verbose_name=_("person"))
    email = models.EmailField(_("email"))

    history = HistoricalRecords()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("email")
        verbose_name_plural = _("emails")
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="person_email_is_one_persons",
                violation_error_message=_("This address belongs to another person already."),
            )
        ]

    def __str__(self):
        return self.email

    def save(self, *args, **kwargs):
        self.email = self.email.lower()
        super().save(*args, **kwargs)

    def clean(self):
        self.email = self.email.lower()
