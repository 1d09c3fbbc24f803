from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from accounts.discretion import DeletesNothingEarly, reason_to_wait
from accounts.identity.identify import BY_ITSELF
from accounts.managed import ManagedAdmin, ManagedTabularInline, coloured
from papers import tex
from papers.models import Authorship, Paper, PaperStatus, Presentation
from workshops.verbs import ANNOUNCE, WITHDRAW_ANNOUNCEMENT, ReasonForm, Verb, VerbAdmin, VerbsOnlyAdmin

OUT_OF_THE_WAY = 10_000


def _kept_still(paper, user):
    """Why ``user`` leaves this paper to another organizer for now, or an empty sentence."""
    own = paper.authorships.filter(person__user=user.pk).exists()
    return reason_to_wait(user) if own else ""


class AuthorshipForm(forms.ModelForm):
    def _get_validation_exclusions(self):
        """Two authors may change places: the formset looks at all positions together, the database at the end."""
        return super()._get_validation_exclusions() | {"position"}


class AuthorshipFormSet(forms.BaseInlineFormSet):
    def clean(self):
        super().clean()
        kept = [form.cleaned_data for form in self.forms if form.cleaned_data and not form.cleaned_data.get("DELETE")]
        positions = [author.get("position") for author in kept]
        if len(positions) != len(set(positions)):
            raise ValidationError(_("Two authors stand at the same position."))

    def save(self, commit=True):
        moved = [form.instance.pk for form in self.initial_forms if "position" in form.changed_data]
        if commit:
            self.get_queryset().filter(pk__in=moved).update(position=F("position") + OUT_OF_THE_WAY)
        return super().save(commit)


class AuthorshipInline(ManagedTabularInline):
    model = Authorship
    form = AuthorshipForm
    formset = AuthorshipFormSet
    autocomplete_fields = ["person", "affiliations"]


class PresentationInline(ManagedTabularInline):
    model = Presentation
    autocomplete_fields = ["slot"]


@admin.register(Authorship)
class AuthorshipAdmin(VerbsOnlyAdmin, ManagedAdmin):
    """Who was taken for whom by an import, and the button that says no; authors are typed on their paper."""

    list_display = ["printed_name", "printed_affiliation", "person", "linked_because", "on_paper"]
    list_filter = ["linked_because", ("paper__workshop", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["person", "paper"]
    search_fields = ["printed_name", "person__name", "paper__title"]
    fields = readonly_fields = ["printed_name", "printed_affiliation", "person", "linked_because", "paper"]
    verbs = (
        Verb(
            "separate",
            _("Not the same person"),
            _("Somebody new gets this name on this paper, and the two are remembered as different people."),
            lambda authorship: authorship.linked_because in BY_ITSELF,
        ),
    )

    def refusal(self, request, obj, verb):
        return _kept_still(obj.paper, request.user)

    @admin.display(description=_("paper"), ordering="paper__number")
    def on_paper(self, authorship):
        return authorship.paper.number


@admin.register(Paper)
class PaperAdmin(DeletesNothingEarly, VerbAdmin, ManagedAdmin):
    status_in_words = coloured("status")
    list_display = ["number", "title_as_read", "kind", "status_in_words", "announced_at", "workshop"]
    list_display_links = ["number", "title_as_read"]
    list_filter = ["status", "kind", ("workshop", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["workshop"]
    search_fields = ["title", "authorships__printed_name"]
    autocomplete_fields = ["workshop"]
    readonly_fields = ["status", "announced_at"]
    inlines = [AuthorshipInline, PresentationInline]
    fieldsets = [
        (None, {"fields": ["workshop", "number", "title", "abstract", "kind", ("status", "announced_at")]}),
        (_("Files and links"), {"fields": ["pdf", "pdf_link", "poster_link", "video_link", "code_link", "forum_link"]}),
    ]
    verbs = (
        Verb(
            "accept",
            _("Accept"),
            _("Silent: nobody is told, nothing is public."),
            lambda paper: paper.can_become(PaperStatus.ACCEPTED),
            ReasonForm,
        ),
        Verb(
            "reject",
            _("Do not accept"),
            _("Silent: nobody is told."),
            lambda paper: paper.can_become(PaperStatus.REJECTED),
            ReasonForm,
        ),
        Verb(
            "reconsider",
            _("Reconsider"),
            _("Back to submitted."),
            lambda paper: paper.can_become(PaperStatus.SUBMITTED) and not paper.announced_at,
            ReasonForm,
        ),
        Verb(
            "withdraw",
            _("Withdraw"),
            _("The paper leaves the public pages for good."),
            lambda paper: paper.can_become(PaperStatus.WITHDRAWN),
            ReasonForm,
        ),
        ANNOUNCE,
        WITHDRAW_ANNOUNCEMENT,
    )

    def refusal(self, request, obj, verb):
        return _kept_still(obj, request.user)

    def get_readonly_fields(self, request, obj=None):
        """What decides whether one's own paper can win a hidden prize, and so what one may see, somebody else changes."""
        kept = obj is not None and _kept_still(obj, request.user)
        return [*self.readonly_fields, "kind", "workshop"] if kept else self.readonly_fields

    def get_inline_instances(self, request, obj=None):
        inlines = super().get_inline_instances(request, obj)
        kept = obj is not None and _kept_still(obj, request.user)
        return [each for each in inlines if not isinstance(each, AuthorshipInline)] if kept else inlines

    @admin.display(description=_("title"), ordering="title")
    def title_as_read(self, paper):
        return tex.to_html(paper.title)

    def has_delete_permission(self, request, obj=None):
        """An accepted one may stand in awards of which not every organizer knows; it is withdrawn instead."""
        settled = obj and (obj.is_announced or obj.status == PaperStatus.ACCEPTED)
        return super().has_delete_permission(request, obj) and not settled
