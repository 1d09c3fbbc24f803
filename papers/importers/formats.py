"""The formats that Laurel reads, in the order in which files are asked whether they are one of them."""

from papers.importers import (
    aclpub2,
    anthology,
    bibtex,
    cmt,
    conftool,
    easychair,
    hotcrp,
    hotcrp_authors,
    laurel,
    miniconf,
    objects,
    openreview,
    softconf,
    table,
)
from papers.importers.rows import Unreadable
from papers.importers.tables import tables

FORMATS = [  # what is marked beyond doubt first, what is any list of papers last
    laurel,
    openreview,
    hotcrp,
    aclpub2,
    anthology,
    bibtex,
    miniconf,
    cmt,
    hotcrp_authors,
    conftool,
    softconf,
    easychair,
    objects,
    table,
]


def recognize(files):
    """The reader whose format the files have, told by their content; or None.

    If one of them cannot be read at all — a workbook with a password, a PDF — its reason is raised instead.
    """
    found = next((reader for reader in FORMATS if reader.recognizes(files)), None)
    if found is None:
        for file in files:
            tables(file)
    return found


__all__ = ["FORMATS", "Unreadable", "recognize"]
