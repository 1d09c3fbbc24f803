"""TeX math in titles: ``$\\delta$-CLUE`` as MathML for pages and as plain text for everything else.

latex2mathml lets markup through (``\\text{<script>}``), so whatever it says is cleaned before it is trusted.
"""

import re
from functools import lru_cache
from html import unescape

import nh3
from django.utils.html import escape, strip_tags
from django.utils.safestring import SafeString
from latex2mathml.converter import convert

FORMULA = re.compile(r"(?<!\\)\$([^$]{1,300})(?<!\\)\$")
MATHML = {
    *("math", "mrow", "mi", "mo", "mn", "ms", "mtext", "mspace", "msup", "msub", "msubsup", "mfrac", "msqrt", "mroot"),
    *("mover", "munder", "munderover", "mtable", "mtr", "mtd", "mstyle", "mpadded", "mphantom", "menclose"),
}


@lru_cache(maxsize=4096)
def to_html(text):
    """``text`` escaped, its formulas as MathML; a formula that cannot be read stays as it was typed."""
    pieces, end = [], 0
    for match in FORMULA.finditer(text):
        pieces += [escape(_unescaped(text[end : match.start()])), _mathml(match)]
        end = match.end()
    return SafeString("".join([*pieces, escape(_unescaped(text[end:]))]))


@lru_cache(maxsize=4096)
def to_text(text):
    """``text`` with its formulas as the characters that a reader sees."""
    return _unescaped(FORMULA.sub(lambda match: _characters(_mathml(match)), text))


def _mathml(match):
    try:
        markup = convert(match[1])
    except Exception:  # noqa: BLE001 - the library raises whatever its parser stumbles over, RecursionError included
        return escape(match[0])
    return nh3.clean(markup, tags=MATHML, attributes={"math": {"display"}, "mo": {"stretchy"}, "mi": {"mathvariant"}})


def _characters(markup):
    return unescape(strip_tags(markup.replace("<msqrt>", "√(").replace("</msqrt>", ")")))


def _unescaped(text):
    return text.replace(r"\$", "$")
