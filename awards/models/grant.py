from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models, transaction
from django.db.models import Q, Value
from django.db.models.functions import Concat
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.models import Person
from awards import emails
from awards.models.award import keys_of
from awards.models.fund import Fund
from notifications import outbox
from notifications.models import Message
from workshops.lifecycle import Announced, IllegalMove, Lifecycle, record
from workshops.models import Workshop
from workshops.models.workshop import PartQuerySet


class GrantStatus(models.TextChoices):
    PROPOSED = "proposed", _("proposed")
    GIVEN = "given", _("given")


class GrantProgrammeQuerySet(PartQuerySet):
    def public(self):
        return super().public().filter(announced_at__lte=timezone.now())


class GrantProgramme(Announced):
    """Support of one kind from one fund. Its grants become public together."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="grant_programmes", verbose_name=_("edition"))
    name = models.CharField(_("name"), max_length=120, help_text=_("As in “Travel awards”."))
    description = models.TextField(_("description"), blank=True, help_text=_("What it pays for. Public."))
    fund = models.ForeignKey(Fund, models.PROTECT, related_name="grant_programmes", verbose_name=_("fund"))
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    history = HistoricalRecords()
    objects = GrantProgrammeQuerySet.as_manager()

    class Meta:
        ordering = ["workshop", "order", "pk"]
        verbose_name = _("grant programme")
        verbose_name_plural = _("grant programmes")
        constraints = [
            models.UniqueConstraint(
                fields=["workshop", "name"],
                name="grant_programme_once",
                violation_error_message=_("The edition has this programme already."),
            )
        ]

    def __str__(self):
        return self.name

    def clean(self):
        if self.fund_id and self.fund.workshop_id != self.workshop_id:
            raise ValidationError({"fund": _("This fund belongs to another edition.")})

    def announce(self, *, by, at=None):
        if not self.grants.given().exists():
            raise IllegalMove(_("Give somebody a grant of “%s” before you announce it.") % self)
        self._announce(at, by=by)


class GrantQuerySet(models.QuerySet):
    def given(self):
        return self.filter(status=GrantStatus.GIVEN)

    def announced(self):
        return self.given().filter(programme__in=GrantProgramme.objects.public())

    def public(self):
        """Announced, and the person agreed to be named."""
        return self.announced().filter(consents_to_be_named=True)

    def managed_by(self, user):
        return self.filter(programme__in=GrantProgramme.objects.managed_by(user))

    def visible_to(self, user):
        """What is public, and the user's own grants once announced or told."""
        told = Message.objects.sent().filter(kind=emails.GRANT_GIVEN, recipient__in=keys_of(user)).values("about")
        return self.annotate(key=Concat(Value("awards.grant:"), "pk", output_field=models.CharField())).filter(
            Q(pk__in=self.model.objects.public().values("pk"))
            | Q(pk__in=self.model.objects.announced().values("pk"), person__user=user)
            | Q(status=GrantStatus.GIVEN, key__in=told)
        )


@Person.appears_in
class Grant(Lifecycle):
    """Support that a person has, with name and affiliation as printed in the list."""

    MOVES = {
        GrantStatus.PROPOSED: {GrantStatus.GIVEN},
        GrantStatus.GIVEN: {GrantStatus.PROPOSED},
    }

    programme = models.ForeignKey(GrantProgramme, models.CASCADE, related_name="grants", verbose_name=_("programme"))
    person = models.ForeignKey(Person, models.PROTECT, related_name="grants", verbose_name=_("person"))
    printed_name = models.CharField(_("printed name"), max_length=200)
    printed_affiliation = models.CharField(_("printed affiliation"), max_length=300, blank=True)
    amount = models.DecimalField(
        _("amount"),
        max_digits=10,
        decimal_places=2,
        default=Decimal(1),
        validators=[MinValueValidator(Decimal("0.01"))],
        help_text=_("In the currency or the units of the fund."),
    )
    consents_to_be_named = models.BooleanField(_("agrees to be named"), default=False)
    status = models.CharField(
        _("status"), max_length=12, choices=GrantStatus, default=GrantStatus.PROPOSED, editable=False
    )

    history = HistoricalRecords()
    objects = GrantQuerySet.as_manager()

    class Meta:
        ordering = ["programme", "pk"]
        verbose_name = _("grant")
        verbose_name_plural = _("grants")
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "person"],
                name="grant_once_per_person",
                violation_error_message=_("This person has a grant of this programme already."),
            ),
            models.CheckConstraint(
                name="grant_amount_positive",
                condition=Q(amount__gt=0),
                violation_error_message=_("A grant is more than nothing."),
            ),
            models.CheckConstraint(
                name="grant_status_is_known",
                condition=Q(status__in=GrantStatus),
                violation_error_message=_("There is no such status."),
            ),
        ]

    def __str__(self):
        return f"{self.programme}: {self.printed_name}"

    @property
    def workshop(self):
        return self.programme.workshop

    @property
    def benefit_text(self):
        return self.programme.fund.say(self.amount)

    def clean(self):
        fund = self.programme.fund if self.programme_id else None
        if fund and self.amount is not None and (refusal := fund.hinders_amount(self.amount)):
            raise ValidationError({"amount": refusal})
        given = self.pk and self.status == GrantStatus.GIVEN
        if given and type(self).objects.filter(pk=self.pk).exclude(amount=self.amount).exists():
            raise ValidationError({"amount": _("This grant is given. Undo that before you change the amount.")})

    @transaction.atomic
    def give(self, *, by, reason=""):
        """Silent and reversible. The fund is locked, so two grants cannot both take the last of it."""
        fund = Fund.objects.locked().get(pk=self.programme.fund_id)
        self._become(GrantStatus.GIVEN, verb="give", by=by, reason=reason)
        fund.check_covers()

    @transaction.atomic
    def undo(self, *, by, reason=""):
        if self.programme.is_announced:
            raise IllegalMove(_("“%s” is announced; it is settled.") % self.programme)
        if self.told():
            raise IllegalMove(_("%s has been told. This cannot be undone silently.") % self.printed_name)
        self._become(GrantStatus.PROPOSED, verb="undo", by=by, reason=reason)

    def letters(self):
        return outbox.unwritten([emails.grant_given(self)] if self.person.email else [])

    def unreached(self):
        return [] if self.person.email else [self.printed_name]

    @transaction.atomic
    def tell(self, *, by):
        """Post the letter unless it was posted; pressing twice tells once."""
        if self.status != GrantStatus.GIVEN:
            raise IllegalMove(_("Give “%s” before you tell anybody.") % self)
        posted = outbox.post(self.letters(), by=by)
        if posted:
            record(self, "tell the recipient", after=f"{len(posted)} mails", by=by)
        return posted

    def told(self):
        return Message.objects.filter(kind=emails.GRANT_GIVEN).about(self)
