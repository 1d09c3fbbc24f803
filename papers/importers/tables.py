"""Whatever holds a table — text with separators, a workbook, HTML, JSON or YAML — as rows below their header."""

from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from papers.importers.clean import clean, quoted
from papers.importers.containers import grids
from papers.importers.headers import key, known
from papers.importers.rows import File, Level, Note, Place, Unreadable

MOST_ROWS = 20_000
MOST_COLUMNS = 300  # with something in them; START lists 35 authors in 7 columns each
HEADER_WITHIN = 30  # rows

_TABLES: WeakKeyDictionary[File, "list[Table] | Unreadable"] = WeakKeyDictionary()


@dataclass(frozen=True)
class Row:
    """A row below a header. A cell is found by any of its column's names, whatever the order of the columns."""

    table: "Table"
    line: int
    cells: list[str]

    def get(self, *keys):
        """The first of the columns so called that says anything, as one clean line."""
        return clean(self.raw(*keys))

    def raw(self, *keys):
        return next((cell for wanted in keys for cell in self._under(wanted) if cell.strip()), "")

    def place(self, *keys):
        column = next((index for wanted in keys for index in self.table.columns(wanted)), None)
        return self.table.place(self.line, column)

    def _under(self, wanted):
        return [self.cells[index] for index in self.table.columns(wanted)]


@dataclass(eq=False)
class Table:
    file: str
    sheet: str = ""  # only where a file has several
    header: list[str] = field(default_factory=list)  # as printed; nothing where a table has none
    rows: list[Row] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)  # what could not be read, or perhaps not rightly
    counts_lines: bool = True  # entries of JSON are counted instead
    is_known: bool = False  # its header names columns that we know

    def __post_init__(self):
        self.named = {}
        for index, header in enumerate(self.header):
            self.named.setdefault(key(header), []).append(index)
        self.named.pop("", None)

    @property
    def keys(self):
        return self.named.keys()

    @property
    def name(self):
        return f"{self.file} › {self.sheet}" if self.sheet else self.file

    def columns(self, wanted):
        return self.named.get(wanted, ())

    def has(self, *wanted):
        return all(column in self.named for column in wanted)

    def place(self, line=None, column=None):
        name = self.header[column] if column is not None and column < len(self.header) else ""
        if line is None or self.counts_lines:
            return Place(self.name, line, clean(name))
        return Place(self.name, cell=", ".join(filter(None, [f"entry {line}", clean(name)])))

    def note(self, level, sentence, line=None, column=None):
        self.notes.append(Note(level, self.place(line, column), sentence))


def tables(file):
    """All tables of a file; read once for as long as the file is held."""
    if file not in _TABLES:
        _TABLES[file] = _tables(file)
    found = _TABLES[file]
    if isinstance(found, Unreadable):
        raise found
    return found


def tables_of(files):
    """Tables of those files that can be read as such, to recognize a format by."""
    found = []
    for file in files:
        try:
            found += tables(file)
        except Unreadable:
            continue
    return found


def _tables(file):
    try:
        found = [grid for grid in grids(file) if grid.rows or grid.spoilt or grid.notes]
        return [_table(grid, file.name, grid.sheet if len(found) > 1 else "") for grid in found]
    except Unreadable as problem:
        return problem


def _table(grid, name, sheet):
    if len(grid.rows) > MOST_ROWS + HEADER_WITHIN:
        raise Unreadable(_("This table has more than 20,000 rows; split it."))
    position = _header_position(grid.rows)
    header = grid.rows[position].cells if position is not None else []
    while header and not header[-1].strip():
        header = header[:-1]
    table = Table(name, sheet, header, counts_lines=grid.counts_lines, is_known=known(header) >= 2)
    for level, sentence, line in grid.notes:
        table.note(level, sentence, line)
    if position is not None:
        _above(grid.rows[:position], table)
    width = len(grid.rows[position].cells) if position is not None else 0
    _fill(table, grid.rows if position is None else grid.rows[position + 1 :], width)
    _note_columns(table, grid.spoilt)
    return table


def _header_position(rows):
    """Where the header is: the row that names most columns we know; a table that begins with a number has none."""
    scores = [known(row.cells) for row in rows[:HEADER_WITHIN]]
    if max(scores, default=0) >= 2:
        return scores.index(max(scores))
    if not rows or "".join(rows[0].cells[:1]).strip().isdecimal():
        return None
    several = (index for index, row in enumerate(rows[:HEADER_WITHIN]) if sum(map(bool, row.cells)) > 1)
    return next(several, 0)


def _above(rows, table):
    for row in rows:
        table.note(Level.IGNORED, _("This row stands above the header and was left out."), row.line)


def _fill(table, records, width):
    """Rows as wide as the header; one that is wider has a separator too many, unless most are."""
    is_wider = [record.must_fit and any(cell.strip() for cell in record.cells[width:]) for record in records]
    is_ragged = bool(width) and sum(is_wider) * 2 <= len(records)
    within_broken = False
    for record, has_more in zip(records, is_wider, strict=True):
        within_broken = within_broken and 2 * len(record.cells) < width
        if within_broken:
            continue
        problem = _problem(record, width, has_more and is_ragged)
        within_broken = bool(problem) and not record.is_sure
        if problem:
            table.note(Level.ERROR, problem, record.line)
        else:
            _keep(table, record)
    if len(table.rows) > MOST_ROWS:
        raise Unreadable(_("This table has more than 20,000 rows; split it."))


def _problem(record, width, is_too_wide):
    if not record.is_sure and not record.cells:
        return _("A cell of this row is too long to be one; perhaps a quote is opened and not closed.")
    if not record.is_sure and len(record.cells) != width:
        return _("This row cannot be cut into cells: a quote is opened and not closed.")
    if is_too_wide:
        return _("This row has more cells than the header; a separator within a cell moves the rest.")
    return ""


def _keep(table, record):
    if not record.is_sure:
        table.note(Level.DOUBT, _("Quotes do not match in this row; check its cells."), record.line)
    table.rows.append(Row(table, record.line, record.cells + [""] * (len(table.header) - len(record.cells))))


def _note_columns(table, spoilt):
    used = {index for row in table.rows for index, cell in enumerate(row.cells) if cell.strip()}
    if len(used) > MOST_COLUMNS:
        raise Unreadable(
            _("This table has more than %(most)d columns; keep those that matter.") % {"most": MOST_COLUMNS}
        )
    for columns in table.named.values():
        if len(columns) > 1:
            name = quoted(clean(table.header[columns[0]]))
            table.note(Level.DOUBT, _("Several columns are called %(name)s; the first one counts.") % {"name": name})
    nameless = [index for index in sorted(used) if index >= len(table.header) or not table.header[index].strip()]
    if nameless and table.header:
        letters = ", ".join(letter(index) for index in nameless[:10])
        table.note(
            Level.IGNORED, _("Left out, because they have no header: columns %(letters)s.") % {"letters": letters}
        )
    for column, lines in spoilt.items():
        table.note(Level.ERROR, _without_result(column, lines), lines[0], column)


def _without_result(column, lines):
    name = letter(column)
    return ngettext(
        "The formula in %(first)s has no stored result; open the workbook, save it and bring it again.",
        "%(count)d formulas have no stored result (%(first)s – %(last)s); open the workbook, save it and bring it again.",
        len(lines),
    ) % {"count": len(lines), "first": f"{name}{lines[0]}", "last": f"{name}{lines[-1]}"}


def letter(index):
    """The name of a column in a spreadsheet: A, Z, AA."""
    letters = ""
    while index >= 0:
        index, rest = divmod(index, 26)
        letters = chr(ord("A") + rest) + letters
        index -= 1
    return letters
