from functools import partial

from django.contrib import admin


def desk(request):
    """Whether the masthead offers the desk; asked only where it is shown."""
    return {"has_desk": partial(admin.site.has_permission, request)}
