"""What the edition is called, and of which conference it is a part."""

import re

from papers.importers.clean import clean
from papers.importers.site import stretches
from papers.importers.site.markup import HEADINGS, text
from papers.importers.site.topics import topic

_CONFERENCE = r"(?<![\w-])(?P<name>[A-Z][A-Za-z]*[A-Z][A-Za-z-]*)\s*[’']?\s*(?P<year>(?:19|20)\d\d|\d\d)\b"
_HOSTS = [
    re.compile(rf"(?:\bat|@|\bwith|\bof|\bin)\s*(?:the\s+)?{_CONFERENCE}"),
    re.compile(rf"\b{_CONFERENCE}(?=:?\s+(?:\w+\s+)?(?:[Ww]orkshop|[Cc]onference))"),
    re.compile(rf"[Ww]orkshop\W+{_CONFERENCE}"),
]
_THIS_WORKSHOP = re.compile(
    r"\b(?:[Tt]his|[Tt]he) workshop,?\s+(?:on\s+)?(?P<name>[A-Z][^.()]{10,120}?)\s*\((?P<short>[A-Z][\w-]{1,15})\)"
)
_GENERIC = re.compile(r"^(?:home|index|overview|welcome|untitled|main|workshop)$|skip to", re.IGNORECASE)
_OF_HOST = re.compile(
    rf"^(?:\w+ )?(?:workshop )?(?:at|@|in conjunction with)\s+.*$|^{_CONFERENCE}(?:\s+workshop)?$", re.IGNORECASE
)


def name(pages, front):
    return next((found for found in _names(pages, front) if found and not _is_generic(found)), "")


def host(pages, front):
    """“ICLR 2021”: first from titles and subtitles, then from the front page, then from any page."""
    first = "\n".join(text(front.root).split("\n")[:15])
    for words in [
        *_subtitles(pages, front),
        first,
        text(front.root),
        *(text(page.root) for page in pages if page.root is not None),
    ]:
        for pattern in _HOSTS:
            if match := pattern.search(words.replace("(", " ").replace(")", " ")):
                return (
                    f"{match['name']} {match['year']}" if len(match["year"]) == 4 else f"{match['name']}{match['year']}"
                )
    return ""


def year(row):
    """Of the host conference or in the name."""
    found = re.search(r"\b((?:19|20)\d\d)\b", f"{row.host_conference} {row.name}")
    return int(found[1]) if found else None


def _names(pages, front):
    settings = _settings(pages)
    yield clean(settings.get("title"))
    for key in ("desc_title", "site_title", "workshop_title"):
        yield clean(front.front_matter.get(key))
    if front.kind == "html":
        yield from (part for part in _parts(front.title) if not _OF_HOST.match(part))
    yield from (title for title in map(_words, front.root.iter("h1", "h2")) if not _OF_HOST.match(title))
    yield _in_a_sentence(front.root)


def _in_a_sentence(root):
    """“This workshop, **G**ood **I**deas (**GI**), …”: letters that only spell the short name become small again."""
    match = _THIS_WORKSHOP.search(text(root))
    if not match:
        return ""
    spelled = any(len(text(bold)) == 1 for bold in root.iter("b", "strong"))
    return re.sub(r"(?<=[a-z])[A-Z]", lambda letter: letter[0].lower(), match["name"]) if spelled else match["name"]


def _subtitles(pages, front):
    settings = _settings(pages)
    yield clean(settings.get("description"))
    yield from descriptions(front)
    yield clean(front.title)
    yield from map(_words, front.root.iter("h1", "h2"))


def descriptions(page):
    """What the front matter says of the site."""
    found = (clean(page.front_matter.get(key)) for key in ("site_description", "description"))
    return [words for words in found if words]


def _settings(pages):
    """Jekyll's _config.yml."""
    return next((page.data for page in pages if stretches.stem(page) == "_config" and isinstance(page.data, dict)), {})


def _parts(title):
    return [part.strip() for part in re.split(r"\s+[|·•»]\s+", title)]


def _words(heading):
    return " ".join(text(heading).split()) if heading.tag in HEADINGS else ""


def _is_generic(words):
    return bool(_GENERIC.search(words) or topic(words))
