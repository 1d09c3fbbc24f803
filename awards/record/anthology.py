"""The papers that won, as the ACL Anthology writes them: ``<award name="…">why</award>`` within ``<paper>``."""

import re
from collections import defaultdict
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from awards.record import public_record
from awards.record.links import whole
from papers import tex

FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # in XML, however it is written


def to_xml(edition):
    """UTF-8. The titles are written last, because the spaces between lines must not get into them."""
    won = _papers(edition)
    collection = Element("collection", id=edition.slug)
    volume = SubElement(collection, "volume", id="1", type="proceedings")
    meta = SubElement(volume, "meta")
    _put(meta, "booktitle", edition.name)
    _put(meta, "year", str(edition.year or ""))
    volume.extend(_paper(paper, awards) for paper, awards in won)
    indent(collection)
    for (paper, _awards), title in zip(won, collection.iter("title"), strict=True):
        _spell(title, paper.title)
    return tostring(collection, encoding="UTF-8", xml_declaration=True) + b"\n"


def _papers(edition):
    won = defaultdict(list)
    for award in public_record(edition)["winners"]:
        if award.paper:
            won[award.paper].append(award)
    return sorted(won.items(), key=lambda item: item[0].number)


def _paper(paper, awards):
    element = Element("paper", id=str(paper.number))
    SubElement(element, "title")
    for author in paper.authors:
        element.append(_author(author))
    if paper.pdf_address:
        _put(element, "url", whole(paper.pdf_address))
    for award in awards:
        _put(element, "award", award.citation, name=_clean(award.category.name))
    return element


def _author(author):
    """In two parts where the person's own spelling of them makes up the printed name; else whole, as the last name."""
    person = author.person
    element = Element("author", {"orcid": person.orcid} if person.orcid else {})
    given, family = person.given_name, person.family_name
    if not (given and f"{given} {family}" == author.printed_name):
        given, family = "", author.printed_name
    _put(element, "first", given)
    _put(element, "last", family)
    if author.printed_affiliation:
        _put(element, "affiliation", author.printed_affiliation)
    return element


def _spell(element, title):
    """Formulas between dollar signs become ``tex-math``."""
    text, *others = tex.FORMULA.split(_clean(title))
    element.text = _plain(text)
    for formula, tail in zip(others[::2], others[1::2], strict=True):
        _put(element, "tex-math", formula).tail = _plain(tail)


def _plain(text):
    return text.replace(r"\$", "$")


def _put(parent, tag, text, **attributes):
    element = SubElement(parent, tag, attributes)
    element.text = _clean(text)
    return element


def _clean(text):
    return FORBIDDEN.sub("", text)
