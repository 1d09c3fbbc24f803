from django.conf import settings


def whole(path):
    """An address as it is written outside of this site; what lies elsewhere stays as it is."""
    return path if "://" in path else settings.SITE_URL + path


def link(thing):
    return whole(thing.get_absolute_url())
