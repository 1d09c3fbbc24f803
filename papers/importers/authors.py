"""Strings of authors, as every system and every page prints them, into rows; what is doubtful is said, not guessed."""

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import pairwise

from django.utils.translation import gettext as _

from papers.importers.author_pieces import (
    AFTER_INITIAL,
    piece_of,
    tidied,
    tidied_affiliation,
    tidied_name,
    turned_round,
    without_full_stop,
)
from papers.importers.author_strings import GROUP, INSTITUTION, SUFFIX, Masked, at_commas, cut
from papers.importers.clean import quoted
from papers.importers.rows import AuthorRow

LONGEST = 50_000  # characters of one paper's authors
MOST_DOUBTS = 20
RAISED = r"[⁰¹²³⁴-⁹]+"
NUMBER = r"(?<=[^\W\d_*])\*?\d{1,2}"
NUMBERS = re.compile(rf"(?:{RAISED}|{NUMBER})(?:\s*,\s*(?:{RAISED}|\d{{1,2}})\b)*(?=\s*(?:[,;|*{GROUP}]|$|and\b|&))")
ANONYMOUS = re.compile(r"anon(?:ymous|ymized|ymised)?\.?(?: (?:authors?|submission|\d+))*(?:\(s\))?", re.IGNORECASE)
OTHERS = re.compile(r"(?:\bet\.? al\b|^others$|^\.\.\.$|^…$)\.?", re.IGNORECASE)


@dataclass
class _Reading:
    said: dict[str, None] = field(default_factory=dict)  # each sentence once, in order

    def doubt(self, sentence, **values):
        self.said[sentence % values] = None

    @property
    def doubts(self):
        return list(self.said)[:MOST_DOUBTS]


def authors(text: str, star: str = "") -> tuple[list[AuthorRow], list[str]]:
    """The authors of one paper in their order, and a sentence for everything that a person should look at.

    ``star`` names the field of a row that an asterisk stands for: it is the contact in CMT, the presenter in ConfTool,
    and nothing that matters elsewhere.
    """
    reading = _Reading()
    if len(text) > LONGEST:
        return [], [_("The list of authors is too long to be one; it was left out.")]
    pieces = _known(_pieces(text, reading), reading)
    _doubt_names(pieces, reading)
    rows = _told_once([piece.row(star) for piece in pieces], reading)
    return rows, reading.doubts


def family_first(text: str, star: str = "") -> list[AuthorRow]:
    """“Family, Given; Family, Given”, where the source is known to print names so."""
    masked = Masked(tidied(text))
    groups = iter(masked.groups)
    pieces = [piece_of(part, groups) for part in masked.text.split(";")]
    return [turned_round(piece).row(star) for piece in pieces if piece.name]


def split_affiliation(author_text: str) -> tuple[str, str]:
    """One author's name and what stands in the last parentheses behind it; both may be empty."""
    masked = Masked(tidied(author_text))
    piece = without_full_stop(piece_of(masked.text, iter(masked.groups)))
    return piece.name, piece.affiliation


def _pieces(text, reading):
    masked = Masked(tidied(text))
    if masked.unclosed:
        reading.doubt(_("A parenthesis is opened and never closed; check the authors and their affiliations."))
    plain = NUMBERS.sub("", masked.text)
    if plain != masked.text:
        reading.doubt(
            _("Numbers behind the names refer to a list of affiliations that is not here; they were left out.")
        )
    parts, separator = cut(plain)
    groups = iter(masked.groups)
    pieces = [piece_of(part, groups) for part in parts]
    pieces[-1] = without_full_stop(pieces[-1])
    if separator == ",":
        _ask_after_initials(pieces, plain, reading)
        pieces = _with_institutions(pieces, reading)
        _share_affiliations(pieces, reading)
        return pieces
    is_reversed = _are_turned_round(pieces)
    return [one for piece in pieces for one in _without_commas(piece, is_reversed, reading)]


def _without_commas(piece, is_reversed, reading):
    """Between semicolons a comma turns a name round, adds an institution, or hides a second author."""
    head, comma, tail = piece.name.partition(",")
    if not comma or SUFFIX.fullmatch(tail.strip()):
        return [piece]
    if _is_institution(tail, head) and not piece.affiliation:
        reading.doubt(_("%(words)s was read as an affiliation."), words=quoted(tail.strip()))
        return [replace(piece, name=tidied_name(head), affiliation=tidied_affiliation(tail))]
    if is_reversed:
        return [turned_round(piece)]
    reading.doubt(_("Both commas and semicolons stand between the authors; check who is one person."))
    names = [name for name in map(tidied_name, at_commas(piece.name)) if name]
    return [replace(piece, name=name) for name in names]


def _is_institution(words, name):
    return bool(INSTITUTION.search(words)) or (len(words.strip()) > 2 and words.isupper() and not name.isupper())


def _are_turned_round(pieces):
    """“Family, Given” throughout, and most of them with a side of one word."""
    names = [piece.name.split(",") for piece in pieces if piece.name]
    short = [parts for parts in names if len(parts) == 2 and min(len(part.split()) for part in parts) == 1]
    return all(len(parts) == 2 or len(parts[0].split()) == 1 for parts in names) and 2 * len(short) >= len(names)


def _ask_after_initials(pieces, text, reading):
    for piece, following in pairwise(pieces):
        if AFTER_INITIAL.search(piece.name) and not piece.has_parentheses and following.name:
            reading.doubt(
                _(
                    "%(one)s and %(other)s were read as two authors; a comma behind an initial may stand within one name."
                ),
                one=quoted(piece.name),
                other=quoted(following.name),
            )
    if len(pieces) == 2 and all(re.fullmatch(r"\w+", piece.name) for piece in pieces) and "," in text:
        reading.doubt(_("%(words)s was read as two authors; it may be one name turned round."), words=quoted(text))


def _with_institutions(pieces, reading):
    """An institution between commas is no author but the affiliation of the one before it."""
    kept = []
    for piece in pieces:
        if kept and not piece.has_parentheses and INSTITUTION.search(piece.name):
            reading.doubt(_("%(words)s was read as an affiliation."), words=quoted(piece.name))
            joined = ", ".join(filter(None, [kept[-1].affiliation, piece.name]))
            kept[-1] = replace(kept[-1], affiliation=joined, has_parentheses=True)
        else:
            kept.append(piece)
    return kept


def _share_affiliations(pieces, reading):
    """“A, B, C (University)”: one affiliation for all of them, up to the one before that has its own."""
    shared = None
    for piece in reversed(pieces):
        if piece.has_parentheses:
            shared = piece
        elif shared and shared.affiliation and piece.name:
            piece.affiliation = shared.affiliation
            reading.doubt(
                _("%(affiliation)s was taken for everybody named before it."), affiliation=quoted(shared.affiliation)
            )


def _known(pieces, reading):
    """Without those who are nobody."""
    kept = []
    for piece in pieces:
        piece.name = OTHERS.sub(lambda match: _others(match, reading), piece.name).strip(" ,")
        if ANONYMOUS.fullmatch(piece.name):
            reading.doubt(_("“Anonymous” is nobody who could be published; that author was left out."))
        elif piece.name and re.search(r"\w", piece.name):
            kept.append(piece)
        elif piece.affiliation:
            reading.doubt(_("%(words)s stands without a name; it was left out."), words=quoted(piece.affiliation))
        elif piece.email:
            reading.doubt(_("An author is named only by an e-mail address and was left out."))
    return kept


def _others(_match, reading):
    reading.doubt(_("The list of authors ends in “et al.”: others are not named."))
    return ""


def _doubt_names(pieces, reading):
    for piece in pieces:
        if _is_odd(piece.name):
            reading.doubt(_("%(words)s is an odd name; check it."), words=quoted(piece.name))
        if re.search(r";[^()]*\([^()]*\)", piece.affiliation):
            reading.doubt(
                _("%(words)s may hold another author: a parenthesis before it may be missing."),
                words=quoted(piece.affiliation),
            )


def _is_odd(name):
    return bool(re.search(r"\d|[;|<>{}\\]|\([^)]*$", name)) or len(name) == 1 or len(name.split()) > 8


def _told_once(rows, reading):
    """Some exports list all authors of a paper twice over."""
    half = len(rows) // 2
    names = [row.name for row in rows]
    if half > 1 and names[:half] == names[half:]:
        reading.doubt(_("All authors were listed twice; they are taken once."))
        return rows[:half]
    for name in (name for name, times in Counter(names).items() if times > 1):
        reading.doubt(_("%(name)s stands twice among the authors."), name=quoted(name))
    return rows
