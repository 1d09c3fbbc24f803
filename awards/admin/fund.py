from functools import partial

from django import forms
from django.contrib import admin
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.managed import ManagedAdmin
from accounts.timeline import TimelineAdmin
from awards.admin.programme import RuleInline
from awards.models import Fund
from awards.report.scope import of_fund, of_sponsor
from awards.report.views import FILES, report


class FundForm(forms.ModelForm):
    """Whoever must not know yet what is promised may raise a fund, but not try how far it can be lowered."""

    def clean_amount(self):
        amount = self.cleaned_data["amount"]
        if self.instance.pk and self.instance.kept_back and amount < self.instance.amount:
            words = _("Nothing is taken out of this fund before “%s” is announced; another organizer can do that.")
            raise forms.ValidationError(words % self.instance.awaited)
        return amount


@admin.register(Fund)
class FundAdmin(TimelineAdmin, ManagedAdmin):
    form = FundForm
    inlines = [RuleInline]
    list_display = ["name", "workshop", "sponsor", "total", "promised", "free"]
    list_filter = ["kind", ("workshop", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["workshop", "sponsor"]
    search_fields = ["name", "sponsor__name"]
    autocomplete_fields = ["workshop", "sponsor"]
    change_form_template = "admin/grants/fund.html"

    def get_queryset(self, request):
        return super().get_queryset(request).as_told_to(request.user)

    def get_urls(self):
        return [
            *self._report_urls("report", self.fund_report),
            *self._report_urls("sponsor-report", self.sponsor_report),
            *super().get_urls(),
        ]

    def _report_urls(self, route, view):
        """A page, and the same as files."""
        name = f"awards_fund_{route.replace('-', '_')}"
        wrap = self.admin_site.admin_view
        yield path(f"<int:pk>/{route}/", wrap(view), name=name)
        for kind in FILES:
            yield path(f"<int:pk>/{route}.{kind}", wrap(partial(view, kind=kind)), name=f"{name}_{kind}")

    def fund_report(self, request, pk, kind=""):
        fund = self._managed(request, pk)
        return self._report(request, fund, of_fund, "report", kind)

    def sponsor_report(self, request, pk, kind=""):
        """One over all funds of the sponsor of this one, in its edition."""
        fund = self._managed(request, pk)
        if fund.sponsor is None or self._siblings_are_kept(request, fund):
            raise Http404
        return self._report(request, fund, of_sponsor, "sponsor_report", kind)

    def _siblings_are_kept(self, request, fund):
        return fund.workshop.funds.kept_from(request.user).filter(sponsor=fund.sponsor).exists()

    def _managed(self, request, pk):
        funds = Fund.objects.managed_by(request.user).select_related("workshop", "sponsor")
        return get_object_or_404(funds, pk=pk)

    def _report(self, request, fund, scope_of, name, kind):
        files = [(kind.upper(), reverse(f"admin:awards_fund_{name}_{kind}", args=[fund.pk])) for kind in FILES]
        context = {**self.admin_site.each_context(request), "title": _("Report"), "files": files}
        with timezone.override(fund.workshop.zone):
            return report(request, fund, scope_of, context, kind)

    def has_delete_permission(self, request, obj=None):
        """While something draws on it, its ledger stays."""
        used = obj is not None and (obj.award_categories.exists() or obj.benefits.exists())
        return super().has_delete_permission(request, obj) and not used

    @admin.display(description=_("amount"), ordering="amount")
    def total(self, fund):
        return fund.say(fund.amount)

    @admin.display(description=_("promised"))
    def promised(self, fund):
        return fund.kept_back or fund.say(fund.committed)

    @admin.display(description=_("free"), empty_value="")
    def free(self, fund):
        return "" if fund.kept_back else fund.say(fund.free)
