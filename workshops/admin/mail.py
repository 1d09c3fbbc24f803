from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from accounts.managed import ManagedAdmin
from accounts.timeline import Entry
from notifications.models import Message, State, Suppression
from workshops.lifecycle import Move
from workshops.mail import addresses_for, lift_suppression, messages_managed_by
from workshops.verbs import NoInput, Verb, VerbAdmin


class ReasonNeededForm(NoInput):
    reason = forms.CharField(
        label=_("Reason"), max_length=300, help_text=_("Kept in the history; only organizers read it.")
    )


class SendAgainForm(ReasonNeededForm):
    to = forms.ChoiceField(label=_("To"))
    field_order = ["to", "reason"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        addresses = self.thing.addresses
        dead = {each.address for each in Suppression.objects.of(addresses)}
        self.fields["to"].choices = [(each, each) for each in addresses]
        self.initial["to"] = next((each for each in addresses if each.lower() not in dead), self.thing.to)

    def clean_to(self):
        if dead := Suppression.objects.of([self.cleaned_data["to"]]).first():
            raise ValidationError(dead.sentence)
        return self.cleaned_data["to"]


@admin.register(Message)
class MessageAdmin(VerbAdmin, ManagedAdmin):
    """Every mail of an edition as it left or will leave, and what became of it; read, never typed."""

    list_display = ["subject", "to", "outcome_in_words", "created_at", "sent_at"]
    list_filter = ["state", "landed", "kind"]
    search_fields = ["subject", "to"]
    fields = (
        *("to", "subject", "text", "state", "landed", "landed_why", "attempts", "last_error"),
        *("created_at", "created_by", "sent_at", "replaces", "reason"),
    )
    verbs = (
        Verb(
            "resend",
            _("Send again"),
            _("A new mail with the same words leaves at once; this one stays as it is, for the record."),
            lambda message: message.may_be_sent_again,
            SendAgainForm,
        ),
        Verb(
            "cancel",
            _("Do not send it"),
            _("It never leaves. That is not taken back."),
            lambda message: message.state in {State.QUEUED, State.HELD},
            ReasonNeededForm,
        ),
        Verb(
            "lift",
            _("Write to this address again"),
            _("You know that the mailbox is there again. No mail is sent by that; if this one should, send it again."),
            lambda message: Suppression.objects.of([message.to]).exists(),
            ReasonNeededForm,
        ),
        Verb(
            "mark_sent",
            _("It has arrived"),
            _("You asked, and they have it. No mail is sent."),
            lambda message: message.state == State.UNCERTAIN,
        ),
    )

    @admin.display(description=_("state"), ordering="landed")
    def outcome_in_words(self, message):
        return format_html('<span class="status is-{}">{}</span>', message.landed or message.state, message.outcome)

    def ask(self, request, obj, verb, back):
        if verb.name == "resend":
            obj.addresses = addresses_for(obj, request.user)
        return super().ask(request, obj, verb, back)

    def carry_out(self, request, obj, verb, given):
        if verb.name == "lift":
            return lift_suppression(obj.to, by=request.user, **given)
        return super().carry_out(request, obj, verb, given)

    def timeline(self, obj):
        reports = [Entry(each.at, "", each.get_what_display(), reason=each.why) for each in obj.reports.all()]
        known = Suppression.objects.filter(address=obj.to.lower()).first()
        moves = Move.objects.about(known).select_related("by") if known else []
        return reports + [Entry(each.at, str(each.by or ""), each.verb, reason=each.reason) for each in moves]

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def _manages(self, request, obj):
        return obj is None or self.get_queryset(request).filter(pk=obj.pk).exists()

    def get_readonly_fields(self, request, obj=None):
        return self.fields

    def get_queryset(self, request):
        return messages_managed_by(request.user)
