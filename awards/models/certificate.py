import secrets
import unicodedata

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.images import ImageField
from accounts.models import Person
from awards.models.award import Award
from awards.pdf import render
from awards.pdf.data import CertificateData
from workshops.lifecycle import Lifecycle
from workshops.models import Workshop
from workshops.models.workshop import PartQuerySet

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # nothing that looks like something else
CODE_LENGTH = 12


def new_code():
    """59 bits that nobody guesses: XXXX-XXXX-XXXX."""
    return _in_groups("".join(secrets.choice(ALPHABET) for _each in range(CODE_LENGTH)))


def as_written(typed):
    """A code however somebody typed it: small letters, other dashes or none, blanks."""
    plain = unicodedata.normalize("NFKC", typed).upper()
    return _in_groups("".join(filter(str.isalnum, plain)))


def _in_groups(letters):
    return "-".join(letters[start : start + 4] for start in range(0, len(letters), 4))


class Signatory(models.Model):
    """Who signs the certificates of an edition."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="signatories", verbose_name=_("edition"))
    name = models.CharField(_("name"), max_length=200)
    title = models.CharField(_("title"), max_length=200, blank=True, help_text=_("As in “Chair of the committee”."))
    signature = ImageField(
        _("signature"),
        upload_to="signatures",
        blank=True,
        help_text=_("A picture on a white or transparent ground. Without one the name is set in italics."),
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    history = HistoricalRecords()
    objects = PartQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = _("signatory")
        verbose_name_plural = _("signatories")

    def __str__(self):
        return self.name


class CertificateName(models.Model):
    """How a winner wants to be named on the certificate; without one, as printed on the paper."""

    award = models.ForeignKey(Award, models.CASCADE, related_name="certificate_names")
    person = models.ForeignKey(Person, models.PROTECT, related_name="certificate_names")
    name = models.CharField(_("name on the certificate"), max_length=200)
    confirmed_at = models.DateTimeField(default=timezone.now)

    history = HistoricalRecords()

    class Meta:
        ordering = ["award", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["award", "person"],
                name="certificate_name_once",
                violation_error_message=_("This person has a name for this certificate already."),
            )
        ]

    def __str__(self):
        return self.name


class CertificateStatus(models.TextChoices):
    ISSUED = "issued", _("valid")
    SUPERSEDED = "superseded", _("superseded by a newer one")
    REVOKED = "revoked", _("revoked")


class CertificateQuerySet(models.QuerySet):
    def valid(self):
        return self.filter(status=CertificateStatus.ISSUED)

    def public(self):
        """Anybody who has the code may look; of an award that is hidden nothing is known."""
        return self.filter(award__in=Award.objects.public())

    def coded(self, typed):
        return self.filter(code=as_written(typed))

    def with_award(self):
        return self.select_related("award__category__workshop", "award__paper__workshop", "award__person")


class Certificate(Lifecycle):
    """What was printed, word for word; the PDF is made from ``data`` whenever it is asked for."""

    is_derived = True
    MOVES = {
        CertificateStatus.ISSUED: {CertificateStatus.SUPERSEDED, CertificateStatus.REVOKED},
        CertificateStatus.SUPERSEDED: {CertificateStatus.REVOKED},
        CertificateStatus.REVOKED: set(),
    }

    award = models.ForeignKey(Award, models.PROTECT, related_name="certificates")
    version = models.PositiveSmallIntegerField(default=1)
    code = models.CharField(max_length=20, unique=True, default=new_code)
    data = models.JSONField()
    status = models.CharField(max_length=12, choices=CertificateStatus, default=CertificateStatus.ISSUED)
    issued_at = models.DateTimeField(default=timezone.now)
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = CertificateQuerySet.as_manager()

    class Meta:
        ordering = ["award", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["award", "version"], name="certificate_version_once"),
            models.UniqueConstraint(fields=["award"], condition=Q(status="issued"), name="certificate_one_is_valid"),
            models.CheckConstraint(
                name="certificate_status_is_known",
                condition=Q(status__in=CertificateStatus),
                violation_error_message=_("There is no such status."),
            ),
        ]

    def __str__(self):
        return f"{self.award}, {self.code}"

    def get_absolute_url(self):
        return reverse("certificate", args=[self.code])

    @property
    def printed(self):
        return CertificateData.from_json(self.data)

    def pdf(self):
        return render.certificate(self.printed)

    @property
    def newest(self):
        """The version that counts: the valid one, or the one that was revoked."""
        return type(self).objects.filter(award=self.award_id).order_by("version").last()

    def supersede(self, *, by, reason=""):
        self._become(CertificateStatus.SUPERSEDED, verb="supersede", by=by, reason=reason)

    def revoke(self, *, by, reason=""):
        self._become(CertificateStatus.REVOKED, verb="revoke", by=by, reason=reason)
