"""Markup of strangers as a tidy tree: no comments, scripts or menus, and every loose run of words in a paragraph."""

import re

from django.utils.translation import gettext as _
from lxml import etree, html

from papers.importers.rows import Unreadable
from papers.importers.site.prose import BLOCKS as OF_PROSE

BLOCKS = OF_PROSE | {"summary", "figcaption", "caption", "dir", "menu"}
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
DEEPEST = 100  # levels; what is nested deeper loses its markup and keeps its words

_NAVIGATION = {"nav", "navbar", "navigation", "site-nav", "menu", "breadcrumb", "nav-links", "sidebar-nav"}
_LEFT_OUT = {"script", "style", "nav", "template", "noscript", "svg", "button", "iframe", "object", "input", "select"}

_FORBIDDEN = re.compile(  # characters, written as they are or as references, that lxml makes and then refuses to hold
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|&#0*(?:[0-8]|1[124-9]|2\d|3[01])\b;?|&#x0*(?:[0-8bcef]|1[0-9a-f])\b;?",
    re.IGNORECASE,
)


def parse(text, lines=None):
    """The title of a page and its body; ``lines`` says where a line of ``text`` stood in the file."""
    root = _document(text)
    body = root if root.tag == "body" else root.find("body")
    if body is None:
        body = root.makeelement("body")
    for element in body.iter() if lines else ():
        if element.sourceline:
            element.sourceline = lines(element.sourceline)
    _flatten(body)
    _prune(body)
    _wrap_loose_words(body)
    return root.findtext(".//title"), body


def is_block(element):
    return element.tag in BLOCKS or any(child.tag in BLOCKS for child in element.iterdescendants())


def _document(text):
    text = _FORBIDDEN.sub("", text)
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, huge_tree=True)
    text = re.sub(r"<\?xml[^>]*\?>|</(?:body|html)\s*>", "", text, flags=re.IGNORECASE)  # pages go on behind their end
    is_document = re.search(r"<(?:html|body)\b", text, re.IGNORECASE)
    try:
        root = html.document_fromstring(text if is_document else f"<html><body>{text}</body></html>", parser=parser)
    except (etree.ParserError, ValueError):  # nothing in it, or characters that no page may hold
        root = html.document_fromstring("<html><body></body></html>")
    if any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log):
        raise Unreadable(_("This page is nested too deeply to be read."))
    return root


def _flatten(body):
    depth, deep = 0, []
    for event, element in etree.iterwalk(body, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if event == "end" and depth >= DEEPEST and isinstance(element.tag, str):
            deep.append(element)
    for element in deep:
        element.text = f" {element.text or ''}" if element.tag in BLOCKS else element.text
        element.drop_tag()


def _prune(body):
    for element in list(body.iter()):
        if element is not body and (not isinstance(element.tag, str) or _is_left_out(element)):
            element.drop_tree()


def _is_left_out(element):
    names = {*(element.get("class") or "").lower().split(), (element.get("role") or "").lower()}
    return element.tag in _LEFT_OUT or (bool(names & _NAVIGATION) and _is_mostly_links(element))


def _is_mostly_links(element):
    """A menu, not a page whose wrapper is called one."""
    words = len("".join(element.itertext()).split())
    linked = sum(len("".join(a.itertext()).split()) for a in element.iter("a"))
    return words < 200 and linked * 2 >= words


def _wrap_loose_words(container):
    """Words beside blocks get a paragraph of their own, so that every block holds either blocks or words."""
    inner = [child for child in container if is_block(child)]
    if not inner and container.tag != "body":
        return
    run = _Run(container, None, container.text)
    container.text = None
    for child in list(container):
        if is_block(child):
            run.close(before=child)
            _wrap_loose_words(child)
            run = _Run(container, child, child.tail)
            child.tail = None
        else:
            run.add(child)
    run.close(before=None)


class _Run:
    def __init__(self, container, after, words):
        self.container, self.words, self.elements = container, words or "", []
        self.line = _last_line(after) if after is not None else container.sourceline

    def add(self, element):
        self.elements.append(element)

    def close(self, before):
        if not (self.elements or self.words.strip()):
            return
        paragraph = self.container.makeelement("p")
        lead = len(self.words) - len(self.words.lstrip())
        paragraph.sourceline = (self.line or 1) + self.words.count("\n", 0, lead)
        if self.elements and not self.words.strip():
            paragraph.sourceline = self.elements[0].sourceline
        paragraph.text = self.words
        paragraph.extend(self.elements)
        if before is None:
            self.container.append(paragraph)
        else:
            before.addprevious(paragraph)


def _last_line(element):
    """The line on which an element ends, as far as its words tell."""
    return (element.sourceline or 1) + "".join(element.itertext()).count("\n")
