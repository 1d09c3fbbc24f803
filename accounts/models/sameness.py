from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models.person import Person


class Answer(models.TextChoices):
    OPEN = "open", _("open")
    LATER = "later", _("later")
    DIFFERENT = "different", _("different people")


class LikenessQuerySet(models.QuerySet):
    def managed_by(self, user):
        """Pairs of which ``user`` may see and change both: a merge may carry addresses, roles and an account over."""
        if user.is_superuser:
            return self
        people = Person.objects.wholly_managed_by(user).values("pk")
        # One after the other: SQLite would look up every two of all these people in the index of pairs.
        return self.filter(one__in=people, pk__in=self.model.objects.filter(other__in=people).values("pk"))

    def waiting(self):
        """What nobody has answered, what was put off last; the likeliest first."""
        return self.exclude(answer=Answer.DIFFERENT).order_by(
            models.Case(models.When(answer=Answer.OPEN, then=0), default=1), "at", "-score", "pk"
        )

    def about(self, person):
        return self.filter(Q(one=person) | Q(other=person))

    def between(self, one, other):
        return self.filter(one_id=min(one.pk, other.pk), other_id=max(one.pk, other.pk))


class Likeness(models.Model):
    """Two people who may be one, with what speaks for it. The answer “same” is a `Merge`."""

    is_derived = True  # it goes when one of the two goes, and keeps nobody from being undone

    one = models.ForeignKey(Person, models.CASCADE, related_name="likenesses", verbose_name=_("one"))
    other = models.ForeignKey(Person, models.CASCADE, related_name="likenesses_of_later", verbose_name=_("other"))
    score = models.PositiveSmallIntegerField(_("likeness"), default=0)
    evidence = models.JSONField(_("what speaks for it"), default=list)
    answer = models.CharField(_("answer"), max_length=10, choices=Answer, default=Answer.OPEN)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("answered by")
    )
    at = models.DateTimeField(_("answered at"), null=True)

    objects = LikenessQuerySet.as_manager()

    class Meta:
        ordering = ["-score", "pk"]
        verbose_name = _("pair of people who may be one")
        verbose_name_plural = _("people who may be one")
        constraints = [
            models.UniqueConstraint(
                fields=["one", "other"],
                name="likeness_once_per_pair",
                violation_error_message=_("These two are compared already."),
            ),
            models.CheckConstraint(
                name="likeness_in_one_order",
                condition=Q(one__lt=F("other")),
                violation_error_message=_("Of two people the one who was there first comes first."),
            ),
            models.CheckConstraint(
                name="likeness_answer_is_known",
                condition=Q(answer__in=Answer.values),
                violation_error_message=_("There is no such answer."),
            ),
        ]

    def __str__(self):
        return f"{self.one} – {self.other}"

    def give(self, answer, *, by):
        """Different, or later. “Same” is said by merging the two."""
        self.answer, self.by, self.at = answer, by, timezone.now()
        self.save(update_fields=["answer", "by", "at"])
