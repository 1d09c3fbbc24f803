from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from awards.models.candidate import Candidate
from awards.models.category import AwardCategory
from awards.models.committee import CommitteeMember
from awards.models.rules import BallotType
from workshops.lifecycle import IllegalMove, record


class BallotQuerySet(models.QuerySet):
    def standing(self):
        """The last one of each member, unless it is void."""
        return self.filter(replaced_at=None, void_at=None)

    def in_conflict(self):
        """With a vote on a paper which the member has written, or with which they have declared a conflict since."""
        votes = Vote.objects.filter(ballot=OuterRef("pk"))
        own = votes.filter(candidate__paper__authorships__person=OuterRef("member__person"))
        declared = votes.filter(candidate__answers__member=OuterRef("member"), candidate__answers__kind__gt="")
        return self.filter(Exists(own) | Exists(declared))

    def counting(self):
        return self.standing().exclude(pk__in=self.model.objects.in_conflict().values("pk"))

    def voted(self):
        return self.filter(abstains=False)


class Ballot(models.Model):
    """What a member submitted, once and for all: a change is a new version, a void one stays for the minutes."""

    category = models.ForeignKey(AwardCategory, models.CASCADE, related_name="ballots")
    member = models.ForeignKey(CommitteeMember, models.PROTECT, related_name="ballots")
    version = models.PositiveSmallIntegerField(default=1)
    abstains = models.BooleanField(gettext_lazy("I abstain"), default=False)
    reason = models.CharField(gettext_lazy("reason"), max_length=500, blank=True)
    at = models.DateTimeField(default=timezone.now)
    replaced_at = models.DateTimeField(null=True)
    void_at = models.DateTimeField(null=True)
    void_reason = models.CharField(max_length=500, blank=True)

    objects = BallotQuerySet.as_manager()

    class Meta:
        ordering = ["category", "member", "version"]
        constraints = [
            models.UniqueConstraint(fields=["category", "member", "version"], name="ballot_version_once"),
            models.UniqueConstraint(
                fields=["category", "member"],
                condition=Q(replaced_at=None, void_at=None),
                name="ballot_one_counts",
                violation_error_message=gettext_lazy("You have voted meanwhile. Look again."),
            ),
            models.CheckConstraint(
                name="ballot_void_has_reason",
                condition=Q(void_at=None) | ~Q(void_reason=""),
                violation_error_message=gettext_lazy("Say why the ballot is void."),
            ),
        ]

    def __str__(self):
        return f"{self.category}: {self.member}, {self.version}"

    def void(self, *, by, reason):
        """It counts no more; the member may vote again while the vote is open."""
        still = type(self).objects.standing().filter(pk=self.pk)
        if still.update(void_at=timezone.now(), void_reason=reason):
            record(self, "void", after=_("void"), by=by, reason=reason)


class Vote(models.Model):
    """1 or 0 for approval, the rank for a ranking (1 is best), or points: of one candidate on one ballot."""

    ballot = models.ForeignKey(Ballot, models.CASCADE, related_name="votes")
    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="votes")
    value = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["ballot", "candidate"]
        constraints = [models.UniqueConstraint(fields=["ballot", "candidate"], name="vote_once_per_candidate")]

    def __str__(self):
        return f"{self.candidate}: {self.value}"


@transaction.atomic
def cast(category, member, values, *, abstains=False, reason="", by):
    """A new version of a member's ballot. ``values`` maps every candidate they may vote on to its value."""
    locked = category.locked()
    check_may_vote(locked, member)
    if not abstains:
        check_values(locked, member, values)
    earlier = locked.ballots.filter(member=member)
    earlier.standing().update(replaced_at=timezone.now())
    version = (earlier.aggregate(models.Max("version"))["version__max"] or 0) + 1
    ballot = Ballot.objects.create(
        category=locked, member=member, version=version, abstains=abstains, reason=reason[:500]
    )
    if not abstains:
        Vote.objects.bulk_create(Vote(ballot=ballot, candidate=each, value=value) for each, value in values.items())
    record(ballot, "vote", after=f"version {version}", by=by)
    return ballot


def check_may_vote(category, member):
    if category.status != "voting":
        raise IllegalMove(_("“%s” is not being voted on.") % category)
    if category.votes_until and category.votes_until <= timezone.now():
        raise IllegalMove(_("The vote on “%s” has ended.") % category)
    if not category.voters().filter(pk=member.pk).exists():
        raise IllegalMove(_("You have no vote on “%s”.") % category)
    if unanswered := category.candidates.shortlisted().exclude(answers__member=member).count():
        words = ngettext(
            "Answer the question about conflicts first: %d paper.",
            "Answer the questions about conflicts first: %d papers.",
            unanswered,
        )
        raise IllegalMove(words % unanswered)


def check_values(category, member, values):
    """That exactly the candidates without a conflict have a value, and one that the ballot knows."""
    may = set(category.candidates.shortlisted().open_to(member))
    if set(values) != may:
        raise ValidationError(_("Vote on every paper with which you have no conflict, and on no other."))
    if not may:
        raise ValidationError(_("You are in conflict with every paper here. Abstain instead."))
    given = list(values.values())
    if category.ballot == BallotType.APPROVAL and not set(given) <= {0, 1}:
        raise ValidationError(_("Approve of a paper, or do not."))
    if category.ballot == BallotType.RANKING and not all(1 <= rank <= len(may) for rank in given):
        raise ValidationError(_("Ranks go from 1 to %d.") % len(may))
    if category.ballot == BallotType.POINTS and (min(given) < 0 or sum(given) > category.points):
        raise ValidationError(_("You have %d points to share out.") % category.points)
