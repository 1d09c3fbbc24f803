"""ConfTool with invented papers: numbered organisations, extended columns, spacers and misspelt headers."""

import csv
import io

import pytest

from papers.importers import conftool
from papers.importers.rows import Decision, Level
from tests.papers.importers.reading import file, names, sentences

OLD = [
    "paperID",
    "contribtion_type",
    "authors",
    "organisations",
    "",
    "title",
    "",
    "submitting_autor",
    "sa_email",
    "",
    "acceptance_status",
]
OLD += ["acceptance", "withdrawn", "abstract", "presenting_author", "score_average"]
PAPER = {
    "paperID": "12",
    "contribtion_type": "Poster presentation",
    "authors": "Person, Ada M (1,2); van Mensch, Bo (2)",
    "organisations": "1: Uni A, Germany; 2: Lab B",
    "title": "Tides",
    "submitting_autor": "van Mensch, Bo",
    "sa_email": "bo@b.example",
    "acceptance_status": "2",
    "acceptance": "Angenommen",
    "withdrawn": "0",
    "abstract": "<p>They <b>come</b>.</p><p>They go.</p>",
    "presenting_author": "Person, Ada M",
    "score_average": "42.23",
}


def export(paper, header=tuple(OLD)):
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    writer.writerow(header)
    writer.writerow([(PAPER | paper).get(column, "") if column else " " for column in header])
    return file(text.getvalue().encode("utf-8-sig"), "papers.csv")


def read(paper, **options):
    reading = conftool.read([export(paper, **options)])
    return reading.papers[0], reading


def test_spacers_and_misspelt_headers_are_recognized():
    assert conftool.recognizes([export({})])


def test_numbers_join_authors_and_organisations():
    paper, reading = read({})

    assert [(row.name, row.family_name, row.affiliation) for row in paper.authors] == [
        ("Ada M Person", "Person", "Uni A, Germany; Lab B"),
        ("Bo van Mensch", "van Mensch", "Lab B"),
    ]
    assert sentences(reading) == ["Reviews, scores, bids and conflicts are not kept; dropped: score_average."]


def test_who_submitted_is_the_contact_and_who_presents_is_known():
    paper, _reading = read({})

    assert [(row.email, row.is_corresponding, row.is_presenter) for row in paper.authors] == [
        ("", False, True),
        ("bo@b.example", True, False),
    ]


def test_a_single_organisation_has_no_number():
    paper, _reading = read({"authors": "Person, Ada; Mensch, Bo", "organisations": "Uni A, Germany"})

    assert [(row.name, row.affiliation) for row in paper.authors] == [
        ("Ada Person", "Uni A, Germany"),
        ("Bo Mensch", "Uni A, Germany"),
    ]


def test_authors_on_lines_of_their_own_are_the_same():
    paper, _reading = read({"authors": "Person, Ada (1)\nMensch, Bo (2)", "organisations": "1: Uni A\n2: Lab B"})

    assert [(row.name, row.affiliation) for row in paper.authors] == [("Ada Person", "Uni A"), ("Bo Mensch", "Lab B")]


def test_an_organisation_behind_a_name_needs_no_number():
    paper, _reading = read({"authors": "Person, Ada (Uni C); Mensch, Bo (2)"})

    assert [row.affiliation for row in paper.authors] == ["Uni C", "Lab B"]


def test_a_number_without_organisation_is_asked_about():
    paper, reading = read({"authors": "Person, Ada (3)"})

    assert paper.authors[0].affiliation == ""
    assert sentences(reading, Level.DOUBT) == ["There is no organisation with the number “3” in this row."]


def test_authors_in_columns_of_their_own_are_read_with_the_presenter():
    header = ["paperID", "title", "acceptance_status"]
    header += [
        f"authors_formatted_{number}_{part}" for number in (1, 2, 3) for part in ("name", "organisation", "email")
    ]
    people = {
        "authors_formatted_1_name": "Person, Ada*",
        "authors_formatted_1_organisation": "Uni A",
        "authors_formatted_1_email": "ada@a.example",
        "authors_formatted_2_name": "Mensch, Bo",
    }

    paper, _reading = read(people, header=header)

    assert [(row.name, row.affiliation, row.email, row.is_presenter) for row in paper.authors] == [
        ("Ada Person", "Uni A", "ada@a.example", True),
        ("Bo Mensch", "", "", False),
    ]


@pytest.mark.parametrize(
    ("cells", "decision"),
    [
        ({"acceptance_status": "1"}, Decision.ACCEPTED),
        ({"acceptance_status": "0", "acceptance": "On Hold"}, Decision.UNDECIDED),
        ({"acceptance_status": "-2"}, Decision.REJECTED),
        ({"acceptance_status": "", "acceptance": "Accepted"}, Decision.ACCEPTED),
        ({"acceptance_status": "", "acceptance": ""}, Decision.UNDECIDED),
        ({"acceptance_status": "2", "withdrawn": "1"}, Decision.WITHDRAWN),
    ],
)
def test_the_sign_of_the_status_decides(cells, decision):
    paper, _reading = read(cells)

    assert paper.decision == decision


def test_the_kind_and_the_abstract_are_read_as_text():
    paper, _reading = read({})

    assert (paper.kind, paper.abstract, paper.number) == ("poster", "They come.\n\nThey go.", 12)


def test_a_paper_without_authors_is_doubted():
    paper, reading = read({"authors": "", "organisations": ""})

    assert names(paper) == []
    assert sentences(reading, Level.DOUBT) == ["This paper has no authors."]


def test_a_list_of_users_is_no_list_of_papers():
    users = file("personID,title_selected,name,firstname,email\n1,Herr,Mustermann,Max,max@m.example\n", "users.csv")

    assert not conftool.recognizes([users])
