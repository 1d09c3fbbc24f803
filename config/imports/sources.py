"""What somebody brings, as files in memory: uploads, a ZIP of a folder, a local folder. Nothing is written or fetched."""

import io
import stat
import zipfile
import zlib
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from django.utils.translation import gettext as _

from papers.importers import formats, site
from papers.importers.rows import File, Unreadable

MOST_FILES = 2000
MOST_BYTES = 10 * 2**20
MOST_BYTES_UNPACKED = 100 * 2**20
READ_OF_A_SITE = {".md", ".markdown", ".html", ".htm", ".yml", ".yaml", ".json", ".csv", ".tsv", ".txt", ".xml", ".bib"}
PAGES = {".md", ".markdown", ".html", ".htm"}
WORKBOOK = "[Content_Types].xml"
OPEN_DOCUMENT = "mimetype"


def unpacked(files):
    """The files, and in the place of a ZIP what is in it; workbooks are ZIPs too and stay whole."""
    if sum(len(file.content) for file in files) > MOST_BYTES:
        raise Unreadable(_("These files have more than 10 MB together. Leave pictures and PDFs out."))
    return [inner for file in files for inner in (_of_zip(file) if _is_folder(file) else [file])]


def of_folder(path):
    """Every text file below a local folder, as a site has them; what begins with a dot is not the site's."""
    root = Path(path)
    if not root.is_dir():
        raise Unreadable(_("There is no folder “%(path)s”.") % {"path": path})
    found = [each for each in sorted(root.rglob("*")) if _is_of_a_site(each.relative_to(root).as_posix())]
    files = [each for each in found if each.is_file() and not each.is_symlink()]
    if len(files) > MOST_FILES or sum(each.stat().st_size for each in files) > MOST_BYTES_UNPACKED:
        raise Unreadable(_("This folder is too large for a workshop's site."))
    return [File(each.relative_to(root).as_posix(), each.read_bytes()) for each in files]


def read(files, reader=None):
    """A reader chosen by hand or by the content, and what it read."""
    reader = reader or recognize(files)
    if reader is None:
        raise Unreadable(_("No known format is recognized in this. Choose the format, or bring a table."))
    return reader, reader.read(files)


def readers():
    return [*formats.FORMATS, site]


def recognize(files):
    """The reader for these files, or None. Pages make a site, whatever tables lie beside them."""
    if any(file.suffix in PAGES for file in files) and site.recognizes(files):
        return site
    return formats.recognize(files)


def _is_folder(file):
    if not file.content.startswith(b"PK"):
        return False
    with _opened(file) as archive:
        return not {WORKBOOK, OPEN_DOCUMENT} & set(archive.namelist())


def _of_zip(file):
    with _opened(file) as archive:
        files = (each for each in archive.infolist() if not each.is_dir() and not _is_link(each))
        entries = [each for each in files if _is_of_a_site(each.filename)]
        if len(entries) > MOST_FILES or sum(each.file_size for each in entries) > MOST_BYTES_UNPACKED:
            raise Unreadable(_("“%(name)s” is too large once it is unpacked.") % {"name": file.name})
        return _below_their_folder([File(each.filename, archive.read(each)) for each in entries])


def _is_link(entry):
    return stat.S_ISLNK(entry.external_attr >> 16)


@contextmanager
def _opened(file):
    try:
        with zipfile.ZipFile(io.BytesIO(file.content)) as archive:
            yield archive
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, OSError, EOFError) as error:
        raise Unreadable(_("“%(name)s” is a ZIP that cannot be opened.") % {"name": file.name}) from error


def _below_their_folder(files):
    """A zipped folder holds everything below its own name, which is none of the site's addresses."""
    tops = {PurePosixPath(file.name).parts[0] for file in files}
    if len(tops) != 1 or any(len(PurePosixPath(file.name).parts) < 2 for file in files):
        return files
    return [File(str(PurePosixPath(*PurePosixPath(file.name).parts[1:])), file.content) for file in files]


def _is_of_a_site(name):
    path = PurePosixPath(name)
    hidden = any(part.startswith(".") or part in {"__MACOSX", "node_modules", "vendor"} for part in path.parts)
    return not hidden and path.suffix.lower() in READ_OF_A_SITE | {".xls", ".xlsx", ".ods"}
