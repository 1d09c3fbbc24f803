"""What belongs to an application: its revisions, what is asked for, and answers to the questions of the programme."""

from django.core.validators import MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from awards.models.application import Application
from awards.models.call import Question
from awards.models.programme import Benefit


class Revision(models.Model):
    """What was submitted, word for word; only ever added."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="revisions")
    number = models.PositiveSmallIntegerField()
    at = models.DateTimeField(default=timezone.now)
    data = models.JSONField()

    class Meta:
        ordering = ["application", "number"]
        constraints = [models.UniqueConstraint(fields=["application", "number"], name="revision_once")]

    def __str__(self):
        return f"{self.application}, {self.number}"


class BenefitRequest(models.Model):
    """How much of a benefit somebody asks for."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="requests")
    benefit = models.ForeignKey(Benefit, models.CASCADE, related_name="requests", verbose_name=_("benefit"))
    amount = models.DecimalField(_("amount"), max_digits=10, decimal_places=2, validators=[MinValueValidator(0)])
    note = models.CharField(_("what for"), max_length=300, blank=True)

    class Meta:
        ordering = ["benefit__order", "pk"]
        constraints = [models.UniqueConstraint(fields=["application", "benefit"], name="request_once_per_benefit")]

    def __str__(self):
        return self.benefit.say(self.amount)


class Answer(models.Model):
    """Of an applicant to a question of the programme. No history is kept of it."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, models.PROTECT, related_name="answers")
    text = models.TextField(max_length=4000, blank=True)

    class Meta:
        ordering = ["question__order", "question"]
        constraints = [models.UniqueConstraint(fields=["application", "question"], name="answer_once_per_question")]

    def __str__(self):
        return str(self.question)


class SpecialAnswer(models.Model):
    """To a question of which only counts are shown, apart from all others; in no snapshot, and deleted when it is left empty."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="special_answers")
    question = models.ForeignKey(Question, models.PROTECT, related_name="special_answers")
    text = models.CharField(max_length=200)

    class Meta:
        ordering = ["question__order", "question"]
        constraints = [models.UniqueConstraint(fields=["application", "question"], name="special_answer_once")]

    def __str__(self):
        return str(self.question)
