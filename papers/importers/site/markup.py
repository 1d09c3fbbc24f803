"""A page of an old website as one tidy tree: no comments, scripts or navigation, every loose run of words in a block."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from papers.importers.clean import clean
from papers.importers.rows import File, Place
from papers.importers.site import markdown, source, tree
from papers.importers.site.tree import BLOCKS, HEADINGS, is_block

__all__ = ["BLOCKS", "HEADINGS", "Page", "Section", "blocks", "is_block", "links", "page", "sections", "site_name"]
__all__ += ["tables", "text"]

_BOLD = {"b", "strong", "big", "u"}
_ANNOUNCES = re.compile(
    r"\b(?:awards?|prizes?|organi[sz]\w+|committee|chairs?|speakers?|panell?ists?|schedule|program(?:me)?|agenda|dates"
    r"|deadlines|sponsors?|accepted|papers|posters?|talks|contact|reviewers|recipients|grants|location|venue)\b",
    re.IGNORECASE,
)


@dataclass(eq=False)
class Page:
    """One file of a site; a data file has no root, but ``data``: lists, dictionaries and texts."""

    file: str
    kind: str  # markdown, html, data
    title: str = ""
    front_matter: dict = field(default_factory=dict)
    root: HtmlElement | None = None
    data: object = None
    loops: list[str] = field(default_factory=list)  # where Liquid would have taken rows from: site.data.papers
    unclosed: int | None = None  # the line of a comment that hides the rest
    understood: set[HtmlElement] = field(default_factory=set)

    def understand(self, *elements):
        """Whatever stands in these elements is read and needs no note."""
        self.understood.update(elements)

    def is_understood(self, element):
        return element in self.understood or any(outer in self.understood for outer in element.iterancestors())

    def place(self, element):
        return Place(self.file, element.sourceline)


@dataclass(frozen=True)
class Section:
    """What stands below a heading, down to the next one of any level; before the first heading, title and level are empty."""

    title: str
    level: int  # 1 to 6; 7 for a paragraph in bold that serves as a heading; 0 before the first
    place: Place
    elements: list[HtmlElement]
    heading: HtmlElement | None = None


def site_name(name):
    """The path that a flattened file name stands for: _data__papers.csv is _data/papers.csv."""
    return name.replace("__", "/")


def page(file: File):
    """A Markdown or HTML file as a Page."""
    found = source.read(file)
    is_html = file.suffix in {".html", ".htm", ".xhtml"}
    made, lines = (found.text, None) if is_html else markdown.html(found.text)
    title, body = tree.parse(made, lines)
    title = clean(found.front_matter.get("title") or title)
    kind = "html" if is_html else "markdown"
    return Page(file.name, kind, title, found.front_matter, body, loops=found.loops, unclosed=found.unclosed)


def sections(page: Page) -> list[Section]:
    """The page cut at its headings, also at paragraphs in bold that announce something; tables and lists stay whole."""
    found = [Section("", 0, Place(page.file, 1), [])]
    for element in _pieces(page.root):
        level = _level(element)
        if level:
            found.append(Section(text(element).replace("\n", " "), level, page.place(element), [], element))
        else:
            found[-1].elements.append(element)
    return found if found[0].elements else found[1:]


def text(element) -> str:
    """The words of an element, white space folded; a line break or a block starts a new line."""
    lines = "".join(_words(element, is_outermost=True)).split("\n")
    return "\n".join(line for line in map(clean, lines) if line)


def links(element) -> list[tuple[str, str]]:
    """Words and address of every link, as printed: blank, odd and relative ones too."""
    anchors = element.iter("a") if element.tag != "a" else [element]
    return [(text(a).replace("\n", " "), (a.get("href") or "").strip()) for a in anchors if a.get("href") is not None]


def tables(element) -> list[list[list[HtmlElement]]]:
    """Each table in the element (or the element itself) as rows of cells; a table within a cell is a table of its own."""
    return [_rows(table) for table in element.iter("table")]


def blocks(element) -> Iterator[HtmlElement]:
    """The innermost blocks, in order: paragraphs, list items, cells, headings."""
    inner = [child for child in element if is_block(child)]
    if not inner and element.tag != "body":
        yield element
    for child in inner:
        yield from blocks(child)


def _pieces(container):
    """The largest elements that hold no heading, and the headings."""
    for child in container:
        if child.tag in HEADINGS or not _holds_headings(child):
            yield child
        else:
            yield from _pieces(child)


def _holds_headings(element):
    if element.tag in {"table", "li", "p", "dl"}:
        return False
    return any(_level(inner) and not _is_kept_whole(inner, element) for inner in element.iterdescendants())


def _is_kept_whole(inner, outermost):
    for outer in inner.iterancestors():
        if outer is outermost:
            return False
        if outer.tag in {"table", "li", "dl"}:
            return True
    return False


def _level(element):
    if element.tag in HEADINGS:
        return int(element.tag[1]) if text(element) else 0
    return 7 if element.tag in {"p", "div"} and _is_bold_heading(element) else 0


def _is_bold_heading(paragraph):
    words = text(paragraph)
    if not 0 < len(words) <= 80 or "\n" in words or not _ANNOUNCES.search(words) or paragraph.find(".//a") is not None:
        return False
    bold = [inner for inner in paragraph.iterdescendants() if inner.tag in _BOLD]
    return bool(bold) and text(bold[0]).rstrip(" :") == words.rstrip(" :")


def _words(element, *, is_outermost=False):
    if element.tag == "br":
        return ["\n"]
    edge = "\n" if element.tag in BLOCKS and not is_outermost else ""
    parts = [edge, _folded(element.text)]
    for child in element:
        parts += [*_words(child), _folded(child.tail)]
    return [*parts, edge]


def _folded(words):
    return " ".join(f"|{words}|".split())[1:-1] if words else ""


def _rows(table):
    inner = (row for row in table.iter("tr") if next(row.iterancestors("table")) is table)
    rows = [[cell for cell in row if cell.tag in {"td", "th"}] for row in inner]
    return [row for row in rows if row]
