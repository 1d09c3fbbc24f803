"""Workbooks of all kinds, the hostile ones included: rows, or one sentence; the process lives on."""

import base64
import zipfile
import zlib
from datetime import date, datetime
from io import BytesIO

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from papers.importers import workbook
from papers.importers.rows import Level, Unreadable
from papers.importers.tables import tables
from tests.papers.importers.reading import file

HEADER = ["Paper ID", "Paper Title", "Authors", "Created"]
SPREADSHEET = """<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>%s
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:x="urn:schemas-microsoft-com:office:excel">%s</Workbook>"""
CHAPTERS = """<Worksheet ss:Name="Info"><Table><Row><Cell><Data ss:Type="String">Tides</Data></Cell></Row></Table></Worksheet>
<Worksheet ss:Name="Papers"><Table>
<Row ss:Index="4"><Cell><Data ss:Type="String">Paper ID</Data></Cell>
 <Cell ss:MergeAcross="1"><Data ss:Type="String">Paper Title</Data></Cell><Cell><Data ss:Type="String">Authors</Data></Cell></Row>
<Row><Cell><Data ss:Type="Number">7</Data></Cell><Cell><Data ss:Type="String">High <B>tides</B></Data></Cell>
 <Cell ss:Index="4"><Data ss:Type="String">Ada Person</Data></Cell></Row>
<Row ss:Index="9"><Cell ss:Formula="=R[-4]C+1"/><Cell><Data ss:Type="String">Waves</Data></Cell></Row></Table></Worksheet>"""


@pytest.fixture
def book():
    made = openpyxl.Workbook()
    made.active.append(HEADER)
    made.active.append([7, "Tides", "Ada Person; Bo Mensch", date(2026, 3, 1)])
    return made


def saved(book):
    packed = BytesIO()
    book.save(packed)
    return file(packed.getvalue(), "papers.xlsx")


def packed(parts):
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()


def refusal(content):
    with pytest.raises(Unreadable) as refused:
        tables(content if not isinstance(content, bytes) else file(content, "papers.xls"))
    return str(refused.value)


def told(found):
    return [(note.level, note.place.line, note.place.cell, note.sentence) for note in found.notes]


@pytest.mark.parametrize("epoch", [None, CALENDAR_MAC_1904])
def test_cells_are_what_a_person_would_have_typed(book, epoch):
    book.epoch = epoch or book.epoch
    book.active.append([8.5, True, datetime(2026, 3, 1, 14, 5)])  # noqa: DTZ001 - a cell has no zone

    [found] = tables(saved(book))

    assert [row.cells for row in found.rows] == [
        ["7", "Tides", "Ada Person; Bo Mensch", "2026-03-01"],
        ["8.5", "TRUE", "2026-03-01 14:05:00", ""],
    ]


def test_a_row_keeps_its_number_wherever_the_table_begins(book):
    book.active.insert_rows(1, 3)
    book.active.insert_cols(1, 2)

    [found] = tables(saved(book))

    assert [(row.line, row.get("papertitle")) for row in found.rows] == [(5, "Tides")]


def test_formulas_without_a_result_are_an_error_with_their_cells(book):
    book.active.append([8, "=B2", "Cy"])
    book.active.append([9, "=B3", "Di"])

    [found] = tables(saved(book))

    assert told(found) == [
        (
            *(Level.ERROR, 3, "Paper Title"),
            "2 formulas have no stored result (B3 – B4); open the workbook, save it and bring it again.",
        )
    ]


def test_formulas_with_a_stored_result_are_their_result(book):
    book.active.append([8, "=B2", "Cy"])
    content = packed(
        {
            name: part.replace(b"<f>B2</f><v></v>", b"<f>B2</f><v>42</v>").replace(
                b"<f>B2</f><v />", b"<f>B2</f><v>42</v>"
            )
            for name, part in parts_of(saved(book)).items()
        }
    )

    [found] = tables(file(content, "papers.xlsx"))

    assert (found.rows[1].cells[1], found.notes) == ("42", [])


def parts_of(book):
    with zipfile.ZipFile(BytesIO(book.content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_hidden_sheet_is_left_out_and_said(book):
    secret = book.create_sheet("Reviewers")
    secret.append(["Reviewer", "Email"])
    secret.sheet_state = "hidden"

    papers, hidden = tables(saved(book))

    assert (len(papers.rows), hidden.rows) == (1, [])
    assert [(str(note.place), note.sentence) for note in hidden.notes] == [
        ("papers.xlsx › Reviewers", "This sheet is hidden and was left out.")
    ]


def test_hidden_rows_are_read_and_said(book):
    book.active.row_dimensions[2].hidden = True

    [found] = tables(saved(book))

    assert len(found.rows) == 1
    assert told(found) == [(Level.DOUBT, 2, "", "This row is hidden in the workbook; it was read all the same.")]


def test_merged_cells_say_it_once(book):
    book.active.append([8, "Waves", "Cy"])
    book.active.merge_cells("B3:C3")

    [found] = tables(saved(book))

    assert found.rows[1].cells == ["8", "Waves", "", ""]


def test_one_cell_in_the_far_corner_kills_the_child_only(book):
    book.active["XFD1048576"] = "far"

    assert refusal(saved(book)) == (
        "This workbook takes too much memory or time to read; copy the rows into a new workbook, or save it as CSV."
    )


def test_a_child_that_takes_too_long_is_ended(book, monkeypatch):
    monkeypatch.setattr(workbook, "SECONDS", 0.001)

    assert refusal(saved(book)) == (
        "This workbook takes too much memory or time to read; copy the rows into a new workbook, or save it as CSV."
    )


def test_rows_without_end_are_refused(book):
    for _row in range(20_100):
        book.active.append([1])

    assert refusal(saved(book)) == "This workbook has more than 20,000 rows; split it."


def test_columns_without_end_are_refused(book):
    book.active.cell(row=2, column=500, value="far")

    assert refusal(saved(book)) == "This workbook has too many columns; keep those that matter."


def test_a_workbook_that_unpacks_to_too_much_is_refused_before_it_is_opened():
    bomb = packed({"xl/workbook.xml": b"", "xl/worksheets/sheet1.xml": b"0" * (101 * 2**20)})

    assert refusal(bomb) == "This workbook unpacks to more than 100 MB; keep only the sheet with the papers."


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (packed({"notes.txt": b"hello"}), "This archive is no workbook; unpack it and bring the files in it."),
        (packed({"../../etc/x": b"hello"}), "This archive is no workbook; unpack it and bring the files in it."),
        (
            packed({"xl/workbook.xml": b"nothing"}),
            "This workbook is damaged; open it, save it anew, or save it as CSV.",
        ),
        (b"PK\x03\x04 and nothing", "This workbook is damaged; open it, save it anew, or save it as CSV."),
        (workbook.OLE + bytes(600), "This workbook is damaged; open it, save it anew, or save it as CSV."),
        (
            workbook.OLE + bytes(600) + workbook.ENCRYPTED,
            "This workbook is protected by a password; save it without one.",
        ),
    ],
)
def test_what_cannot_be_opened_says_why(content, sentence):
    assert refusal(content) == sentence


def test_macros_are_not_looked_at(book):
    content = packed(parts_of(saved(book)) | {"xl/vbaProject.bin": workbook.OLE + b"Auto_Open"})

    assert tables(file(content, "papers.xlsm"))[0].rows[0].get("papertitle") == "Tides"


def test_excel_2003_xml_is_read_sheet_by_sheet():
    info, papers = tables(file(SPREADSHEET % ("", CHAPTERS), "Papers.xls"))

    assert info.rows == []
    assert [(row.line, row.get("papertitle"), row.get("authors")) for row in papers.rows] == [
        (5, "High tides", "Ada Person"),
        (9, "Waves", ""),
    ]
    assert told(papers) == [
        (
            *(Level.ERROR, 9, "Paper ID"),
            "The formula in A9 has no stored result; open the workbook, save it and bring it again.",
        )
    ]


def test_a_hidden_sheet_of_excel_2003_xml_is_left_out():
    options = "<WorksheetOptions xmlns='urn:schemas-microsoft-com:office:excel'><Visible>SheetHidden</Visible></WorksheetOptions>"

    _info, papers = tables(
        file(SPREADSHEET % ("", CHAPTERS.replace("</Table></Worksheet>", f"</Table>{options}</Worksheet>")))
    )

    assert papers.rows == []


@pytest.mark.parametrize(
    ("entities", "rows", "sentence"),
    [
        (
            '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>',
            "<Worksheet/>",
            "This file defines entities of its own, as no spreadsheet does; it was not read.",
        ),
        (
            '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>',
            "<Worksheet/>",
            "This file defines entities of its own, as no spreadsheet does; it was not read.",
        ),
        ("", "<x/>" * 100_001, "This workbook has too many rows or columns; keep those that matter."),
        ("", "<Worksheet/>", "This Excel XML file is damaged; open it, save it as .xlsx and bring that."),
        (
            "",
            "<Worksheet><Table>" + "<Row><Cell><Data>x</Data></Cell></Row>" * 20_060 + "</Table></Worksheet>",
            "This workbook has more than 20,000 rows; split it.",
        ),
        ("", "<Worksheet>", "This Excel XML file is damaged; open it, save it as .xlsx and bring that."),
        (
            "",
            "<Worksheet><Table><Row><Cell ss:Index='16384'><Data>x</Data></Cell></Row></Table></Worksheet>",
            "This workbook has too many rows or columns; keep those that matter.",
        ),
        (
            "",
            "<Worksheet><Table><Row ss:Index='-1'/></Table></Worksheet>",
            "This workbook has too many rows or columns; keep those that matter.",
        ),
    ],
)
def test_hostile_excel_2003_xml_is_refused_with_a_sentence(entities, rows, sentence):
    assert refusal((SPREADSHEET % (entities, rows)).encode()) == sentence


def test_days_that_never_were_spoil_no_row(book):
    book.active["D2"] = 60
    book.active["D2"].number_format = "yyyy-mm-dd"
    book.active.append([8, "Waves", "Cy", "31/02/2026"])

    [found] = tables(saved(book))

    assert [row.cells[3] for row in found.rows] == ["1900-02-28", "31/02/2026"]
    assert found.notes == []


def test_a_million_rows_in_few_bytes_are_refused(book):
    rows = b"".join(b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (line, line) for line in range(1, 2**20))

    assert refusal(with_sheet(book, rows)) == "This workbook has more than 20,000 rows; split it."


def test_a_cell_of_many_megabytes_in_few_bytes_is_refused(book):
    cell = b'<row r="1"><c r="A1" t="inlineStr"><is><t>' + b"a" * (90 * 2**20) + b"</t></is></c></row>"

    assert refusal(with_sheet(book, cell)) == (
        "This workbook takes too much memory or time to read; copy the rows into a new workbook, or save it as CSV."
    )


@pytest.mark.parametrize("entity", [b'"aaaa"', b'SYSTEM "file:///etc/hostname"', b'SYSTEM "http://127.0.0.1:9/x"'])
def test_entities_in_a_workbook_are_refused(book, entity):
    cell = b'<row r="1"><c r="A1" t="inlineStr"><is><t>&a;</t></is></c></row>'

    content = with_sheet(book, cell, b"<!DOCTYPE x [<!ENTITY a " + entity + b">]>")

    assert refusal(content) == "This workbook is damaged; open it, save it anew, or save it as CSV."


def with_sheet(book, rows, before=b""):
    sheet = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'
    return packed(parts_of(saved(book)) | {"xl/worksheets/sheet1.xml": before + sheet % rows})


def test_a_link_to_another_workbook_is_not_followed(book):
    relation = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="x" Target="http://127.0.0.1:9/x.xlsx" TargetMode="External"/></Relationships>'
    link = {"xl/externalLinks/_rels/externalLink1.xml.rels": relation}

    [found] = tables(file(packed(parts_of(saved(book)) | link), "papers.xlsx"))

    assert [row.get("papertitle") for row in found.rows] == ["Tides"]


OLD_EXCEL = (  # two rows of invented papers in the binary format of Excel 97, packed
    "eNrtWE9IFFEY/73ZXXfd1F1NAw1kELLdzUt0CUK3lUwME7OgiKDGdSB125XZWcEOZZnHIOhUdBHs0MXq0h/qUIegQ2DUoQgCrWOn"
    "oKCDOn3vm5lNzYMLJRbzG+Z73/e9933vzfve33k9Wz03db9hHqvQBh+WrHKULdMJestdIQrKtyzJummIXsvDP4XyEAWyLIAnla+C"
    "MoYy3vNQcM//nCjwid5TGEFPLqurG4h2boMmZBtaiQrcIk0V6rlVNUzTTLcyvcslnzLdz5qrTFup7Jw4idlkT2KvM4pPKE2cVwXp"
    "9yHbfGDNbtThpRzFF68Ju2wAKWNQy2zOjEZ/BaZBcevUs7qhZeZQSwGcxndLBb65M/WZ6uk3Vi9A+h8r9cE19NcVPzAO6wwP8Eka"
    "kIf89iTs1UZ0I7+A2wiTHLYXV1aqXQe2uOyxQTOjU/hTBfNszsjT3D1qamZBMt26NqrnE5Q3oKnt2pga69YKhp6JJ/apXaNjakfm"
    "nBqTpCubNwfNgqnHySqVTusjZgDoy+XMfAQiJQo0zYagUcvfw0CW0hheII84EnKx6NOH9LQpG2ivJNEVK0klz7AKogOIMF/N8yxK"
    "n7Nw5+ubw/29ydOsGefdw95jdshugYVL0oKMqzjHx1TmJNhiF9PL7HU78w1Ma2l2UNrcW+cwBye4zBXObaZ69jDeJncu42PET345"
    "8qhx8nMyTvxM5/z52pl3ySk00Z43QPbymUCLaBE3b0g8TrqpcNajj0zrf1ubQkrUabvlbKQRLHJQQf0hYUuyd0RRUpy+siUfST7H"
    "l1jl64ISZl01Gp3ygn35i5L0FShK0leZ40tZw5fCvpqc8nbUgkVJ+goVJelLngnalBo8kIa0+v5CGB48ePDgwYMHDx42FwSfNO3T"
    "tTwvBpyTe9D5r7NI75L3m+S/RR9y9Jh0reugy51JV7yxksbPNgSE60us08b9XyhxnGo3MIx+bsdwyeOXbl5i+fes2zD656ZQqfUv"
    "ldLOv1z/T1E77r0="
)


def test_a_binary_workbook_of_the_nineties_is_read():
    content = zlib.decompress(base64.b64decode(OLD_EXCEL))

    [table] = tables(file(content, "papers.xls"))

    assert content.startswith(b"\xd0\xcf\x11\xe0")
    assert [row.get("papertitle") for row in table.rows] == ["Leaves", "Roots"]
    assert table.rows[1].get("authors") == "Łucja Ørn (Ås)*"
