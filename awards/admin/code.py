"""Registration codes of the parent conference: brought in a list, given one by one, never shown whole."""

from django.contrib import admin, messages
from django.db import IntegrityError, transaction
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.managed import ManagedAdmin, coloured
from awards.admin.bringing import CodesForm
from awards.admin.payment import NoteForm
from awards.models import RegistrationCode
from workshops.verbs import Verb, VerbsOnlyAdmin


def _leaving_its_holder(code, user):
    if code.grant_id:
        yield _("%s has it, and may have read it.") % code.grant.printed_name
        yield _("They wait for another one, which they get by themselves as soon as one is free.")


def _coming(benefit, codes):
    waiting = benefit.grants.waiting_for_a_code().count()
    words = {"n": codes, "programme": benefit.programme, "edition": benefit.workshop.short_name}
    yield (
        ngettext(
            "%(n)d code is kept for “%(programme)s” of %(edition)s. None of them is here already.",
            "%(n)d codes are kept for “%(programme)s” of %(edition)s. None of them is here already.",
            codes,
        )
        % words
    )
    yield ngettext("%d grant waits for a code.", "%d grants wait for a code.", waiting) % waiting
    if waiting > codes:
        yield _("The oldest get one; the others go on waiting.")


@transaction.atomic
def bring(benefit, codes):
    """Keep them, and give one to each who waits; how many got one."""
    RegistrationCode.objects.bulk_create(RegistrationCode(benefit=benefit, code=code) for code in codes)
    return benefit.grants.give_codes()


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
            consequences=_leaving_its_holder,
        ),
    )

    @admin.display(description=gettext_lazy("code"))
    def masked(self, code):
        return code.masked

    @admin.display(description=gettext_lazy("holder"), empty_value="")
    def holder(self, code):
        return code.grant.printed_name if code.grant else ""

    def add_view(self, request, form_url="", extra_context=None):
        """Looked at once more before they are kept, as no list shows afterwards what was brought."""
        posted = (request.POST, request.FILES) if request.method == "POST" else ()
        form = CodesForm(*posted, user=request.user, initial={"benefit": request.GET.get("benefit")})
        context = {**self.admin_site.each_context(request), "title": _("Bring codes"), "form": form, "opts": self.opts}
        if form.is_valid():
            benefit, codes = form.cleaned_data["benefit"], form.cleaned_data["lines"]
            if "bring" in request.POST:
                self._bring(request, benefit, codes)
                return redirect(reverse("admin:awards_registrationcode_changelist"))
            context |= {"benefit": benefit, "codes": codes, "consequences": list(_coming(benefit, len(codes)))}
        return render(request, "admin/grants/codes.html", context, status=400 if form.errors else 200)

    def _bring(self, request, benefit, codes):
        try:
            given = bring(benefit, codes)
        except IntegrityError:
            messages.warning(
                request, _("Somebody brought some of these codes meanwhile; nothing is brought. Look again.")
            )
        else:
            here = ngettext("%d code is here.", "%d codes are here.", len(codes)) % len(codes)
            assigned = ngettext("%d is assigned now.", "%d are assigned now.", given) % given
            messages.success(request, f"{here} {assigned}")

    def has_add_permission(self, request):
        """By a list."""
        return self.has_module_permission(request)
