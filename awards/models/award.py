from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.models import Person
from awards import emails
from awards.models.category import AwardCategory
from awards.models.letters import Letters
from awards.models.rescission import Rescindable
from awards.models.rules import AwardStatus
from awards.models.winning import Winning
from notifications import facts, outbox
from notifications.models import Message, with_keys
from papers.models import Paper
from workshops import mail
from workshops.lifecycle import Lifecycle
from workshops.models import Workshop


class AwardQuerySet(models.QuerySet):
    def proposed(self):
        return self.filter(status=AwardStatus.PROPOSED)

    def decided(self):
        """Won and not rescinded."""
        return self.filter(status=AwardStatus.DECIDED)

    def unspoilt(self):
        """Won, and not lost by a withdrawal of the paper."""
        return self.decided().filter(Q(paper=None) | Q(paper__in=Paper.objects.accepted()))

    def public(self):
        """What anybody may read now, also that an award was rescinded; not of one that ended before it was announced."""
        ended_before = Q(rescinded_at__isnull=False, rescinded_at__lt=F("category__announced_at"))
        return self.exclude(Q(status=AwardStatus.PROPOSED) | ended_before).filter(
            Q(paper=None) | Q(paper__in=Paper.objects.public()), category__in=AwardCategory.objects.public()
        )

    def organized_by(self, user):
        return self.filter(category__workshop__in=Workshop.objects.managed_by(user))

    def managed_by(self, user):
        """Those of one's editions, but for those that are kept from oneself."""
        return self.organized_by(user).exclude(pk__in=self.model.objects.kept_from(user).values("pk"))

    def kept_from(self, user):
        """Not public, and who sees it could tell how a paper of theirs has done."""
        if not user.is_authenticated:
            return self.none()
        # Looked up first: SQLite cannot read it inside of the questions that ask for managed awards.
        concerning = Q(category__in=list(AwardCategory.objects.concerning(user).values_list("pk", flat=True)))
        own = Q(person__user=user.pk) | Q(paper__authorships__person__user=user.pk)
        return self.filter(concerning | own & Q(category__in=AwardCategory.objects.hidden())).distinct()

    def visible_to(self, user):
        """What is public, and what the user has been told of as a winner."""
        told = Message.objects.sent().filter(kind=emails.AWARD_WON, recipient__in=keys_of(user)).values("about")
        return with_keys(self).filter(
            Q(pk__in=self.model.objects.public().values("pk")) | Q(status=AwardStatus.DECIDED, key__in=told)
        )

    def won_by(self, people):
        return self.filter(Q(person__in=people) | Q(paper__authorships__person__in=people)).distinct()


def keys_of(user):
    return [outbox.key(person) for person in Person.objects.of(user)]


@mail.keeps_back
def awards_kept_from(user):
    return with_keys(Award.objects.kept_from(user)).values("key")


@Person.appears_in
class Award(Winning, Rescindable, Letters, Lifecycle):
    """A win: of a paper, or of a person."""

    MOVES = {
        AwardStatus.PROPOSED: {AwardStatus.DECIDED},
        AwardStatus.DECIDED: {AwardStatus.PROPOSED, AwardStatus.RESCINDED},
        AwardStatus.RESCINDED: set(),
    }

    category = models.ForeignKey(AwardCategory, models.CASCADE, related_name="awards", verbose_name=_("category"))
    paper = models.ForeignKey(
        Paper, models.PROTECT, null=True, blank=True, related_name="awards", verbose_name=_("paper")
    )
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="awards", verbose_name=_("person")
    )
    citation = models.TextField(_("citation"), blank=True, help_text=_("Why it won. Public with the award."))
    position = models.PositiveSmallIntegerField(_("position"), default=1)
    is_tie = models.BooleanField(_("tied"), default=False)
    tie_reason = models.CharField(_("reason of the tie"), max_length=300, blank=True)
    status = models.CharField(
        _("status"), max_length=12, choices=AwardStatus, default=AwardStatus.PROPOSED, editable=False
    )

    history = HistoricalRecords()
    objects = AwardQuerySet.as_manager()

    class Meta:
        ordering = ["category__order", "category", "position", "pk"]
        verbose_name = _("award")
        verbose_name_plural = _("awards")
        constraints = [
            models.CheckConstraint(
                name="award_for_a_paper_or_a_person",
                condition=Q(paper=None, person__isnull=False) | Q(paper__isnull=False, person=None),
                violation_error_message=_("Choose a paper or a person."),
            ),
            models.UniqueConstraint(
                fields=["category", "paper"],
                name="award_once_per_paper",
                violation_error_message=_("This paper stands in this category already."),
            ),
            models.UniqueConstraint(
                fields=["category", "person"],
                name="award_once_per_person",
                violation_error_message=_("This person stands in this category already."),
            ),
            models.CheckConstraint(
                name="award_tie_has_reason",
                condition=Q(is_tie=False) | ~Q(tie_reason=""),
                violation_error_message=_("Say why it is a tie."),
            ),
            models.CheckConstraint(
                name="award_status_is_known",
                condition=Q(status__in=AwardStatus),
                violation_error_message=_("There is no such status."),
            ),
            models.CheckConstraint(
                name="award_rescinded_says_when_and_why",
                condition=(Q(status="rescinded", rescinded_at__isnull=False) & ~Q(rescission_reason=""))
                | (~Q(status="rescinded") & Q(rescinded_at=None)),
                violation_error_message=_("Say when and why it was rescinded."),
            ),
        ]

    def __str__(self):
        return f"{self.category}: {self.paper or self.person}"

    @property
    def workshop(self):
        return self.category.workshop

    @property
    def winners(self):
        """Who is honoured: [(person, printed name)], in the order of the paper."""
        if self.person:
            return [(self.person, self.person.name)]
        return [
            (author.person, author.printed_name)
            for author in self.paper.authorships.select_related("person").prefetch_related("person__emails")
        ]

    def clean(self):
        if self.paper and self.category_id and self.paper.workshop_id != self.category.workshop_id:
            raise ValidationError({"paper": _("This paper belongs to another edition.")})


@facts.check_of(emails.AWARD_WON)
def is_still_won(messages):
    return facts.over_unless(messages, Award.objects.unspoilt(), "The award is not theirs any more.")


@facts.check_of(emails.AWARD_RESCINDED)
def is_rescinded(messages):
    return facts.over_unless(
        messages, Award.objects.filter(status=AwardStatus.RESCINDED), "The award is not rescinded any more."
    )
