"""Bytes become text, whatever program wrote them; where the bytes leave a choice, the more plausible letters win."""

import codecs
import re

from django.utils.translation import gettext as _

MARKS = (  # the longer first: UTF-32's mark begins as UTF-16's
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
NAMES = {"cp1252": "Windows-1252", "mac_roman": "Mac Roman"}
SAMPLE = 4000
EVERYDAY = "äöüßéèêáàâíîóôúçñåøæãõëïÄÖÜÉÅØÇ"
# A letter that continues or begins a word, quotes and dashes where they stand in prose: signs of a right guess.
RIGHT = re.compile(rf"[{EVERYDAY}]|(?<=\w)’(?=\w)|[“‘](?=\w)|(?<=[\w.,!?])[”’](?=\W|$)|(?<=[\s\w])[–—](?=[\s\w])|…")
WRONG = re.compile(r"(?<=[a-z])[A-ZÀ-ÖØ-ÞŒŠŽŸ](?![A-Z])|[\x80-\x9f]|[¢-¨ª-¿×÷∂∆Ω∑∏π∫√∞≈≠≤≥◊†‡‰ƒˆ˜¯˘˙˚¸˝˛ˇıﬁﬂ](?=\w)")


def decoded(content):
    """The text, and a sentence if how to read its letters had to be guessed."""
    encoding = next((name for mark, name in MARKS if content.startswith(mark)), None) or _utf16(content)
    if encoding:
        return content.decode(encoding, errors="replace").removeprefix("\ufeff"), ""
    try:
        return content.decode("utf-8"), ""
    except UnicodeDecodeError:
        return _mostly_utf8(content) or _guessed(content)


def _utf16(content):
    """UTF-16 without its mark: the header is Latin, so every other byte is zero."""
    even, odd = content[:400:2], content[1:400:2]
    if len(odd) < 4:
        return None
    if odd.count(0) > 0.6 * len(odd) and not even.count(0):
        return "utf-16-le"
    return "utf-16-be" if even.count(0) > 0.6 * len(even) and not odd.count(0) else None


def _mostly_utf8(content):
    text = content.decode("utf-8", errors="replace")
    spoilt = text.count("\ufffd")
    other = sum(1 for letter in text if letter > "\x7f") - spoilt
    if spoilt > other:
        return None
    return text, _("Some letters of this file are damaged; they show as “\ufffd”.")


def _guessed(content):
    guesses = {name: content.decode(name, errors="replace") for name in NAMES}
    best = max(guesses, key=lambda name: (_plausible(guesses[name]), _fits_line_ends(name, content)))
    return guesses[best], _("This file does not say how its letters are stored; it was read as %(encoding)s.") % {
        "encoding": NAMES[best]
    }


def _plausible(text):
    sample = "\n".join(re.findall(r"[^\n\r]{0,20}[^\x00-\x7f][^\n\r]{0,20}", text)[:SAMPLE])
    return len(RIGHT.findall(sample)) - 2 * len(WRONG.findall(sample)) - 2 * sample.count("\ufffd")


def _fits_line_ends(name, content):
    return (name == "mac_roman") == (b"\n" not in content and b"\r" in content)
