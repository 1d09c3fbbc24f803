"""Buttons on an admin object: each asks what will happen, then calls one verb of the model."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.managed import zone_of
from accounts.timeline import Entry, TimelineAdmin
from workshops.lifecycle import IllegalMove, Move
from workshops.moments import EMPTY_FOR_NOW, MomentAheadField, said

# For pages of the admin on which everything is only read.
NOTHING_TO_SAVE = dict.fromkeys(("show_save", "show_save_and_continue", "show_save_and_add_another"), False)


class NoInput(forms.Form):
    """Base of all forms of verbs: each knows the ``thing`` that is moved."""

    def __init__(self, *args, thing, **kwargs):
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        self.thing = thing


class ReasonForm(NoInput):
    reason = forms.CharField(
        label=_("Reason"), max_length=500, required=False, help_text=_("Kept in the history; only organizers read it.")
    )


class MomentForm(NoInput):
    at = MomentAheadField(label=_("Public from"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["at"].help_text = EMPTY_FOR_NOW % {"zone": zone_of(self.thing)}


def nothing(thing, user):
    return []


@dataclass(frozen=True)
class Verb:
    """``name`` is the method ``name(by=user, **form fields)``; ``offered(obj)`` says whether the button is there."""

    name: str
    label: Any
    warning: Any
    offered: Any
    form: type[NoInput] = NoInput
    letters: Any = None  # obj → the letters that it posts: shown beforehand
    unreached: Any = None  # obj → names of those whom they do not reach
    consequences: Any = nothing  # (obj, user) → sentences: what will happen, as far as this user may know
    obstacles: Any = nothing  # (obj, user) → sentences: what stands in the way

    @property
    def has_letters(self):
        return self.letters is not None

    def letters_of(self, obj):
        """What it would post, and why that cannot be written, in sentences."""
        try:
            return self.letters(obj) if self.has_letters else [], []
        except IllegalMove as refusal:
            return [], [str(refusal)]


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

    def refusal(self, request, obj, verb):
        """Why this user may not do what is called ``verb``, in a sentence; empty where they may."""
        return ""

    def offered_verbs(self, request, obj):
        return [each for each in self.verbs if each.offered(obj) and not self.refusal(request, obj, each.name)]

    def change_view(self, request, object_id, form_url="", extra_context=None):
        obj = self.get_object(request, object_id)
        offered = self.offered_verbs(request, obj) if obj else []
        return super().change_view(request, object_id, form_url, {**(extra_context or {}), "verbs": offered})

    def page_after(self, request, obj):
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[obj.pk])

    def verb_view(self, request, pk, verb):
        obj = self.get_object(request, pk)
        if obj is None or not self.has_change_permission(request, obj):
            raise Http404
        back = self.page_after(request, obj)
        if refusal := self.refusal(request, obj, verb):
            messages.warning(request, refusal)
            return redirect(back)
        found = next((each for each in self.verbs if each.name == verb), None)
        if found is None:
            raise Http404
        with timezone.override(zone_of(obj)):
            return self.ask(request, obj, found, back)

    def ask(self, request, obj, verb, back):
        """The page that says what will happen, and the deed itself once the button is pressed."""
        form = verb.form(request.POST if request.method == "POST" else None, thing=obj)
        obstacles = list(verb.obstacles(obj, request.user))
        if request.method == "POST" and (obstacles or form.is_valid()):
            self._do(request, obj, verb, form, obstacles)
            return redirect(back)
        letters, refusals = verb.letters_of(obj)
        obstacles += refusals
        context = {
            **self.admin_site.each_context(request),
            "title": verb.label,
            "opts": self.opts,
            "object": obj,
            "verb": verb,
            "form": form,
            "obstacles": obstacles,
            "consequences": [] if obstacles else list(verb.consequences(obj, request.user)),
            "letters": letters,
            "unreached": verb.unreached(obj) if verb.has_letters else [],
            "back": back,
        }
        return render(request, "admin/verb.html", context)

    def _do(self, request, obj, verb, form, obstacles):
        if obstacles:
            messages.warning(request, " ".join(map(str, obstacles)))
            return
        try:
            result = self.carry_out(request, obj, verb, form.cleaned_data)
        except (IllegalMove, ValidationError) as refusal:
            messages.warning(request, in_words(refusal))
        else:
            done = _("Done: %(verb)s, “%(thing)s”.") % {"verb": verb.label, "thing": obj}
            messages.success(request, f"{done} {_posted(result, obj)}" if verb.has_letters else done)

    def carry_out(self, request, obj, verb, given):
        return getattr(obj, verb.name)(by=request.user, **given)

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


class VerbsOnlyAdmin(VerbAdmin):
    """Of what others write: it is read here and moved by verbs; nothing is typed, added or deleted."""

    def change_view(self, request, object_id, form_url="", extra_context=None):
        return super().change_view(request, object_id, form_url, {**(extra_context or {}), **NOTHING_TO_SAVE})

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


def in_words(refusal):
    """Why a verb was refused."""
    return " ".join(refusal.messages) if isinstance(refusal, ValidationError) else str(refusal)


def _posted(letters, obj):
    n = len(letters)
    later = letters and letters[0].not_before > timezone.now()
    if not later:
        return ngettext("%d mail leaves now.", "%d mails leave now.", n) % n
    words = {"n": n, "at": said(letters[0].not_before, zone_of(obj))}
    return ngettext("%(n)d mail leaves on %(at)s.", "%(n)d mails leave on %(at)s.", n) % words


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
