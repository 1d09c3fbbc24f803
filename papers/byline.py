"""A paper's authors as HTML, written without a template: a page of fifty papers has hundreds of them."""

from functools import lru_cache
from html import escape

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import ngettext

SHOWN = 10  # of a longer list the others are folded away


def to_html(paper):
    """Names in their printed order, each with its link; neighbours with the same printed affiliation share it."""
    pieces, count = [], 0
    total = len(paper.authors)
    for authors, affiliation in paper.bylines:
        names = []
        for author in authors:
            count += 1
            fold = _fold(total - SHOWN) if count == SHOWN + 1 else ""
            names.append(
                f'{fold}<a class="author" href="{_person_url(author.person_id)}">{escape(author.printed_name)}</a>'
            )
        shared = f' (<span class="affiliation">{escape(affiliation)}</span>)' if affiliation else ""
        pieces.append(", ".join(names) + shared)
    return SafeString("; ".join(pieces) + ("</details>" if total > SHOWN else ""))


def links(paper):
    anchors = "".join(f'<a href="{escape(address)}">{escape(str(words))}</a>' for words, address in paper.links)
    return SafeString(f'<p class="links">{anchors}</p>' if anchors else "")


def _fold(more):
    words = ngettext("and %(more)s more", "and %(more)s more", more) % {"more": more}
    return f'<details class="fold"><summary>{words}</summary>'


@lru_cache(maxsize=100_000)
def _person_url(pk):
    return reverse("person", args=[pk])
