from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from accounts.managed import ManagedAdmin
from accounts.timeline import TimelineAdmin
from awards.admin.programme import RuleInline
from awards.models import Fund


@admin.register(Fund)
class FundAdmin(TimelineAdmin, ManagedAdmin):
    inlines = [RuleInline]
    list_display = ["name", "workshop", "sponsor", "total", "promised", "left"]
    list_filter = ["kind", ("workshop", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["workshop", "sponsor"]
    search_fields = ["name", "sponsor__name"]
    autocomplete_fields = ["workshop", "sponsor"]

    def has_delete_permission(self, request, obj=None):
        """While something draws on it, its ledger stays."""
        used = obj is not None and (obj.award_categories.exists() or obj.benefits.exists())
        return super().has_delete_permission(request, obj) and not used

    @admin.display(description=_("amount"), ordering="amount")
    def total(self, fund):
        return fund.say(fund.amount)

    @admin.display(description=_("promised"))
    def promised(self, fund):
        return fund.say(fund.committed)

    @admin.display(description=_("free"))
    def left(self, fund):
        return fund.say(fund.free)
