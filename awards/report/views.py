"""The page of the desk on which a report is read, and its two files."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from awards.pdf import render as render_pdf
from awards.pdf.csv import to_csv
from awards.pdf.render import CannotPrint
from awards.report.report import report_of
from workshops.moments import MomentField

FILES = {"pdf": (render_pdf.document, "application/pdf"), "csv": (to_csv, "text/csv; charset=utf-8")}


class ReportForm(forms.Form):
    at = MomentField(label=gettext_lazy("As of"), required=False, help_text=gettext_lazy("Empty for now."))
    all_of_the_sponsor = forms.BooleanField(label=gettext_lazy("All funds of this sponsor"), required=False)

    def clean_at(self):
        moment = self.cleaned_data["at"]
        if moment and moment > timezone.now():
            raise forms.ValidationError(_("That is in the future."))
        return moment or timezone.now()


def report(request, fund, context):
    """``context`` is what every page of the desk has. Asked by GET: a report can be linked."""
    form = ReportForm(request.GET or None, label_suffix="")
    context |= {"fund": fund, "edition": fund.workshop, "form": form}
    if form.is_valid():
        document = report_of(_funds(fund, form.cleaned_data), form.cleaned_data["at"], request.user)
        wanted = next((name for name in FILES if name in request.GET), None)
        if wanted and (answer := _file(request, document, fund, wanted)):
            return answer
        context["document"] = document
    return render(request, "admin/grants/report.html", context, status=400 if form.is_bound and form.errors else 200)


def _funds(fund, given):
    if not given["all_of_the_sponsor"] or fund.sponsor is None:
        return [fund]
    funds = fund.workshop.funds.filter(sponsor=fund.sponsor)
    return list(funds.select_related("workshop", "sponsor").order_by("name", "pk"))


def _file(request, document, fund, name):
    write, kind = FILES[name]
    try:
        written = write(document)
    except CannotPrint as refusal:
        messages.warning(request, _("%s The report as CSV holds everything.") % refusal)
        return None
    disposition = f'attachment; filename="{fund.workshop.slug}-report-{fund.pk}.{name}"'
    return HttpResponse(written, content_type=kind, headers={"Content-Disposition": disposition})
