"""Text from anywhere as one clean line: what nobody sees goes, what is printed stays."""

import math
import re
import unicodedata
from html import unescape

ENTITY = re.compile(r"&(?:(?:amp|#0*38|#x0*26);)*(#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});", re.IGNORECASE)
UNSEEN = re.compile(
    r"[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff"
    r"\ud800-\udfff\U000e0000-\U000e007f]"
)
UNSEEN_IN_LINES = re.compile(rf"(?![\t\n]){UNSEEN.pattern}")
# A joiner shapes what follows Arabic, Indic and related letters, and emoji; anywhere else it is a stowaway.
STRAY_JOINER = re.compile(r"(?<![\u0600-\u109f\u1780-\u18af\ua800-\uabff\ufe0f\U0001f000-\U0001faff])[\u200c\u200d]")
# No language stacks more than four of the general marks on one letter; more of them climb over the lines around.
MARK = r"[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
FLOOD = re.compile(rf"({MARK}{{4}}){MARK}+")

ADDRESS = re.compile(r"[^\s@<>()\[\],;:|]{1,64}@[^\s@<>()\[\],;:|]{0,255}[^\s@<>()\[\],;:|.]")

TEX_ACCENTS = {"`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306", ".": "\u0307"}
TEX_ACCENTS |= {'"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "c": "\u0327", "k": "\u0328", "d": "\u0323"}
TEX_ACCENT = re.compile(
    r"""\\(?P<accent>[`'^~=."]|[urHvckd](?![a-z]{2,}\b))\s*(?:\{\s*)?(?P<letter>\\?[A-Za-z])\s*\}?"""
)
TEX_LETTERS = {"ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å", "AA": "Å"}
TEX_LETTERS |= {"o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "i": "ı", "j": "ȷ"}
TEX_LETTER = re.compile(rf"\\({'|'.join(TEX_LETTERS)})(?![A-Za-z])\s*(?:\{{\}})?")

SPACING_ACCENTS = dict(
    zip("´¨ˆ˜¯˘˙˚˝ˇ¸˛", "\u0301\u0308\u0302\u0303\u0304\u0306\u0307\u030a\u030b\u030c\u0327\u0328", strict=True)
)
SPACING_ACCENT = re.compile(rf"(\w?)([{''.join(SPACING_ACCENTS)}])(\w?)")


def clean(text: object) -> str:
    """One line in NFC: entities written out, white space folded, no control or invisible characters; None is empty."""
    if text is None or (isinstance(text, float) and math.isnan(text)):
        return ""
    if isinstance(text, float) and text.is_integer():
        text = int(text)
    seen = ENTITY.sub(lambda match: unescape(f"&{match[1]};"), str(text))
    seen = UNSEEN.sub("", " ".join(seen.split()))
    seen = FLOOD.sub(r"\1", STRAY_JOINER.sub("", unicodedata.normalize("NFC", seen)))
    return " ".join(seen.split())


def visible(text: str) -> str:
    """``text`` with its lines, without what nobody sees in them."""
    return FLOOD.sub(r"\1", UNSEEN_IN_LINES.sub("", text))


def accented(name: str) -> str:
    r"""``name`` with TeX's accents (``Jo\~{a}o``) and those that stand apart (``Spasi´c``) on their letters."""
    if "\\" in name:
        name = TEX_LETTER.sub(lambda match: TEX_LETTERS[match[1]], TEX_ACCENT.sub(_tex_letter, name))
        name = re.sub(r"[{}]", "", name)
    return unicodedata.normalize("NFC", SPACING_ACCENT.sub(_letter_beside, name))


def without_addresses(text: str) -> str:
    """``text`` for a sentence that somebody reads: an e-mail address is only hinted at."""
    return ADDRESS.sub("…", text)


def quoted(text: str, longest: int = 60) -> str:
    """``text`` as it may stand in a sentence: short, without e-mail addresses."""
    text = without_addresses(text)
    return f"“{text}”" if len(text) <= longest else f"“{text[: longest - 1].rstrip()}…”"


def _tex_letter(match):
    letter = match["letter"].removeprefix("\\")
    return unicodedata.normalize("NFC", letter + TEX_ACCENTS[match["accent"]])


def _letter_beside(match):
    """The accent sits on the letter after it, as PDF writes it, or else before it; between ``O´B`` it is an apostrophe."""
    before, accent, after = match.groups()
    mark = SPACING_ACCENTS[accent]
    if before and after.isupper():
        return match[0]
    if composed := _composed(after, mark):
        return before + composed
    if composed := _composed(before, mark):
        return composed + after
    return match[0]


def _composed(letter, mark):
    composed = unicodedata.normalize("NFC", letter + mark)
    return composed if letter and len(composed) == 1 and ord(composed) < 0x250 else ""
