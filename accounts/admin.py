from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from accounts.discretion import DeletesNothingEarly
from accounts.institutions.admin import SpellingAdmin
from accounts.managed import ManagedAdmin, ManagedTabularInline
from accounts.models import (
    Affiliation,
    AffiliationAlias,
    Likeness,
    Merge,
    Person,
    PersonEmail,
    PersonName,
    Spelling,
    User,
)
from accounts.sameness import LikenessAdmin, MergeAdmin, merges_of
from accounts.timeline import TimelineAdmin

admin.site.register(Likeness, LikenessAdmin)
admin.site.register(Merge, MergeAdmin)
admin.site.register(Spelling, SpellingAdmin)


class NameInline(ManagedTabularInline):
    model = PersonName


class EmailInline(ManagedTabularInline):
    """Whoever proves an address becomes the person, so only those who manage all of a person see or set it."""

    model = PersonEmail

    def _manages(self, request, obj=None):
        return obj is None or obj.is_wholly_managed_by(request.user)

    has_view_permission = has_change_permission = has_add_permission = has_delete_permission = _manages


@admin.register(Person)
class PersonAdmin(DeletesNothingEarly, TimelineAdmin, ManagedAdmin):
    list_display = ["name", "orcid", "homepage"]
    search_fields = ["name", "names__name", "orcid"]
    fieldsets = [
        (None, {"fields": ["name", ("given_name", "family_name"), "orcid", "openreview_id", "homepage", "photo"]})
    ]
    readonly_fields = ["user"]
    inlines = [EmailInline, NameInline]

    def get_fieldsets(self, request, obj=None):
        """An account is known by its address, so it is shown to those who may see addresses."""
        account = [(_("Account"), {"fields": ["user"]})] if obj and obj.is_wholly_managed_by(request.user) else []
        return [*self.fieldsets, *account]

    def timeline(self, obj):
        return super().timeline(obj) + merges_of(obj)

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and (obj is None or obj.is_wholly_managed_by(request.user))

    def has_delete_permission(self, request, obj=None):
        return request.user.is_superuser and super().has_delete_permission(request, obj)


class AliasInline(ManagedTabularInline):
    model = AffiliationAlias


@admin.register(Affiliation)
class AffiliationAdmin(TimelineAdmin, ManagedAdmin):
    """Shared by all editions: every organizer may add one or mend it, and its history says who did."""

    list_display = ["name", "country", "ror_id"]
    search_fields = ["name", "aliases__name"]
    inlines = [AliasInline]

    def get_queryset(self, request):
        return Affiliation.objects.all()

    def _manages(self, request, obj):
        return True

    def has_delete_permission(self, request, obj=None):
        return request.user.is_superuser


@admin.register(User)
class UserAdmin(admin.ModelAdmin):
    """Only for those who run the site: `User.has_perm` lets nobody else in."""

    list_display = ["email", "person", "is_active", "is_superuser", "last_login"]
    list_select_related = ["person"]
    search_fields = ["email"]
    fields = ["email", "is_active", "is_superuser", "last_login"]
    readonly_fields = ["last_login"]

    def has_add_permission(self, request):
        return False  # people sign up themselves, and prove their address
