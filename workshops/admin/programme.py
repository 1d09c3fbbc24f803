from django.contrib import admin

from accounts.managed import ManagedAdmin, ManagedTabularInline
from accounts.timeline import TimelineAdmin
from workshops.models import Appearance, Session, Slot


class AppearanceInline(ManagedTabularInline):
    model = Appearance
    autocomplete_fields = ["person"]


@admin.register(Slot)
class SlotAdmin(TimelineAdmin, ManagedAdmin):
    """The papers of a slot are chosen on the paper."""

    list_display = ["starts_at", "title", "kind", "session", "workshop"]
    list_display_links = ["title"]
    list_filter = ["kind", ("workshop", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["session", "workshop"]
    search_fields = ["title", "appearances__printed_name"]
    autocomplete_fields = ["workshop", "session"]
    inlines = [AppearanceInline]


@admin.register(Session)
class SessionAdmin(ManagedAdmin):
    list_display = ["title", "workshop", "order"]
    list_filter = [("workshop", admin.RelatedOnlyFieldListFilter)]
    search_fields = ["title"]
    autocomplete_fields = ["workshop"]
