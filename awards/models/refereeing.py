"""Who scores applications, without conflicts and in equal numbers, and what they gave."""

from collections import Counter
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.identity.folding import folded
from accounts.models import Person
from awards.models.application import IN_THE_RUNNING, Application
from awards.models.call import Criterion, PartOfProgrammeQuerySet
from awards.models.programme import GrantProgramme
from papers.models import Authorship
from workshops.lifecycle import IllegalMove, Lifecycle, record
from workshops.models import Workshop

BEST = 5


class RefereeQuerySet(PartOfProgrammeQuerySet):
    def of(self, user):
        return self.filter(person__in=Person.objects.of(user))

    def public(self):
        return self.none()

    def with_numbers(self):
        counting = ~Q(reviews__status=ReviewStatus.CONFLICT)
        return self.select_related("person").annotate(
            asked=Count("reviews", filter=counting),
            done=Count("reviews", filter=Q(reviews__status=ReviewStatus.SUBMITTED)),
        )

    def with_open_reviews(self):
        return self.filter(pk__in=Review.objects.open().values("referee"))

    def editions(self):
        return Workshop.objects.filter(grant_programmes__referees__in=self).distinct()


@Person.appears_in
class Referee(models.Model):
    """Who reviews the applications of a programme."""

    programme = models.ForeignKey(
        GrantProgramme, models.CASCADE, related_name="referees", verbose_name=_("grant programme")
    )
    person = models.ForeignKey(Person, models.PROTECT, related_name="referee_of", verbose_name=_("person"))

    objects = RefereeQuerySet.as_manager()

    class Meta:
        ordering = ["programme", "pk"]
        verbose_name = _("reviewer of applications")
        verbose_name_plural = _("reviewers of applications")
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "person"],
                name="referee_once",
                violation_error_message=_("This person reviews here already."),
            )
        ]

    def __str__(self):
        return str(self.person)

    @property
    def workshop(self):
        return self.programme.workshop


class ReviewStatus(models.TextChoices):
    ASSIGNED = "assigned", _("asked for")
    SUBMITTED = "submitted", _("submitted")
    CONFLICT = "conflict", _("in conflict")


class ReviewQuerySet(models.QuerySet):
    def asked_of(self, user):
        """What somebody reviews now, or has reviewed; whether a conflict arose meanwhile is asked of `clear`."""
        own = self.filter(referee__in=Referee.objects.of(user)).counting()
        return own.filter(application__in=Application.objects.sent()).exclude(application__status="withdrawn")

    def open(self):
        return self.filter(status=ReviewStatus.ASSIGNED)

    def submitted(self):
        return self.filter(status=ReviewStatus.SUBMITTED)

    def counting(self):
        return self.exclude(status=ReviewStatus.CONFLICT)


class Review(Lifecycle):
    MOVES = {
        ReviewStatus.ASSIGNED: {ReviewStatus.SUBMITTED, ReviewStatus.CONFLICT},
        ReviewStatus.SUBMITTED: {ReviewStatus.CONFLICT},
        ReviewStatus.CONFLICT: set(),
    }

    application = models.ForeignKey(Application, models.CASCADE, related_name="reviews")
    referee = models.ForeignKey(Referee, models.PROTECT, related_name="reviews")
    status = models.CharField(max_length=10, choices=ReviewStatus, default=ReviewStatus.ASSIGNED)
    comment = models.TextField(_("comment"), max_length=4000, blank=True)
    at = models.DateTimeField(default=timezone.now)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ["application", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["application", "referee"], name="review_once_per_referee"),
            models.CheckConstraint(name="review_status_is_known", condition=Q(status__in=ReviewStatus)),
        ]

    def __str__(self):
        return f"{self.application}: {self.referee}"

    @property
    def can_be_changed(self):
        """Until the organizers decide."""
        return self.application.status in IN_THE_RUNNING

    @transaction.atomic
    def submit(self, scores, *, comment="", by):
        """``scores``: {criterion: 1 to 5}, one of each. Submitted once more, it replaces what was given."""
        self._hold("status")
        self.application.refresh_from_db(fields=["status"])
        if self.status == ReviewStatus.CONFLICT:
            raise IllegalMove(_("You are in conflict with this application."))
        if not self.can_be_changed:
            raise IllegalMove(_("The organizers have decided about this application."))
        criteria = set(self.application.programme.criteria.all())
        if set(scores) != criteria or not all(1 <= score <= BEST for score in scores.values()):
            raise ValidationError(_("Score every criterion from 1 to %d.") % BEST)
        if self.status == ReviewStatus.ASSIGNED:
            self._become(ReviewStatus.SUBMITTED, verb="submit", by=by)
        else:
            record(self, "change", by=by)
        self._note(comment=comment, at=timezone.now())
        self.scores.all().delete()
        Score.objects.bulk_create(Score(review=self, criterion=each, value=value) for each, value in scores.items())

    @transaction.atomic
    def declare_conflict(self, *, by, reason):
        """What was given counts no more; somebody else is asked."""
        self._become(ReviewStatus.CONFLICT, verb="declare_conflict", by=by, reason=reason)
        self.scores.all().delete()
        self._note(comment="")


class Score(models.Model):
    review = models.ForeignKey(Review, models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="scores")
    value = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(BEST)])

    class Meta:
        ordering = ["criterion__order", "criterion"]
        constraints = [
            models.UniqueConstraint(fields=["review", "criterion"], name="score_once_per_criterion"),
            models.CheckConstraint(name="score_in_range", condition=Q(value__gte=1, value__lte=5)),
        ]

    def __str__(self):
        return f"{self.criterion}: {self.value}"


# -- Assignment ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Assignment:
    made: int
    lacking: list[Application]  # which have fewer reviewers than they should


@transaction.atomic
def assign(programme, *, by):
    """Ask for as many reviews of each application as the programme wants; whoever has the fewest is asked first."""
    referees = list(programme.referees.select_related("person"))
    waiting = list(programme.applications.in_the_running().select_related("person").order_by("pk"))
    conflicts = conflicts_of(programme)
    asked = Review.objects.filter(application__programme=programme)
    taken = set(asked.values_list("application", "referee"))
    standing = Counter(asked.counting().values_list("application", flat=True))
    load = Counter(asked.counting().values_list("referee", flat=True))
    made, lacking = [], []
    for application in waiting:
        free = [each for each in referees if (application.pk, each.pk) not in taken | conflicts]
        free.sort(key=lambda referee: (load[referee.pk], referee.pk))
        wanted = max(0, programme.reviews_each - standing[application.pk])
        for referee in free[:wanted]:
            made.append(Review(application=application, referee=referee))
            load[referee.pk] += 1
        if len(free) < wanted:
            lacking.append(application)
    Review.objects.bulk_create(made)
    record(programme, "assign reviews", after=len(made), by=by)
    return Assignment(len(made), lacking)


def clear(reviews):
    """Those of which nobody would say now that the referee is in conflict."""
    programmes = {each.application.programme for each in reviews}
    asked = [each.application_id for each in reviews]
    found = {pair for programme in programmes for pair in conflicts_of(programme, among=asked)}
    return [each for each in reviews if (each.application_id, each.referee_id) not in found]


def conflicts_of(programme, among=None):
    """{(application, referee)} by their keys: themself, an advisor, a co-author, somebody of the same institution."""
    people = dict(programme.referees.values_list("person", "pk"))
    found = set()
    sent = programme.applications.sent()
    applications = list(sent if among is None else sent.filter(pk__in=among))
    companies = _companies({*people, *(each.person_id for each in applications)})
    names = {folded(name): pk for name, pk in programme.referees.values_list("person__name", "pk")}
    for application in applications:
        near = companies.get(application.person_id, set()) | {application.person_id}
        found |= {(application.pk, people[person]) for person in near if person in people}
        if application.advisor and (referee := names.get(folded(application.advisor))):
            found.add((application.pk, referee))
    return found


def _companies(people):
    """{person: those with whom they wrote a paper, or share an institution}"""
    near: dict[int, set] = {}
    rows = Authorship.objects.filter(person__in=people).values_list("person", "paper", "affiliations")
    by_paper: dict[tuple, set] = {}
    for person, paper, affiliation in rows:
        by_paper.setdefault(("paper", paper), set()).add(person)
        if affiliation:
            by_paper.setdefault(("affiliation", affiliation), set()).add(person)
    for together in by_paper.values():
        for person in together:
            near.setdefault(person, set()).update(together)
    return near
