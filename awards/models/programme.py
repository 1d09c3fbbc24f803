"""A programme of support as rules: what it gives, from which funds, to whom, and when it is offered."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from awards.models.call import Call
from awards.models.fund import Fund, FundKind
from awards.models.telling import Telling
from workshops.lifecycle import Announced, IllegalMove
from workshops.models import Workshop
from workshops.models.workshop import AnnouncedQuerySet


class OnePer(models.TextChoices):
    NOTHING = "", _("no limit")
    PAPER = "paper", _("one for each paper")
    LAB = "lab", _("one for each institution")


class Promotion(models.TextChoices):
    BY_ITSELF = "itself", _("the next on the waitlist is offered by itself")
    ASK = "ask", _("an organizer offers it")


class Naming(models.TextChoices):
    CONSENT = "consent", _("only who agrees is named")
    ALL = "all", _("everybody is named, as the call says")


class GrantProgrammeQuerySet(AnnouncedQuerySet):
    def kept_from(self, user):
        """Of which the user sees nothing of how it is decided: they have applied, or would read there what is left."""
        if not user.is_authenticated:
            return self.none()
        own = Q(applications__person__user=user.pk) | Q(benefits__fund__in=Fund.objects.kept_from(user))
        return self.filter(own).distinct()

    def allocated_by(self, user):
        """Through this door goes whatever tells how it is decided; the programme itself is managed by all organizers."""
        return self.managed_by(user).exclude(pk__in=self.model.objects.kept_from(user).values("pk"))

    nameable_by = allocated_by

    def with_call(self):
        return self.filter(opens_at__isnull=False, closes_at__isnull=False)

    def with_waitlist(self):
        return self.filter(offers__status="waitlisted").distinct()


class GrantProgramme(Telling, Call, Announced):
    """Support of one purpose. Its grants become public together."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="grant_programmes", verbose_name=_("edition"))
    name = models.CharField(_("name"), max_length=120, help_text=_("As in “Travel awards”."))
    description = models.TextField(_("description"), blank=True, help_text=_("What it pays for. Public."))
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    one_per = models.CharField(_("limit"), max_length=8, choices=OnePer, blank=True, default=OnePer.NOTHING)
    organizers_can_have = models.BooleanField(_("organizers of the edition can have one, too"), default=False)
    naming = models.CharField(_("names of recipients"), max_length=8, choices=Naming, default=Naming.CONSENT)
    days_to_answer = models.PositiveSmallIntegerField(
        _("days to answer"),
        default=10,
        validators=[MinValueValidator(1), MaxValueValidator(365)],
        help_text=_("For an offer that the waitlist makes by itself, and as a suggestion for the others."),
    )
    promotion = models.CharField(_("waitlist"), max_length=8, choices=Promotion, default=Promotion.BY_ITSELF)
    lead_days = models.PositiveSmallIntegerField(
        _("days of lead"),
        default=14,
        validators=[MaxValueValidator(365)],
        help_text=_("Nobody is offered anything from the waitlist later than so many days before the edition begins."),
    )

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

    @property
    def last_offers_at(self):
        """Until when the waitlist moves; None while nobody knows when the edition begins."""
        return self.workshop.starts_at and self.workshop.starts_at - timedelta(days=self.lead_days)

    @property
    def benefits_with_codes(self):
        return [benefit for benefit in self.benefits.select_related("fund") if benefit.has_codes]

    def funds(self):
        return Fund.objects.filter(pk__in=self.benefits.values("fund"))

    def clean(self):
        self._check_call()

    def announce(self, *, by, at=None):
        if not self.grants.given().exists():
            raise IllegalMove(_("Give somebody a grant of “%s” before you announce it.") % self)
        self._announce(at, by=by)


class BenefitKind(models.TextChoices):
    REGISTRATION = "registration", _("registration")
    CASH = "cash", _("travel costs")
    LUMP_SUM = "lump_sum", _("lump sum")
    LODGING = "lodging", _("lodging")
    VISA_FEE = "visa_fee", _("visa fee")
    CHILDCARE = "childcare", _("childcare")
    CONNECTIVITY = "connectivity", _("connectivity")


class BenefitQuerySet(models.QuerySet):
    def managed_by(self, user):
        return self.filter(programme__in=GrantProgramme.objects.allocated_by(user))


class Benefit(models.Model):
    """One thing that a programme gives, from one fund, in the currency or the units of that fund."""

    programme = models.ForeignKey(
        GrantProgramme, models.CASCADE, related_name="benefits", verbose_name=_("grant programme")
    )
    kind = models.CharField(_("benefit"), max_length=14, choices=BenefitKind, default=BenefitKind.REGISTRATION)
    fund = models.ForeignKey(Fund, models.PROTECT, related_name="benefits", verbose_name=_("fund"))
    usual = models.DecimalField(
        _("usually"),
        max_digits=10,
        decimal_places=2,
        default=1,
        help_text=_("So much for each person, unless somebody says otherwise."),
    )
    most = models.DecimalField(
        _("at most"), max_digits=10, decimal_places=2, null=True, blank=True, help_text=_("For one person.")
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    history = HistoricalRecords()
    objects = BenefitQuerySet.as_manager()

    class Meta:
        ordering = ["programme", "order", "pk"]
        verbose_name = _("benefit")
        verbose_name_plural = _("benefits")
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "kind", "fund"],
                name="benefit_once_per_fund",
                violation_error_message=_("The programme gives this from this fund already."),
            ),
            models.CheckConstraint(
                name="benefit_usual_positive",
                condition=Q(usual__gt=0),
                violation_error_message=_("A benefit is more than nothing."),
            ),
            models.CheckConstraint(
                name="benefit_usual_within_most",
                condition=Q(most=None) | Q(most__gte=models.F("usual")),
                violation_error_message=_("What is usual is not more than what one can have at most."),
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} ({self.fund.name})"

    @property
    def workshop(self):
        return self.programme.workshop

    @property
    def is_single(self):
        """One for each person, and no more."""
        return self.fund.kind == FundKind.UNITS and (self.most or self.usual) == 1

    @property
    def has_codes(self):
        return self.kind == BenefitKind.REGISTRATION

    def say(self, amount):
        """As somebody reads who gets it: “registration”, “$500 for travel costs”."""
        if self.fund.kind == FundKind.UNITS:
            return self.fund.say(amount)
        words = {"amount": self.fund.say(amount), "what": self.get_kind_display()}
        return _("%(amount)s for %(what)s") % words if self.kind != BenefitKind.CASH else words["amount"]

    @property
    def cap(self):
        """How much of it somebody can ask for, in words."""
        if self.is_single:
            return _("One for each person.")
        if self.most is not None:
            return _("At most %s for one person.") % self.fund.say(self.most)
        return _("Usually %s for one person.") % self.fund.say(self.usual)

    def hinders_amount(self, amount):
        """Why nobody can have so much of it, in a sentence; empty if they can."""
        if self.most is not None and amount > self.most:
            return _("Nobody has more than %s of this.") % self.fund.say(self.most)
        return self.fund.hinders_amount(amount)

    def clean(self):
        if self.fund_id and self.programme_id and self.fund.workshop_id != self.programme.workshop_id:
            raise ValidationError({"fund": _("This fund belongs to another edition.")})
        for field in ("usual", "most"):
            amount = getattr(self, field)
            if self.fund_id and amount is not None and (refusal := self.fund.hinders_amount(amount)):
                raise ValidationError({field: refusal})
        before = self.pk and type(self).objects.filter(pk=self.pk).first()
        if before and before.fund_id != self.fund_id and before.grants.exists():
            raise ValidationError({"fund": _("Grants come from this fund already; it stays.")})
