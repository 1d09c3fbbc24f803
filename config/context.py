from functools import partial

from django.conf import settings
from django.contrib import admin


def site(request):
    """Whether the masthead offers the desk, asked only where it is shown; where a try-out shows its mails."""
    return {"has_desk": partial(admin.site.has_permission, request), "mail_catcher_url": settings.MAIL_CATCHER_URL}
