from django.contrib import admin

from accounts.managed import ManagedAdmin
from accounts.timeline import TimelineAdmin
from workshops.models import Role


@admin.register(Role)
class RoleAdmin(TimelineAdmin, ManagedAdmin):
    list_display = ["printed_name", "kind", "printed_affiliation", "workshop", "order"]
    list_filter = ["kind", ("workshop", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["workshop"]
    search_fields = ["printed_name", "person__name"]
    autocomplete_fields = ["workshop", "person", "affiliation"]
