"""Pages of a programme on how it is decided; whoever has applied in it finds none of them."""

from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _

from awards.admin.referee import reviewing
from awards.allocation.views import allocation, offering
from awards.models import GrantProgramme


class DecidesOnApplications:
    def get_urls(self):
        return [
            self.page_at("reviewing", self.reviewing_view, "reviewing"),
            self.page_at("allocation", self.allocation_view, "allocation"),
            self.page_at("allocation/offer", self.offering_view, "offering"),
            *super().get_urls(),
        ]

    def page_at(self, route, view, name):
        """Of one programme."""
        return path(f"<int:pk>/{route}/", self.admin_site.admin_view(view), name=f"awards_grantprogramme_{name}")

    def reviewing_view(self, request, pk):
        return self.decision(request, pk, reviewing, _("Ask for reviews"))

    def allocation_view(self, request, pk):
        return self.decision(request, pk, allocation, _("Allocation"))

    def offering_view(self, request, pk):
        return self.decision(request, pk, offering, _("Offer the plan"))

    def decision(self, request, pk, view, title):
        """What every page of the desk has is handed on to the view."""
        programmes = GrantProgramme.objects.allocated_by(request.user).select_related("workshop")
        programme = get_object_or_404(programmes, pk=pk)
        with timezone.override(programme.workshop.zone):
            return view(request, programme, {**self.admin_site.each_context(request), "title": title})

    def change_view(self, request, object_id, form_url="", extra_context=None):
        programme = self.get_object(request, object_id)
        decides = programme is not None and self._decides(request, programme)
        return super().change_view(request, object_id, form_url, {**(extra_context or {}), "decides": decides})

    def offered_verbs(self, request, obj):
        return super().offered_verbs(request, obj) if self._decides(request, obj) else []

    def has_change_permission(self, request, obj=None):
        """Whoever has applied reads the programme, and neither changes its rules nor its history."""
        return super().has_change_permission(request, obj) and (obj is None or self._decides(request, obj))

    def _decides(self, request, programme):
        return GrantProgramme.objects.allocated_by(request.user).filter(pk=programme.pk).exists()
