from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from accounts.managed import ManagedAdmin, ManagedTabularInline, coloured
from accounts.timeline import TimelineAdmin
from awards.models import Award, AwardCategory, AwardStatus, Fund, Grant, GrantProgramme, GrantStatus, PrizeShare
from workshops.verbs import ANNOUNCE, WITHDRAW_ANNOUNCEMENT, ReasonForm, Verb, VerbAdmin

BY_EDITION = ("workshop", admin.RelatedOnlyFieldListFilter)
DECIDED_WITH_THE_AWARD = ["category", "paper", "person", "is_tie", "tie_reason", "position"]
DECIDED_WITH_THE_GRANT = ["programme", "person", "amount"]
UNDO_WARNING = _("Possible until it is announced or somebody was told.")


@admin.register(Fund)
class FundAdmin(TimelineAdmin, ManagedAdmin):
    list_display = ["name", "workshop", "sponsor", "total", "promised", "left"]
    list_filter = ["kind", BY_EDITION]
    list_select_related = ["workshop", "sponsor"]
    search_fields = ["name", "sponsor__name"]
    autocomplete_fields = ["workshop", "sponsor"]

    @admin.display(description=_("amount"), ordering="amount")
    def total(self, fund):
        return fund.say(fund.amount)

    @admin.display(description=_("promised"))
    def promised(self, fund):
        return fund.say(fund.committed)

    @admin.display(description=_("free"))
    def left(self, fund):
        return fund.say(fund.free)


class SettledWith(ManagedAdmin):
    """Once announced, a thing is not deleted, nor is what hangs on it."""

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and not (obj and obj.announced_at)


@admin.register(AwardCategory)
class AwardCategoryAdmin(VerbAdmin, SettledWith):
    list_display = ["name", "workshop", "prize", "max_awards", "announced_at"]
    list_filter = [BY_EDITION]
    list_select_related = ["workshop"]
    search_fields = ["name"]
    autocomplete_fields = ["workshop", "fund"]
    readonly_fields = ["announced_at"]
    verbs = (ANNOUNCE, WITHDRAW_ANNOUNCEMENT)


class ShareInline(ManagedTabularInline):
    """Written by the decision, to the cent; only read here."""

    model = PrizeShare
    fields = readonly_fields = ["position", "person", "amount"]

    def _no(self, request, obj=None):
        return False

    has_add_permission = has_change_permission = has_delete_permission = _no


@admin.register(Award)
class AwardAdmin(VerbAdmin, ManagedAdmin):
    status_in_words = coloured("status")
    list_display = ["category", "paper", "person", "status_in_words", "is_tie"]
    list_filter = ["status", ("category__workshop", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["category", "paper", "person"]
    search_fields = ["category__name", "paper__title", "person__name"]
    autocomplete_fields = ["category", "paper", "person"]
    readonly_fields = ["status"]
    inlines = [ShareInline]
    verbs = (
        Verb(
            "decide",
            _("Decide"),
            _("The prize is set aside in the fund. Nobody is told, nothing is public."),
            lambda award: award.can_become(AwardStatus.DECIDED) and not award.category.is_announced,
            ReasonForm,
        ),
        Verb(
            "undo",
            _("Undo the decision"),
            UNDO_WARNING,
            lambda award: award.can_become(AwardStatus.PROPOSED) and not award.category.is_announced,
            ReasonForm,
        ),
        Verb(
            "tell",
            _("Tell the winners"),
            _("These mails leave at once, one to each. Whoever was told before gets none."),
            lambda award: award.status == AwardStatus.DECIDED,
            has_letters=True,
        ),
    )

    def get_readonly_fields(self, request, obj=None):
        """What was decided is changed by undoing it; only the words may be mended."""
        decided = obj is not None and obj.status == AwardStatus.DECIDED
        return [*self.readonly_fields, *DECIDED_WITH_THE_AWARD] if decided else self.readonly_fields

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and not (obj and obj.status == AwardStatus.DECIDED)


@admin.register(GrantProgramme)
class GrantProgrammeAdmin(VerbAdmin, SettledWith):
    list_display = ["name", "workshop", "fund", "announced_at"]
    list_filter = [BY_EDITION]
    list_select_related = ["workshop", "fund__workshop"]
    search_fields = ["name"]
    autocomplete_fields = ["workshop", "fund"]
    readonly_fields = ["announced_at"]
    verbs = (ANNOUNCE, WITHDRAW_ANNOUNCEMENT)


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
    list_filter = ["status", ("programme__workshop", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["programme"]
    search_fields = ["printed_name", "person__name"]
    autocomplete_fields = ["programme", "person"]
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
            UNDO_WARNING,
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
        given = obj is not None and obj.status == GrantStatus.GIVEN
        return [*self.readonly_fields, *DECIDED_WITH_THE_GRANT] if given else self.readonly_fields

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and not (obj and obj.status == GrantStatus.GIVEN)
