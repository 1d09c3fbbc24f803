"""Registration codes of the parent conference: brought in a list, given one by one, never shown whole."""

from django import forms
from django.contrib import admin, messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.managed import ManagedAdmin, coloured
from awards.admin.payment import NoteForm
from awards.bank_details import refuse_bank_details
from awards.models import Benefit, Grant, RegistrationCode
from workshops.verbs import Verb, VerbsOnlyAdmin

MOST = RegistrationCode._meta.get_field("code").max_length


class CodesForm(forms.Form):
    benefit = forms.ModelChoiceField(Benefit.objects.none(), label=gettext_lazy("Benefit"))
    codes = forms.CharField(
        label=gettext_lazy("Codes"),
        max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 12, "autocomplete": "off", "spellcheck": "false"}),
        help_text=gettext_lazy("One on each line, as the conference gave them."),
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        benefits = Benefit.objects.managed_by(user).filter(kind="registration")
        self.fields["benefit"].queryset = benefits.select_related("fund")

    def clean(self):
        """Lines are named by their number: a message is no place for a code."""
        given = super().clean()
        lines = [line.strip() for line in given.get("codes", "").splitlines()]
        known = set(given["benefit"].codes.values_list("code", flat=True)) if given.get("benefit") else set()
        seen = set()
        for number, line in enumerate(lines, start=1):
            if line and (problem := _problem(line, known, seen)):
                self.add_error("codes", _("Line %(number)d: %(problem)s") % {"number": number, "problem": problem})
            seen.add(line)
        given["codes"] = [line for line in lines if line]
        return given


def _problem(code, known, seen):
    if code in seen:
        return _("the same code stands above.")
    if code in known:
        return _("this code is here already.")
    if len(code) > MOST:
        return _("a code has at most %d characters.") % MOST
    try:
        refuse_bank_details(code)
    except forms.ValidationError as refusal:
        return refusal.messages[0]
    return ""


@transaction.atomic
def bring(benefit, codes):
    """Keep them, and give one to each who waits; how many got one."""
    RegistrationCode.objects.bulk_create(RegistrationCode(benefit=benefit, code=code) for code in codes)
    waiting = Grant.objects.waiting_for_a_code().filter(benefit=benefit).order_by("pk")
    return sum(RegistrationCode.objects.assign(grant) is not None for grant in waiting)


@admin.register(RegistrationCode)
class RegistrationCodeAdmin(VerbsOnlyAdmin, ManagedAdmin):
    status_in_words = coloured("status")
    list_display = ["masked", "benefit", "holder", "status_in_words", "assigned_at"]
    list_filter = ["status", ("benefit__programme__workshop", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["benefit__fund", "grant"]
    search_fields = ["grant__printed_name"]
    fields = readonly_fields = ["masked", "benefit", "holder", "status", "assigned_at"]
    verbs = (
        Verb(
            "cancel",
            gettext_lazy("Cancel"),
            gettext_lazy("Nobody gets it any more. That is not taken back."),
            lambda code: code.can_become("cancelled"),
            NoteForm,
        ),
    )

    @admin.display(description=gettext_lazy("code"))
    def masked(self, code):
        return code.masked

    @admin.display(description=gettext_lazy("holder"), empty_value="")
    def holder(self, code):
        return code.grant.printed_name if code.grant else ""

    def add_view(self, request, form_url="", extra_context=None):
        form = CodesForm(request.POST if request.method == "POST" else None, user=request.user)
        if form.is_valid():
            codes = form.cleaned_data["codes"]
            given = bring(form.cleaned_data["benefit"], codes)
            here = ngettext("%d code is here.", "%d codes are here.", len(codes)) % len(codes)
            assigned = ngettext("%d is assigned now.", "%d are assigned now.", given) % given
            messages.success(request, f"{here} {assigned}")
            return redirect(reverse("admin:awards_registrationcode_changelist"))
        context = {**self.admin_site.each_context(request), "title": _("Bring codes"), "form": form, "opts": self.opts}
        return render(request, "admin/grants/codes.html", context, status=400 if form.is_bound else 200)

    def has_add_permission(self, request):
        """By a list."""
        return self.has_module_permission(request)
