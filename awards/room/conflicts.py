"""The questionnaire about conflicts: an answer for every paper, none given by itself."""

from typing import NamedTuple

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from awards.models import Candidate, CategoryStatus, ConflictKind
from awards.room.suggestions import suggestions

UNANSWERED = ("", _("Please answer"))
NONE = "none"
NO_CONFLICT = (NONE, _("no conflict"))


class Question(NamedTuple):
    candidate: Candidate
    evidence: list[str]
    kind: forms.BoundField
    note: forms.BoundField


class ConflictsForm(forms.Form):
    """What is answered already stands there; else what Laurel sees is preselected, and nothing otherwise."""

    def __init__(self, *args, sight, **kwargs):
        super().__init__(*args, **kwargs)
        self.sight = sight
        self.seen = suggestions(sight.member, sight.category, sight.questions)
        for candidate in sight.questions:
            self._ask(candidate)

    def _ask(self, candidate):
        answer, seen = self.sight.answers.get(candidate.pk), self.seen.get(candidate.pk)
        given = (answer.kind or NONE) if answer else seen.kind if seen else ""
        is_author = seen is not None and seen.kind == ConflictKind.AUTHOR
        self.fields[f"kind-{candidate.pk}"] = forms.ChoiceField(
            label=_("Your answer"),
            choices=[UNANSWERED, *([] if is_author else [NO_CONFLICT]), *ConflictKind.choices],
            initial=given,
            error_messages={
                "required": _("Answer for this paper, too."),
                "invalid_choice": _("You are an author of this paper: that is a conflict.")
                if is_author
                else _("Choose one of the answers."),
            },
        )
        self.fields[f"note-{candidate.pk}"] = forms.CharField(
            label=_("In a few words"),
            max_length=300,
            required=False,
            initial=answer.note if answer else "",
        )

    @property
    def questions(self):
        return [
            Question(
                candidate,
                self.seen[candidate.pk].evidence if candidate.pk in self.seen else [],
                self[f"kind-{candidate.pk}"],
                self[f"note-{candidate.pk}"],
            )
            for candidate in self.sight.questions
        ]

    @property
    def keeps_conflicts(self):
        """Once the vote has begun, a conflict is not taken back."""
        return self.sight.category.status != CategoryStatus.OPEN

    def clean(self):
        for candidate in self.sight.questions:
            kind, note = self._given(candidate)
            if kind == ConflictKind.OTHER and not note:
                self.add_error(f"note-{candidate.pk}", _("Say in a few words what it is."))
            before = self.sight.answers.get(candidate.pk)
            if kind == "" and before and before.kind and self.keeps_conflicts:
                self.add_error(f"kind-{candidate.pk}", _("Once the vote has begun, a conflict is not taken back."))

    @transaction.atomic
    def save(self, *, by):
        for candidate in self.sight.questions:
            given, before = self._given(candidate), self.sight.answers.get(candidate.pk)
            if before is None or given != (before.kind, before.note):
                kind, note = given
                self.sight.member.answer(candidate, kind, note=note, by=by)

    def _given(self, candidate):
        """(kind, note) as the model keeps them; None for a kind that was not answered."""
        kind = self.cleaned_data.get(f"kind-{candidate.pk}")
        return "" if kind == NONE else kind, self.cleaned_data.get(f"note-{candidate.pk}", "")
