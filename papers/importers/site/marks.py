"""What stands around a title besides the authors: numbers, times, the kind of presentation, an award, links."""

import re
from dataclasses import dataclass, field

from papers.importers import decisions
from papers.importers.clean import clean

AWARD = re.compile(
    r"\b(?:best|outstanding|distinguished|excellent|runner|honou?rable|award|prize|winner|finalist)s?\b", re.IGNORECASE
)
_PRAISE = re.compile(
    r"(?:[^\w\s]|\s)*(?P<award>(?:\w+[ -]){0,4}?(?:best|outstanding|distinguished|excellent|runner|honou?rable|award)(?:[ -]\w+){0,4})(?:[^\w\s]|\s)*",
    re.IGNORECASE,
)
_KIND = (
    r"(?:contributed|long|short|full|accepted|regular|lightning|virtual|in-person)?\s*"
    r"(?:orals?|spotlights?|posters?|talks?|(?:oral|spotlight|poster)\s+(?:presentation|session|talk|paper)s?)"
    r"(?:\s*(?:presentation|session|talk|paper)s?)?\s*(?:\#?\s*\d+)?(?:\s*,\s*(?:id|no|number)\.?\s*\#?\s*\d+)?"
)
_FLAG = re.compile(rf"\(\s*(?P<kind>{_KIND}(?:\s*[&+/,;]\s*{_KIND})*)\s*\)\s*:?", re.IGNORECASE)
_BRACKETED = re.compile(rf"\[\s*(?P<kind>{_KIND}(?:\s*[&+/,;]\s*{_KIND})*)\s*\]", re.IGNORECASE)
_AT_START = re.compile(rf"^\W*(?P<kind>{_KIND})\s*:\s+", re.IGNORECASE)
_PRAISE_FLAG = re.compile(
    r"\(\s*(?P<award>[^()]*\b(?:best|outstanding|distinguished|award|runner|honou?rable)\b[^()]*)\)", re.IGNORECASE
)
_NUMBER = re.compile(r"^[\s•·🔽▶►*–—-]*(?:\(?\s*(?:paper\s*)?(?:#|id|no\.?)?\s*\d{1,4}\s*\)?[.:)]\s+)?", re.IGNORECASE)
_CODE = re.compile(r"^[A-Z]{2,}[_-]\d+\s+")

_ROLES = (
    (
        "",
        r"\b(?:slides?|presentation|abstract|appendix|supp\w*|zoom|teams|gather\w*|bib\w*|data\w*|transcript|mirror|blog|press)\b",
    ),
    ("video", r"\bvideos?\b|youtube|\brecord(?:ing|ed)|slideslive"),
    ("poster", r"\bposters?\b(?!\s+session)"),
    ("code", r"\bcode\b|github|\bgit\b"),
    ("pdf", r"\bpdf\b|\bpapers?\b|camera.?ready|arxiv|preprint|\bdownload\b|\bproceedings\b|\banthology\b"),
    ("forum", r"open\s?review|\bforum\b"),
)
_ADDRESSES = (
    ("video", r"youtube\.com/|youtu\.be/|vimeo\.com/|slideslive\.com/|bilibili\.com/"),
    ("forum", r"openreview\.net/forum\b|\bdoi\.org/|aclanthology\.org/(?!\S*\.pdf)"),
    ("code", r"github\.com/[^/]+/[^/]+/?$|gitlab\.com/"),
    ("pdf", r"\.pdf(?:$|[?#])|openreview\.net/pdf\b|arxiv\.org/"),
)
_OF_A_TALK = re.compile(r"\b(?:talk|oral|spotlight)\b", re.IGNORECASE)
_MEETING = re.compile(r"zoom\.us|teams\.microsoft|meet\.google|gather\.town|webex", re.IGNORECASE)


@dataclass
class Marks:
    """``kind`` and ``award`` as printed; ``links`` by pdf, poster, video, code, forum."""

    kind: str = ""
    award: str = ""
    is_titled: bool = False  # “Title:” stands before the title
    links: dict[str, str] = field(default_factory=dict)

    def see(self, words):
        """Take what is said about the paper out of ``words``."""
        for pattern in (_PRAISE_FLAG, _FLAG, _BRACKETED, _AT_START):
            words = pattern.sub(self._take, words)
        return words

    def _take(self, match):
        said = match.groupdict()
        if award := said.get("award"):
            self.award = self.award or clean(award)
        if kind := said.get("kind"):
            self.kind = self.kind or decisions.kind(kind)
        return " "

    def badge(self, words):
        if is_praise(words):
            self.award = self.award or clean(words)
        elif re.fullmatch(rf"\W*{_KIND}\W*", words, re.IGNORECASE):
            self.kind = self.kind or decisions.kind(words)

    def label(self, words, address):
        """A link such as “[PDF]”, or that of the title, whose words tell nothing."""
        if not self.kind and _OF_A_TALK.search(words):
            self.kind = decisions.kind(words)
        found = _by_address(address)
        said = _by_words(words)
        self._link(found if found in {"forum", "video"} or said is None else said, address)

    def title_link(self, address):
        self._link(_by_address(address) or "forum", address)

    def _link(self, role, address):
        if role and is_address(address) and not _MEETING.search(address):
            self.links.setdefault(role, address)


def is_praise(words):
    return len(words) <= 90 and bool(_PRAISE.fullmatch(words)) and not words.strip().endswith("?")


def is_address(address):
    """Whether a page could link there: a web address or a relative path, with blanks if the site has them."""
    if not address or address.startswith("#") or address == "LINK":
        return False
    return bool(re.match(r"https?://\S", address, re.IGNORECASE)) or not re.match(r"[\w+.-]*:|//", address)


def without_number(title):
    return _CODE.sub("", _NUMBER.sub("", title))


def _by_words(words):
    return next((role for role, pattern in _ROLES if re.search(pattern, words, re.IGNORECASE)), None)


def _by_address(address):
    return next((role for role, pattern in _ADDRESSES if re.search(pattern, address, re.IGNORECASE)), "")
