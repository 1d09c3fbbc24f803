"""How a string of authors is cut: at which separators, with everything in parentheses out of the way."""

import re

GROUP = "\ue000"  # stands for one pair of parentheses and what is in it
ALIKE = str.maketrans("（）；，、｜", "();,,|", GROUP)
AND = re.compile(r"\s+(?:and|AND|&)\s+")
LEADING_AND = re.compile(r"^(?:and|AND|&)(?:\s+|$)")
SUFFIX = re.compile(r"(?:jr|sr|ii|iii|iv|ph\.?\s?d|m\.?d)\.?", re.IGNORECASE)
INSTITUTION = re.compile(
    r"\b(?:universi\w+|universität|école|institut\w*|college|faculty|school of|department|laborator\w+|academy|hospital"
    r"|cent(?:er|re) (?:of|for)|corporation|inc\b|gmbh|ltd)",
    re.IGNORECASE,
)


class Masked:
    """A string of authors in which a mark stands for each pair of parentheses.

    One that is never closed stays, and hides nothing that follows; one too many at the end is dropped.
    """

    def __init__(self, text):
        text = text.translate(ALIKE)
        pairs, self.unclosed = _parentheses(text)
        self.groups, pieces, end = [], [], 0
        for start, stop in pairs:
            pieces += [text[end:start].replace(")", ""), GROUP]
            self.groups.append(text[start + 1 : stop].strip())
            end = stop + 1
        self.text = "".join([*pieces, text[end:].replace(")", "")])


def _parentheses(text):
    """Outermost pairs, and how many were opened and never closed."""
    opened, pairs = [], []
    for match in re.finditer(r"[()]", text):
        if match[0] == "(":
            opened.append(match.start())
        elif opened:
            pairs.append((opened.pop(), match.start()))
    return list(_outermost(sorted(pairs))), len(opened)


def _outermost(pairs):
    end = -1
    for start, stop in pairs:
        if start > end:
            yield start, stop
            end = stop


def cut(text):
    """The pieces of a masked string, one an author, and the separator that told them apart."""
    for separator in ";|":
        if separator in text.strip(" ;|,."):
            return [part for piece in text.split(separator) for part in _at_and(piece)], separator
    people = AND.split(text)
    if (
        len(people) > 1
        and not INSTITUTION.search(text)
        and all(re.fullmatch(r"[^,]*[^,\s][^,]*,[^,]*[^,\s][^,]*", person) for person in people)
    ):
        return people, ";"  # BibTeX's “Last, First and Last, First”
    return at_commas(text), ","


def at_commas(text):
    pieces = []
    for piece in text.split(","):
        if pieces and SUFFIX.fullmatch(piece.replace(GROUP, "").strip()):
            pieces[-1] += "," + piece
        else:
            pieces += _at_and(piece)
    return pieces


def _at_and(piece):
    piece = LEADING_AND.sub("", piece.strip(" ;|,"))
    return [piece] if INSTITUTION.search(piece) else AND.split(piece)
