"""Mails to many at the desk: written, looked at one by one, approved, paused, followed until they have left."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.shortcuts import get_object_or_404, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.managed import ManagedAdmin, coloured
from notifications.models import Landed, State
from workshops.admin.mailing_form import MailingForm, when
from workshops.cycles import collection_paused
from workshops.mailings.audiences import audiences
from workshops.mailings.drafted import Drafted
from workshops.models import Mailing, MailingStatus
from workshops.models.mailing import MANY, UNDO
from workshops.moments import said
from workshops.verbs import NOTHING_TO_SAVE, NoInput, ReasonForm, Verb, VerbAdmin

READ = [
    "workshop",
    "name",
    "to",
    "each",
    "purpose",
    "subject",
    "body",
    "with_calendar",
    "at",
    "when",
]  # once it is approved


class ApproveForm(NoInput):
    shown = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["shown"].initial = Drafted.of(self.thing).digest

    def clean(self):
        given, now = super().clean(), self.fields["shown"].initial
        if given.get("shown") != now:
            self.data = {**self.data.dict(), "shown": now}  # as the page shows it now
            raise ValidationError(_("Something has changed meanwhile. Nothing was done; look once more."))
        return given


def _approving(mailing, user):
    drafted = Drafted.of(mailing)
    n, left_out = len(drafted.reached), len(drafted.left_out)
    if mailing.occasion:
        yield _("It waits: %s. Whom it concerns then gets it once, and nobody when a day has passed since.") % when(
            mailing
        )
        yield ngettext("At this moment that would be %d mail.", "At this moment that would be %d mails.", n) % n
    else:
        yield ngettext("%d mail leaves, to one person.", "%d mails leave, each to one address.", n) % n
        yield _("Within %d minutes nothing leaves: until then all of it can be stopped.") % (UNDO.total_seconds() // 60)
    if mailing.at:
        yield _("They leave on %s.") % said(mailing.at, mailing.workshop.zone)
    if left_out:
        words = ngettext(
            "%d person is left out: no address, or unsubscribed.",
            "%d people are left out: no address, or unsubscribed.",
            left_out,
        )
        yield words % left_out
    if drafted.difference:
        yield drafted.difference
    yield from drafted.warnings


def _hinders_approval(mailing, user):
    drafted = Drafted.of(mailing)
    yield from drafted.obstacles
    if mailing.at and mailing.at <= timezone.now():
        yield _("The moment at which it should leave has passed.")
    if mailing.needs_another_organizer(len(drafted.reached)) and mailing.written_by == user:
        yield _("You wrote it: a decision, or a mail to more than %d, is approved by another organizer.") % MANY


@admin.register(Mailing)
class MailingAdmin(VerbAdmin, ManagedAdmin):
    form = MailingForm
    status_in_words = coloured("status")
    list_display = ["name", "to", "workshop", "status_in_words", "at", "approved_at"]
    list_filter = ["status", ("workshop", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["workshop"]
    search_fields = ["name", "subject"]
    autocomplete_fields = ["workshop"]
    change_form_template = "admin/mailings/mailing.html"
    verbs = (
        Verb(
            "approve",
            gettext_lazy("Approve and send"),
            gettext_lazy("Exactly the mails of the preview are written now; who gets one is settled by it."),
            lambda mailing: mailing.is_draft,
            ApproveForm,
            consequences=_approving,
            obstacles=_hinders_approval,
        ),
        Verb(
            "test",
            gettext_lazy("Send a copy to me"),
            gettext_lazy("One mail, as the first of them would read it, to your own address."),
            lambda mailing: mailing.is_draft,
            obstacles=lambda mailing, user: Drafted.of(mailing).obstacles,
        ),
        Verb(
            "pause",
            gettext_lazy("Pause"),
            gettext_lazy("What is being handed over at this moment may still leave; the rest waits."),
            lambda mailing: mailing.status == MailingStatus.APPROVED and mailing.can_be_stopped,
            ReasonForm,
        ),
        Verb(
            "resume",
            gettext_lazy("Resume"),
            gettext_lazy("What waits leaves now, or at its moment."),
            lambda mailing: mailing.status == MailingStatus.PAUSED,
        ),
        Verb(
            "cancel",
            gettext_lazy("Send no more of it"),
            gettext_lazy("What has not left never leaves. That is not taken back."),
            lambda mailing: mailing.status != MailingStatus.CANCELLED and mailing.can_be_stopped,
            ReasonForm,
        ),
    )

    @admin.display(description=gettext_lazy("to"))
    def to(self, mailing):
        return mailing.audience_label

    @admin.display(description=gettext_lazy("leaves when"))
    def when(self, mailing):
        return when(mailing) if mailing.occasion else "-"

    def get_urls(self):
        preview = self.admin_site.admin_view(self.preview_view)
        return [path("<int:pk>/preview/", preview, name="workshops_mailing_preview"), *super().get_urls()]

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        return type("MailingForm", (form,), {"user": request.user})

    def get_fields(self, request, obj=None):
        return MailingForm.FIELDS if obj is None or obj.is_draft else READ

    def get_readonly_fields(self, request, obj=None):
        return () if obj is None or obj.is_draft else READ

    def save_model(self, request, obj, form, change):
        obj.written_by = request.user
        super().save_model(request, obj, form, change)

    def carry_out(self, request, obj, verb, given):
        if verb.name == "approve":
            return obj.approve(by=request.user, recipients=[] if obj.occasion else Drafted.of(obj).recipients)
        if verb.name == "test":
            return Drafted.of(obj).send_test(by=request.user)
        return super().carry_out(request, obj, verb, given)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        mailing = self.get_object(request, object_id)
        more = {"placeholders": audiences[mailing.audience].known.items()} if mailing else {}
        if mailing and not mailing.is_draft:
            more["progress"] = _progress(mailing)
            more["left_out"] = mailing.recipients.exclude(left_out="")
            more |= NOTHING_TO_SAVE
        return super().change_view(request, object_id, form_url, {**(extra_context or {}), **more})

    @collection_paused()
    def verb_view(self, request, pk, verb):
        return super().verb_view(request, pk, verb)

    @collection_paused()
    def preview_view(self, request, pk):
        mailing = get_object_or_404(self.get_queryset(request).select_related("workshop"), pk=pk)
        with timezone.override(mailing.workshop.zone):
            return render(request, "admin/mailings/preview.html", self._preview(request, mailing))

    def _preview(self, request, mailing):
        drafted = Drafted.of(mailing)
        asked = request.GET.get("n", "")
        last = len(drafted.reached)
        number = (
            min(max(int(asked), 1), last) if asked.isascii() and asked.isdigit() and len(asked) < 7 else min(1, last)
        )
        member = drafted.reached[number - 1] if number else None
        return {
            **self.admin_site.each_context(request),
            "title": _("Preview"),
            "opts": self.opts,
            "mailing": mailing,
            "edition": mailing.workshop,
            "drafted": drafted,
            "member": member,
            "letter": drafted.words(member) if member else None,
            "html": drafted.wording.shown(drafted.values_shown(member)) if member else "",
            "number": number,
            "last": last,
        }

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and (obj is None or obj.is_draft)


def _progress(mailing):
    """[(state, its words, the field that says so, how many)], as far as is known of each mail."""
    counts = mailing.messages.order_by().values_list("state", "landed").annotate(n=Count("pk"))
    of_state = {state: n for state, landed, n in counts if not landed}
    of_landed: dict[str, int] = {}
    for _state, landed, n in counts:
        of_landed[landed] = of_landed.get(landed, 0) + n
    waiting = [(state, State(state).label, "state", of_state[state]) for state in State.values if state in of_state]
    return waiting + [
        (each, Landed(each).label, "landed", of_landed[each]) for each in Landed.values if each in of_landed
    ]
