"""What a heading announces."""

import re

ROLES = {"workflow_organizer", "organizer", "committee", "speaker", "panelist", "speaker_and_panelist"}

_TOPICS = [
    ("", r"^(?:\w+ )?session\b|^chairs?:|\b(?:shared.?tasks?|competition|advisory|previous|past|former|related)\b"),
    (
        "grants",
        r"\b(?:travel|registration|attendance|financial|diversity)\b.*\b(?:awards?|grants?|aid|scholarships?|support|funds?|stipends?|recipients?)\b",
    ),
    ("awards", r"\b(?:awards?|prizes?|awardees|laureates)\b|\bbest (?:\w+ )?papers?\b|\boutstanding\b|\bhonou?rable\b"),
    ("sponsors", r"\bsponsor(?:s|ed|ship)?\b|\bsupporters\b|\b(?:supported|funded) by\b"),
    ("dates", r"\b(?:important|key) (?:dates?|deadlines?)\b|^(?:dates?|deadlines?|timeline)\b"),
    ("workflow_organizer", r"\bworkflow\b"),
    ("speaker_and_panelist", r"\bspeakers?\b.*\bpanell?ists?\b|\bpanell?ists?\b.*\bspeakers?\b"),
    ("speaker", r"\bspeakers?\b|^keynotes?$"),
    ("panelist", r"\bpanell?ists?\b|\bpanel members\b"),
    (
        "organizer",
        r"\borgani[sz](?:ers?|ation|ing)\b|\bsteering committee\b|\b(?:general|program(?:me)?|workshop|publicity|publication|web|local|proceedings|finance)\b.*\bchairs?\b|^(?:co-?)?chairs$",
    ),
    (
        "committee",
        r"\b(?:program(?:me)?|technical|review(?:ing)?|scientific|workshop) committee\b|^committees?$|^(?:our |emergency )?reviewers?$|\barea chairs?\b|\bpc members\b",
    ),
    (
        "schedule",
        r"\b(?:schedule|agenda|timetable)\b|^(?:\d{4} )?(?:workshop |tentative |final |preliminary |detailed |full |conference )*program(?:me)?(?: overview)?$|\bprogram(?:me)?:",
    ),
    ("papers", r"\baccepted\b|\b(?:papers|posters|proceedings|publications|contributions)$"),
    ("call", r"\bcalls?\b.*\bfor\b|\bsubmi(?:ssions?|t)\b|\bauthor instructions\b|\binstructions for authors\b"),
    ("contact", r"^contacts?\b|^questions$"),
    ("overview", r"^(?:overview|abstract|introduction|home|welcome|motivation|summary|description|scope|about)\b"),
]
_COMPILED = [(topic, re.compile(words)) for topic, words in _TOPICS]


def topic(title):
    """One word for what stands below a heading; empty if it is nothing that Laurel has a place for."""
    plain = " ".join(title.lower().split()).strip(" :.-–—")
    if re.match(r"(?:calls? for|submi)", plain):
        return "call"
    return next((name for name, words in _COMPILED if words.search(plain)), "")
