"""The desk's pages about who is who: pairs of people who may be one, and merges that can be undone."""

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.appearances import places
from accounts.evidence import in_words
from accounts.managed import ManagedAdmin, coloured
from accounts.merging import merge, refusals, unmerge, who_stays
from accounts.models import Answer, Likeness, Person, PersonEmail, PersonName
from accounts.timeline import Entry, TimelineAdmin, edits
from notifications.models import IllegalMove


class LikenessAdmin(TimelineAdmin, ManagedAdmin):
    """A list of pairs; the page of a pair shows both side by side, takes an answer and leads to the next pair."""

    answered = coloured("answer")
    list_display = ["__str__", "score", "answered", "by", "at"]
    list_filter = ["answer"]
    list_select_related = ["one", "other", "by"]
    search_fields = ["one__name", "other__name"]
    ordering = ["-answer", "-score", "pk"]
    actions = None

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def changelist_view(self, request, extra_context=None):
        waiting = Likeness.objects.managed_by(request.user).waiting()
        context = {"waiting": waiting.count(), "first": waiting.first()}
        return super().changelist_view(request, {**context, **(extra_context or {})})

    def change_view(self, request, object_id, form_url="", extra_context=None):
        pair = self.get_object(request, unquote(object_id))
        if pair is None:
            raise Http404
        if request.method == "POST":
            return self._answered(request, pair)
        request.current_app = self.admin_site.name
        return render(request, "admin/accounts/likeness/pair.html", self._context(request, pair))

    def _context(self, request, pair):
        people = list(
            Person.objects.filter(pk__in=[pair.one_id, pair.other_id])
            .select_related("user")
            .prefetch_related("names", "emails")
            .order_by("pk")
        )
        found = places(people, seen_by=request.user)
        return {
            **self.admin_site.each_context(request),
            "title": str(pair),
            "opts": self.opts,
            "pair": pair,
            "sides": [(person, found[person.pk]) for person in people],
            "stays": who_stays(*people),
            "evidence": in_words(pair.evidence),
            "refusals": list(refusals(*people, by=request.user)),
            "left": Likeness.objects.managed_by(request.user).waiting().count(),
        }

    def _answered(self, request, pair):
        answer = request.POST.get("answer")
        if answer == "same":
            return self._same(request, pair)
        if answer in {Answer.DIFFERENT, Answer.LATER}:
            pair.give(answer, by=request.user)
            return self._next(request, pair)
        return redirect("admin:accounts_likeness_change", pair.pk)

    def _same(self, request, pair):
        kept, gone = pair.one, pair.other
        if request.POST.get("keep") == str(gone.pk):
            kept, gone = gone, kept
        try:
            done = merge(kept, gone, by=request.user)
        except IllegalMove as refusal:
            messages.warning(request, str(refusal))
            return redirect("admin:accounts_likeness_change", pair.pk)
        words = format_html(
            _("“{gone}” and “{kept}” are one now. <a href='{undo}'>Undo</a>"),
            gone=gone.name,
            kept=kept.name,
            undo=reverse("admin:accounts_merge_undo", args=[done.pk]),
        )
        messages.success(request, words)
        return self._next(request, pair)

    def _next(self, request, pair):
        following = Likeness.objects.managed_by(request.user).waiting().exclude(pk=pair.pk).first()
        if following:
            return redirect("admin:accounts_likeness_change", following.pk)
        return redirect("admin:accounts_likeness_changelist")


class MergeAdmin(TimelineAdmin, ManagedAdmin):
    """What was merged, when and by whom. Nothing is edited here; a merge can be undone."""

    list_display = ["gone_name", "kept", "by", "at", "undone_at"]
    list_select_related = ["kept", "by"]
    search_fields = ["gone_name", "kept__name"]
    fields = readonly_fields = ("gone_name", "kept", "by", "at", "reason", "undone_by", "undone_at")
    actions = None

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_urls(self):
        undo = path("<path:pk>/undo/", self.admin_site.admin_view(self.undo_view), name="accounts_merge_undo")
        return [undo, *super().get_urls()]

    def change_view(self, request, object_id, form_url="", extra_context=None):
        without_saving = {"show_save": False, "show_save_and_continue": False}
        return super().change_view(request, object_id, form_url, {**without_saving, **(extra_context or {})})

    def undo_view(self, request, pk):
        done = self.get_object(request, pk)
        if done is None:
            raise Http404
        if request.method == "POST":
            return self._undone(request, done)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Undo"),
            "opts": self.opts,
            "object": done,
            "verb": UNDO,
            "form": forms.Form(),
            "back": reverse("admin:accounts_merge_change", args=[pk]),
        }
        request.current_app = self.admin_site.name
        return render(request, "admin/verb.html", context)

    def _undone(self, request, done):
        try:
            back = unmerge(done, by=request.user)
        except IllegalMove as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, _("“%(one)s” and “%(other)s” are two again.") % {"one": back, "other": done.kept})
        return redirect("admin:accounts_merge_change", done.pk)


UNDO = {
    "label": gettext_lazy("Undo"),
    "warning": gettext_lazy(
        "The other person is there again, with whatever was theirs and has not gone elsewhere since. "
        "What was added after the merge stays where it is."
    ),
}


def merges_of(person):
    """For the history of a person: the merges, and what happened to those who were merged."""
    merges = person.merges.standing().select_related("by")
    entries = [
        Entry(done.at, str(done.by or ""), _("merged with “%s”") % done.gone_name, reason=done.reason)
        for done in merges
    ]
    gone = [done.gone for done in merges]
    entries += edits(Person.history.filter(id__in=gone))
    entries += edits(PersonName.history.filter(person_id__in=gone))
    return entries + list(edits(PersonEmail.history.filter(person_id__in=gone)))
