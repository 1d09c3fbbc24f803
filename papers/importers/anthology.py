"""XML of the ACL Anthology: collections of volumes of papers, with prizes."""

import re
from dataclasses import dataclass
from functools import partial
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from papers.importers import entries, structured
from papers.importers.clean import quoted
from papers.importers.rows import AuthorRow, AwardRow, File, Level, PaperRow, Place, Reading, Unreadable

NAME = gettext_lazy("ACL Anthology (XML)")
SOURCE = "anthology"
SITE = "https://aclanthology.org"
PAPER_ID = re.compile(r"[\w.]+-[\w.]+")
READ = {"title", "author", "award", "abstract", "url", "video", "pwccode", "editor"}


def recognizes(files):
    return bool(files) and all(_is_collection(file) for file in files)


def read(files):
    reading = Reading(SOURCE)
    volumes = [volume for file in files for volume in _volumes(file)]
    for volume in volumes:
        _read_volume(volume, reading, is_only=len(volumes) == 1)
    if len(volumes) > 1:
        reading.note(
            Level.DOUBT,
            Place(files[0].name),
            _("There are %(count)d volumes, each with numbers of its own; the papers get new numbers.")
            % {"count": len(volumes)},
        )
    for file in files:
        keys = {child.tag for volume in volumes if volume.file is file for paper in volume.papers for child in paper}
        entries.left_out(keys - READ, file, reading)
    return reading


@dataclass
class Volume:
    file: File
    collection: str
    element: Element
    lines: dict

    @property
    def name(self):
        return f"{self.collection}-{self.element.get('id', '')}"

    @property
    def papers(self):
        return list(self.element.iter("paper"))

    def place(self, element, cell):
        return Place(self.file.name, self.lines[element], cell)

    def paper_id(self, paper):
        """What the Anthology calls it: 2022.acl-long.1, or of the old kind J89-1001 and W19-0101."""
        volume, number = self.element.get("id", ""), paper.get("id", "")
        if url := PAPER_ID.fullmatch(entries.text(paper.findtext("url"))):
            return url[0]
        if "." in self.collection:
            return f"{self.name}.{number}"
        width = 2 if self.collection.startswith("W") else 1
        return f"{self.collection}-{volume.zfill(width)}{number.zfill(4 - width)}"


def _volumes(file):
    root, lines = structured.xml(file)
    if root.tag != "collection":
        raise Unreadable(_("“%(name)s” is no collection of the ACL Anthology.") % {"name": file.name})
    collection = entries.text(root.get("id"))
    return [Volume(file, collection, element, lines) for element in root.iter("volume")]


def _is_collection(file):
    if b"<collection" not in file.content[:2000]:
        return False
    try:
        return structured.xml(file)[0].tag == "collection"
    except Unreadable:
        return False


def _read_volume(volume, reading, *, is_only):
    for matter in volume.element.iter("frontmatter"):
        place = volume.place(matter, volume.name)
        reading.note(Level.IGNORED, place, _("The front matter of a volume is no paper; its details were left out."))
    for paper in volume.papers:
        paper_id = volume.paper_id(paper)
        number = entries.number(paper.get("id")) if is_only else None
        entries.attempt(partial(_read_paper, paper, paper_id, number, reading), volume.place(paper, paper_id), reading)


def _read_paper(paper, paper_id, number, reading, place):
    title = entries.title(_inner_text(paper.find("title")))
    authors = [_author(author, place, reading) for author in paper.iter("author")]
    reading.papers.append(
        PaperRow(
            place=place,
            title=title,
            authors=entries.byline(authors, place, reading),
            source_id=paper_id,
            number=number,
            abstract=entries.prose(_inner_text(paper.find("abstract"))),
            pdf_link=_file_link(_inner_text(paper.find("url")), ".pdf", place, reading),
            video_link=_video(paper, place, reading),
            code_link=_code(paper, place, reading),
        )
    )
    for award in paper.iter("award"):
        _read_award(award, title, paper_id, place, reading)


def _read_award(award, title, paper_id, place, reading):
    name = entries.text(award.get("name") or _inner_text(award))
    if name:
        reading.awards.append(AwardRow(place=place, name=name, paper_title=title, paper_source_id=paper_id))
    else:
        reading.note(Level.ERROR, place, _("A prize of this paper has no name."))


def _author(author, place, reading):
    given, family = (entries.text(author.findtext(part)) for part in ("first", "last"))
    name = f"{given} {family}".strip()
    if not name:
        raise structured.Broken(_("An author of this paper has no name."))
    if " - " in name:
        reading.note(
            Level.DOUBT,
            place,
            _("%(name)s has blanks around a hyphen, as the Anthology prints it; probably there should be none.")
            % {"name": quoted(name)},
        )
    for variant in author.iter("variant"):
        other = entries.text(" ".join(each.text or "" for each in variant))
        reading.note(
            Level.IGNORED,
            place,
            _("%(name)s is also written %(other)s.") % {"name": quoted(name), "other": quoted(other)},
        )
    return AuthorRow(
        name=name,
        affiliation="; ".join(filter(None, (entries.text(_inner_text(each)) for each in author.iter("affiliation")))),
        given_name=given if family else "",
        family_name=family if given else "",
        orcid=entries.orcid(author.get("orcid")),
        openreview_id=entries.profile(author.get("openreview")),
    )


def _inner_text(element):
    """Text with ``fixed-case`` and other marks gone and ``tex-math`` between dollar signs."""
    if element is None:
        return ""
    pieces = [element.text or ""]
    for child in element:
        inner = _inner_text(child)
        pieces += [f"${inner}$" if child.tag == "tex-math" else inner, child.tail or ""]
    return "".join(pieces)


def _file_link(name, suffix, place, reading):
    """The Anthology writes only the name of a file that lies on its own site."""
    name = entries.text(name)
    if name and "/" not in name and ":" not in name:
        name = f"{SITE}/{name}{suffix}"
    return entries.link(name, place, reading)


def _video(paper, place, reading):
    video = paper.find("video")
    if video is None:
        return ""
    name = video.get("href", "")
    if "/" not in name and ":" not in name:
        return entries.link(name and f"{SITE}/{name}", place, reading)
    return entries.link(name, place, reading)


def _code(paper, place, reading):
    code = paper.find("pwccode")
    return "" if code is None else entries.link(code.get("url"), place, reading)
