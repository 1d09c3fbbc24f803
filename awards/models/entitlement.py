"""Who may have a benefit: rules of a programme, or of the sponsor for one fund, as data."""

from datetime import timedelta

from babel import Locale
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from awards.models.fund import Fund
from awards.models.programme import GrantProgramme, OnePer
from workshops.models import Role, Workshop


class RuleKind(models.TextChoices):
    AUTHOR = "author", _("author of an accepted paper")
    PRESENTER = "presenter", _("presents an accepted paper")
    STUDENT = "student", _("student")
    NEW = "new", _("no grant of ours before")
    COUNTRY = "country", _("comes from one of these countries")


class GrantRuleQuerySet(models.QuerySet):
    def managed_by(self, user):
        editions = Workshop.objects.managed_by(user)
        return self.filter(Q(programme__workshop__in=editions) | Q(fund__workshop__in=editions))


class GrantRule(models.Model):
    """A condition of a programme, or of a fund for whatever is paid from it."""

    programme = models.ForeignKey(
        GrantProgramme, models.CASCADE, null=True, blank=True, related_name="rules", verbose_name=_("grant programme")
    )
    fund = models.ForeignKey(Fund, models.CASCADE, null=True, blank=True, related_name="rules", verbose_name=_("fund"))
    kind = models.CharField(_("rule"), max_length=10, choices=RuleKind)
    years = models.PositiveSmallIntegerField(
        _("years"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(100)],
        help_text=_("For “no grant of ours before”: within so many years; empty for ever."),
    )
    countries = models.CharField(
        _("countries"), max_length=400, blank=True, help_text=_("For a rule about countries: codes like KE, RW, UG.")
    )

    history = HistoricalRecords()
    objects = GrantRuleQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("rule")
        verbose_name_plural = _("rules")
        constraints = [
            models.CheckConstraint(
                name="grant_rule_of_one_thing",
                condition=Q(programme=None, fund__isnull=False) | Q(programme__isnull=False, fund=None),
                violation_error_message=_("A rule belongs to a programme or to a fund."),
            )
        ]

    def __str__(self):
        return f"{self.get_kind_display()}{f': {self.countries}' if self.countries else ''}"

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

    def holds_for(self, person, application=None):
        """True or False, or None where nobody knows."""
        return getattr(self, f"_{self.kind}")(person, application)

    def hinders(self, person, name, application=None):
        """Why not, in a sentence; empty if it holds."""
        return self.refusal(self.holds_for(person, application), name)

    def refusal(self, holds, name):
        if holds:
            return ""
        words = {"name": name, "rule": self, "fund": self.fund}
        if holds is None:
            return _("Nobody knows whether this holds for %(name)s: %(rule)s.") % words
        if self.fund_id:
            return _("The fund “%(fund)s” is not for %(name)s: %(rule)s.") % words
        return _("This is not for %(name)s: %(rule)s.") % words

    def _authorships(self, person):
        return person.authorships.filter(paper__in=self.workshop.papers.accepted())

    def _author(self, person, application):
        return self._authorships(person).exists()

    def _presenter(self, person, application):
        return self._authorships(person).filter(is_presenter=True).exists()

    def _student(self, person, application):
        said = application is not None and application.stage in {"student", "phd"}
        return said or self._authorships(person).filter(is_student=True).exists()

    def _new(self, person, application):
        before = person.grants.given().exclude(programme__workshop=self.workshop)
        if self.years:
            since = timezone.now() - timedelta(days=365 * self.years)
            before = before.filter(programme__workshop__starts_at__gte=since)
        return not before.exists()

    def _country(self, person, application):
        return application.country in self.codes if application is not None and application.country else None


def rules_of(benefit):
    return GrantRule.objects.filter(Q(programme=benefit.programme_id) | Q(fund=benefit.fund_id)).select_related(
        "programme__workshop", "fund__workshop"
    )


def hinders_person(benefit, person, name):
    """Why this person cannot have this benefit, in sentences. What an organizer waived, with a reason, does not hinder."""
    programme = benefit.programme
    application = programme.applications.filter(person=person).first()
    organizes = Role.objects.organizing().filter(workshop=programme.workshop_id, person=person)
    if not programme.organizers_can_have and organizes.exists():
        yield _("%s organizes this edition.") % name
    waived = set(application.checks.waived().values_list("rule", flat=True)) if application else set()
    for rule in rules_of(benefit):
        if rule.pk not in waived and (sentence := rule.hinders(person, name, application)):
            yield sentence
    yield from _hinders_others(programme, person, name)


def _hinders_others(programme, person, name):
    """One for each paper, or each institution."""
    others = programme.grants.promised().exclude(person=person)
    if programme.one_per == OnePer.PAPER:
        papers = person.authorships.filter(paper__in=programme.workshop.papers.accepted()).values("paper")
        if other := others.filter(person__authorships__paper__in=papers).first():
            yield _("%(other)s has a grant for a paper that %(name)s wrote, too.") % {
                "other": other.printed_name,
                "name": name,
            }
    if programme.one_per == OnePer.LAB:
        labs = person.authorships.filter(paper__workshop=programme.workshop_id).values("affiliations")
        shared = others.filter(
            person__authorships__affiliations__in=labs, person__authorships__paper__workshop=programme.workshop_id
        )
        if other := shared.first():
            yield _("%(other)s of the same institution has a grant.") % {"other": other.printed_name}
