"""Award categories: their rules in a form, their steps as verbs, all of an edition on its board."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.managed import ManagedAdmin, coloured
from awards import powers
from awards.admin.category_verbs import VERBS
from awards.board import board, figures
from awards.copying import Copying
from awards.models import AwardCategory, CategoryStatus
from workshops.lifecycle import IllegalMove
from workshops.models import Workshop
from workshops.moments import MomentField
from workshops.verbs import VerbAdmin, in_words

WHO_CAN_WIN = ("eligibility", "eligible_kind", "chosen_papers", "organizers_can_win")


class CategoryForm(forms.ModelForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if chosen := self.fields.get("chosen_papers"):
            chosen.queryset = self.instance.workshop.papers.accepted()
            chosen.widget.can_add_related = False


@admin.register(AwardCategory)
class AwardCategoryAdmin(VerbAdmin, ManagedAdmin):
    form = CategoryForm
    status_in_words = coloured("status")
    list_display = ["name", "workshop", "status_in_words", "prize_in_words", "max_awards", "announced_at"]
    list_filter = ["status", "eligibility", "ballot", ("workshop", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["workshop", "fund"]
    search_fields = ["name"]
    autocomplete_fields = ["workshop", "fund"]
    formfield_overrides = {models.DateTimeField: {"form_class": MomentField}}
    fieldsets = [
        (None, {"fields": ["workshop", "name", "description", ("max_awards", "order"), "exclusive_group"]}),
        (
            gettext_lazy("Papers that can win"),
            {"fields": list(WHO_CAN_WIN)},
        ),
        (gettext_lazy("Prize"), {"fields": [("prize", "fund"), ("split_rule", "tie_rule"), "claim_days"]}),
        (
            gettext_lazy("Nominations"),
            {"fields": ["committee_nominates", "reviewers_nominate", "authors_nominate", "nominations_until"]},
        ),
        (
            gettext_lazy("Vote"),
            {"fields": ["ballot", ("points", "quorum"), "votes_until", "is_blind", "conflict_years"]},
        ),
        (gettext_lazy("Telling the winners"), {"fields": [("telling", "hours_before")]}),
    ]
    verbs = VERBS

    @admin.display(description=gettext_lazy("prize"), ordering="prize")
    def prize_in_words(self, category):
        return category.prize_text

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        return super().formfield_for_manytomany(db_field, request, widget=forms.CheckboxSelectMultiple, **kwargs)

    def get_urls(self):
        def named(route, view, name):
            return path(route, self.admin_site.admin_view(view), name=name)

        return [
            named("board/<slug:workshop>/", self.board_view, "awards_board"),
            named("board/<slug:workshop>/copy/", self.copy_view, "awards_copy"),
            *super().get_urls(),
        ]

    # -- The board --------------------------------------------------------------------------------

    def board_view(self, request, workshop):
        edition = get_object_or_404(Workshop.objects.managed_by(request.user), slug=workshop)
        rows = board(edition, request.user)
        for row in rows:
            row.verbs = self.offered_verbs(request, row.category)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Awards"),
            "opts": self.opts,
            "edition": edition,
            "rows": rows,
            **figures(rows),
            "committee": edition.award_committee.serving(),
            "funds": edition.funds.managed_by(request.user)
            .for_prizes()
            .as_told_to(request.user)
            .select_related("workshop"),
            "copying": Copying(edition, request.user),
        }
        with timezone.override(edition.zone):
            return render(request, "admin/awards/board.html", context)

    def copy_view(self, request, workshop):
        edition = get_object_or_404(Workshop.objects.managed_by(request.user), slug=workshop)
        copying = Copying(edition, request.user)
        if copying.earlier is None:
            raise Http404
        if request.method == "POST":
            self._copy(request, copying)
            return redirect("admin:awards_board", edition.slug)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Copy from %s") % copying.earlier,
            "edition": edition,
            "copying": copying,
        }
        return render(request, "admin/awards/copy.html", context)

    def _copy(self, request, copying):
        try:
            n = len(copying.carry_out(by=request.user))
        except ValidationError as refusal:
            messages.warning(request, in_words(refusal))
        else:
            messages.success(request, ngettext("%d category is copied.", "%d categories are copied.", n) % n)

    # -- The verbs --------------------------------------------------------------------------------

    def refusal(self, request, obj, verb):
        if verb not in powers.VERBS:
            return ""
        refused = powers.refusal(powers.ORGANIZER, verb, obj)
        return refused or powers.own_interest(request.user, verb, obj)

    def page_after(self, request, obj):
        on_board = "board" in request.GET
        return reverse("admin:awards_board", args=[obj.workshop.slug]) if on_board else super().page_after(request, obj)

    @transaction.atomic
    def carry_out(self, request, obj, verb, given):
        if verb.name == "announce":
            for sentence in powers.hindrances("announce", obj, request.user, at=given["at"] or timezone.now()):
                raise IllegalMove(sentence)
        return super().carry_out(request, obj, verb, given)

    def timeline_for(self, user, obj):
        """Who is in conflict reads that something happened, but no reason and no detail: they may name who wins."""
        entries = super().timeline_for(user, obj)
        for entry in entries if obj.concerns(user) else []:
            entry.reason, entry.changes = "", []
        return entries

    # -- The form ---------------------------------------------------------------------------------

    def get_fieldsets(self, request, obj=None):
        """Papers are chosen once it is known of which edition."""
        fieldsets = [(title, {"fields": list(options["fields"])}) for title, options in self.fieldsets]
        if obj is None:
            fieldsets[1][1]["fields"].remove("chosen_papers")
        return fieldsets

    def get_readonly_fields(self, request, obj=None):
        """Who has a paper that can win would see the winners by changing who can."""
        if obj is None:
            return []
        return ["workshop", *WHO_CAN_WIN] if obj.concerns(request.user) else ["workshop"]

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if change and {"telling", "hours_before"}.intersection(form.changed_data):
            obj.move_letters(by=request.user)

    def has_delete_permission(self, request, obj=None):
        """Only what nothing has happened to; else it is cancelled. Whoever is in conflict does not learn whether."""
        if obj is None:
            return super().has_delete_permission(request, obj)
        untouched = obj.status == CategoryStatus.DRAFT and not obj.candidates.exists() and not obj.awards.exists()
        return super().has_delete_permission(request, obj) and not obj.concerns(request.user) and untouched
