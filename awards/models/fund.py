from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import OuterRef, Q, Subquery, Sum
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from awards import money
from workshops.models import Sponsor, Workshop
from workshops.models.workshop import PartQuerySet


class FundKind(models.TextChoices):
    CASH = "cash", _("cash")
    UNITS = "units", _("units")


OWED = ~Q(award_categories__awards__shares__status__in=["declined", "unpayable", "cancelled", "returned"])
HELD = Q(benefits__grants__status__in=["offered", "given", "fulfilled"])
KEPT = Q(benefits__grants__status="no_show", benefits__grants__fulfilled_on__isnull=False)
PROMISED = {  # what is promised of a fund: shares of decided prizes, grants that are offered, given, or used up
    "in_prizes": Sum("award_categories__awards__shares__amount", filter=OWED),
    "in_grants": Sum("benefits__grants__amount", filter=HELD | KEPT),
}


class FundQuerySet(PartQuerySet):
    def kept_from(self, user):
        """They pay for what the user has applied to: their sums would tell how that is decided."""
        return self.filter(benefits__programme__applications__person__user=user.pk) if user.pk else self.none()

    def managed_by(self, user):
        return self.nameable_by(user).exclude(pk__in=self.model.objects.kept_from(user).values("pk"))

    def nameable_by(self, user):
        return super().managed_by(user)

    def locked(self):
        """Held until the transaction ends: nobody else commits from the same pot meanwhile."""
        return self.select_for_update()

    def promised(self):
        """For another query, of things that have a fund: {name: the sum}, as subqueries."""
        own = self.filter(pk=OuterRef("fund")).order_by()
        return {name: Subquery(own.annotate(sum=each).values("sum")) for name, each in PROMISED.items()}

    def for_prizes(self):
        return self.filter(award_categories__isnull=False).distinct()

    def as_told_to(self, user):
        """Each with ``awaited``, the name of a category of which its sums would tell ``user`` too early, or None."""
        categories = self.model.award_categories.rel.related_model.objects
        concerning = list(categories.concerning(user).exclude(fund=None).values_list("pk", flat=True))
        first = categories.filter(pk__in=concerning, fund=OuterRef("pk")).order_by("order", "pk")
        return self.annotate(awaited=Subquery(first.values("name")[:1]))


class Fund(models.Model):
    """One pot of a sponsor: cash in one currency, or units such as registrations; never both."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="funds", verbose_name=_("edition"))
    sponsor = models.ForeignKey(
        Sponsor, models.PROTECT, null=True, blank=True, related_name="funds", verbose_name=_("sponsor")
    )
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=8, choices=FundKind)
    amount = models.DecimalField(
        _("amount"), max_digits=12, decimal_places=2, validators=[MinValueValidator(Decimal(0))]
    )
    currency = models.CharField(
        _("currency"), max_length=3, blank=True, validators=[money.check_currency], help_text=_("For cash: like USD.")
    )
    unit = models.CharField(_("unit"), max_length=40, blank=True, help_text=_("For units: like registration."))
    restrictions = models.TextField(_("restrictions"), blank=True)

    history = HistoricalRecords()
    objects = FundQuerySet.as_manager()

    class Meta:
        ordering = ["workshop", "name"]
        verbose_name = _("fund")
        verbose_name_plural = _("funds")
        constraints = [
            models.CheckConstraint(
                name="fund_is_cash_or_units",
                condition=(Q(kind="cash", unit="") & ~Q(currency="")) | (Q(kind="units", currency="") & ~Q(unit="")),
                violation_error_message=_("Cash has a currency and no unit; units have a unit and no currency."),
            ),
            models.CheckConstraint(
                name="fund_amount_not_negative",
                condition=Q(amount__gte=0),
                violation_error_message=_("A fund cannot be less than nothing."),
            ),
        ]

    def __str__(self):
        return f"{self.name} ({self.workshop})"

    @property
    def fund(self):
        """As the ledger asks it of whatever it follows."""
        return self

    @property
    def standing(self):
        return {"pledged": Decimal(self.amount)}

    @property
    def committed(self):
        own = type(self).objects.filter(pk=self.pk)
        return sum((own.aggregate(sum=each)["sum"] or Decimal(0) for each in PROMISED.values()), Decimal(0))

    @property
    def free(self):
        return self.amount - self.committed

    @property
    def kept_back(self):
        """What is said in the place of its sums, to whoever must not know them yet; of funds `as_told_to` somebody."""
        return _("Available once “%s” is announced.") % self.awaited if self.awaited else ""

    def say(self, amount):
        """``amount`` of this fund in words: $500, 25 × registration."""
        return money.display(amount, self.currency) if self.kind == FundKind.CASH else f"{amount:.0f} × {self.unit}"

    def hinders_amount(self, amount):
        """Why nobody can pay exactly so much of this, in a sentence; empty if they can."""
        if self.kind == FundKind.UNITS:
            return _("Units are whole numbers.") if amount % 1 else ""
        smallest = money.smallest_unit(self.currency)
        words = {"currency": self.currency, "smallest": smallest}
        return _("Nothing smaller than %(smallest)s %(currency)s can be paid.") % words if amount % smallest else ""

    def clean(self):
        self.currency = self.currency.upper()
        if self.amount is not None and (refusal := self.hinders_amount(self.amount)):
            raise ValidationError({"amount": refusal})
        if self.pk and self.amount is not None and self.amount < self.committed:
            raise ValidationError({"amount": _("%s is promised already.") % self.say(self.committed)})
        for category in self.award_categories.exclude(prize=None) if self.pk else []:
            if refusal := self.hinders_amount(category.prize):
                raise ValidationError({"currency": f"{category}: {refusal}"})
        self._check_kept()

    def _check_kept(self):
        """What was promised, or paid once, stays what it was."""
        before = self.pk and type(self).objects.filter(pk=self.pk).first()
        if not before or not (self.award_categories.exists() or self.benefits.exists()):
            return
        used = (
            self.award_categories.filter(awards__shares__isnull=False).exists()
            or self.benefits.filter(grants__isnull=False).exists()
        )
        for field in ("workshop", "kind", "currency", "unit") if used else ("workshop", "kind"):
            if getattr(before, field) != getattr(self, field):
                raise ValidationError({field: _("Something is given from this fund already; this stays as it is.")})

    def check_covers(self):
        """To be called in the transaction that commits, with the fund locked."""
        if self.free < 0:
            raise ValidationError(
                _("The fund “%(fund)s” lacks %(amount)s for this.")
                % {"fund": self.name, "amount": self.say(-self.free)}
            )
