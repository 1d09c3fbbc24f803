"""The links of a paper, whatever a source calls them."""

import re
from collections import defaultdict

from django.utils.translation import gettext as _

from papers.importers import entries
from papers.importers.clean import quoted
from papers.importers.rows import Level

NAMED = {
    **dict.fromkeys(["pdf", "pdfurl", "pdflink", "paper", "paperurl", "paperlink", "arxiv", "arxivurl"], "pdf_link"),
    **dict.fromkeys(["video", "videourl", "videolink", "recording", "youtube", "slideslive"], "video_link"),
    **dict.fromkeys(["poster", "posterurl", "posterlink", "posterpdf"], "poster_link"),
    **dict.fromkeys(["code", "codeurl", "codelink", "github", "software", "repository"], "code_link"),
    **dict.fromkeys(["forum", "forumurl", "forumlink", "openreview"], "forum_link"),
}
UNNAMED = ("url", "link", "site", "website", "project")  # could be anything; their address tells
ADDRESSES = (
    (re.compile(r"\.pdf([?#]|$)|/pdf[/?]|arxiv\.org/", re.IGNORECASE), "pdf_link"),
    (re.compile(r"^https?://(www\.)?openreview\.net/forum", re.IGNORECASE), "forum_link"),
    (re.compile(r"^https?://(www\.)?(github|gitlab)\.com/", re.IGNORECASE), "code_link"),
    (
        re.compile(r"^https?://(www\.)?(youtube\.com|youtu\.be|vimeo\.com|slideslive\.com)/", re.IGNORECASE),
        "video_link",
    ),
)
MOST_THAT_SHARE = 3  # papers with one PDF; of more, it is the volume
FIELDS = frozenset({*NAMED, *UNNAMED})


def links(values, place, reading):
    """Fields of a ``PaperRow`` out of a paper's values by folded name; the clearly named go first."""
    found = {}
    for name in sorted(FIELDS & set(values), key=lambda name: (name in UNNAMED, name)):
        address = entries.text(values[name])
        field = NAMED.get(name) or _by_address(address)
        if field and address and field not in found and (link := entries.link(address, place, reading)):
            found[field] = link
    return found


def doubt_shared_pdfs(reading):
    """What a script made of a damaged list often repeats the PDF of the paper before it."""
    sharing = defaultdict(list)
    for paper in reading.papers:
        sharing[paper.pdf_link or id(paper)].append(paper)
    for first, *others in sharing.values():
        for other in others if len(others) < MOST_THAT_SHARE else ():
            sentence = _("%(title)s has the same PDF as %(other)s; one of the two may be damaged.")
            values = {"title": quoted(other.title), "other": quoted(first.title)}
            reading.note(Level.DOUBT, other.place, sentence % values)


def _by_address(address):
    return next((field for pattern, field in ADDRESSES if pattern.search(address)), None)
