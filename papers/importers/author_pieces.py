"""One author's piece of a string: the name, and what stands around it."""

import re
from dataclasses import dataclass, replace

from papers.importers.author_strings import GROUP, SUFFIX
from papers.importers.clean import ADDRESS, accented, clean
from papers.importers.rows import AuthorRow

TAGS = re.compile(
    r"<sup\b[^<>]{0,99}>[^<]{0,40}</sup>|</?(?:sub|b|i|em|strong|u|span|a|br|p)\b[^<>@]{0,199}>", re.IGNORECASE
)
STARS = str.maketrans("∗＊", "**")
MARKERS = str.maketrans("", "", "†‡§¶⋆★✉✝#^")
AFTER_INITIAL = re.compile(r"(?:^|[\s.\-])[^\W\d_]\.?$")


@dataclass
class Piece:
    """What one author's part of the string says."""

    name: str
    affiliation: str = ""
    email: str = ""
    has_star: bool = False
    has_parentheses: bool = False
    given_name: str = ""
    family_name: str = ""

    def row(self, star):
        marks = {star: True} if star and self.has_star else {}
        return AuthorRow(
            name=self.name,
            affiliation=self.affiliation,
            given_name=self.given_name,
            family_name=self.family_name,
            email=self.email,
            **marks,
        )


def tidied(text):
    return accented(clean(TAGS.sub("", str(text)))).translate(STARS)


def piece_of(part, groups):
    """``part`` with its parentheses back: the last are the affiliation, those within the name belong to it."""
    own = [next(groups) for _group in range(part.count(GROUP))]
    part, email = _without_email(part)
    has_star = "*" in part
    part = part.replace("*", " ").translate(MARKERS)
    part = re.sub(rf"(?<={GROUP})[\s.]+$", "", part.strip(" ,;|"))
    affiliation, closed = "", part.endswith(GROUP)
    if closed:
        part, affiliation = part[:-1], own.pop()
    for group in own:
        part = part.replace(GROUP, f"({group})", 1)
    name, opened, rest = part.partition("(") if part.count("(") > part.count(")") else (part, "", "")
    affiliation = affiliation if not opened else f"{rest} ({affiliation})" if closed else rest
    affiliation, other_email = _without_email(affiliation)
    has_star |= affiliation.endswith("*")
    return Piece(
        tidied_name(name), tidied_affiliation(affiliation), email or other_email, has_star, closed or bool(opened)
    )


def _without_email(text):
    found = ADDRESS.findall(text) if "@" in text else []
    if not found:
        return text, ""
    is_sure = len(found) == 1 and "*" not in found[0] and "." in found[0].partition("@")[2]
    return ADDRESS.sub("", text).replace("<>", "").strip(" ,;<>"), found[0].lower() if is_sure else ""


def tidied_name(text):
    return " ".join(text.split()).strip(" ,;:|").removeprefix(". ")


def without_full_stop(piece):
    """At the end of a list a full stop ends the sentence, unless it stands behind an initial or “Jr.”."""
    last = re.split(r"[\s,]", piece.name)[-1]
    if last.endswith(".") and last.count(".") == 1 and not AFTER_INITIAL.search(last) and not SUFFIX.fullmatch(last):
        return replace(piece, name=piece.name[:-1])
    return piece


def tidied_affiliation(text):
    return " ".join(text.split()).strip(" ,;*†‡")


def turned_round(piece):
    family, _comma, given = (part.strip() for part in piece.name.partition(","))
    if not (family and given):
        return piece
    return replace(piece, name=f"{given} {family}", given_name=given, family_name=family)
