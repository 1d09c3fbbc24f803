from django.contrib import admin
from django.utils.translation import gettext_lazy as _

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
    )
