"""A table that is no known export: its columns are shown, mapped by the organizer, and remembered for the next file."""

import csv
import io

from django.utils.translation import gettext_lazy as _

from papers.importers import table
from papers.importers.clean import clean
from papers.importers.headers import CONFIDENTIAL
from papers.importers.mapping import Mapping, guess
from papers.importers.rows import File
from workshops.models import Import

SHOWN = 60  # letters of the first values
FIELDS = [
    ("title", _("Title")),
    ("authors", _("Authors")),
    ("given_name", _("Given name, one author in a row")),
    ("family_name", _("Family name, one author in a row")),
    ("affiliations", _("Affiliations")),
    ("emails", _("E-mail addresses")),
    ("orcids", _("ORCID")),
    ("id", _("Number or id")),
    ("abstract", _("Abstract")),
    ("decision", _("Decision")),
    ("kind", _("Oral, spotlight or poster")),
    ("pdf", _("Link to the PDF")),
    ("poster", _("Link to the poster")),
    ("video", _("Link to the video")),
    ("code", _("Link to the code")),
    ("forum", _("Link to the forum")),
    ("candidate", _("Award candidate (yes, or which award)")),
    ("rationale", _("Why it was nominated")),
]


def asked(file, edition):
    """What is kept until the columns are named: the table without what nobody may keep, and the likeliest mapping."""
    found = table.main_table(file)
    header = ["" if _is_private(name) else name for name in found.header]
    rows = [[row.line, _kept(row.cells, found.header)] for row in found.rows]
    mapping = _remembered(edition, header) or guess(header)
    return {"name": file.name, "header": header, "rows": rows}, mapping.as_json()


def offered(kept, *, with_values=True):
    """[(index, words)] of the columns, each with its first values."""
    for index, name in enumerate(kept["header"]):
        values = [cells[index] for _line, cells in kept["rows"] if index < len(cells) and cells[index]]
        if name or values:
            first = f": {'; '.join(values[:3])[:SHOWN]}" if with_values else ""
            yield index, f"{name or index + 1}{first}"


def read(kept, chosen):
    """The reading of a kept table by the columns that were chosen: {field: index}."""
    mapping = Mapping(**chosen, headers=kept["header"], one_author_per_row=chosen.get("family_name") is not None)
    return table.read([_as_file(kept)], mapping), mapping


def _as_file(kept):
    """A table whose rows stand at the lines that they had."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    lines = dict(kept["rows"])
    first = min(lines, default=2)
    for line in range(1, max(lines, default=1) + 1):
        writer.writerow(kept["header"] if line == first - 1 else lines.get(line, []))
    return File(kept["name"], text.getvalue().encode())


def _kept(cells, header):
    return [
        "" if index < len(header) and _is_private(header[index]) else cell.replace("\n", " ")
        for index, cell in enumerate(cells)
    ]


def _is_private(header):
    return bool(CONFIDENTIAL.search(clean(header)))


def _remembered(edition, header):
    """How the last table with these columns was mapped, in this edition or its series."""
    batches = Import.objects.filter(workshop__in=_kin(edition), mapping__headers=header).order_by("-created_at")
    last = batches.first()
    return Mapping.from_json(last.mapping) if last else None


def _kin(edition):
    return edition.series.workshops.all() if edition.series else [edition]
