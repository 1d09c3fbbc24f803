from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from notifications import restored
from notifications.models import Pause
from workshops.verbs import Verb, VerbsOnlyAdmin


@admin.register(Pause)
class PauseAdmin(VerbsOnlyAdmin, admin.ModelAdmin):
    """Only for those who run the site: `User.has_perm` lets nobody else in."""

    list_display = ["reason", "at", "released_at", "released_by"]
    fields = readonly_fields = ["reason", "at", "released_at", "released_by"]
    verbs = (
        Verb(
            "release",
            _("Let mail leave"),
            _("All that waits and is due leaves now. Look through the mails first: some may have left already."),
            lambda pause: pause.released_at is None,
        ),
        Verb(
            "drop",
            _("Send none of what waits"),
            _("What was written before the pause and has not left never leaves. After that, mail leaves again."),
            lambda pause: pause.released_at is None,
            consequences=lambda pause, user: [_waiting(restored.before(pause).count())],
        ),
    )

    def carry_out(self, request, obj, verb, given):
        if verb.name == "drop":
            return restored.drop(obj, by=request.user)
        return super().carry_out(request, obj, verb, given)


def _waiting(number):
    return ngettext("%d mail is cancelled.", "%d mails are cancelled.", number) % number
