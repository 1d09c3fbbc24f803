"""A paper as linked data of schema.org, for the search engines and libraries that read its page."""

import json

from django.urls import reverse
from django.utils.safestring import SafeString

from awards.record.links import link, whole
from papers import tex

HARMLESS = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}  # nothing here ends the element


def script(paper, awards, orcids):
    """The content of ``<script type="application/ld+json">``. ``orcids`` are those of its authors, by person."""
    edition = paper.workshop
    article = {
        "@context": "https://schema.org",
        "@type": "ScholarlyArticle",
        "name": tex.to_text(paper.title),
        "url": link(paper),
        "author": [_author(author, orcids.get(author.person_id)) for author in paper.authors],
        "abstract": tex.to_text(paper.abstract),
        "isPartOf": {"@type": "CreativeWork", "name": edition.name, "url": link(edition)},
        "award": [f"{award.category.name}, {edition.short_name}" for award in awards],
    }
    if paper.pdf_address:
        address = whole(paper.pdf_address)
        article["encoding"] = {"@type": "MediaObject", "encodingFormat": "application/pdf", "contentUrl": address}
    said = {name: value for name, value in article.items() if value}
    return SafeString(json.dumps(said, ensure_ascii=False).translate(HARMLESS))


def _author(author, orcid):
    said = {"@type": "Person", "name": author.printed_name, "url": whole(reverse("person", args=[author.person_id]))}
    if author.printed_affiliation:
        said["affiliation"] = {"@type": "Organization", "name": author.printed_affiliation}
    if orcid:
        said["sameAs"] = f"https://orcid.org/{orcid}"
    return said
