"""Markup as Markdown again: the text that people wrote, without what only laid it out."""

import re

from papers.importers.clean import visible

BLOCKS = {
    *("address", "article", "aside", "blockquote", "center", "dd", "details", "div", "dl", "dt", "fieldset", "figure"),
    *("footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre"),
    *("section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "body"),
}
_MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*", "del": "~~", "s": "~~", "strike": "~~", "code": "`"}


def markdown(elements):
    """The elements as Markdown whose highest heading is of level 1."""
    return visible(_with_raised_headings(_joined(_block(element) for element in elements))).strip()


def _joined(parts):
    return re.sub(r"\n{3,}", "\n\n", "\n\n".join(part.strip("\n") for part in parts if part.strip()))


def _block(element):
    writer = _WRITERS.get(element.tag)
    if writer:
        return writer(element)
    return _flow(element) if element.tag in BLOCKS else _inline_of([element])


def _flow(element):
    """Blocks as blocks, and the runs of words between them as paragraphs."""
    parts, run = [], [element.text or ""]
    for child in element:
        if child.tag in BLOCKS:
            parts += [_words(run), _block(child)]
            run = [child.tail or ""]
        else:
            run += [child, child.tail or ""]
    return _joined([*parts, _words(run)])


def _words(run):
    return _inline_of(run).strip()


def _inline_of(pieces):
    text = "".join(_escaped(piece) if isinstance(piece, str) else _inline(piece) for piece in pieces)
    return re.sub(r"[ \t]*\\\n\s*", "\\\\\n", re.sub(r"[ \t]+", " ", text)).strip("\\\n ") if text.strip() else ""


def _inline(element):
    if element.tag == "br":
        return "\\\n"
    if element.tag == "code":
        return _wrapped(element, " ".join("".join(element.itertext()).split()))
    pieces = _contents(element)
    return _wrapped(element, "".join(_escaped(piece) if isinstance(piece, str) else _inline(piece) for piece in pieces))


def _wrapped(element, words):
    inner = words.strip()
    if not inner:
        return words
    before, after = words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :]
    if element.tag == "a" and (address := (element.get("href") or "").strip()):
        inner = f"[{inner}]({address.replace(' ', '%20').replace(')', '%29').replace('(', '%28')})"
    mark = _MARKS.get(element.tag, "")
    return f"{before}{mark}{inner}{mark}{after}"


def _escaped(text):
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r"([\\`*\[\]<~])", r"\\\1", text)
    return re.sub(r"(?<!\w)_|_(?!\w)", r"\\_", text)


def _heading(element):
    words = " ".join(_words([*_contents(element)]).replace("\\\n", " ").split())
    return f"{'#' * int(element.tag[1])} {words}" if words else ""


def _contents(element):
    yield element.text or ""
    for child in element:
        yield child
        yield child.tail or ""


def _list(element):
    items = [child for child in element if child.tag == "li"]
    marks = (f"{number}." for number in range(1, len(items) + 1)) if element.tag == "ol" else ("-" for _ in items)
    return "\n".join(_item(mark, item) for mark, item in zip(marks, items, strict=True))


def _item(mark, element):
    lines = _flow(element).replace("\n\n", "\n").split("\n")
    return "\n".join([f"{mark} {lines[0]}", *(f"{' ' * (len(mark) + 1)}{line}" for line in lines[1:])])


def _table(element):
    rows = [[_cell(cell) for cell in row if cell.tag in {"td", "th"}] for row in element.iter("tr")]
    rows = [row for row in rows if any(row)]
    if not rows:
        return ""
    width = max(map(len, rows))
    first = next(element.iter("tr"), None)
    if first is not None and any(cell.tag == "td" for cell in first):
        rows.insert(0, [""] * width)
    lines = ["| " + " | ".join([*row, *[""] * (width - len(row))]) + " |" for row in rows]
    return "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]])


def _cell(element):
    return re.sub(r"\s*\\?\n+\s*", " ", _flow(element)).replace("|", "\\|")


def _quote(element):
    return "\n".join(f"> {line}".rstrip() for line in _flow(element).split("\n"))


def _code(element):
    return "```\n" + "".join(element.itertext()).strip("\n") + "\n```"


def _paragraph(element):
    """A line that would begin a list or a heading stays a line of words."""
    return re.sub(r"(?m)^(\s*)([#>+-])(?=\s)", r"\1\\\2", _flow(element)) if element.tag == "p" else _flow(element)


def _with_raised_headings(text):
    levels = [len(match[1]) for match in re.finditer(r"(?m)^(#+) ", text)]
    cut = min(levels) - 1 if levels else 0
    return re.sub(r"(?m)^#+(?= )", lambda match: match[0][cut:], text)


_WRITERS = {
    **dict.fromkeys(["h1", "h2", "h3", "h4", "h5", "h6"], _heading),
    **dict.fromkeys(["ul", "ol"], _list),
    "table": _table,
    "blockquote": _quote,
    "pre": _code,
    "p": _paragraph,
    "hr": lambda _element: "",
}
