"""Countries by their two letters, named in the language of the reader."""

from babel import Locale
from django.utils.translation import get_language, to_locale

from accounts.identity.folding import folded

NO_COUNTRIES = {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}


def _territories():
    return Locale.parse(to_locale(get_language() or "en")).territories


def name_of(code):
    return _territories().get(code, code)


def countries():
    """(code, name) of each, in the order of their names."""
    known = ((code, name) for code, name in _territories().items() if len(code) == 2 and code.isalpha())
    return sorted((pair for pair in known if pair[0] not in NO_COUNTRIES), key=lambda pair: folded(pair[1]))
