"""EasyChair with invented papers: the set of files, workbooks of authors, and tables copied from its pages."""

from io import BytesIO

import openpyxl
import pytest

from papers.importers import easychair
from papers.importers.rows import Decision, Level
from tests.papers.importers.reading import errors, file, names, sentences

SUBMISSIONS = """#,title,authors,submitted,last updated,form fields,keywords,decision,notified,reviews sent,abstract,deleted?
1,Tides,"Ada M Person, Zoë Xi and Bo van Mensch",2026-01-01,2026-01-01,,,accept,no,no,"They come.

They go.",no
2,Waves,Bo van Mensch,2026-01-01,2026-01-01,,,desk reject,no,no,,no
3,Winds,Cy Lee,2026-01-01,2026-01-01,,,,no,no,,yes
"""
AUTHORS = """submission #,first name,last name,email,country,affiliation,Web page,person #,corresponding?
1,Ada M,Person,ada@a.example,Germany,"Uni A; Lab B",,1,yes
1,Zoë,Xi,zoe@c.example,,Uni C,,2,yes
1,Bo,van Mensch,,,Lab B,,3,no
2,Bo,van Mensch,bo@b.example,,Lab B,,3,yes
9,Di,Rose,,,,,4,yes
"""


def read(*contents):
    return easychair.read([file(content, f"{number}.csv") for number, content in enumerate(contents)])


def workbook(**sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    packed = BytesIO()
    book.save(packed)
    return file(packed.getvalue(), "author_list.xlsx")


def test_the_set_of_files_is_put_together():
    tides = read(AUTHORS, SUBMISSIONS).papers[0]

    assert [(row.name, row.given_name, row.family_name, row.affiliation) for row in tides.authors] == [
        ("Ada M Person", "Ada M", "Person", "Uni A; Lab B"),
        ("Zoë Xi", "Zoë", "Xi", "Uni C"),
        ("Bo van Mensch", "Bo", "van Mensch", "Lab B"),
    ]
    assert [row.email for row in tides.authors] == ["ada@a.example", "zoe@c.example", ""]
    assert [row.is_corresponding for row in tides.authors] == [True, True, False]
    assert tides.abstract == "They come.\n\nThey go."


def test_decisions_and_deleted_papers_are_told():
    papers = read(SUBMISSIONS).papers

    assert [(paper.number, paper.decision, paper.private) for paper in papers] == [
        (1, Decision.ACCEPTED, ""),
        (2, Decision.REJECTED, ""),
        (3, Decision.UNDECIDED, "deleted in EasyChair"),
    ]


def test_without_the_file_of_authors_their_names_are_read():
    assert [names(paper) for paper in read(SUBMISSIONS).papers] == [
        ["Ada M Person", "Zoë Xi", "Bo van Mensch"],
        ["Bo van Mensch"],
        ["Cy Lee"],
    ]


def test_authors_of_a_submission_that_no_file_names_are_an_error():
    assert errors(read(SUBMISSIONS, AUTHORS)) == [
        (
            "1.csv, line 6",
            "Submission “9” has no title in these files (authors: 1); bring the list of submissions, too.",
        )
    ]


def test_a_list_of_authors_alone_is_recognized_and_asks_for_the_titles():
    reading = read(AUTHORS)

    assert easychair.recognizes([file(AUTHORS, "author.csv")])
    assert (reading.papers, len(errors(reading))) == ([], 3)


def test_a_workbook_of_authors_joins_a_list_of_titles_by_number_and_name():
    header = ["#", "Author", "Email", "Country", "Affiliation"]
    ada, zoe = [1, "Ada M Person", "ada@a.example", "Germany", "Uni A"], [1, "Zoe XI", "zoe@c.example", "", "Uni C"]
    authors = workbook(Corresponding=[header, ada], All=[header, ada, zoe])
    titles = file('ID,Authors,Title\n1,"Ada M Person, Zoë Xi and Bo Mensch",Tides\n', "titles.csv")

    [paper] = easychair.read([authors, titles]).papers

    assert [(row.name, row.affiliation, row.is_corresponding) for row in paper.authors] == [
        ("Ada M Person", "Uni A", True),
        ("Zoë Xi", "Uni C", False),
        ("Bo Mensch", "", False),
    ]


def test_an_author_of_the_list_whom_the_paper_does_not_print_is_asked_about():
    reading = read(SUBMISSIONS, AUTHORS.replace("Zoë,Xi", "Zoë,Chi"))

    assert names(reading.papers[0]) == ["Ada M Person", "Zoë Xi", "Bo van Mensch"]
    assert sentences(reading, Level.DOUBT) == [
        "“Zoë Chi” is in the list of authors of this submission, but not among those printed; left out."
    ]


def test_one_address_under_two_names_is_asked_about_without_showing_it():
    reading = read(SUBMISSIONS, AUTHORS + "3,Cyrus,Lee,ada@a.example,,,,5,yes\n")

    [doubt] = [sentence for sentence in sentences(reading, Level.DOUBT) if "address" in sentence]
    assert doubt == (
        "“Ada M Person”, “Cyrus Lee” have one e-mail address: one person in several spellings, or several who share it."
    )


def test_a_merged_workbook_with_formulas_and_a_stray_mark_is_read_as_far_as_it_goes():
    papers = [["ID", "Authors", "Title"], [1, "Ada M Person and Bo Mensch", "Tides"]]
    merged = [
        ["ID", "C_Author", "Email", "Country", "Affiliation", "ID", "Title"],
        [1, "Ada M Person", "ada@a.example", "Germany", "Uni A", "=A2", "=Sheet1!C2", *[None] * 18, "StudNZ"],
    ]

    reading = easychair.read([workbook(Sheet1=papers, Sheet2=merged)])

    assert [(row.name, row.affiliation) for row in reading.papers[0].authors] == [
        ("Ada M Person", "Uni A"),
        ("Bo Mensch", ""),
    ]
    assert [(note.level, str(note.place)) for note in reading.notes] == [
        (Level.DOUBT, "author_list.xlsx › Sheet2"),
        (Level.IGNORED, "author_list.xlsx › Sheet2"),
        (Level.ERROR, "author_list.xlsx › Sheet2, line 2, ID"),
        (Level.ERROR, "author_list.xlsx › Sheet2, line 2, Title"),
    ]


def test_tables_copied_from_its_pages_are_told_by_their_cells():
    submissions = "1\tAda Person and Bo Anderson\tTides\tx\n2\tCy Lee\tWaves\tx\n3\tDi Rose\tWinds\tx\n"
    accepted = "1\tTides\tsome\tACCEPT\n3\tWinds\tsome\tREJECT\n"

    papers = read(submissions, accepted).papers

    assert [(paper.title, names(paper), paper.decision) for paper in papers] == [
        ("Tides", ["Ada Person", "Bo Anderson"], Decision.ACCEPTED),
        ("Waves", ["Cy Lee"], Decision.UNDECIDED),
        ("Winds", ["Di Rose"], Decision.REJECTED),
    ]


def test_copied_decisions_alone_name_no_authors():
    reading = read("1\tTides\tsome\tACCEPT\n3\t\tsome\tACCEPT\n")

    assert [(paper.title, paper.authors, paper.decision) for paper in reading.papers] == [
        ("Tides", [], Decision.ACCEPTED)
    ]
    assert errors(reading) == [("0.csv, line 2", "This row has no title.")]
    assert sentences(reading, Level.DOUBT) == ["This paper has no authors."]


@pytest.mark.parametrize("decision", ["probably accept", "no decision", ""])
def test_what_is_not_final_is_undecided(decision):
    paper = read(SUBMISSIONS.replace(",accept,", f",{decision},")).papers[0]

    assert paper.decision == Decision.UNDECIDED


def test_copied_decisions_go_before_those_of_a_list():
    papers = read("ID,Authors,Title\n1,Ada Person,Tides\n", "1\tTides\tsome\tREJECT\n").papers

    assert [paper.decision for paper in papers] == [Decision.REJECTED]
