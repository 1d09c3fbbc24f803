"""Buttons on an admin object: each asks what will happen, then calls one verb of the model."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.timeline import Entry, TimelineAdmin
from workshops.lifecycle import IllegalMove, Move


class NoInput(forms.Form):
    pass


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"), max_length=500, required=False, help_text=_("Kept in the history; only organizers read it.")
    )


class MomentForm(forms.Form):
    at = forms.SplitDateTimeField(
        label=_("Public from"),
        required=False,
        widget=forms.SplitDateTimeWidget(date_attrs={"type": "date"}, time_attrs={"type": "time"}),
        help_text=_("In UTC. Leave empty for now."),
    )


@dataclass(frozen=True)
class Verb:
    """``name`` is the method ``name(by=user, **form fields)``; ``offered(obj)`` says whether the button is there."""

    name: str
    label: Any
    warning: Any
    offered: Any
    form: type[forms.Form] = NoInput
    has_letters: bool = False  # it posts ``obj.letters()`` and cannot reach ``obj.unreached()``: shown beforehand


class VerbAdmin(TimelineAdmin):
    """An admin whose objects are moved by ``verbs``; no form edits a status."""

    verbs: tuple[Verb, ...] = ()
    change_form_template = "admin/verbs_change_form.html"

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_verb"
        return [
            path("<path:pk>/do/<slug:verb>/", self.admin_site.admin_view(self.verb_view), name=name),
            *super().get_urls(),
        ]

    def change_view(self, request, object_id, form_url="", extra_context=None):
        obj = self.get_object(request, object_id)
        offered = [verb for verb in self.verbs if obj and verb.offered(obj)]
        return super().change_view(request, object_id, form_url, {**(extra_context or {}), "verbs": offered})

    def verb_view(self, request, pk, verb):
        obj = self.get_object(request, pk)
        found = next((each for each in self.verbs if each.name == verb), None)
        if obj is None or found is None or not self.has_change_permission(request, obj):
            raise Http404
        form = found.form(request.POST if request.method == "POST" else None)
        back = reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[pk])
        if request.method == "POST" and form.is_valid():
            self._do(request, obj, found, form.cleaned_data)
            return redirect(back)
        context = {
            **self.admin_site.each_context(request),
            "title": found.label,
            "opts": self.opts,
            "object": obj,
            "verb": found,
            "form": form,
            "letters": obj.letters() if found.has_letters else [],
            "unreached": obj.unreached() if found.has_letters else [],
            "back": back,
        }
        return render(request, "admin/verb.html", context)

    def _do(self, request, obj, verb, given):
        try:
            result = getattr(obj, verb.name)(by=request.user, **given)
        except (IllegalMove, ValidationError) as refusal:
            messages.warning(request, in_words(refusal))
        else:
            done = _("Done: %(verb)s, “%(thing)s”.") % {"verb": verb.label, "thing": obj}
            posted = (
                ngettext("%d mail leaves now.", "%d mails leave now.", len(result)) % len(result)
                if verb.has_letters
                else ""
            )
            messages.success(request, f"{done} {posted}")

    def timeline(self, obj):
        moves = Move.objects.about(obj).select_related("by")
        return super().timeline(obj) + [
            Entry(
                at=move.at,
                by=str(move.by or ""),
                what=move.verb,
                changes=[(_("state"), _readable(move.before), _readable(move.after))]
                if move.before or move.after
                else [],
                reason=move.reason,
            )
            for move in moves
        ]


def in_words(refusal):
    """Why a verb was refused."""
    return " ".join(refusal.messages) if isinstance(refusal, ValidationError) else str(refusal)


def _readable(text):
    """Moments are kept exactly, and said as elsewhere."""
    moment = parse_datetime(text) if "T" in text else None
    return f"{date_format(moment, 'DATETIME_FORMAT')} UTC" if moment else text


ANNOUNCE = Verb(
    "announce",
    _("Announce"),
    _("From that moment on everybody can read it. No mail is sent."),
    lambda thing: not thing.is_announced,
    MomentForm,
)
WITHDRAW_ANNOUNCEMENT = Verb(
    "withdraw_announcement",
    _("Take the announcement back"),
    _("It was scheduled and nobody has seen it; it will not appear."),
    lambda thing: thing.is_scheduled,
    ReasonForm,
)
