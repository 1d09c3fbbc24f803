"""A page as a reader finds it: elements by class, text with its white space folded."""

from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}

UNSEEN = {"script", "style", "template"}


class Element:
    def __init__(self, tag="", attributes=()):
        self.tag, self.attributes, self.children = tag, dict(attributes), []

    def __getitem__(self, attribute):
        return self.attributes.get(attribute) or ""

    @property
    def classes(self):
        return self["class"].split()

    @property
    def text(self):
        return " ".join("".join(piece for piece in self.pieces() if isinstance(piece, str)).split())

    def pieces(self):
        """Elements and the texts within them, in the order of the page."""
        for child in self.children:
            yield child
            if isinstance(child, Element) and child.tag not in UNSEEN:
                yield from child.pieces()

    def walk(self):
        return (piece for piece in self.pieces() if isinstance(piece, Element))

    def all(self, selector):
        """Those that match ``tag``, ``.class`` or ``tag.class``, in the order of the page."""
        tag, _, name = selector.partition(".")
        return [found for found in self.walk() if tag in {"", found.tag} and (not name or name in found.classes)]

    def one(self, selector):
        found = self.all(selector)
        return found[0] if found else Element()

    @property
    def links(self):
        return [found["href"] for found in self.all("a")]


class _Builder(HTMLParser):
    def __init__(self):
        super().__init__()
        self.open = [Element()]

    def handle_starttag(self, tag, attrs):
        element = Element(tag, attrs)
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag, attrs):
        self.open[-1].children.append(Element(tag, attrs))

    def handle_endtag(self, tag):
        if any(element.tag == tag for element in self.open):
            while self.open.pop().tag != tag:
                pass

    def handle_data(self, data):
        self.open[-1].children.append(data)


def parse(html):
    builder = _Builder()
    builder.feed(html)
    builder.close()
    return builder.open[0]
