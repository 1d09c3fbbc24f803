from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from accounts.managed import ManagedAdmin, ManagedTabularInline, coloured
from workshops.models import ImportantDate, Page, Series, Slot, Sponsor, Sponsorship, Workshop, WorkshopStatus
from workshops.verbs import ANNOUNCE, WITHDRAW_ANNOUNCEMENT, ReasonForm, Verb, VerbAdmin


class DateInline(ManagedTabularInline):
    model = ImportantDate


class SlotInline(ManagedTabularInline):
    """The programme in short; who speaks, and the links, are typed on the slot."""

    model = Slot
    fields = ["starts_at", "ends_at", "kind", "title"]
    show_change_link = True


class SponsorshipInline(ManagedTabularInline):
    model = Sponsorship
    autocomplete_fields = ["sponsor"]


@admin.register(Workshop)
class WorkshopAdmin(VerbAdmin, ManagedAdmin):
    status_in_words = coloured("status")
    list_display = ["short_name", "name", "starts_at", "status_in_words"]
    list_filter = ["status"]
    search_fields = ["name", "short_name"]
    prepopulated_fields = {"slug": ["short_name"]}
    readonly_fields = ["status"]
    inlines = [DateInline, SlotInline, SponsorshipInline]
    fieldsets = [
        (None, {"fields": ["name", "short_name", "slug", "tagline", "series", "host_conference", "status"]}),
        (_("When and where"), {"fields": ["starts_at", "ends_at", "time_zone", "mode", "location"]}),
        (_("What visitors read"), {"fields": ["link", "link_note", "overview", "contact_email", "banner"]}),
    ]
    verbs = (
        Verb(
            "publish",
            _("Publish"),
            _("Everybody can read this edition. Papers and awards stay hidden until each is announced."),
            lambda edition: edition.can_become(WorkshopStatus.PUBLISHED),
        ),
        Verb(
            "unpublish",
            _("Back to draft"),
            _("The edition and all its pages disappear from the public until you publish it again."),
            lambda edition: edition.can_become(WorkshopStatus.DRAFT),
            ReasonForm,
        ),
        Verb(
            "archive",
            _("Archive"),
            _("The edition stays public, as a thing of the past."),
            lambda edition: edition.can_become(WorkshopStatus.ARCHIVED),
        ),
    )

    def get_readonly_fields(self, request, obj=None):
        return self.readonly_fields if request.user.is_superuser else [*self.readonly_fields, "series"]

    def has_add_permission(self, request):
        return request.user.is_superuser

    def has_delete_permission(self, request, obj=None):
        """A public one goes back to draft first: the list of what would go with it names what nobody knows yet."""
        return request.user.is_superuser and (obj is None or obj.status == WorkshopStatus.DRAFT)


@admin.register(Page)
class PageAdmin(VerbAdmin, ManagedAdmin):
    list_display = ["title", "workshop", "slug", "announced_at"]
    list_filter = [("workshop", admin.RelatedOnlyFieldListFilter)]
    search_fields = ["title", "body"]
    prepopulated_fields = {"slug": ["title"]}
    autocomplete_fields = ["workshop"]
    readonly_fields = ["announced_at"]
    verbs = (ANNOUNCE, WITHDRAW_ANNOUNCEMENT)


@admin.register(Sponsor)
class SponsorAdmin(ManagedAdmin):
    list_display = ["name", "link"]
    search_fields = ["name"]

    def has_change_permission(self, request, obj=None):
        """A sponsor of other people's editions too is changed by those who run the site."""
        return super().has_change_permission(request, obj) and (
            obj is None
            or request.user.is_superuser
            or not obj.sponsorships.exclude(workshop__in=Workshop.objects.managed_by(request.user)).exists()
        )


@admin.register(Series)
class SeriesAdmin(admin.ModelAdmin):
    """Only for those who run the site: `User.has_perm` lets nobody else in."""

    list_display = ["name", "slug"]
    prepopulated_fields = {"slug": ["name"]}
