"""What the words of a slot tell: of which kind it is, who speaks, which papers are presented."""

import re
from dataclasses import dataclass, field

from papers.importers.site import names

_KINDS = [
    ("break", r"^(?:coffee|tea|lunch|social|dinner|refreshments?)?\s*(?:break|lunch|dinner|coffee|refreshments?)\b"),
    ("panel", r"\bpanel\b"),
    ("invited_talk", r"\b(?:invited|inivted|keynote|plenary)\b"),
    ("contributed_talk", r"\b(?:contributed|oral|orals)\b|\bpaper talks?\b"),
    ("spotlights", r"\b(?:spotlights?|lightning)\b"),
    ("posters", r"\bposters?\b"),
    ("opening", r"\b(?:opening|closing|concluding|welcome|introduction|introductory|final)\b(?!.{60})"),
    ("break", r"\b(?:break|lunch|dinner|coffee|reception)\b"),
]
_LABEL = re.compile(
    r"(?P<label>(?:live\s+|poster\s+|virtual\s+)?"
    r"(?:invited|inivted|keynote|plenary|contributed|oral|spotlight|lightning|panel|paper)s?\b"
    r"(?:\s+(?:talks?|speech|speakers?|presentations?|discussions?|address|sessions?|papers?))*"
    r"(?:\s*#?\s*\d+|\s+[IVX]+\b)?)"
    r"\s*(?P<mark>[:.(–—]|-+|\bby\b|\n|$)\s*(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_ET_AL = re.compile(r"(?P<name>[^:]{3,60}?),?\s+et\.?\s+al\.?\s*[:.,–—-]*\s*(?P<title>.+)", re.DOTALL)
_NAME_AND_TITLE = re.compile(
    r"(?P<name>[^:\n(]{3,60}?)\s*(?:\([^)]*\))?\s*(?::|(?<!\b[A-Z])\.\s|\s-+\s|–|—|\n|,\s*[^:\n]{2,60}:)\s*(?P<title>.+)",
    re.DOTALL,
)
_IN_PARENTHESES = re.compile(r"^(?P<names>[^()]+)\)\s*(?P<title>.*)$", re.DOTALL)
_BEHIND = re.compile(r"^(?P<title>.+?)\s*\((?P<names>[^()]+)\)$")
_EXPLAINED = re.compile(r":\s[a-z].{30,}$")  # “Poster session 1: posters can be viewed on …”
_PART = re.compile(r"(?:group|session|part|track|room|batch)\b", re.IGNORECASE)
_SPEAKER = re.compile(r"^(?:keynote |invited )?(?:speakers?|presenters?|panell?ists?)\s*:\s*", re.IGNORECASE)
_OPENED_BY = re.compile(r"\(([^)]+)\)|^(.+?)\s*-\s*(?=opening|closing|welcome)|(?::|\bby\b)\s*([^:]+)$", re.IGNORECASE)
_MODERATOR = re.compile(
    r"[,;.]?\s*\(?\b(?:moderat\w+|chair(?:ed)?)\s*(?:by\b|:)\s*(?P<name>[^\n,:;)]+)\)?:?", re.IGNORECASE
)
_TAIL = re.compile(
    r"(?:\s*[\[(]+\s*(?:video|slides?|pdf|paper|link|abstract|recording|poster|code)[^\])]*[\])]+)+", re.IGNORECASE
)


@dataclass
class Wording:
    kind: str
    title: str
    speakers: list[str] = field(default_factory=list)
    papers: list[str] = field(default_factory=list)


def kind(text):
    """The SlotKind that the first line's words stand for."""
    first = text.split("\n")[0]
    return next((name for name, words in _KINDS if re.search(words, first, re.IGNORECASE)), "other")


def read(text, speakers=(), known=frozenset()):
    """``speakers``: names that stand in a cell of their own; ``known``: everybody who is named elsewhere on the site."""
    text = _TAIL.sub("", text).strip()
    found = Wording(kind(text), _one_line(text), list(speakers))
    label = _LABEL.match(text)
    if found.kind in {"posters", "break"}:
        found.title = _EXPLAINED.sub("", found.title)
        return found
    if found.kind == "panel":
        return _panel(found, text)
    if label and label["rest"]:
        return _talk(found, label, known)
    return _without_label(found, text, known)


def _panel(found, text):
    names_at_the_end = re.split(r"[:(\n–—]|\s-\s", _MODERATOR.sub("\n", text), maxsplit=1)
    found.title = _one_line(re.split(r"[:(\n–—]|\s-\s|,?\s+moderat", text, maxsplit=1)[0])
    if len(names_at_the_end) > 1:
        lines = names_at_the_end[1].strip(" ).\n").replace("\n", ", ")
        found.speakers += names.listed(re.sub(r"\s*\([^)]*\)", "", lines))
    return found


def _talk(found, label, known):
    rest = label["rest"].strip()
    if label["mark"] == "(" and (inside := _IN_PARENTHESES.match(rest)):
        return _with_names_in_parentheses(found, label, inside)
    if found.speakers:
        return _titled(found, label["label"], rest)
    found.speakers, title = _name_and_title(rest, known, is_invited=found.kind == "invited_talk")
    return _titled(found, label["label"], title)


def _with_names_in_parentheses(found, label, inside):
    speakers = [names.plain(part) for part in re.split(r"[;,]", inside["names"])]
    if all(names.is_surely_name(part) for part in speakers):
        found.speakers += speakers
        return _titled(found, label["label"], inside["title"])
    return _titled(found, label["label"], "")


def _titled(found, label, title):
    """An invited talk goes by its own title, a contributed one by its label beside its paper."""
    title = _one_line(title)
    if title and found.kind == "invited_talk":
        found.title = title
        return found
    is_paper = title and not _PART.match(title)
    found.title = _one_line(label) if is_paper or not title else found.title
    found.papers += [title] if is_paper else []
    return found


def _name_and_title(text, known, *, is_invited):
    """Who speaks about what: both are often on one line, and either may be missing."""
    if match := _ET_AL.match(text):
        return [names.plain(match["name"])], match["title"]
    by = re.sub(r"\s*\([^)]*\)\s*$", "", text)
    if is_invited and (together := names.listed(by)):
        return together, ""
    match = _NAME_AND_TITLE.match(text)
    if match and (names.plain(match["name"]) in known or (is_invited and names.is_surely_name(match["name"]))):
        return [names.plain(match["name"])], match["title"]
    return [], text


def _without_label(found, text, known):
    """“Speaker: …” on a line of its own, “Opening remarks (Ada Lovelace)”, “Ada Lovelace: Engines”."""
    lines = text.split("\n")
    said = [_SPEAKER.sub("", line) for line in lines if _SPEAKER.match(line)]
    if said:
        found.speakers += [names.plain(re.split(r"\s+[-–—]\s+|[,(]", line)[0]) for line in said]
        found.title = _one_line(next((line for line in lines if not _SPEAKER.match(line)), found.title))
        found.kind = (
            "invited_talk" if re.search(r"^(?:keynote|invited)", text, re.IGNORECASE | re.MULTILINE) else found.kind
        )
    elif found.kind == "opening":
        _opening(found, text)
    elif (match := _NAME_AND_TITLE.match(text)) and names.plain(match["name"]) in known:
        found.speakers, found.title = [names.plain(match["name"])], _one_line(match["title"])
    elif len(lines) > 1:
        found.title = _one_line(lines[0])
        together = names.listed(lines[1])
        found.speakers = found.speakers or (together if len(together) == 1 else [])
    return found


def _opening(found, text):
    match = _OPENED_BY.search(text)
    speakers = names.listed(next(filter(None, match.groups()))) if match else []
    if speakers:
        found.speakers += speakers
        found.title = _one_line(text.replace(match[0], ""))


def _one_line(text):
    """Without a bare “link” at its end."""
    return re.sub(r"\.?\s+link$", "", " ".join(text.split()), flags=re.IGNORECASE).strip(" :-–—")
