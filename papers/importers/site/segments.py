"""The words of one block, cut where their look changes: what is bold, linked, in italics, a badge, a line break."""

import re
from dataclasses import dataclass, field, replace

from papers.importers.clean import clean
from papers.importers.site.marks import is_praise
from papers.importers.site.markup import BLOCKS

_STRONG = {"b", "strong", "u", "big", "papertitle", "h1", "h2", "h3", "h4", "h5", "h6"}
_EM = {"i", "em", "cite", "dfn"}
_BADGE = re.compile(r"(?:^|[\s_-])(?:badge|label|tag|pill|btn|button)(?:$|[\s_-])", re.IGNORECASE)
_TITLE = re.compile(r"(?:^|[\s_-])title(?:$|[\s_-])", re.IGNORECASE)
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")

LABEL = re.compile(
    r"""[\s\[({|]*(?:
    (?:(?:camera.ready|full|final|short|long|accepted|arxiv|workshop|extended|supplementary|supplemental|online|recorded|youtube|slideslive|
       project|our|live|recording\ (?:of|on)|poster|paper|video|zoom|talk|join|download|google|related|open\ ?review)\s+)*
    (?:pdfs?|papers?|preprint|posters?|videos?|slides?|codes?|abstracts?|supp?l?(?:ement(?:ary|al)?)?(?:\ materials?)?|appendix|arxiv|link|links
       |open\ ?review|forum|zoom|teams|meet|gather(?:\.?town)?|github|git|data(?:sets?)?|demo|recordings?|presentations?|talk|live|doi|bib(?:tex)?
       |website|web\ ?page|project|page|html|download|youtube|slideslive|transcript|mirror(?:\ site)?|anthology|proceedings|blog|press|audio|materials?)
    (?:\s+(?:for|of)\s+(?:the\s+)?poster\ sessions?)?(?:\s*\#?\d+)?
    )(?:\s*[;:,]\s*(?:pwd|passcode|password|code)\b[^\])]*)?[\s\])}|]*""",
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True)
class Segment:
    text: str
    weight: int = 0  # plain 0, italics 1, linked or bold 2, both 4
    links: list[tuple[str, str]] = field(default_factory=list)
    badges: list[str] = field(default_factory=list)

    @property
    def is_break(self):
        return self.text == "\n"


BREAK = Segment("\n")


@dataclass(frozen=True)
class Words:
    """The segments of a block; labels such as “[PDF]” are taken out and kept as links."""

    segments: list[Segment]
    labels: list[tuple[str, str]]  # words and address
    badges: list[str]

    def lines(self):
        """The segments of every line that says anything."""
        found = [[]]
        for segment in self.segments:
            if segment.is_break:
                found.append([])
            else:
                found[-1].append(segment)
        return [line for line in found if any(segment.text.strip() for segment in line)]

    @property
    def text(self):
        return clean("".join(segment.text for segment in self.segments))


def words(*elements) -> Words:
    """Elements one below the other as segments; cells of a row, for example."""
    found = []
    for element in elements:
        found += [BREAK, *_cut(element, 2 if _is_bold(element) else 0), BREAK]
    labels = [link for segment in found if _is_label(segment) for link in segment.links]
    labels += [
        link for segment in found if not _is_label(segment) for link in segment.links if LABEL.fullmatch(link[0])
    ]
    badges = [badge for segment in found for badge in segment.badges]
    kept = [segment for segment in found if segment.text and not _is_label(segment)]
    return Words(_without_brackets(kept), labels, badges)


def is_label(text):
    return bool(LABEL.fullmatch(text.strip(" -–—,.;:")))


def _is_label(segment):
    return bool(segment.links) and is_label(clean(segment.text))


def _cut(element, weight):
    """Emphasis is one segment with all that is in it, unless it holds line breaks or blocks."""
    yield from _plain(element.text, weight)
    for child in element:
        yield from _of_child(child, weight)
        yield from _plain(child.tail, weight)


def _of_child(child, weight):
    if child.tag == "br":
        yield BREAK
    elif child.tag in BLOCKS:
        yield BREAK
        yield from _cut(child, max(weight, 2 * _is_bold(child)))
        yield BREAK
    elif _is_badge(child):
        yield Segment("", badges=[clean("".join(child.itertext()))], links=_links(child))
    elif child.tag == "sup":
        yield from _plain("".join(child.itertext()).translate(_RAISED), weight)
    elif not _own_weight(child) or any(inner.tag == "br" or inner.tag in BLOCKS for inner in child.iterdescendants()):
        yield from _cut(child, max(weight, _own_weight(child)))
    else:
        yield _emphasis(child, weight)


def _emphasis(element, weight):
    """Words in bold and their link, without the labels and badges that stand within."""
    parts, badges = [], []
    _gather(element, parts, badges, outermost=element)
    return Segment("".join(parts), max(weight, _weight(element)), _links(element), badges)


def _gather(element, parts, badges, outermost):
    words = clean("".join(element.itertext()))
    if element is not outermost and (_is_badge(element) or (_own_weight(element) and is_praise(words))):
        badges.append(words)
        return
    if element is not outermost and element.tag == "a" and is_label(words):
        return
    raised = element.tag == "sup"
    parts.append((element.text or "").translate(_RAISED) if raised else element.text or "")
    for child in element:
        _gather(child, parts, badges, outermost)
        parts.append(child.tail or "")


def _links(element):
    anchors = [element] if element.tag == "a" else element.iter("a")
    return [(clean("".join(a.itertext())), clean(a.get("href"))) for a in anchors if a.get("href") is not None]


def _weight(element):
    """Of an element with everything in it."""
    inner = [each for each in element.iter() if isinstance(each.tag, str)]
    is_bold, is_linked = any(map(_is_bold, inner)), any(map(_is_linked, inner))
    return 2 * is_bold + 2 * is_linked or int(any(each.tag in _EM for each in inner))


def _own_weight(element):
    return 2 if _is_bold(element) or _is_linked(element) else int(element.tag in _EM)


def _is_bold(element):
    return element.tag in _STRONG or bool(_TITLE.search(element.get("class") or ""))


def _is_linked(element):
    return element.tag == "a" and element.get("href") is not None


def _is_badge(element):
    return bool(_BADGE.search(element.get("class") or "")) and element.tag in {"span", "a", "small", "i", "b"}


def _plain(text, weight):
    if text:
        yield Segment(text, weight)


def _without_brackets(segments):
    """“[” and “]” that stood around a label, and whatever else stands in brackets: it is never a name."""
    return [
        segment if segment.is_break or segment.links else replace(segment, text=_without_labels(segment.text))
        for segment in segments
    ]


def _without_labels(text):
    text = re.sub(
        r"\[([^\[\]]*)\]", lambda match: "" if is_label(match[1]) or not match[1].strip(" ,;|") else match[0], text
    )
    return re.sub(r"^\s*\]|\[\s*$", "", text)
