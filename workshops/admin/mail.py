from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from accounts.managed import ManagedAdmin, coloured
from notifications.models import Message, State
from workshops.mail import messages_managed_by
from workshops.verbs import ReasonForm, Verb, VerbAdmin


@admin.register(Message)
class MessageAdmin(VerbAdmin, ManagedAdmin):
    """Every mail of an edition as it left or will leave; read, never typed."""

    state_in_words = coloured("state")
    list_display = ["subject", "to", "state_in_words", "created_at", "sent_at"]
    list_filter = ["state", "kind"]
    search_fields = ["subject", "to"]
    fields = ["to", "subject", "text", "state", "attempts", "last_error", "created_at", "created_by", "sent_at"]
    verbs = (
        Verb(
            "resend",
            _("Send again"),
            _("A new mail with the same words leaves at once; this one stays as it is, for the record."),
            lambda message: message.state in {State.FAILED, State.UNCERTAIN},
            ReasonForm,
        ),
        Verb(
            "mark_sent",
            _("It has arrived"),
            _("You asked, and they have it. No mail is sent."),
            lambda message: message.state == State.UNCERTAIN,
        ),
    )

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
