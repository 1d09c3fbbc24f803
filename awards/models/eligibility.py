"""Which papers can win a category, said twice: of one category, and in SQL of all at once."""

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from papers.models import Paper
from workshops.models.workshop import PUBLIC, AnnouncedQuerySet


class Eligibility(models.TextChoices):
    ALL = "all", _("every accepted paper")
    KIND = "kind", _("papers of one kind")
    STUDENT = "student", _("papers whose first author is a student")
    CHOSEN = "chosen", _("a chosen list of papers")


class EligibilityQuerySet(AnnouncedQuerySet):
    def hidden(self):
        announced = Q(announced_at__lte=timezone.now(), workshop__status__in=PUBLIC)
        return self.exclude(announced)

    def concerning(self, user):
        """Those, not public yet, that a paper of the user can win, or with a candidate of which they are in conflict."""
        if not user.is_authenticated:
            return self.none()
        theirs = Paper.objects.accepted().filter(authorships__person__user=user.pk, workshop=OuterRef("workshop"))
        own = self.model.objects.filter(candidates__paper__authorships__person__user=user.pk)
        declared = {"candidates__answers__member__person__user": user.pk, "candidates__answers__kind__gt": ""}
        in_conflict = self.model.objects.filter(**declared)
        return self.hidden().filter(
            self._can_be_won_by(theirs) & Q(organizers_can_win=True)
            | self._can_be_won_by(theirs.without_organizers()) & Q(organizers_can_win=False)
            | Q(pk__in=own.values("pk"))
            | Q(pk__in=in_conflict.values("pk"))
        )

    def _can_be_won_by(self, papers):
        chosen = self.model.chosen_papers.through.objects.filter(awardcategory=OuterRef(OuterRef("pk")))
        return (
            Q(Exists(papers), eligibility=Eligibility.ALL)
            | Q(Exists(papers.filter(kind=OuterRef("eligible_kind"))), eligibility=Eligibility.KIND)
            | Q(Exists(papers.led_by_a_student()), eligibility=Eligibility.STUDENT)
            | Q(Exists(papers.filter(pk__in=chosen.values("paper"))), eligibility=Eligibility.CHOSEN)
        )


class Eligible:
    def eligible_papers(self):
        papers = self.workshop.papers.accepted()
        if not self.organizers_can_win:
            papers = papers.without_organizers()
        if self.eligibility == Eligibility.KIND:
            return papers.filter(kind=self.eligible_kind)
        if self.eligibility == Eligibility.STUDENT:
            return papers.led_by_a_student()
        if self.eligibility == Eligibility.CHOSEN:
            return papers.filter(pk__in=self.chosen_papers.values("pk"))
        return papers

    def concerns(self, user):
        """Whether the user had better not know yet who wins it; asked once for each user."""
        known = self.__dict__.setdefault("concerned", {})
        if user.pk not in known:
            known[user.pk] = type(self).objects.concerning(user).filter(pk=self.pk).exists()
        return known[user.pk]
