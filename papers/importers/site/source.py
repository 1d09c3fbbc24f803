"""What a page's source holds besides the page: front matter, comments, scripts, Liquid. Taken out, line by line in place."""

import codecs
import re
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from papers.importers import structured
from papers.importers.rows import File, Unreadable

MOST_BYTES = 3 * 2**20

_FRONT_MATTER = re.compile(r"\A\s*---[ \t]*\r?\n(.*?)^---[ \t]*$", re.DOTALL | re.MULTILINE)
_PELICAN = re.compile(r"\A(?:[A-Za-z_]\w*:[ \t].*\n){2,}(?=\s*\n|\Z)")
_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_UNSEEN = re.compile(
    r"<!--.*?(?:-->|\Z)|<(?P<tag>script|style|template|noscript)\b.*?(?:</(?P=tag)\s*>|\Z)"
    r"|\{%-?\s*comment\b.*?(?:\{%-?\s*endcomment\s*-?%\}|\Z)|\{::comment\}.*?(?:\{:/(?:comment)?\}|\Z)",
    re.DOTALL | re.IGNORECASE,
)
_LOOP = re.compile(r"\{%-?\s*(?:for\s+\w+\s+in\s+(?P<over>[\w.\[\]'\"-]+)|(?P<end>endfor)\b)[^%]*%\}")
_LITERAL = re.compile(r"\{\{-?\s*(['\"])(?P<words>[^'\"{}]*)\1[^{}]*\}\}")
_LIQUID = re.compile(r"\{%(?:(?!%\}|\{%).)*%\}|\{\{(?:(?!\}\}|\{\{).)*\}\}", re.DOTALL)
_ATTRIBUTES = re.compile(r"\{:[^{}\n]*\}")


@dataclass
class Source:
    """``text`` has as many lines as the file: whatever was taken out left its line ends."""

    text: str
    front_matter: dict = field(default_factory=dict)
    loops: list[str] = field(default_factory=list)  # what Liquid would have filled in: site.data.papers
    unclosed: int | None = None  # the line of a comment that hides the rest of the page


def read(file: File):
    source = Source(_decoded(file))
    _take_front_matter(source)
    source.text = _UNSEEN.sub(lambda match: _blank(match, source), source.text)
    _take_loops(source)
    source.text = _LITERAL.sub(lambda match: match["words"], source.text)
    source.text = _LIQUID.sub(_line_ends, source.text)
    return source


def without_attributes(text):
    """Markdown without kramdown's ``{: .class}``."""
    return _ATTRIBUTES.sub("", text)


def _decoded(file):
    if len(file.content) > MOST_BYTES:
        raise Unreadable(_("“%(name)s” is larger than 3 MB; no page of a workshop is.") % {"name": file.name})
    for encoding in _encodings(file.content):
        try:
            return _with_plain_lines(file.content.decode(encoding))
        except (UnicodeDecodeError, LookupError):
            continue
    return _with_plain_lines(file.content.decode("utf-8", "replace"))


def _with_plain_lines(text):
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")


def _encodings(content):
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        yield "utf-16"
    yield "utf-8"
    if declared := _CHARSET.search(content[:4096]):
        yield declared[1].decode("ascii", "replace")
    yield "cp1252"


def _take_front_matter(source):
    match = _FRONT_MATTER.match(source.text)
    words = match[1] if match else ""
    if not match and (match := _PELICAN.match(source.text)):
        words = match[0]
    if not match:
        return
    try:
        found = structured.value(File("front matter", words.encode()))
    except Unreadable:
        found = {}
    source.front_matter = found if isinstance(found, dict) else {}
    source.text = _line_ends(match) + source.text[match.end() :]


def _blank(match, source):
    if match[0].startswith("<!--") and not match[0].endswith("-->"):
        source.unclosed = source.text.count("\n", 0, match.start()) + 1
    return _line_ends(match)


def _take_loops(source):
    """The body of a loop holds nothing but holes."""
    kept, depth, start = [], 0, 0
    for match in _LOOP.finditer(source.text):
        if match["over"]:
            if depth == 0:
                kept.append(source.text[start : match.start()])
                start = match.start()
            depth += 1
            source.loops.append(match["over"])
        elif depth:
            depth -= 1
            if depth == 0:
                kept.append("\n" * source.text.count("\n", start, match.end()))
                start = match.end()
    source.text = "".join([*kept, source.text[start:]])


def _line_ends(match):
    return "\n" * match[0].count("\n")
