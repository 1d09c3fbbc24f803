"""What the many words for a decision mean."""

import re

from papers.importers.rows import Decision

WITHDRAWN = r"withdr[ae]w|retract"
REJECTED = r"reject|declin|\bnot accept|\bunaccept|^no$"
UNDECIDED = (
    r"^$|\bunder review|\bsubmi|await|pending|undecided|no decision|probabl|maybe|borderline|conditional|draft|^active$"
    r"|^open$|^none$|^null$"
)
ACCEPTED = r"\baccept|^yes$|\boral\b|\bspotlight|\bposter|\btalk\b|\bnotable|\bcamera.ready"
MEANINGS = (
    (WITHDRAWN, Decision.WITHDRAWN),
    (REJECTED, Decision.REJECTED),
    (UNDECIDED, Decision.UNDECIDED),
    (ACCEPTED, Decision.ACCEPTED),
)
KINDS = (
    (r"\borals?\b|top[ -]5 ?%", "oral"),
    (r"\bspotlights?\b|top[ -]25 ?%", "spotlight"),
    (r"\bposters?\b", "poster"),
    (r"\btalks?\b", "oral"),
)


def decision(words):
    """The decision that ``words`` stand for, or None if they mean nothing to us."""
    return _first(MEANINGS, words)


def kind(words):
    """oral, spotlight, poster, or nothing."""
    return _first(KINDS, words) or ""


def _first(meanings, words):
    folded = re.sub(r"[\s_]+", " ", words).strip().lower()
    return next((meaning for pattern, meaning in meanings if re.search(pattern, folded)), None)
