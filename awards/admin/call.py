"""The call of a programme at the desk: its questions and criteria, another round, and counts of what nobody reads."""

from collections import Counter

from django import forms
from django.contrib import admin
from django.db import models
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.managed import ManagedInline, ManagedTabularInline
from awards.models import AnswerKind, Criterion, Question, Sensitivity, SpecialAnswer
from workshops.moments import MomentAheadField
from workshops.verbs import NoInput, Verb

FEWEST = 5


class QuestionInline(ManagedInline, admin.StackedInline):
    model = Question
    fields = [("text", "help_text"), ("kind", "is_required"), "choices", ("sensitivity", "order")]
    formfield_overrides = {models.TextField: {"widget": forms.Textarea(attrs={"rows": 3})}}

    def has_delete_permission(self, request, obj=None):
        """Who has answered it was told what becomes of the answer; and nobody learns whether anybody has."""
        return super().has_delete_permission(request, obj) and not (obj and obj.has_opened)


class CriterionInline(ManagedTabularInline):
    model = Criterion
    fields = ["name", "description", "weight", "order"]


class ReopenForm(NoInput):
    closes_at = MomentAheadField(
        label=gettext_lazy("Closes again at"), error_messages={"required": gettext_lazy("Say until when.")}
    )


def _stays(programme, user):
    yield _("Others can apply until then. Whoever has submitted in an earlier round stays, and cannot change it.")


REOPEN = Verb(
    "reopen",
    gettext_lazy("Open another round"),
    gettext_lazy("The call is taken up again. No mail is sent."),
    lambda programme: programme.is_closed,
    ReopenForm,
    consequences=_stays,
)


class CountsAnswers:
    """One cell for each answer that can be given, none of them small, and no sum from which a small one follows."""

    @admin.display(description=gettext_lazy("answers that nobody reads"))
    def special_counts(self, programme):
        asked = programme.questions.filter(sensitivity=Sensitivity.SPECIAL) if programme.pk else []
        if not asked:
            return _("No question is of this kind.")
        if not programme.is_closed:
            return _("The counts appear here once the call is closed.")
        return format_html_join("", "<p>{}</p>", ((_counted(question),) for question in asked))


def _counted(question):
    options = {AnswerKind.YES_NO: ["yes", "no"], AnswerKind.CHOICE: question.options}.get(question.kind, [])
    given = SpecialAnswer.objects.filter(question=question).exclude(application__submitted_at=None)
    found = Counter(given.values_list("text", flat=True))
    cells = [(option, found[option]) for option in options] or [(_("answers"), found.total())]
    return format_html("{}: {}", question.text, ", ".join(f"{words}: {_cell(count)}" for words, count in cells))


def _cell(count):
    return str(count) if count >= FEWEST else _("fewer than %d") % FEWEST
