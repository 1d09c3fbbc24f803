from django.contrib import admin
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.managed import ManagedAdmin, ManagedTabularInline, coloured
from awards.direct.views import direct
from awards.models import Benefit, Grant, GrantProgramme, GrantStatus
from workshops.verbs import ANNOUNCE, WITHDRAW_ANNOUNCEMENT, ReasonForm, Verb, VerbAdmin

DECIDED_WITH_THE_GRANT = ["programme", "benefit", "person", "amount"]


class BenefitInline(ManagedTabularInline):
    model = Benefit
    fields = ["kind", "fund", "usual", "most", "order"]
    autocomplete_fields = ["fund"]


@admin.register(GrantProgramme)
class GrantProgrammeAdmin(VerbAdmin, ManagedAdmin):
    list_display = ["name", "workshop", "announced_at"]
    list_filter = [("workshop", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["workshop"]
    search_fields = ["name"]
    autocomplete_fields = ["workshop"]
    readonly_fields = ["announced_at"]
    inlines = [BenefitInline]
    change_form_template = "admin/grants/programme.html"
    verbs = (ANNOUNCE, WITHDRAW_ANNOUNCEMENT)

    def get_urls(self):
        page = self.admin_site.admin_view(self.direct_view)
        return [path("<int:pk>/direct/", page, name="awards_grantprogramme_direct"), *super().get_urls()]

    def direct_view(self, request, pk):
        programme = get_object_or_404(GrantProgramme.objects.managed_by(request.user).select_related("workshop"), pk=pk)
        context = {**self.admin_site.each_context(request), "title": _("Choose people")}
        with timezone.override(programme.workshop.zone):
            return direct(request, programme, context)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and not (obj and obj.announced_at)


@admin.register(Grant)
class GrantAdmin(VerbAdmin, ManagedAdmin):
    status_in_words = coloured("status")
    list_display = [
        "printed_name",
        "printed_affiliation",
        "programme",
        "amount",
        "status_in_words",
        "consents_to_be_named",
    ]
    list_filter = [
        "status",
        ("programme", admin.RelatedOnlyFieldListFilter),
        ("programme__workshop", admin.RelatedOnlyFieldListFilter),
    ]
    list_select_related = ["programme"]
    search_fields = ["printed_name", "person__name"]
    autocomplete_fields = ["programme", "person"]
    fields = [
        ("programme", "benefit"),
        "person",
        ("printed_name", "printed_affiliation"),
        ("amount", "consents_to_be_named"),
        "status",
    ]
    readonly_fields = ["status"]
    verbs = (
        Verb(
            "give",
            _("Give"),
            _("The amount is set aside in the fund. Nobody is told, nothing is public."),
            lambda grant: grant.can_become(GrantStatus.GIVEN),
            ReasonForm,
        ),
        Verb(
            "undo",
            _("Undo"),
            _("Possible until it is announced or somebody was told."),
            lambda grant: grant.can_become(GrantStatus.PROPOSED) and not grant.programme.is_announced,
            ReasonForm,
        ),
        Verb(
            "tell",
            _("Tell the recipient"),
            _("This mail leaves at once. Whoever was told before gets none."),
            lambda grant: grant.status == GrantStatus.GIVEN,
            has_letters=True,
        ),
    )

    def get_readonly_fields(self, request, obj=None):
        given = obj is not None and obj.status != GrantStatus.PROPOSED
        return [*self.readonly_fields, *DECIDED_WITH_THE_GRANT] if given else self.readonly_fields

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and not (obj and obj.status != GrantStatus.PROPOSED)
