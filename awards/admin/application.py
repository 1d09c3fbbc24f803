"""Applications as organizers read them: what was submitted, whether it meets the rules, and what comes of it."""

from http import HTTPStatus

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from accounts.managed import ManagedAdmin, coloured
from awards.admin.payment import ReasonNeededForm
from awards.admin.screening import FindingForm, hinders_eligible, standings
from awards.applying.reading import lines_of
from awards.bank_details import refuse_bank_details
from awards.models import Application, ApplicationStatus
from awards.models.screening import screen
from notifications.models import Suppression
from workshops.lifecycle import record
from workshops.mail import lost_to
from workshops.moments import MomentAheadField, deadline
from workshops.verbs import NoInput, ReasonForm, Verb, VerbAdmin

JUDGED = {ApplicationStatus.ELIGIBLE, ApplicationStatus.INELIGIBLE, ApplicationStatus.REJECTED}


class QuestionForm(NoInput):
    question = forms.CharField(
        label=gettext_lazy("Question"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5}),
        validators=[refuse_bank_details],
        help_text=gettext_lazy("It stands in the mail, as you write it."),
    )
    due = MomentAheadField(label=gettext_lazy("Answer before"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        words = {"zone": self.thing.workshop.zone}
        self.fields["due"].help_text = _("In the zone of the edition, %(zone)s. Leave empty for no end.") % words


def _asks(application, user):
    if application.person.email:
        words = {"email": application.person.email}
        yield _("A mail with the question leaves at once to %(email)s.") % words
    else:
        yield _("No address is known, so no mail leaves. The question stands on the page of the application.")
    yield _("Until it is answered, or due, the application can be changed.")


def _tells_nobody(application, user):
    yield _("Nobody is told; the applicant reads “submitted”, as before.")


def _hinders_judging(application, user):
    """Before the call closes, whatever was judged could still be changed; and who cannot change it would know."""
    if application.programme.takes_applications:
        words = {"closes": deadline(application.programme.closes_at)}
        yield _("The call is open until %(closes)s, and what is submitted can be changed until then.") % words


def _hinders_eligible(application, user):
    yield from _hinders_judging(application, user)
    yield from hinders_eligible(application)


def _can_become(status):
    return lambda application: application.can_become(status)


VERBS = (
    Verb(
        "ask",
        gettext_lazy("Ask for more information"),
        gettext_lazy("The applicant reads the question and can change the application."),
        _can_become(ApplicationStatus.INFO_NEEDED),
        QuestionForm,
        consequences=_asks,
    ),
    Verb(
        "find_eligible",
        gettext_lazy("Find it eligible"),
        gettext_lazy("It goes on to reviewers and the allocation."),
        lambda application: application.status == ApplicationStatus.SUBMITTED,
        ReasonForm,
        consequences=_tells_nobody,
        obstacles=_hinders_eligible,
    ),
    Verb(
        "find_ineligible",
        gettext_lazy("Find it not eligible"),
        gettext_lazy("It is not considered any more. You can reconsider it."),
        _can_become(ApplicationStatus.INELIGIBLE),
        ReasonNeededForm,
        consequences=_tells_nobody,
        obstacles=_hinders_judging,
    ),
    Verb(
        "reject",
        gettext_lazy("Do not choose it"),
        gettext_lazy("It gets nothing. You can reconsider it."),
        _can_become(ApplicationStatus.REJECTED),
        ReasonForm,
        consequences=_tells_nobody,
        obstacles=_hinders_judging,
    ),
    Verb(
        "reconsider",
        gettext_lazy("Reconsider it"),
        gettext_lazy("It goes back to where it was judged."),
        lambda application: application.status in JUDGED,
        ReasonForm,
        consequences=_tells_nobody,
    ),
)


def _form_of(standing, sent):
    return sent if sent and sent.rule == standing.rule else FindingForm(None, standing=standing)


@admin.register(Application)
class ApplicationAdmin(VerbAdmin, ManagedAdmin):
    status_in_words = coloured("status")
    list_display = ["printed_name", "programme", "status_in_words", "stage", "submitted_at", "round"]
    list_filter = [
        "status",
        "stage",
        ("programme", admin.RelatedOnlyFieldListFilter),
        ("programme__workshop", admin.RelatedOnlyFieldListFilter),
    ]
    list_select_related = ["programme"]
    search_fields = ["printed_name", "printed_affiliation"]
    fields = readonly_fields = ["programme", "printed_name"]
    change_form_template = "admin/grants/application.html"
    verbs = VERBS

    def get_urls(self):
        def named(route, view, name):
            return path(route, self.admin_site.admin_view(require_POST(view)), name=f"awards_application_{name}")

        return [
            named("<int:pk>/screen/<int:rule>/", self.screen_view, "screen"),
            named("<int:pk>/confidential/", self.confidential_view, "confidential"),
            *super().get_urls(),
        ]

    def change_view(self, request, object_id, form_url="", extra_context=None):
        application = self.get_object(request, unquote(object_id))
        if application is None:
            raise Http404
        return self._page(request, application)

    def _page(self, request, application, sent=None, status=HTTPStatus.OK):
        """Nothing is edited here; ``sent`` is the form of a rule that has mistakes."""
        newest = application.revisions.order_by("number").last()
        lines = lines_of(newest)
        context = {
            **self.admin_site.each_context(request),
            "title": application,
            "opts": self.opts,
            "original": application,
            "zone": application.workshop.zone,
            "verbs": self.offered_verbs(request, application),
            "newest": newest,
            "lines": [line for line in lines if not line.is_confidential],
            "has_confidential": any(line.is_confidential for line in lines),
            "lost_mails": lost_to(application.person, request.user),
            "no_mail_to": Suppression.objects.of([application.person.email]).first(),
            "screening": [(each, _form_of(each, sent)) for each in standings(application)],
        }
        with timezone.override(application.workshop.zone):
            return render(request, self.change_form_template, context, status=status)

    def screen_view(self, request, pk, rule):
        application = self._application_or_404(request, pk)
        standing = next((each for each in standings(application) if each.rule.pk == rule), None)
        if standing is None:
            raise Http404
        form = FindingForm(request.POST, standing=standing)
        if not form.is_valid():
            return self._page(request, application, form, HTTPStatus.UNPROCESSABLE_ENTITY)
        screen(application, standing.rule, by=request.user, **form.cleaned_data)
        messages.success(request, _("Noted: %s.") % standing.rule)
        return redirect(self.page_after(request, application))

    def confidential_view(self, request, pk):
        """Only by pressing a button, and whoever did stands in the history."""
        application = self._application_or_404(request, pk)
        record(application, "read confidential answers", by=request.user)
        lines = lines_of(application.revisions.order_by("number").last())
        context = {
            **self.admin_site.each_context(request),
            "title": _("Confidential answers"),
            "opts": self.opts,
            "object": application,
            "lines": [line for line in lines if line.is_confidential],
            "back": reverse("admin:awards_application_change", args=[pk]),
        }
        with timezone.override(application.workshop.zone):
            return render(request, "admin/grants/confidential.html", context)

    def _application_or_404(self, request, pk):
        return get_object_or_404(self.get_queryset(request).select_related("programme__workshop"), pk=pk)

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
