"""Whoever holds a certificate can ask whether it is valid."""

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _

from awards.models import Certificate


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code"),
        max_length=100,
        help_text=_("At the foot of the certificate, like 7KQM-2VXB-9RTD. Dashes and small letters do not matter."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_code(self):
        found = Certificate.objects.public().coded(self.cleaned_data["code"]).first()
        if found is None:
            raise ValidationError(_("There is no certificate with this code. Please compare it letter by letter."))
        return found.code


@login_not_required
def search(request):
    form = CodeForm(request.GET if "code" in request.GET else None)
    if form.is_valid():
        return redirect("certificate", form.cleaned_data["code"])
    return render(request, "awards/certificates.html", {"form": form}, status=404 if form.errors else 200)


@login_not_required
def certificate(request, code):
    found = get_object_or_404(Certificate.objects.public().coded(code).with_award())
    return render(request, "awards/certificate.html", {"certificate": found, "printed": found.printed})


@login_not_required
def pdf(request, code):
    """Only of what is valid: nobody should print the others again."""
    found = get_object_or_404(Certificate.objects.public().valid().coded(code))
    headers = {
        "Content-Disposition": f'attachment; filename="certificate-{found.code}.pdf"',
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Robots-Tag": "noindex",
    }
    return HttpResponse(found.pdf(), content_type="application/pdf", headers=headers)
