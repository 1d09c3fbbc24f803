"""Is this text somebody's name? Honorifics and job titles off, lists of names apart."""

import re

_HONORIFIC = re.compile(
    r"^(?:(?:prof(?:essor)?|dr|doctor|mr|mrs|ms|miss|mx|sir|dame)\b\.?[\s-]*)+(?=\S)", re.IGNORECASE
)
_DEGREE = re.compile(r",?\s+(?:ph\.?\s?d\.?|m\.?d\.?|m\.?sc\.?|esq\.?)$", re.IGNORECASE)
_PARTICLES = {
    *("van", "von", "der", "den", "de", "del", "della", "di", "da", "dos", "du", "la", "le", "ter", "ten", "zu", "zur"),
    *("al", "el", "bin", "ibn", "im", "y", "e", "do", "das", "af", "av", "st"),
}
_NO_NAME = re.compile(
    r"\b(?:universit\w*|institut\w*|department|laborator(?:y|ies)|inc|llc|ltd|gmbh|group|corporation|company|talks?|sessions?|posters?|papers?|awards?"
    r"|workshops?|conference|committee|chairs?|speakers?|panel\w*|organi[sz]ers?|break|lunch|dinner|remarks|discussion"
    r"|keynote|schedule|program(?:me)?|slides?|recording|tba|tbd|tbc|announced|email|contact|website|abstract|moderat\w*)\b",
    re.IGNORECASE,
)
_OF_TITLES = re.compile(
    r"\b(?:learning|networks?|models?|data|systems?|neural|adversarial|machine|security|privacy|attacks?|robust\w*|deep"
    r"|video|link|here|towards?|beyond|research|lab|group|evaluation|examples?|artificial|intelligence|semantic|language)\b",
    re.IGNORECASE,
)
_SMALL = re.compile(r"\b(?:the|of|for|in|on|with|from|to|how|what|why|is|are|an|or|via|and|at|by)\b")
_WORD = re.compile(r"^[^\W\d_](?:[^\W\d_]|['’ʼ`´.\-‐‑–\u0300-\u036f])*,?$")
_BETWEEN = re.compile(r"\s*;\s*|\s*,\s*(?:and|&)\s+|\s*,\s*|\s+(?:and|&)\s+")


def plain(name):
    """Without Prof., Dr. and Ph.D."""
    return _DEGREE.sub("", _HONORIFIC.sub("", name.strip(" ,;:*†‡\t"))).strip(" ,;:*†‡")


def is_name(text, *, at_least=2):
    """Two to six capitalized words that are no words of titles or institutions; particles and nicknames may be small."""
    words = re.sub(r"[(\"“”][^()\"“”]*[)\"“”]", " ", plain(text)).split()
    if not at_least <= len(words) <= 6 or len(text) > 60 or _NO_NAME.search(text) or _SMALL.search(text):
        return False
    return all(map(_is_word_of_a_name, words)) and any(not word.islower() for word in words)


def is_surely_name(text):
    """Where a title might stand as well."""
    return is_name(text) and not _OF_TITLES.search(text)


def listed(text):
    """The names in “A B, C D and E F”; nothing if only one of the parts is no name."""
    names = [plain(part) for part in _BETWEEN.split(text.strip(" .")) if part.strip()]
    return names if names and all(map(is_surely_name, names)) else []


def _is_word_of_a_name(word):
    if not _WORD.match(word):
        return False
    return not word[0].islower() or word.strip(".,").lower() in _PARTICLES or "'" in word[:2]
