"""Jekyll's Markdown as HTML, and which line of the source every line of it came from."""

import re
from bisect import bisect_right

from markdown_it import MarkdownIt

from papers.importers.site.source import without_attributes

_PIPE = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"\s*\|?[\s:|+=-]*-[\s:|+=-]*")
_ODD_ADDRESS = re.compile(r"\]\((?!<)(?=[^()<>\n\"]{0,500}[^()<>\n\"\s][ \t][^()<>\n\"]{0,500}\))([^()<>\n\"]*)\)")


class Lines:
    """Where the lines of the HTML stood in the Markdown; both count from 1."""

    def __init__(self):
        self._made, self._known = [], []

    def add(self, made, first, last):
        self._made.append(made)
        self._known.append((made, first, last))

    def __call__(self, made):
        index = bisect_right(self._made, made) - 1
        if index < 0:
            return 1
        start, first, last = self._known[index]
        return min(first + made - start, last)


def html(text):
    """``text`` as HTML and its ``Lines``."""
    parser = _parser()
    tokens = parser.parse(_ODD_ADDRESS.sub(r"](<\1>)", without_attributes(text)))
    return _rendered(parser, tokens)


def _parser():
    parser = MarkdownIt("commonmark", {"html": True}).enable("strikethrough")
    parser.disable("code")  # raw HTML is often indented by more than four blanks; kramdown keeps it HTML
    parser.normalizeLink = lambda address: address
    parser.validateLink = lambda address: True
    parser.block.ruler.before("paragraph", "rows", _rows)
    return parser


def _rendered(parser, tokens):
    renderer, environment, lines = parser.renderer, {}, Lines()
    parts, line = [], 1
    for index, token in enumerate(tokens):
        if token.map:
            lines.add(line, token.map[0] + 1, max(token.map[1], token.map[0] + 1))
        if token.type == "inline":
            part = renderer.renderInline(token.children or [], parser.options, environment)
        elif token.type in renderer.rules:
            part = renderer.rules[token.type](tokens, index, parser.options, environment)
        else:
            part = renderer.renderToken(tokens, index, parser.options, environment)
        parts.append(part)
        line += part.count("\n")
    return "".join(parts), lines


def _rows(state, start, end, silent):
    """kramdown's tables: lines with pipes, with or without a rule below the first."""
    last = start
    while last < end and not state.isEmpty(last) and _PIPE.search(_line(state, last)):
        last += 1
    found = [_line(state, number) for number in range(start, last)]
    if not _is_table(found) or (last < end and not state.isEmpty(last) and not found[0].startswith("|")):
        return False
    if not silent:
        _write_table(state, start, found)
        state.line = last
    return True


def _line(state, number):
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]].strip()


def _is_table(lines):
    return any(line.startswith("|") or line.endswith("|") or _RULE.fullmatch(line) for line in lines) and not all(
        _RULE.fullmatch(line) for line in lines
    )


def _write_table(state, start, lines):
    has_head = len(lines) > 1 and _RULE.fullmatch(lines[1])
    _open(state, "table", start, start + len(lines))
    for offset, line in enumerate(lines):
        if not _RULE.fullmatch(line):
            _write_row(state, start + offset, line, "th" if has_head and offset == 0 else "td")
    state.push("table_close", "table", -1)


def _write_row(state, number, line, tag):
    _open(state, "tr", number, number + 1)
    cells = _PIPE.split(line.removeprefix("|"))
    for cell in cells[:-1] if line.endswith("|") and len(cells) > 1 else cells:
        state.push(f"{tag}_open", tag, 1)
        token = state.push("inline", "", 0)
        token.content, token.map, token.children = cell.strip().replace("\\|", "|"), [number, number + 1], []
        state.push(f"{tag}_close", tag, -1)
    state.push("tr_close", "tr", -1)


def _open(state, tag, first, last):
    state.push(f"{tag}_open", tag, 1).map = [first, last]
