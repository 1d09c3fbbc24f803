from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from accounts.managed import ManagedAdmin, coloured
from accounts.timeline import TimelineAdmin
from awards.models import AwardCategory, CommitteeMember, MemberStatus, Signatory
from workshops.verbs import Verb, VerbAdmin


@admin.register(CommitteeMember)
class CommitteeMemberAdmin(VerbAdmin, ManagedAdmin):
    """Who sits on the committee. What a member answers and votes has no page here."""

    status_in_words = coloured("status")
    list_display = ["printed_name", "seat", "printed_affiliation", "status_in_words", "ends_on", "workshop"]
    list_filter = ["status", "seat", ("workshop", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["workshop"]
    search_fields = ["printed_name", "person__name"]
    autocomplete_fields = ["workshop", "person", "affiliation"]
    fields = [
        "workshop",
        "person",
        "seat",
        ("printed_name", "printed_affiliation"),
        "affiliation",
        "ends_on",
        "status",
    ]
    readonly_fields = ["status"]
    verbs = (
        Verb(
            "invite",
            _("Invite"),
            _("One mail asks them to sit on the committee. Its pages open to them with their yes."),
            lambda member: member.can_become(MemberStatus.INVITED),
            letters=CommitteeMember.letters,
            unreached=CommitteeMember.unreached,
        ),
    )

    def hold(self, obj):
        """The categories first, as everywhere: no vote starts while a seat changes."""
        AwardCategory.objects.hold_those_of(obj.workshop)
        super().hold(obj)

    def get_readonly_fields(self, request, obj=None):
        """A seat belongs to whoever was invited to it; another person has another seat."""
        invited = obj is not None and obj.status != MemberStatus.ADDED
        return [*self.readonly_fields, "workshop", "person"] if invited else self.readonly_fields

    def has_delete_permission(self, request, obj=None):
        """Whoever was invited stays on record; a term is ended by its last day."""
        return super().has_delete_permission(request, obj) and (obj is None or obj.status == MemberStatus.ADDED)


@admin.register(Signatory)
class SignatoryAdmin(TimelineAdmin, ManagedAdmin):
    list_display = ["name", "title", "workshop", "order"]
    list_filter = [("workshop", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["workshop"]
    search_fields = ["name"]
    autocomplete_fields = ["workshop"]
