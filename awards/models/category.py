from collections import Counter
from datetime import timedelta
from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from awards import money
from awards.models.eligibility import Eligibility, EligibilityQuerySet, Eligible
from awards.models.fund import Fund
from awards.models.procedure import CategoryStatus, Procedure
from awards.models.promises import Promises
from awards.models.rules import BallotType, SplitRule, Telling, TieRule
from papers.models import Paper, PaperKind
from workshops.models import Workshop


class AwardCategoryQuerySet(EligibilityQuerySet):
    def voted_on(self):
        """Those that a committee decides, by ballots."""
        return self.exclude(ballot=BallotType.NONE)

    def hold_those_of(self, edition):
        """All at once, for what may touch several of them: whoever holds one after the other may wait in a circle."""
        return list(self.filter(workshop=edition).order_by("pk").select_for_update())

    def open_for_nominations(self):
        now = timezone.now()
        return self.filter(status=CategoryStatus.OPEN).filter(Q(nominations_until=None) | Q(nominations_until__gt=now))


class AwardCategory(Promises, Eligible, Procedure):
    """A prize that can be won. Its awards become public together, at its ``announced_at``."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="award_categories", verbose_name=_("edition"))
    name = models.CharField(_("name"), max_length=120)
    description = models.TextField(_("description"), blank=True, help_text=_("What it is given for. Public."))
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    max_awards = models.PositiveSmallIntegerField(_("at most"), default=1, validators=[MinValueValidator(1)])
    exclusive_group = models.CharField(
        _("exclusive group"),
        max_length=40,
        blank=True,
        help_text=_("A paper wins at most one category of the same group."),
    )

    eligibility = models.CharField(_("who can win"), max_length=8, choices=Eligibility, default=Eligibility.ALL)
    eligible_kind = models.CharField(_("kind"), max_length=12, choices=PaperKind, blank=True)
    chosen_papers = models.ManyToManyField(
        Paper, blank=True, related_name="+", verbose_name=_("chosen papers"), help_text=_("For a chosen list.")
    )
    organizers_can_win = models.BooleanField(
        _("papers of organizers can win, too"),
        default=False,
        help_text=_("An organizer with a paper that can win does not decide, and sees no result before the others."),
    )

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
    split_rule = models.CharField(_("shared as"), max_length=8, choices=SplitRule, default=SplitRule.EQUAL)
    tie_rule = models.CharField(_("in a tie"), max_length=8, choices=TieRule, default=TieRule.SPLIT)
    claim_days = models.PositiveSmallIntegerField(
        _("days to answer"),
        default=90,
        validators=[MinValueValidator(1), MaxValueValidator(1000)],
        help_text=_("After the announcement, for each winner to say what happens with their share."),
    )

    committee_nominates = models.BooleanField(_("the award committee nominates"), default=True)
    reviewers_nominate = models.BooleanField(_("the programme committee nominates"), default=False)
    authors_nominate = models.BooleanField(_("authors nominate their own papers"), default=False)
    nominations_until = models.DateTimeField(_("nominations until"), null=True, blank=True)

    ballot = models.CharField(_("ballot"), max_length=10, choices=BallotType, default=BallotType.NONE)
    points = models.PositiveSmallIntegerField(
        _("points"),
        default=10,
        validators=[MinValueValidator(1), MaxValueValidator(1000)],
        help_text=_("That each member shares out."),
    )
    quorum = models.PositiveSmallIntegerField(
        _("quorum"),
        default=2,
        validators=[MinValueValidator(1)],
        help_text=_("Votes that each candidate needs from members without a conflict."),
    )
    votes_until = models.DateTimeField(_("votes until"), null=True, blank=True)
    is_blind = models.BooleanField(
        _("blind"), default=False, help_text=_("The committee reads papers without the names of their authors.")
    )
    conflict_years = models.PositiveSmallIntegerField(
        _("years of co-authorship"),
        default=3,
        validators=[MaxValueValidator(100)],
        help_text=_("Who wrote together within so many years is asked about a conflict."),
    )

    telling = models.CharField(_("winners are told"), max_length=12, choices=Telling, default=Telling.UNDER_EMBARGO)
    hours_before = models.PositiveSmallIntegerField(
        _("hours before"), default=48, help_text=_("For telling them under embargo.")
    )
    no_award_reason = models.CharField(_("why no award was given"), max_length=500, blank=True, editable=False)

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
            models.CheckConstraint(
                name="award_category_kind_is_said",
                condition=~Q(eligibility="kind") | ~Q(eligible_kind=""),
                violation_error_message=_("Say which kind of papers can win."),
            ),
            models.CheckConstraint(
                name="award_category_announced_if_settled",
                condition=Q(announced_at=None) | Q(status__in=["decided", "vacated", "closed"]),
                violation_error_message=_("Decide before you announce."),
            ),
            models.CheckConstraint(
                name="award_category_status_is_known",
                condition=Q(status__in=CategoryStatus),
                violation_error_message=_("There is no such status."),
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def is_voted_on(self):
        return self.ballot != BallotType.NONE

    @property
    def prize_text(self):
        return money.display(self.prize, self.fund.currency) if self.prize else ""

    @property
    def answers_until(self):
        """Until when winners say what happens with their share; None before the announcement is set."""
        return self.announced_at and self.announced_at + timedelta(days=self.claim_days)

    def excluding(self):
        """The others of its exclusive group."""
        group = type(self).objects.filter(workshop=self.workshop_id, exclusive_group=self.exclusive_group or None)
        return group.exclude(pk=self.pk)

    def seated(self):
        """Who sits on the committee now, observers too."""
        return self.workshop.award_committee.seated()

    def seated_or_heard(self):
        """Those, and whoever has voted before their term ended: such a ballot counts."""
        heard = self.workshop.award_committee.filter(ballots__category=self)
        return (self.seated() | heard).distinct()

    def voters(self):
        return self.seated().voting()

    def missing_voters(self):
        return self.voters().exclude(ballots__in=self.ballots.counting())

    def conflicts(self):
        """Who may not judge what, by their keys: {(member, candidate)}; what was declared, and what authors cannot deny."""
        declared = self.candidates.filter(answers__kind__gt="").values_list("answers__member", "pk")
        seats = "paper__authorships__person__committee_seats"
        authors = self.candidates.filter(**{f"{seats}__workshop": self.workshop_id}).values_list(seats, "pk")
        return {*declared, *authors}

    def votes_on(self, candidate):
        return candidate.votes.filter(ballot__in=self.ballots.counting()).count()

    @property
    def kinds_of_nominators(self):
        flags = {
            "committee": self.committee_nominates,
            "reviewer": self.reviewers_nominate,
            "author": self.authors_nominate,
        }
        return {kind for kind, allowed in flags.items() if allowed}

    def prizes(self, winners):
        """What each of ``winners`` gets, in their order; those who tie for a place split its prize or double it."""
        if not self.prize:
            return [None] * len(winners)
        tied = {award.position for award in winners if award.is_tie} if self.tie_rule == TieRule.SPLIT else set()
        places = Counter(award.position for award in winners)
        parts = {place: iter(money.split(self.prize, places[place], self.fund.currency)) for place in tied}
        return [next(parts[award.position]) if award.position in tied else self.prize for award in winners]

    def shares_of(self, prize, winners):
        """``prize`` in one amount for each of those who have a share: all winners, or the first."""
        parts = 1 if self.split_rule == SplitRule.FIRST else winners
        return money.split(prize, parts, self.fund.currency) if winners else []

    def locked_fund(self):
        return self.fund and Fund.objects.locked().get(pk=self.fund_id)

    def share_out(self):
        """Write every winner's shares anew and make sure that the fund covers them."""
        fund = self.locked_fund()
        winners = list(self.awards.decided())
        for award, prize in zip(winners, self.prizes(winners), strict=True):
            award.share_out(prize)
        if fund:
            fund.check_covers()
