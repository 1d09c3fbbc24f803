"""The call of a programme: when applications are taken, and what is asked in them."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from workshops.lifecycle import Guarded, IllegalMove
from workshops.models import Workshop

LONGEST_OPTION = 200


class Call(Guarded):
    """Applications are taken from ``opens_at`` on and before ``closes_at``, by the clock of the server."""

    opens_at = models.DateTimeField(
        _("call opens"), null=True, blank=True, help_text=_("Leave both empty where nobody applies.")
    )
    closes_at = models.DateTimeField(
        _("call closes"), null=True, blank=True, help_text=_("From this instant on nothing is taken any more.")
    )
    round = models.PositiveSmallIntegerField(_("round"), default=1, editable=False)
    call_text = models.TextField(_("call"), blank=True, help_text=_("For whom it is, and what to write. Public."))
    reviews_each = models.PositiveSmallIntegerField(
        _("reviews of each application"), default=2, validators=[MinValueValidator(1), MaxValueValidator(9)]
    )

    class Meta:
        abstract = True

    @property
    def has_call(self):
        return self.opens_at is not None and self.closes_at is not None

    @property
    def takes_applications(self):
        return self.has_call and self.opens_at <= timezone.now() < self.closes_at

    @property
    def has_opened(self):
        return self.has_call and self.opens_at <= timezone.now()

    @property
    def is_closed(self):
        return self.has_call and self.closes_at <= timezone.now()

    def reopen(self, *, by, closes_at):
        """A new round: whoever applied stays, and what has expired stays so."""
        if not self.is_closed:
            raise IllegalMove(_("The call of “%s” is not closed yet.") % self)
        self._change("round", self.round + 1, verb="reopen", by=by)
        self._change("closes_at", closes_at, verb="reopen", by=by)

    def _check_call(self):
        if (self.opens_at is None) != (self.closes_at is None):
            raise ValidationError({"closes_at": _("Say when it opens and when it closes, or neither.")})
        if self.has_call and self.closes_at <= self.opens_at:
            raise ValidationError({"closes_at": _("It closes before it opens.")})
        before = self.pk and type(self).objects.filter(pk=self.pk).first()
        if before and before.is_closed and before.closes_at != self.closes_at:
            raise ValidationError({"closes_at": _("The call is closed. Open another round instead.")})


class PartOfProgrammeQuerySet(models.QuerySet):
    def organized_by(self, user):
        return self.filter(programme__workshop__in=Workshop.objects.managed_by(user))

    def managed_by(self, user):
        return self.organized_by(user).exclude(programme__in=self._programmes.kept_from(user).values("pk"))

    def kept_from(self, user):
        return self.filter(programme__in=self._programmes.kept_from(user))

    @property
    def _programmes(self):
        return self.model.programme.field.related_model.objects


class AnswerKind(models.TextChoices):
    LINE = "line", _("a line")
    TEXT = "text", _("a text")
    YES_NO = "yes_no", _("yes or no")
    CHOICE = "choice", _("one of a list")
    AMOUNT = "amount", _("an amount")


class Sensitivity(models.TextChoices):
    INTERNAL = "internal", _("organizers and reviewers read it")
    PERSONAL = "personal", _("organizers read it")
    CONFIDENTIAL = "sensitive", _("organizers read it, each reading is noted")
    SPECIAL = "special", _("nobody reads it: only counts are shown")


class Question(models.Model):
    """What a programme asks besides what every application has."""

    programme = models.ForeignKey(
        "awards.GrantProgramme", models.CASCADE, related_name="questions", verbose_name=_("grant programme")
    )
    text = models.CharField(_("question"), max_length=300)
    help_text = models.CharField(_("explanation"), max_length=300, blank=True)
    kind = models.CharField(_("answer"), max_length=8, choices=AnswerKind, default=AnswerKind.TEXT)
    choices = models.TextField(_("list"), blank=True, help_text=_("One choice on each line."))
    is_required = models.BooleanField(_("required"), default=False)
    sensitivity = models.CharField(_("who reads it"), max_length=10, choices=Sensitivity, default=Sensitivity.INTERNAL)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    history = HistoricalRecords()
    objects = PartOfProgrammeQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        constraints = [
            models.CheckConstraint(
                name="question_choice_has_choices",
                condition=~Q(kind="choice") | ~Q(choices=""),
                violation_error_message=_("Name the choices, one on each line."),
            ),
            models.CheckConstraint(
                name="question_special_is_free",
                condition=~Q(sensitivity="special") | Q(is_required=False),
                violation_error_message=_("Nobody has to answer a question of this kind."),
            ),
        ]

    def __str__(self):
        return self.text

    @property
    def is_special(self):
        return self.sensitivity == Sensitivity.SPECIAL

    @property
    def options(self):
        return [line.strip() for line in self.choices.splitlines() if line.strip()]

    def clean(self):
        if any(len(option) > LONGEST_OPTION for option in self.options):
            raise ValidationError({"choices": _("A choice has %d signs at most.") % LONGEST_OPTION})
        before = self.pk and type(self).objects.filter(pk=self.pk).first()
        if before and before.sensitivity != self.sensitivity and before.programme.has_opened:
            raise ValidationError({"sensitivity": _("The call has opened; who reads the answers was promised.")})


class Criterion(models.Model):
    """What reviewers score, from 1 to 5."""

    programme = models.ForeignKey(
        "awards.GrantProgramme", models.CASCADE, related_name="criteria", verbose_name=_("grant programme")
    )
    name = models.CharField(_("criterion"), max_length=120)
    description = models.CharField(_("explanation"), max_length=300, blank=True)
    weight = models.PositiveSmallIntegerField(
        _("weight"), default=1, validators=[MinValueValidator(1), MaxValueValidator(10)]
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    history = HistoricalRecords()
    objects = PartOfProgrammeQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = _("criterion")
        verbose_name_plural = _("criteria")

    def __str__(self):
        return self.name
