from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from awards import money
from awards.models.fund import Fund, FundKind
from workshops.lifecycle import Announced, IllegalMove
from workshops.models import Workshop
from workshops.models.workshop import PartQuerySet


class TieRule(models.TextChoices):
    SPLIT = "split", _("tied winners share one prize")
    DOUBLE = "double", _("each tied winner has a whole prize")


class AwardCategoryQuerySet(PartQuerySet):
    def public(self):
        return super().public().filter(announced_at__lte=timezone.now())


class AwardCategory(Announced):
    """A prize that can be won. Its awards become public together, at its ``announced_at``."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="award_categories", verbose_name=_("edition"))
    name = models.CharField(_("name"), max_length=120)
    description = models.TextField(_("description"), blank=True, help_text=_("What it is given for. Public."))
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    max_awards = models.PositiveSmallIntegerField(_("at most"), default=1, validators=[MinValueValidator(1)])
    prize = models.DecimalField(
        _("prize"),
        max_digits=10,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal("0.01"))],
        help_text=_("For each award, in the currency of the fund."),
    )
    fund = models.ForeignKey(
        Fund, models.PROTECT, null=True, blank=True, related_name="award_categories", verbose_name=_("fund")
    )
    tie_rule = models.CharField(_("in a tie"), max_length=8, choices=TieRule, default=TieRule.SPLIT)
    exclusive_group = models.CharField(
        _("exclusive group"),
        max_length=40,
        blank=True,
        help_text=_("A paper wins at most one category of the same group."),
    )

    history = HistoricalRecords()
    objects = AwardCategoryQuerySet.as_manager()

    class Meta:
        ordering = ["workshop", "order", "pk"]
        verbose_name = _("award category")
        verbose_name_plural = _("award categories")
        constraints = [
            models.UniqueConstraint(
                fields=["workshop", "name"],
                name="award_category_once",
                violation_error_message=_("The edition has this category already."),
            ),
            models.CheckConstraint(
                name="award_category_prize_has_fund",
                condition=Q(prize=None) | Q(fund__isnull=False),
                violation_error_message=_("Say from which fund the prize is paid."),
            ),
            models.CheckConstraint(
                name="award_category_prize_positive",
                condition=Q(prize=None) | Q(prize__gt=0),
                violation_error_message=_("A prize is more than nothing; leave it empty for none."),
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def prize_text(self):
        return money.display(self.prize, self.fund.currency) if self.prize else ""

    def clean(self):
        if self.fund and self.fund.workshop_id != self.workshop_id:
            raise ValidationError({"fund": _("This fund belongs to another edition.")})
        if self.fund and self.fund.kind != FundKind.CASH:
            raise ValidationError({"fund": _("A prize is paid from a cash fund.")})
        settled = self.pk and self.awards.decided().exists()
        if settled and type(self).objects.filter(pk=self.pk).exclude(prize=self.prize, fund=self.fund).exists():
            raise ValidationError({"prize": _("A winner is decided. Undo that before you change the prize.")})

    def prizes(self, winners):
        """What each of ``winners`` gets, in their order; a tie splits one prize or doubles it."""
        if not self.prize:
            return [None] * len(winners)
        tied = [award for award in winners if award.is_tie]
        if self.tie_rule == TieRule.DOUBLE or not tied:
            return [self.prize] * len(winners)
        parts = iter(money.split(self.prize, len(tied), self.fund.currency))
        return [next(parts) if award.is_tie else self.prize for award in winners]

    def share_out(self):
        """Write every winner's shares anew and make sure that the fund covers them."""
        fund = self.fund and Fund.objects.locked().get(pk=self.fund_id)
        winners = list(self.awards.decided())
        for award, prize in zip(winners, self.prizes(winners), strict=True):
            award.share_out(prize)
        if fund:
            fund.check_covers()

    def announce(self, *, by, at=None):
        winners = list(self.awards.decided().select_related("paper"))
        if not winners:
            raise IllegalMove(_("Decide who wins “%s” before you announce it.") % self)
        moment = at or timezone.now()
        hidden = [award.paper for award in winners if award.paper and not award.paper.is_public_at(moment)]
        if hidden:
            raise IllegalMove(_("Paper %s is not public by then. Announce the paper first.") % hidden[0].number)
        self._announce(at, by=by)
