"""Spellings made comparable: what differs only in case, marks, dashes or little words folds to the same words."""

import html
import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

LITTLE_WORDS = frozenset(
    [
        "a",
        "al",
        "and",
        "at",
        "d",
        "da",
        "das",
        "de",
        "degli",
        "dei",
        "del",
        "della",
        "der",
        "des",
        "di",
        "die",
        "do",
        "dos",
        "du",
        "e",
        "el",
        "en",
        "et",
        "for",
        "for",
        "fur",
        "i",
        "in",
        "l",
        "la",
        "las",
        "le",
        "les",
        "lo",
        "los",
        "of",
        "on",
        "s",
        "the",
        "und",
        "v",
        "van",
        "vom",
        "von",
        "voor",
        "y",
        "zu",
        "zum",
        "zur",
    ]
)
WHOLE_WORDS = {
    "acad": "academy",
    "calif": "california",
    "centre": "center",
    "centro": "center",
    "cntr": "center",
    "coll": "college",
    "ctr": "center",
    "dep": "department",
    "dept": "department",
    "fac": "faculty",
    "fed": "federal",
    "hosp": "hospital",
    "inst": "institute",
    "instit": "institute",
    "institut": "institute",
    "lab": "laboratory",
    "labs": "laboratory",
    "laboratories": "laboratory",
    "natl": "national",
    "res": "research",
    "sch": "school",
    "sci": "science",
    "sciences": "science",
    "st": "saint",
    "tech": "technology",
    "techn": "technology",
    "technol": "technology",
    "uni": "university",
    "univ": "university",
    "universidad": "university",
    "universidade": "university",
    "universita": "university",
    "universitaet": "university",
    "universitas": "university",
    "universitat": "university",
    "universite": "university",
    "universiteit": "university",
    "universitet": "university",
    "universitetet": "university",
    "universities": "university",
    "univerzita": "university",
    "uniwersytet": "university",
}
UMLAUTS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ø": "oe", "Ø": "Oe", "å": "aa", "Å": "Aa"}
)

_INITIALS = re.compile(r"\b(?:\w\.\s?){2,}(?!\w)")
_APOSTROPHES = re.compile(r"(?<=\w)['’‘`´ʼ](?=\w)")
_WORD = re.compile(r"[a-z0-9]+")
_TAGS = re.compile(r"</?\w+[^<>]*>")
_FOOTNOTE = re.compile(r"\b\d{1,2}(?=[A-Z][a-z])")


def clean(printed):
    """As printed, without what nobody sees: HTML entities, invisible characters, blanks of all kinds."""
    text = unicodedata.normalize("NFC", html.unescape(printed))
    text = "".join(" " if char.isspace() else char for char in text if unicodedata.category(char) != "Cf")
    return re.sub(r" {2,}", " ", text).strip(" ,;")


def words(text):
    """The words that tell one institution from another, in their order, abbreviations written out."""
    text = _APOSTROPHES.sub("", _FOOTNOTE.sub("", _TAGS.sub(" ", clean(text))))
    text = _INITIALS.sub(lambda found: found[0].replace(".", "").replace(" ", "") + " ", text)
    plain = _WORD.findall(anyascii(text).lower())
    return [WHOLE_WORDS.get(word, word) for word in plain if word not in LITTLE_WORDS] or plain


@lru_cache(maxsize=20_000)
def fold(text):
    return " ".join(words(text))


def foldings(name):
    """All folded spellings of a name: “Tübingen” is also written “Tuebingen”."""
    return {fold(name), fold(name.translate(UMLAUTS))}
