"""Text with separators becomes rows below their header, whatever program saved it."""

import pytest

from papers.importers.headers import key
from papers.importers.rows import Level, Unreadable
from papers.importers.tables import tables
from tests.papers.importers.reading import file

HEADER = "Paper ID,Paper Title,Authors"
ROWS = [["7", "Über Ebbe – und Flut", "Zoë Čapek; Jörg Müßig"], ["8", "Señales", "François Peña"]]


def table(content, name="papers.csv"):
    [found] = tables(file(content, name))
    return found


def cells(content):
    return [row.cells for row in table(content).rows]


def told(found):
    return [(note.level, note.place.line, note.sentence) for note in found.notes]


def delimited(separator=",", newline="\n"):
    header = HEADER.replace(",", separator)
    return newline.join([header, *(separator.join(row) for row in ROWS), ""])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_an_encoding_that_can_be_told_is_not_asked_about(encoding, newline):
    found = table(delimited("\t", newline).encode(encoding))

    assert [row.cells for row in found.rows] == ROWS
    assert found.notes == []


@pytest.mark.parametrize(("encoding", "named"), [("cp1252", "Windows-1252"), ("mac_roman", "Mac Roman")])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_an_encoding_that_must_be_guessed_is_said(encoding, named, newline):
    text = delimited(",", newline).replace("Č", "C")

    found = table(text.encode(encoding))

    assert [row.cells for row in found.rows] == [[cell.replace("Č", "C") for cell in row] for row in ROWS]
    assert [note.sentence for note in found.notes] == [
        f"This file does not say how its letters are stored; it was read as {named}."
    ]


def test_one_damaged_letter_does_not_spoil_the_others():
    found = table(delimited().encode().replace("ñ".encode(), b"\xf1", 1))

    assert found.rows[0].cells == ROWS[0]
    assert told(found) == [(Level.DOUBT, None, "Some letters of this file are damaged; they show as “\ufffd”.")]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("name", ["papers.csv", "papers.txt", "papers.xls"])
def test_the_separator_is_told_by_the_header_not_by_the_name(separator, name):
    text = "\n".join(separator.join(row) for row in [["Paper ID", "Paper Title", "Status"], ["7", "Tides", "Accept"]])

    assert table(text, name).rows[0].cells == ["7", "Tides", "Accept"]


def test_text_between_tabs_keeps_its_quotes():
    found = table('Paper ID\tPaper Title\tAuthors\r\n7\t"Why" tides "turn"\tAda Person\r\n8\tA 5" wave\tBo Mensch\r\n')

    assert [row.get("papertitle") for row in found.rows] == ['"Why" tides "turn"', 'A 5" wave']


def test_quotes_that_a_spreadsheet_put_around_a_cell_come_off():
    content = 'Paper ID\tPaper Title\tAuthors\n7\t"Tides, ""high"" and low"\tAda Person\n8\t"Two\nlines"\tBo Mensch\n'

    assert [row.get("papertitle") for row in table(content).rows] == ['Tides, "high" and low', "Two lines"]


def test_a_line_end_within_quotes_does_not_end_a_row():
    found = table('id,title,abstract\n1,Tides,"First.\n\nSecond."\n2,Waves,Short\n')

    assert [(row.line, row.get("title")) for row in found.rows] == [(2, "Tides"), (5, "Waves")]
    assert found.rows[0].raw("abstract") == "First.\n\nSecond."


def test_a_header_further_down_is_found_by_what_it_says():
    found = table("Workshop on Tides\n\nexported today\n\nPaper ID,Paper Title,Authors\n7,Tides,Ada Person\n")

    assert found.rows[0].get("papertitle") == "Tides"
    assert told(found) == [
        (Level.IGNORED, line, "This row stands above the header and was left out.") for line in (1, 3)
    ]


@pytest.mark.parametrize(
    ("header", "meant"),
    [
        ("Paper ID", "paperid"),
        ("paper_id", "paperid"),
        ("PAPERID", "paperid"),
        ("paperId", "paperid"),
        ("deleted?", "deleted"),
        ("submission #", "submission#"),
        ("contribtion_type", "contributiontype"),
        ("submitting_autor", "submittingauthor"),
        ("instituion", "institution"),
        ("% Completed", "%completed"),
        ("1: First Name", "1firstname"),
        ("2: First Name", "2firstname"),
        ("author", "author"),
    ],
)
def test_case_blanks_and_one_slip_of_the_pen_do_not_matter(header, meant):
    assert key(header) == meant


def test_columns_of_one_name_survive_and_are_said():
    found = table("id,title,ID,title\n1,Tides,77,\n2,,78,Waves\n")

    assert [row.cells for row in found.rows] == [["1", "Tides", "77", ""], ["2", "", "78", "Waves"]]
    assert [row.get("title") for row in found.rows] == ["Tides", "Waves"]
    assert [sentence for _level, _line, sentence in told(found)] == [
        "Several columns are called “id”; the first one counts.",
        "Several columns are called “title”; the first one counts.",
    ]


def test_columns_without_a_header_move_no_other():
    found = table('"id","","title","","authors","",""\n"1"," ","Tides","","Ada Person","am",""\n')

    assert (found.rows[0].get("title"), found.rows[0].get("authors")) == ("Tides", "Ada Person")
    assert told(found) == [(Level.IGNORED, None, "Left out, because they have no header: columns F.")]


def test_a_row_with_a_cell_too_many_is_an_error_and_stops_no_other():
    found = table("id,title,authors\n1,Tides, high and low,Ada\n2,Waves,Bo\n3,Winds,Cy\n")

    assert [row.get("title") for row in found.rows] == ["Waves", "Winds"]
    assert told(found) == [
        (Level.ERROR, 2, "This row has more cells than the header; a separator within a cell moves the rest.")
    ]


def test_a_row_with_cells_missing_is_read_as_far_as_it_goes():
    found = table("id,title,authors,abstract\n1,Tides,Ada\n2,Waves\n")

    assert [row.cells for row in found.rows] == [["1", "Tides", "Ada", ""], ["2", "Waves", "", ""]]


@pytest.mark.parametrize("rest", ["", '3,"Winds",Cy\n'])
def test_a_quote_that_is_never_closed_spoils_its_own_row_only(rest):
    found = table(f'id,title,authors\n1,"Tides,Ada\n2,Waves,Bo\n{rest}')

    assert [row.get("title") for row in found.rows] == ["Waves", "Winds"][: 1 + bool(rest)]
    assert told(found) == [(Level.ERROR, 2, "This row cannot be cut into cells: a quote is opened and not closed.")]


def test_lines_of_a_broken_cell_are_no_rows():
    lines = "\n".join(f"line {number}, of it" for number in range(5))

    found = table(f'id,title,authors,abstract,track,status\n1,Tides,Ada,"{lines}')

    assert found.rows == []
    assert [line for _level, line, _sentence in told(found)] == [2]


def test_quotes_within_a_cell_are_doubted():
    found = table('id,title,authors\n1,"Tides" high,Ada\n2,Waves,Bo\n')

    assert len(found.rows) == 2
    assert told(found) == [(Level.DOUBT, 2, "Quotes do not match in this row; check its cells.")]


def test_zero_bytes_are_no_letters():
    assert cells(delimited().replace("Über", "Ü\x00ber\x00")) == ROWS


def test_empty_rows_and_columns_do_not_count():
    content = "id,title,,,\n\n,,,,\n1,Tides,,,\n" + ",,,,\n" * 25_000

    found = table(content)

    assert (found.header, len(found.rows), found.rows[0].line) == (["id", "title"], 1, 4)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "“papers.csv” is empty."),
        (b"\xef\xbb\xbf \r\n", "“papers.csv” is empty."),
        (b"%PDF-1.7 ...", "“papers.csv” is no table; export the list as CSV or as a workbook and bring that."),
        (b"\x89PNG\r\n\x1a\n", "“papers.csv” is no table; export the list as CSV or as a workbook and bring that."),
        (b"id,title\n" + b"\x01\x02\x03" * 50, "This is no table: it holds bytes that no text has."),
        (b"id,title\n" + b"1,Tides\n" * 20_001, "This table has more than 20,000 rows; split it."),
        (b"x" * (10 * 2**20 + 1), "“papers.csv” is larger than 10 MB; split it."),
        (b"id,title\n" + b'1,"Ti"des"\n' * 300, "Too many lines have quotes that do not match; save the table anew."),
        (b"id,title\n" + b",x" * 1001, "This table has too many columns; keep those that matter."),
        (b'{"id": 1, "title": "Tides"}', "This file holds no list of entries with named fields."),
        (b"<html><body><p>Tides</p></body></html>", "This page holds no table."),
        (b"<table>" + b"<tr><td>x" * 20_100, "This table has more than 20,000 rows; split it."),
        (
            b",".join([b"title"] * 301) + b"\n" + b",".join([b"x"] * 301),
            "This table has more than 300 columns; keep those that matter.",
        ),
    ],
)
def test_what_is_no_table_is_refused_with_a_sentence(content, sentence):
    with pytest.raises(Unreadable) as refusal:
        tables(file(content, "papers.csv"))

    assert str(refusal.value) == sentence


def test_a_list_of_objects_is_a_table_of_entries():
    found = table(
        [{"paperId": 6, "paperTitle": "Tides", "open": True}, {"paperTitle": "Waves", "authors": ["Ada", "Bo"]}, 5]
    )

    assert found.header == ["paperId", "paperTitle", "open", "authors"]
    assert [row.cells for row in found.rows] == [["6", "Tides", "yes", ""], ["", "Waves", "", "Ada; Bo"]]
    assert str(found.rows[1].place("papertitle")) == "papers.csv, entry 2, paperTitle"
    assert [(str(note.place), note.sentence) for note in found.notes] == [
        ("papers.csv, entry 3", "This is no entry with named fields.")
    ]


def test_commas_at_the_end_of_objects_are_forgiven():
    assert cells('[{"id": "1", "title": "Tides",},\n]') == [["1", "Tides"]]


def test_a_header_that_begins_with_a_bracket_is_no_json():
    found = table("[Review] Min,Paper ID,Paper Title,Authors,Status\n3,7,Tides,Ada Person,Accept\n")

    assert found.rows[0].get("papertitle") == "Tides"


def test_a_page_saved_as_a_workbook_gives_its_table():
    page = "<html><body><!-- old --><table><tr><th>Paper ID<th>Paper Title<th>Authors<tr><td>7<td>T&uuml;des<td>Ada</table>"

    assert table(page, "Papers.xls").rows[0].cells == ["7", "Tüdes", "Ada"]


def test_a_file_is_read_once():
    papers = file(delimited())

    assert tables(papers) is tables(papers)


def test_people_in_a_list_of_objects_become_a_string_of_authors():
    ada = {"first": "Ada", "last": "Person", "affiliation": "Uni A"}

    assert cells([{"title": "Tides", "authors": [ada, {"name": "Bo Mensch"}]}]) == [
        ["Tides", "Ada Person (Uni A); Bo Mensch"]
    ]


def test_what_a_page_has_commented_out_or_spans_moves_no_cell():
    page = (
        "<table><tr><td>id<td>title<td>authors<tr><td><!--<b>old</b>-->1<td colspan=2>Tides<tr><td colspan=x>2</table>"
    )

    assert cells(page) == [["1", "Tides", ""], ["2", "", ""]]


def test_a_cell_without_end_spoils_its_own_row_only():
    found = table("id,title,authors\n1," + "x" * 140_000 + ",Ada\n2,Waves,Bo\n")

    assert [row.get("title") for row in found.rows] == ["Waves"]
    assert told(found) == [
        (Level.ERROR, 2, "A cell of this row is too long to be one; perhaps a quote is opened and not closed.")
    ]


def test_a_broken_line_above_the_table_is_said():
    found = table("x" * 140_000 + "\nid,title,authors\n1,Tides,Ada\n")

    assert [row.get("title") for row in found.rows] == ["Tides"]
    assert told(found) == [(Level.IGNORED, 1, "This row stands above the header and was left out.")]
