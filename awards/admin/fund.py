from django.contrib import admin
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.managed import ManagedAdmin
from accounts.timeline import TimelineAdmin
from awards.admin.programme import RuleInline
from awards.models import Fund
from awards.report.views import report


@admin.register(Fund)
class FundAdmin(TimelineAdmin, ManagedAdmin):
    inlines = [RuleInline]
    list_display = ["name", "workshop", "sponsor", "total", "promised", "left"]
    list_filter = ["kind", ("workshop", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["workshop", "sponsor"]
    search_fields = ["name", "sponsor__name"]
    autocomplete_fields = ["workshop", "sponsor"]

    change_form_template = "admin/grants/fund.html"

    def get_urls(self):
        page = self.admin_site.admin_view(self.report_view)
        return [path("<int:pk>/report/", page, name="awards_fund_report"), *super().get_urls()]

    def report_view(self, request, pk):
        funds = Fund.objects.managed_by(request.user).select_related("workshop", "sponsor")
        fund = get_object_or_404(funds, pk=pk)
        with timezone.override(fund.workshop.zone):
            return report(request, fund, {**self.admin_site.each_context(request), "title": _("Report")})

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
