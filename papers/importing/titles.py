"""Titles: when two are the same, and which of two spellings is the better one."""

import re

from anyascii import anyascii

MARKS = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "−": "-", "‐": "-", "‑": "-"})
TEX = re.compile(r"\\[A-Za-z]+\*?|[${}\\^_]")
NO_WORD = re.compile(r"[\W_]+")


def folded_title(title):
    """What a title has in common with its copies: no case, marks, TeX or accents; another script stays itself."""
    plain = TEX.sub("", title.replace("ß", "ss"))
    letters = NO_WORD.sub("", anyascii(plain) if _is_latin(plain) else plain)
    return letters.casefold() or title.casefold()


def reads_the_same(one, other):
    """Whether nothing differs but typographic marks and white space, which sites change by themselves."""
    return _marks_folded(one) == _marks_folded(other)


def is_worse(title, than):
    """Whether ``title`` is ``than`` with its TeX or its case lost."""
    if folded_title(title) != folded_title(than):
        return False
    return _quality(title) < _quality(than)


def _quality(title):
    """TeX, then whether its capitals were lost, then those within words: what cannot be guessed back is worth more."""
    is_flat = title in {title.upper(), title.lower(), title.capitalize()}
    return (bool(re.search(r"\$[^$]+\$", title)), not is_flat, _capitals(title))


def _capitals(title):
    """Capitals within words (BERT, McDonald) are knowledge; whether every word begins with one is fashion."""
    return sum(1 for word in title.split() for letter in word[1:] if letter.isupper()) if not title.isupper() else 0


def _marks_folded(title):
    return " ".join(title.translate(MARKS).replace("…", "...").split())


def _is_latin(text):
    return all(ord(letter) < 0x250 or not letter.isalpha() for letter in text)
