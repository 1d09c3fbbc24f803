"""The rules of last year's awards for this year's edition: no winner, no candidate and no date comes along."""

from functools import cached_property

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from awards.models import AwardCategory, FundKind
from workshops.lifecycle import record

RULES = (
    *(
        "name",
        "description",
        "order",
        "max_awards",
        "exclusive_group",
        "eligibility",
        "eligible_kind",
        "organizers_can_win",
    ),
    *("prize", "split_rule", "tie_rule", "claim_days", "committee_nominates", "reviewers_nominate", "authors_nominate"),
    *("ballot", "points", "quorum", "is_blind", "conflict_years", "telling", "hours_before"),
)


class Copying:
    """What would be copied into an edition; ``notes`` says what would not, in sentences."""

    def __init__(self, edition, user):
        self.edition, self.user = edition, user

    @cached_property
    def earlier(self):
        """The newest earlier edition of the series with categories that the user may read, or None."""
        readable = self._readable().exclude(workshop=self.edition)
        if self.edition.series_id is None:
            return None
        readable = readable.filter(workshop__series=self.edition.series_id)
        if self.edition.starts_at:
            readable = readable.filter(workshop__starts_at__lt=self.edition.starts_at)
        newest = readable.order_by(F("workshop__starts_at").desc(nulls_last=True)).select_related("workshop").first()
        return newest and newest.workshop

    @cached_property
    def plan(self):
        """[(unsaved category or None, name, sentence about it)]"""
        here = set(self.edition.award_categories.values_list("name", flat=True))
        rows = self._readable().filter(workshop=self.earlier).select_related("fund")
        return [self._copy(row) if row.name not in here else (None, row.name, _("is here already")) for row in rows]

    @property
    def has_something_new(self):
        return any(copy for copy, _name, _note in self.plan)

    @transaction.atomic
    def carry_out(self, *, by):
        made = [copy for copy, _name, _note in self.plan if copy]
        for category in made:
            category.full_clean()
            category.save()
            record(category, "copy", after=category.status, by=by, reason=_("From %s.") % self.earlier)
        return made

    def _copy(self, row):
        copy = AwardCategory(workshop=self.edition, **{name: getattr(row, name) for name in RULES})
        if row.prize is None:
            return copy, row.name, ""
        funds = self.edition.funds.filter(kind=FundKind.CASH, name=row.fund.name, currency=row.fund.currency)
        copy.fund = funds.first()
        if copy.fund is None:
            copy.prize = None
            note = _("without its prize of %(prize)s: there is no fund “%(fund)s” here")
            return copy, row.name, note % {"prize": row.prize_text, "fund": row.fund.name}
        return copy, row.name, _("with its prize of %s") % copy.prize_text

    def _readable(self):
        """As an organizer there, or as anybody once it is announced."""
        return AwardCategory.objects.managed_by(self.user) | AwardCategory.objects.public()
