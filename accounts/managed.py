"""The admin for organizers: whatever it lists, offers, changes or tells belongs to an edition they organize."""

from django.contrib import admin
from django.contrib.admin.utils import NestedObjects, unquote
from django.core.exceptions import BadRequest
from django.db import connection, models, router
from django.http import Http404
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _


def narrowed(queryset, user):
    """What ``user`` may pick in a form: models with a door are entered through it."""
    for door in ("nameable_by", "managed_by"):
        if hasattr(queryset, door):
            return getattr(queryset, door)(user)
    return queryset


def coloured(field):
    """A list column that says a state in words, with a class by which the style sheet colours them."""

    @admin.display(description=_("state"), ordering=field)
    def column(self, obj):
        words = getattr(obj, f"get_{field}_display")()
        return format_html('<span class="status is-{}">{}</span>', getattr(obj, field), words)

    return column


def zone_of(obj):
    """That of the edition which a thing belongs to, or is."""
    return getattr(getattr(obj, "workshop", obj), "zone", None) or timezone.get_default_timezone()


class NarrowedChoices:
    """Foreign keys and their drop-downs offer only what the user may name."""

    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        kwargs["queryset"] = narrowed(db_field.remote_field.model.objects.all(), request.user)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        kwargs["queryset"] = narrowed(db_field.remote_field.model.objects.all(), request.user)
        return super().formfield_for_manytomany(db_field, request, **kwargs)


class ManagedAdmin(NarrowedChoices, admin.ModelAdmin):
    """For models with ``managed_by(user)``. What somebody may not manage is missing, in every view."""

    list_per_page = 50

    def get_queryset(self, request):
        rows = self.model.objects.all()
        choosing = request.resolver_match is not None and request.resolver_match.url_name == "autocomplete"
        return narrowed(rows, request.user) if choosing else rows.managed_by(request.user)

    def get_object(self, request, object_id, from_field=None):
        """What a form is about to change is held from here on, so that nothing decided meanwhile is written over."""
        obj = super().get_object(request, object_id, from_field)
        if obj is None or request.method != "POST" or not connection.in_atomic_block:
            return obj
        self.hold(obj)
        return super().get_object(request, object_id, from_field)

    def hold(self, obj):
        """Lock its row until the transaction ends."""
        list(self.model._base_manager.select_for_update().filter(pk=obj.pk))

    def _manages(self, request, obj):
        return obj is None or self.model.objects.managed_by(request.user).filter(pk=obj.pk).exists()

    def has_module_permission(self, request):
        return self.admin_site.has_permission(request)

    def has_add_permission(self, request):
        return self.admin_site.has_permission(request)

    def has_view_permission(self, request, obj=None):
        return self.admin_site.has_permission(request) and self._manages(request, obj)

    def has_change_permission(self, request, obj=None):
        return self.has_view_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        return self.has_change_permission(request, obj)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Times are typed and shown in the zone of the edition, which the page names."""
        obj = self.get_object(request, unquote(object_id)) if object_id else None
        zone = zone_of(obj)
        with timezone.override(zone):
            context = {**(extra_context or {}), "zone": zone}
            try:
                response = super().changeform_view(request, object_id, form_url, context)
                return response.render() if hasattr(response, "render") else response
            except OverflowError as forged:  # SQLite's answer to a key with more digits than any
                raise BadRequest from forged

    def get_deleted_objects(self, objs, request):
        """Of what still needs a thing, only what the user manages is named."""
        deleted, counts, lacking, protected = super().get_deleted_objects(objs, request)
        if protected:
            collector = NestedObjects(using=router.db_for_write(self.model))
            collector.collect(list(objs))
            named = [
                f"{row._meta.verbose_name}: {row}" for row in collector.protected if _is_managed(row, request.user)
            ]
            lacking, protected = set(), sorted(named) or [_("something that is kept")]
        return deleted, counts, lacking, protected

    def view_on_site(self, obj):
        return obj.get_absolute_url() if hasattr(obj, "get_absolute_url") else None

    def _get_obj_does_not_exist_redirect(self, request, opts, object_id):
        raise Http404


def _is_managed(row, user):
    rows = type(row)._default_manager.all()
    return hasattr(rows, "managed_by") and rows.managed_by(user).filter(pk=row.pk).exists()


class ManagedInline(NarrowedChoices):
    """Rows of a managed thing; who manages it manages them."""

    extra = 0

    def _manages(self, request, obj=None):
        return self.admin_site.has_permission(request)

    has_view_permission = has_change_permission = has_add_permission = has_delete_permission = _manages


class ManagedTabularInline(ManagedInline, admin.TabularInline):
    pass
