"""BibTeX files, of any source: accents decoded, names split, formulas kept."""

import logging
import re
from functools import partial

import bibtexparser
from bibtexparser.middlewares import (
    LatexDecodingMiddleware,
    RemoveEnclosingMiddleware,
    ResolveStringReferencesMiddleware,
)
from bibtexparser.middlewares.names import InvalidNameError, parse_single_name_into_parts, split_multiple_persons_names
from bibtexparser.model import (
    DuplicateBlockKeyBlock,
    DuplicateFieldKeyBlock,
    Entry,
    ExplicitComment,
    Field,
    ImplicitComment,
    MiddlewareErrorBlock,
    Preamble,
    String,
)
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from papers.importers import encodings, entries, links, structured
from papers.importers.clean import quoted
from papers.importers.rows import AuthorRow, Level, PaperRow, Place, Reading, Unreadable
from papers.importers.structured import Broken

NAME = gettext_lazy("BibTeX")
SOURCE = "bibtex"
ENTRY = re.compile(
    r"^[ \t]*@[ \t]*(?:inproceedings|conference|article|misc|incollection|inbook|book|proceedings|techreport|unpublished"
    r"|phdthesis|mastersthesis|online)[ \t]*[{(]",
    re.IGNORECASE | re.MULTILINE,
)
OTHERS = {"others", "et al", "et al."}
READ = {"title", "author", "abstract", *links.FIELDS}
COMMENTS = (ExplicitComment, ImplicitComment, Preamble, String)
PLAIN = re.compile(r"(?<!\\)([%&#])")  # of TeX they are comments and columns, of a title they are not
TEX = re.compile(r"[\\{}~$]|--|``|''")
LONGEST = 20_000  # characters of a field; the library takes 50 microseconds for a command
DECODER = LatexDecodingMiddleware(keep_math_mode=True)
DOLLAR = "\ue000"
NOT_ENCLOSED = "no-enclosing"  # the library's word for a name that it does not know, and for ``a # "b"``

logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)  # whatever it would say is told as a note
logging.getLogger("pylatexenc").setLevel(logging.CRITICAL)


def recognizes(files):
    return bool(files) and all(ENTRY.search(_text(file)) for file in files)


def read(files):
    reading, titles = Reading(SOURCE), set()
    for file in files:
        for block in (blocks := _blocks(file, reading)):
            place = Place(file.name, (block.start_line or 0) + 1, entries.text(getattr(block, "key", "")))
            entries.attempt(partial(_read_block, block, titles, reading), place, reading)
        keys = {field.key.lower() for block in blocks if isinstance(block, Entry) for field in block.fields}
        entries.left_out(keys - READ, file, reading)
    return reading


def _text(file):
    return encodings.decoded(file.content)[0] if len(file.content) <= structured.MOST_BYTES else ""


def _blocks(file, reading):
    structured.check_size(file)
    text, doubt = encodings.decoded(file.content)
    if doubt:
        reading.note(Level.DOUBT, Place(file.name), doubt)
    stack = [ResolveStringReferencesMiddleware(), RemoveEnclosingMiddleware()]
    try:
        blocks = bibtexparser.parse_string(text, parse_stack=stack).blocks
    except Exception:  # noqa: BLE001 - the library lets through whatever its parser stumbles over
        raise Unreadable(_("“%(name)s” is no BibTeX that can be read.") % {"name": file.name}) from None
    entries.check_count(blocks, file)
    return [block for block in blocks if not isinstance(block, COMMENTS)]


def _read_block(block, titles, reading, place):
    if isinstance(block, DuplicateFieldKeyBlock):
        raise Broken(
            _("Of one field there are two in this entry: %(fields)s.")
            % {"fields": ", ".join(sorted(block.duplicate_keys))}
        )
    if isinstance(block, DuplicateBlockKeyBlock):
        _read_same_key(block, titles, reading, place)
    elif isinstance(block, Entry):
        _read_entry(block, block.key, titles, reading, place)
    else:
        raise Broken(_("This entry is broken: a brace, a quotation mark or a comma is missing or too many."))


def _read_same_key(block, titles, reading, place):
    """Keys that OpenReview makes collide between papers, so the same key may well be another paper."""
    entry = RemoveEnclosingMiddleware().transform_entry(block.ignore_error_block, None)
    title = entries.title(_decoded(_field(entry, "title")))
    if title in titles:
        reading.note(Level.IGNORED, place, _("This entry stands in the file twice; the first was read."))
        return
    reading.note(Level.DOUBT, place, _("Another entry has the key of this one; it is read without its key."))
    _read_entry(entry, "", titles, reading, place)


def _read_entry(entry, key, titles, reading, place):
    if entry.entry_type.lower() == "proceedings":
        reading.note(Level.IGNORED, place, _("This entry describes the volume and is no paper."))
        return
    title = entries.title(_decoded(_field(entry, "title")))
    titles.add(title)
    reading.papers.append(
        PaperRow(
            place=place,
            title=title,
            authors=entries.byline(_authors(_field(entry, "author"), place, reading), place, reading),
            source_id=entries.text(key),
            abstract=entries.prose(_decoded(_field(entry, "abstract"))),
            **links.links({field.key.lower(): _address(field.value) for field in entry.fields}, place, reading),
        )
    )


def _field(entry, name):
    field = next((field for field in entry.fields if field.key.lower() == name), None)
    if field and field.enclosing == NOT_ENCLOSED:
        raise Broken(
            _("The field “%(name)s” is put together of parts or named elsewhere; write it out.") % {"name": name}
        )
    return field.value if field else ""


def _address(tex):
    return re.sub(r"\\([_%&#~])", r"\1", re.sub(r"^\\url\{(.*)\}$", r"\1", tex))


def _authors(printed, place, reading):
    names = split_multiple_persons_names(printed)
    if names and names[-1].lower() in OTHERS:
        reading.note(Level.DOUBT, place, _("The authors end with “and others”; who they are is not in the file."))
        names = names[:-1]
    return [_author(name) for name in names]


def _author(printed):
    """Given and family name only where a comma keeps them apart; what is in braces as a whole is one name."""
    if "," not in printed or _is_one_group(printed):
        return _named(AuthorRow(name=entries.text(_decoded(printed))))
    try:
        parts = parse_single_name_into_parts(printed)
    except InvalidNameError:
        raise Broken(_("%(name)s is no name that BibTeX can read.") % {"name": quoted(printed)}) from None
    given, family, suffix = (
        entries.text(_decoded(" ".join(words))) for words in (parts.first, parts.von + parts.last, parts.jr)
    )
    name = " ".join(filter(None, [given, family, suffix]))
    return _named(AuthorRow(name=name, given_name=given if family else "", family_name=family if given else ""))


def _named(author):
    if not author.name:
        raise Broken(_("An author of this paper has no name."))
    return author


def _is_one_group(printed):
    """Whether the first brace closes with the last: ``{Barnes and Noble, Inc.}``."""
    depth = 0
    for position, character in enumerate(printed):
        depth += (character == "{") - (character == "}")
        if depth == 0:
            return position == len(printed) - 1 and position > 0
    return False


def _decoded(tex):
    """TeX as the characters that it prints; formulas stay, and so do dollars that are money."""
    if not TEX.search(tex):
        return tex
    tex = PLAIN.sub(r"\\\1", tex.replace(r"\$", DOLLAR))
    tex = re.sub(r"\\\((.*?)\\\)", r"$\1$", tex)
    decoded = _field(_printed(tex), "text") or re.sub("[{}]", "", tex)
    return decoded.replace(DOLLAR, r"\$")


def _printed(tex):
    """What the library makes of it; nothing if it cannot, or if that would take minutes."""
    if len(tex) > LONGEST:
        return Entry("text", "", [])
    block = DECODER.transform_entry(Entry("text", "", [Field("text", tex)]), None)
    return Entry("text", "", []) if isinstance(block, MiddlewareErrorBlock) else block
