"""Who may have a benefit: rules of a programme, or of the sponsor for one fund, as data."""

from babel import Locale
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from simple_history.models import HistoricalRecords

from awards.countries import name_of
from awards.models.fund import Fund
from awards.models.programme import GrantProgramme
from workshops.models import Workshop

STUDENTS = {"student", "phd"}  # career stages


class RuleKind(models.TextChoices):
    AUTHOR = "author", gettext_lazy("author of an accepted paper")
    PRESENTER = "presenter", gettext_lazy("presents an accepted paper")
    STUDENT = "student", gettext_lazy("student")
    NEW = "new", gettext_lazy("no grant of ours before")
    COUNTRY = "country", gettext_lazy("comes from one of these countries")


class GrantRuleQuerySet(models.QuerySet):
    def managed_by(self, user):
        editions = Workshop.objects.managed_by(user)
        return self.filter(Q(programme__workshop__in=editions) | Q(fund__workshop__in=editions))

    def asked_in(self, programme):
        """Those of the programme, then those of whoever pays."""
        either = Q(programme=programme) | Q(fund__benefits__programme=programme)
        rules = self.filter(either).select_related("programme__workshop", "fund__workshop").distinct()
        return rules.order_by(F("fund_id").asc(nulls_first=True), "pk")


class GrantRule(models.Model):
    """A condition of a programme, or of a fund for whatever is paid from it."""

    programme = models.ForeignKey(
        GrantProgramme,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="rules",
        verbose_name=gettext_lazy("grant programme"),
    )
    fund = models.ForeignKey(
        Fund, models.CASCADE, null=True, blank=True, related_name="rules", verbose_name=gettext_lazy("fund")
    )
    kind = models.CharField(gettext_lazy("rule"), max_length=10, choices=RuleKind)
    years = models.PositiveSmallIntegerField(
        gettext_lazy("years"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(100)],
        help_text=gettext_lazy("For “no grant of ours before”: within so many years; empty for ever."),
    )
    countries = models.CharField(
        gettext_lazy("countries"),
        max_length=400,
        blank=True,
        help_text=gettext_lazy("For a rule about countries: codes like KE, RW, UG."),
    )

    history = HistoricalRecords()
    objects = GrantRuleQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = gettext_lazy("rule")
        verbose_name_plural = gettext_lazy("rules")
        constraints = [
            models.CheckConstraint(
                name="grant_rule_of_one_thing",
                condition=Q(programme=None, fund__isnull=False) | Q(programme__isnull=False, fund=None),
                violation_error_message=gettext_lazy("A rule belongs to a programme or to a fund."),
            )
        ]

    def __str__(self):
        if self.kind == RuleKind.COUNTRY:
            return _("comes from one of these countries: %s") % ", ".join(map(name_of, self.codes))
        if self.kind == RuleKind.NEW and self.years:
            words = ngettext("no grant of ours in the last year", "no grant of ours in the last %d years", self.years)
            return words % self.years if self.years > 1 else words
        return str(self.get_kind_display())

    @property
    def workshop(self):
        return (self.programme or self.fund).workshop

    @property
    def codes(self):
        return [code.strip().upper() for code in self.countries.split(",") if code.strip()]

    def clean(self):
        known = Locale("en").territories
        if self.kind == RuleKind.COUNTRY and not self.codes:
            raise ValidationError({"countries": _("Name the countries.")})
        if unknown := [code for code in self.codes if len(code) != 2 or code not in known]:
            raise ValidationError({"countries": _("There is no country %s.") % ", ".join(unknown)})

    def holds_for(self, person):
        """True or False, or None where nobody knows. ``person`` is a row of `hindrances.known_of`."""
        if self.kind == RuleKind.AUTHOR:
            return person.is_author
        if self.kind == RuleKind.PRESENTER:
            return person.presents
        if self.kind == RuleKind.STUDENT:
            return person.is_student or person.stage in STUDENTS
        if self.kind == RuleKind.NEW:
            return not getattr(person, f"before_{self.pk}")
        return person.country in self.codes if person.country else None

    def refusal(self, holds, name):
        """Why not, in a sentence; empty if it holds."""
        if holds:
            return ""
        words = {"name": name, "rule": self, "fund": self.fund}
        if holds is None:
            return _("Nobody knows whether this holds for %(name)s: %(rule)s.") % words
        if self.fund_id:
            return _("The fund “%(fund)s” is not for %(name)s: %(rule)s.") % words
        return _("This is not for %(name)s: %(rule)s.") % words
