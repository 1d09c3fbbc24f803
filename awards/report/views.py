"""The desk's page of a report: as of a moment, to be read here, or taken away as PDF or CSV."""

from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from awards.pdf import render as render_pdf
from awards.pdf.csv import to_csv
from awards.pdf.render import CannotPrint
from awards.report.report import report_on
from awards.report.words import in_words
from workshops.moments import EMPTY_FOR_NOW, MomentField

FILES = {"pdf": (render_pdf.document, "application/pdf"), "csv": (to_csv, "text/csv; charset=utf-8")}


class AsOfForm(forms.Form):
    at = MomentField(label=_("As of"), required=False)

    def __init__(self, *args, zone, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        self.fields["at"].help_text = EMPTY_FOR_NOW % {"zone": zone}

    def clean_at(self):
        """Without a moment, now."""
        now = timezone.now()
        at = self.cleaned_data["at"] or now
        if at > now:
            raise ValidationError(_("This moment is still ahead. Leave it empty for now."))
        return at


def report(request, fund, scope_of, context, kind=""):
    """The page, or a file of this ``kind``."""
    form = AsOfForm(request.GET, zone=fund.workshop.zone)
    context |= {"fund": fund, "edition": fund.workshop, "form": form}
    if not form.is_valid():
        return render(request, "admin/grants/report.html", context, status=400)
    at = form.cleaned_data["at"]
    data = in_words(report_on(scope_of(fund, user=request.user, at=at)))
    context |= {"report": data, "asked": _query(at)}
    if not kind:
        return render(request, "admin/grants/report.html", context)
    try:
        return _file(data, fund, kind)
    except CannotPrint as refusal:
        return render(request, "admin/grants/report.html", context | {"refusal": refusal}, status=409)


def _file(data, fund, kind):
    write, content_type = FILES[kind]
    disposition = f'attachment; filename="{fund.workshop.slug}-report-{data.number}.{kind}"'
    return HttpResponse(write(data), content_type=content_type, headers={"Content-Disposition": disposition})


def _query(at):
    """So that a file tells of the very moment of the page."""
    local = timezone.localtime(at)
    return urlencode({"at_0": local.date().isoformat(), "at_1": local.time().isoformat()})
