"""Papers that may win: who nominated them and why, who is in conflict with them, what is said of them."""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Person
from awards.models.category import AwardCategory
from awards.models.committee import CommitteeMember
from papers.models import Paper
from workshops.lifecycle import IllegalMove, Lifecycle
from workshops.models import Workshop


class CandidateStatus(models.TextChoices):
    NOMINATED = "nominated", gettext_lazy("nominated")
    SHORTLISTED = "shortlisted", gettext_lazy("on the shortlist")
    WITHDRAWN = "withdrawn", gettext_lazy("withdrawn")


class CandidateQuerySet(models.QuerySet):
    def shortlisted(self):
        return self.filter(status=CandidateStatus.SHORTLISTED)

    def standing(self):
        return self.exclude(status=CandidateStatus.WITHDRAWN)

    def in_conflict_with(self, member):
        declared = member.answers.conflicts().values("candidate")
        return self.filter(Q(pk__in=declared) | Q(paper__authorships__person=member.person_id)).distinct()

    def open_to(self, member):
        """Those of which ``member`` may see everything: answered about, and in no conflict."""
        answered = self.filter(pk__in=member.answers.values("candidate"))
        return answered.exclude(pk__in=self.model.objects.in_conflict_with(member).values("pk"))


class Candidate(Lifecycle):
    """A paper in a category, from its first nomination on."""

    MOVES = {
        CandidateStatus.NOMINATED: {CandidateStatus.SHORTLISTED, CandidateStatus.WITHDRAWN},
        CandidateStatus.SHORTLISTED: {CandidateStatus.NOMINATED, CandidateStatus.WITHDRAWN},
        CandidateStatus.WITHDRAWN: {CandidateStatus.NOMINATED},
    }

    category = models.ForeignKey(AwardCategory, models.CASCADE, related_name="candidates")
    paper = models.ForeignKey(Paper, models.PROTECT, related_name="candidatures")
    status = models.CharField(max_length=12, choices=CandidateStatus, default=CandidateStatus.NOMINATED)

    objects = CandidateQuerySet.as_manager()

    class Meta:
        ordering = ["category", "paper__number"]
        constraints = [
            models.UniqueConstraint(
                fields=["category", "paper"],
                name="candidate_once_per_category",
                violation_error_message=gettext_lazy("This paper is nominated already."),
            ),
            models.CheckConstraint(
                name="candidate_status_is_known",
                condition=Q(status__in=CandidateStatus),
                violation_error_message=gettext_lazy("There is no such status."),
            ),
        ]

    def __str__(self):
        return str(self.paper)

    def shortlist(self, *, by):
        self._while_open(CandidateStatus.SHORTLISTED, verb="shortlist", by=by)

    def unlist(self, *, by, reason=""):
        self._while_open(CandidateStatus.NOMINATED, verb="unlist", by=by, reason=reason)

    def readmit(self, *, by):
        self._while_open(CandidateStatus.NOMINATED, verb="readmit", by=by)

    @transaction.atomic
    def withdraw(self, *, by, reason=""):
        """Out of the running, also during the vote; votes on it count no more."""
        if self.category.locked().status not in {"open", "voting"}:
            raise IllegalMove(_("“%s” is not open any more.") % self.category)
        self._become(CandidateStatus.WITHDRAWN, verb="withdraw", by=by, reason=reason)

    @transaction.atomic
    def _while_open(self, status, *, verb, by, reason=""):
        if self.category.locked().status != "open":
            raise IllegalMove(_("The shortlist of “%s” changes only while nominations are open.") % self.category)
        self._become(status, verb=verb, by=by, reason=reason)


class NominatorKind(models.TextChoices):
    COMMITTEE = "committee", gettext_lazy("award committee")
    REVIEWER = "reviewer", gettext_lazy("programme committee")
    AUTHOR = "author", gettext_lazy("author")
    IMPORT = "import", gettext_lazy("import")


class NominationQuerySet(models.QuerySet):
    def organized_by(self, user):
        return self.filter(candidate__category__workshop__in=Workshop.objects.managed_by(user))


@Person.owns("nominator")
class Nomination(models.Model):
    """Why somebody thinks that a candidate should win. An imported one has no nominator."""

    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="nominations")
    nominator = models.ForeignKey(Person, models.PROTECT, null=True, related_name="nominations")
    kind = models.CharField(max_length=10, choices=NominatorKind)
    rationale = models.TextField(gettext_lazy("rationale"), max_length=4000, blank=True)
    at = models.DateTimeField(default=timezone.now)

    objects = NominationQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["candidate", "nominator"],
                name="nomination_once_per_nominator",
                violation_error_message=gettext_lazy("You have nominated this paper already."),
            ),
            models.CheckConstraint(
                name="nomination_has_a_nominator",
                condition=Q(nominator__isnull=False) | Q(kind="import"),
                violation_error_message=gettext_lazy("Say who nominates."),
            ),
        ]

    def __str__(self):
        return f"{self.candidate}: {self.get_kind_display()}"


@transaction.atomic
def nominate(category, paper, *, nominator, kind, rationale):
    """A candidate of an open category, with a reason; the same paper by others adds their reasons."""
    locked = category.locked()
    if locked not in AwardCategory.objects.open_for_nominations():
        raise IllegalMove(_("“%s” takes no nominations now.") % category)
    if paper not in locked.eligible_papers():
        raise ValidationError({"paper": _("This paper cannot win “%s”.") % category})
    if kind not in locked.kinds_of_nominators:
        raise IllegalMove(_("Nominations for “%s” come from others.") % category)
    _check_no_conflict(locked, paper, nominator, kind)
    candidate, _is_new = Candidate.objects.get_or_create(category=locked, paper=paper)
    nomination = Nomination(candidate=candidate, nominator=nominator, kind=kind, rationale=rationale)
    nomination.full_clean()
    nomination.save()
    return nomination


def _check_no_conflict(category, paper, nominator, kind):
    is_author = paper.authorships.filter(person=nominator).exists()
    if is_author and kind != NominatorKind.AUTHOR:
        raise ValidationError({"paper": _("You are an author of this paper; others may nominate it.")})
    if kind == NominatorKind.AUTHOR and not is_author:
        raise ValidationError({"paper": _("Authors nominate their own papers only.")})
    member = CommitteeMember.objects.filter(workshop=category.workshop, person=nominator).first()
    if member and member.answers.conflicts().filter(candidate__category=category, candidate__paper=paper).exists():
        raise ValidationError({"paper": _("You declared a conflict with this paper.")})


class ConflictKind(models.TextChoices):
    AUTHOR = "author", gettext_lazy("I am an author")
    COAUTHOR = "coauthor", gettext_lazy("I wrote with an author lately")
    AFFILIATION = "affiliation", gettext_lazy("same institution, now or lately")
    ADVISOR = "advisor", gettext_lazy("advisor or advisee of an author")
    FAMILY = "family", gettext_lazy("family or close friend")
    FUNDING = "funding", gettext_lazy("common funding or business")
    OTHER = "other", gettext_lazy("another reason")


class ConflictAnswerQuerySet(models.QuerySet):
    def conflicts(self):
        return self.exclude(kind="")

    def by(self, user):
        return self.filter(member__person__user=user.pk)


class ConflictAnswer(models.Model):
    """What a member says of a candidate: a kind of conflict, or none."""

    member = models.ForeignKey(CommitteeMember, models.CASCADE, related_name="answers")
    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="answers")
    kind = models.CharField(max_length=12, choices=ConflictKind, blank=True)
    note = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(default=timezone.now)

    objects = ConflictAnswerQuerySet.as_manager()

    class Meta:
        ordering = ["member", "candidate"]
        constraints = [
            models.UniqueConstraint(fields=["member", "candidate"], name="conflict_answer_once"),
            models.CheckConstraint(
                name="conflict_kind_is_known",
                condition=Q(kind="") | Q(kind__in=ConflictKind),
                violation_error_message=gettext_lazy("There is no such conflict."),
            ),
        ]

    def __str__(self):
        return f"{self.member}: {self.get_kind_display() or '–'}"


class Comment(models.Model):
    """A word in the committee's discussion of a candidate."""

    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="comments")
    member = models.ForeignKey(CommitteeMember, models.PROTECT, related_name="comments")
    text = models.TextField(gettext_lazy("comment"), max_length=4000)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.member}: {self.text[:40]}"
