"""Imports on the desk: bring, look, decide, apply, take back."""

from functools import partial

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from accounts.managed import ManagedAdmin, coloured
from accounts.models import RorDump
from awards.discretion import reason_to_wait
from config.imports import actions, choices, columns, report, sources
from config.imports.forms import BY_COLUMNS, MappingForm, UploadForm
from papers.export import papers_csv, papers_json
from papers.importers.rows import Unreadable
from workshops.importing.compare import Verdict
from workshops.lifecycle import IllegalMove
from workshops.models import Import, ImportStatus, Workshop
from workshops.verbs import VerbAdmin, in_words

LINES_ON_A_PAGE = 50


@admin.register(Import)
class ImportAdmin(VerbAdmin, ManagedAdmin):
    status_in_words = coloured("status")
    list_display = ["files", "format", "workshop", "status_in_words", "created_at", "by"]
    list_filter = ["status", ("workshop", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["workshop", "created_by__person"]
    search_fields = ["files"]

    @admin.display(description=_("by"))
    def by(self, batch):
        return batch.brought_by

    def has_delete_permission(self, request, obj=None):
        """What was applied stays on record; what was not, holds addresses that nobody needs any more."""
        applied = obj and obj.status in {ImportStatus.APPLIED, ImportStatus.APPLYING, ImportStatus.UNDOING}
        return super().has_delete_permission(request, obj) and not applied

    def get_urls(self):
        own = [
            ("<int:pk>/lines.csv", self.csv_view, "csv"),
            ("<int:pk>/choose/", require_POST(self.choose_view), "choose"),
            ("<int:pk>/apply/", require_POST(self.apply_view), "apply"),
            ("<int:pk>/compare/", require_POST(self.compare_view), "compare"),
            ("<int:pk>/undo/", self.undo_view, "undo"),
            ("export/<slug:workshop>.json", self.export_view, "export"),
            ("export/<slug:workshop>.csv", self.export_csv_view, "export_csv"),
        ]
        named = [
            path(route, self.admin_site.admin_view(view), name=f"workshops_import_{name}") for route, view, name in own
        ]
        return [*named, *super().get_urls()]

    # -- bring ------------------------------------------------------------------------------------

    def add_view(self, request, form_url="", extra_context=None):
        if not self.has_add_permission(request):
            raise Http404
        form = UploadForm(
            request.POST or None,
            request.FILES or None,
            user=request.user,
            initial={"edition": request.GET.get("edition")},
        )
        if request.method == "POST" and form.is_valid():
            try:
                return redirect(self._bring(request, **form.cleaned_data))
            except Unreadable as refusal:
                form.add_error("uploads", str(refusal))
        return self._page(request, "add", title=_("Bring papers"), form=form)

    def _bring(self, request, *, edition, uploads, format):  # noqa: A002 - the names of the fields
        files = sources.unpacked(uploads)
        names = ", ".join(upload.name for upload in uploads[:3]) + ("…" if len(uploads) > 3 else "")
        chosen = next((reader for reader in sources.readers() if format == reader.SOURCE), None)
        if format == BY_COLUMNS or (chosen is None and sources.recognize(files) is None and len(files) == 1):
            return actions.ask_for_columns(files[0], edition, by=request.user)
        reader, reading = sources.read(files, chosen)
        return actions.bring(reading, edition, files=names, name=str(reader.NAME), by=request.user)

    # -- look -------------------------------------------------------------------------------------

    def change_view(self, request, object_id, form_url="", extra_context=None):
        batch = self._batch(request, object_id)
        if batch.status == ImportStatus.MAPPING:
            return self._mapping_view(request, batch)
        lines = batch.lines.visible_to(request.user)
        found = report.Filter(lines, request.GET)
        page = Paginator(found.lines, LINES_ON_A_PAGE).get_page(request.GET.get("page"))
        context = {
            "found": found,
            "page": page,
            "rows": [choices.Row(line, batch) for line in page],
            "errors": lines.filter(verdict=Verdict.ERROR).count(),
            "dump": RorDump.current(),
            "questions": lines.filter(verdict=Verdict.QUESTION).count(),
            "conflicts": lines.filter(verdict=Verdict.CONFLICT).count(),
            "is_kept_back": partial(_is_kept_back, batch, request.user),  # asked where it matters
        }
        response = self._page(request, "plan", batch=batch, title=str(batch), **context)
        if batch.is_working:
            response["Refresh"] = "2"
        return response

    def csv_view(self, request, pk):
        batch = self._batch(request, pk)
        text = report.as_csv(batch.lines.visible_to(request.user))
        return _download(f"\ufeff{text}", f"import-{batch.pk}.csv", "text/csv")

    # -- decide -----------------------------------------------------------------------------------

    def _mapping_view(self, request, batch):
        offered = columns.offered(batch.reading, with_values=not _is_kept_back(batch, request.user))
        form = MappingForm(request.POST or None, offered=offered, guess=batch.mapping)
        if request.method == "POST" and form.is_valid():
            try:
                actions.map_columns(batch, form.chosen, by=request.user)
                return redirect(batch)
            except Unreadable as refusal:
                form.add_error(None, str(refusal))
        return self._page(request, "columns", batch=batch, title=_("What are the columns?"), form=form)

    def choose_view(self, request, pk):
        batch = self._batch(request, pk)
        chosen = choices.read(request.POST, batch, by=request.user)
        self._try(request, batch, actions.choose, chosen, done=_("Your choices are in the comparison."))
        return redirect(f"{batch.get_absolute_url()}?{request.POST.get('back', '')}")

    def apply_view(self, request, pk):
        batch = self._batch(request, pk)
        self._try(request, batch, actions.apply, despite_errors="despite_errors" in request.POST)
        batch.refresh_from_db()
        if batch.status == ImportStatus.APPLIED:
            messages.success(request, _("Applied. Nobody was told, and nothing new is public."))
        return redirect(batch)

    def compare_view(self, request, pk):
        batch = self._batch(request, pk)
        self._try(request, batch, actions.compare_again)
        return redirect(batch)

    def undo_view(self, request, pk):
        batch = self._batch(request, pk)
        if request.method == "POST":
            self._try(request, batch, actions.take_back)
            if batch.status == ImportStatus.UNDONE:
                messages.success(request, _("Taken back. Everything is as it was before."))
            return redirect(batch)
        return self._page(request, "undo", batch=batch, title=_("Undo this import"))

    # -- take along -------------------------------------------------------------------------------

    def export_view(self, request, workshop):
        return _download(papers_json(self._edition(request, workshop)), f"{workshop}.json", "application/json")

    def export_csv_view(self, request, workshop):
        """The byte order mark tells Excel that the letters are UTF-8."""
        return _download(f"\ufeff{papers_csv(self._edition(request, workshop))}", f"{workshop}.csv", "text/csv")

    def _edition(self, request, slug):
        return get_object_or_404(Workshop.objects.managed_by(request.user), slug=slug)

    # -- common -----------------------------------------------------------------------------------

    def _batch(self, request, pk):
        batch = self.get_object(request, str(pk))
        if batch is None or not self.has_change_permission(request, batch):
            raise Http404
        return batch

    def _try(self, request, batch, verb, *given, done="", **options):
        try:
            verb(batch, *given, by=request.user, **options)
        except (IllegalMove, ValidationError) as refusal:
            messages.warning(request, in_words(refusal))
        else:
            if done:
                messages.success(request, done)

    def _page(self, request, name, **context):
        request.current_app = self.admin_site.name
        context = {**self.admin_site.each_context(request), "opts": self.opts, **context}
        return render(request, f"admin/imports/{name}.html", context)


def _is_kept_back(batch, user):
    """Whether what was read, and why it failed, may tell ``user`` of winners."""
    return not batch.is_own_of(user) and bool(reason_to_wait(user, batch.workshop.award_categories))


def _download(text, name, content_type):
    disposition = f'attachment; filename="{name}"'
    return HttpResponse(
        text, content_type=f"{content_type}; charset=utf-8", headers={"Content-Disposition": disposition}
    )
