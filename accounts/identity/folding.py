"""Names as they are compared: without case, accents and marks. What is stored and shown stays as printed."""

import re
import unicodedata

from anyascii import anyascii

APOSTROPHES = dict.fromkeys(map(ord, "'’‘ʼʻ`´′"), "")
NO_WORD = re.compile(r"[\W_]+")
WITHIN_CAPITALS = re.compile(r"(?<=[a-z])(?=[A-Z])")


def folded(name):
    """One form for all ways to write a name in one script: “José  O’Brien-Łuk” and “JOSE OBRIEN LUK”."""
    return " ".join(words(name))


def words(name):
    return tuple(NO_WORD.sub(" ", _plain(name.translate(APOSTROPHES))).split())


def romanised(name):
    """The words in Latin letters, so that “王伟” and “Wang Wei” can be compared. Evidence, never identity."""
    return words(name if name.isascii() else WITHIN_CAPITALS.sub(" ", anyascii(name)))


def _plain(name):
    if name.isascii():
        return name.casefold()
    letters = (each for each in unicodedata.normalize("NFKD", name) if not _is_mark(each))
    return "".join(_without_stroke(each) for each in letters).casefold()


def _is_mark(letter):
    """Accents, and what nobody sees: joiners and marks of direction."""
    return unicodedata.category(letter) in {"Mn", "Me", "Cf"}


def _without_stroke(letter):
    """“ø” and “ł” have no accent to take off; other scripts stay what they are."""
    return anyascii(letter) if "\x7f" < letter < "\u0250" else letter
