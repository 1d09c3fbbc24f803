"""Every row of the real tables is a paper or a note, and the authors are those of the file."""

import csv
import json
import re

import openpyxl
import pytest

from papers.importers import cmt, conftool, easychair, formats, hotcrp_authors, softconf
from papers.importers.rows import Decision, File, Level


@pytest.fixture
def opened(real_data):
    def open_them(*paths):
        return [File(path, (real_data / path).read_bytes()) for path in paths]

    return open_them


def rows_of(path):
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def names(paper):
    return [author.name for author in paper.authors]


def plain(text):
    return " ".join(text.split())


def printed(authors):
    """A simple reading of CMT's form, good for these files: cut at semicolons that no closing parenthesis follows."""
    last = re.compile(r"\s*\((?:[^()]|\([^()]*\))*\)\s*\*?\s*$")
    return [plain(last.sub("", name)).rstrip("*") for name in re.split(r";(?![^()]*\))", authors)]


def turned(names):
    return [plain(" ".join(reversed(name.replace("*", "").split(",")))) for name in names.split(";")]


def test_every_paper_of_ismir_2020_comes_with_its_authors(real_data, opened):
    path = "cmt-ismir2020/Papers_cmt_ismir2020.csv"
    rows = rows_of(real_data / path)

    reading = cmt.read(opened(path))

    assert [(paper.source_id, paper.title) for paper in reading.papers] == [
        (row["Paper ID"], plain(row["Paper Title"])) for row in rows
    ]
    assert [names(paper) for paper in reading.papers] == [turned(row["Author Names"]) for row in rows]
    assert all(author.family_name for paper in reading.papers for author in paper.authors)


def test_the_contact_of_ismir_2020_is_who_has_the_asterisk(real_data, opened):
    path = "cmt-ismir2020/Papers_cmt_ismir2020.csv"

    contacts = [
        [author.name for author in paper.authors if author.is_corresponding] for paper in cmt.read(opened(path)).papers
    ]

    assert contacts == [[plain(row["Primary Contact Author Name"])] for row in rows_of(real_data / path)]


def test_only_the_address_that_is_missing_in_ismir_2020_is_missing(opened):
    reading = cmt.read(opened("cmt-ismir2020/Papers_cmt_ismir2020.csv"))

    without = [paper.source_id for paper in reading.papers for author in paper.authors if not author.email]
    assert set(without) == {"125"}
    assert [str(note.place).rpartition(", line ")[2] for note in reading.notes] == ["41, Author Emails"]


@pytest.mark.parametrize("name", ["acceptedPapers", "oralSessions", "posterSessions"])
def test_every_paper_of_icvgip_2025_comes_with_its_authors(real_data, opened, name):
    path = f"cmt-icvgip2025/src__data__{name}.json"
    entries = json.loads((real_data / path).read_text())

    reading = cmt.read(opened(path))

    assert [(paper.number, names(paper)) for paper in reading.papers] == [
        (entry["paperId"], printed(entry["authors"])) for entry in entries
    ]
    assert not [note for note in reading.notes if note.level in {Level.ERROR, Level.DOUBT}]


def test_every_paper_of_enlsp_2022_comes_with_its_authors_or_is_anonymous(real_data, opened):
    path = "cmt-enlsp2022/_data__accepted_papers.yml"
    lines = re.findall(r'^"authors": "(.*?)",?$', (real_data / path).read_text(), re.MULTILINE)

    reading = cmt.read(opened(path))

    assert [names(paper) for paper in reading.papers] == [
        [] if line == "Anonymous" else printed(line) for line in lines
    ]
    assert len(reading.notes) == lines.count("Anonymous") == 4


@pytest.mark.parametrize(
    "name",
    [
        "cmt_Papers_excel2003xml.xls",
        "cmt_Papers_macroman.csv",
        "cmt_Papers_utf16_tab.txt",
        "cmt_Papers_utf8bom_semicolon.csv",
    ],
)
def test_every_container_of_cmt_gives_the_same(opened, name):
    def told(reading):
        return [(paper.source_id, paper.title, paper.abstract, paper.authors) for paper in reading.papers]

    [file] = opened(f"constructed/{name}")
    source = cmt.read(opened("cmt-ismir2020/Papers_cmt_ismir2020.csv"))

    assert formats.recognize([file]) is cmt
    assert told(cmt.read([file])) == told(source)[:8]


@pytest.mark.parametrize(
    ("name", "given", "family"),
    [("hotcrp_authors_until2024.csv", "first", "last"), ("hotcrp_authors_2024plus.csv", "given_name", "family_name")],
)
def test_every_row_of_hotcrp_is_an_author_or_a_note(real_data, opened, name, given, family):
    rows = rows_of(real_data / "constructed" / name)

    reading = hotcrp_authors.read(opened(f"constructed/{name}"))

    assert [
        (paper.source_id, author.name, author.affiliation, author.email)
        for paper in reading.papers
        for author in paper.authors
    ] == [
        (row["paper"], plain(f"{row[given]} {row[family]}"), row["affiliation"], row["email"])
        for row in rows
        if row["iscontact"] != "nonauthor"
    ]
    assert len(reading.notes) == len([row for row in rows if row["iscontact"] == "nonauthor"])


def test_every_submission_and_author_of_easychairs_files_is_read(real_data, opened):
    folder = "easychair-extra/easychair_sample_files__"
    submissions = rows_of(real_data / f"{folder}submission.csv")
    authors = rows_of(real_data / f"{folder}author.csv")

    reading = easychair.read(opened(f"{folder}author.csv", f"{folder}topics.csv", f"{folder}submission.csv"))

    assert [(paper.source_id, bool(paper.private)) for paper in reading.papers] == [
        (row["#"], row["deleted?"] == "yes") for row in submissions
    ]
    assert [
        (paper.source_id, author.name, author.affiliation, author.email)
        for paper in reading.papers
        for author in paper.authors
    ] == [
        (
            row["submission #"],
            plain(f"{row['first name']} {row['last name']}"),
            row["affiliation"],
            row["email"].lower(),
        )
        for row in authors
    ]


def test_easychairs_decisions_are_all_understood(real_data, opened):
    folder = "easychair-extra/easychair_sample_files__"

    papers = easychair.read(opened(f"{folder}submission.csv")).papers

    meant = {
        "accept": Decision.ACCEPTED,
        "reject": Decision.REJECTED,
        "desk reject": Decision.REJECTED,
        "withdrawn": Decision.WITHDRAWN,
        "no decision": Decision.UNDECIDED,
    }
    assert [paper.decision for paper in papers] == [
        meant[row["decision"]] for row in rows_of(real_data / f"{folder}submission.csv")
    ]


NZSA = "easychair-nzsa2017"
MERGED = f"{NZSA}/Copy of updated_merged list_196_easychair.xlsx"


def sheet(path, name):
    return [
        row for row in openpyxl.load_workbook(path)[name].iter_rows(min_row=2, values_only=True) if row[0] is not None
    ]


def test_nzsa_2017_is_put_together_from_both_workbooks(real_data, opened):
    titles = sheet(real_data / MERGED, "Sheet1")
    authors = sheet(real_data / f"{NZSA}/author_list.xlsx", "All")

    reading = easychair.read(opened(MERGED, f"{NZSA}/author_list.xlsx"))

    assert [(paper.number, paper.title) for paper in reading.papers] == [(row[0], plain(row[2])) for row in titles]
    put_together = {
        (paper.number, author.name, author.affiliation) for paper in reading.papers for author in paper.authors
    }
    misspelt = {(38, "Fangayo Li", "The University of Auckland")}  # once; printed and everywhere else: Fangyao
    assert {(row[0], plain(row[1]), plain(row[4] or "")) for row in authors} - put_together == misspelt
    assert sum(len(paper.authors) for paper in reading.papers) == len(authors) == 445


def test_nzsa_2017_keeps_the_printed_order(real_data, opened):
    reading = easychair.read(opened(MERGED, f"{NZSA}/author_list.xlsx"))

    for paper, row in zip(reading.papers, sheet(real_data / MERGED, "Sheet1"), strict=True):
        assert names(paper) == [plain(name) for name in re.split(r", | and ", row[1])]


def test_every_submission_of_a_list_of_authors_alone_is_an_error(opened):
    reading = easychair.read(opened(f"{NZSA}/author_list.xlsx"))

    assert reading.papers == []
    assert len([note for note in reading.notes if note.level == Level.ERROR]) == 193


def test_the_row_of_conftool_is_read(opened):
    [paper] = conftool.read(opened("conftool/src__test__resources__papers.csv")).papers

    assert (paper.source_id, paper.title, paper.decision_words) == ("123", "Einreichungstitel", "On Hold")
    assert [(author.name, author.affiliation) for author in paper.authors] == [
        ("Erik Einreicher", "Einreicherfirma, Deutschland")
    ]


def test_the_truncated_row_of_softconf_is_one_error(opened):
    reading = softconf.read(opened("aclpub2/examples__softconf__paper-metadata.csv"))

    assert reading.papers == []
    assert [(note.place.line, note.sentence) for note in reading.notes if note.level == Level.ERROR] == [
        (2, "This row cannot be cut into cells: a quote is opened and not closed.")
    ]


def test_every_row_of_ai4na_is_read_in_spite_of_its_trailing_cells(real_data, opened):
    [file] = opened("openreview-derived-ai4na2025/accepted.csv")

    reading = formats.recognize([file]).read([file])

    assert [(str(paper.number), paper.decision_words, names(paper)) for paper in reading.papers] == [
        (row["number"], row["decision"], [plain(name) for name in row["authors"].split(", ")])
        for row in rows_of(real_data / file.name)
    ]
