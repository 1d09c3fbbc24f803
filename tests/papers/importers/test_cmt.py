"""Microsoft CMT with invented papers: every container, every column that matters, none that must not stay."""

import json

import pytest

from papers.importers import cmt
from papers.importers.rows import Decision, Level
from tests.papers.importers.reading import errors, file, names, sentences

HEADER = (
    "Paper ID	Created	Last Modified	Paper Title	Abstract	Primary Contact Author Name	Primary Contact Author Email	Authors"
    "	Author Names	Author Emails	Primary Subject Area	Conflicts	Assigned	Completed	% Completed	Bids	Discussion	Status	Files"
    "	Reviewers	Reviewer Emails"
)
PAPER = {
    "Paper ID": "7",
    "Created": "2/11/2022 12:26:35 AM -08:00",
    "Paper Title": 'High "tides"',
    "Abstract": "They come; they go.",
    "Primary Contact Author Name": "Bo van Mensch",
    "Primary Contact Author Email": "bo@b.example",
    "Authors": "Ada M Person (Uni A, Town); Bo van Mensch ( Lab B)*",
    "Author Names": "Person, Ada M; van Mensch, Bo*",
    "Author Emails": "ada@a.example; bo@b.example*",
    "Discussion": "Disabled (0)",
    "Status": "Accept (Oral)",
    "Reviewers": "Rev Iewer",
    "Reviewer Emails": "rev@r.example",
}


def export(*papers, header=HEADER):
    """As CMT writes it: TAB, CRLF, no quotes, called .csv."""
    columns = header.split("\t")
    rows = [header, *("\t".join((PAPER | paper).get(column, "") for column in columns) for paper in papers)]
    return file("\r\n".join(rows) + "\r\n", "Papers.csv")


def read(*papers, **options):
    return cmt.read([export(*papers, **options)])


def test_a_raw_export_is_recognized_whatever_it_is_called():
    assert cmt.recognizes([export({})])


def test_a_paper_comes_with_all_that_the_export_tells():
    [paper] = read({}).papers

    assert (paper.source_id, paper.number, paper.title) == ("7", 7, 'High "tides"')
    assert (paper.abstract, paper.kind) == ("They come; they go.", "oral")
    assert (paper.decision, paper.decision_words) == (Decision.ACCEPTED, "Accept (Oral)")
    assert str(paper.place) == "Papers.csv, line 2, Paper Title"


def test_authors_have_their_names_apart_their_address_and_the_contact():
    [paper] = read({}).papers

    assert [(row.name, row.affiliation, row.given_name, row.family_name) for row in paper.authors] == [
        ("Ada M Person", "Uni A, Town", "Ada M", "Person"),
        ("Bo van Mensch", "Lab B", "Bo", "van Mensch"),
    ]
    assert [row.email for row in paper.authors] == ["ada@a.example", "bo@b.example"]
    assert [row.is_corresponding for row in paper.authors] == [False, True]


def test_reviewers_are_dropped_at_the_door_and_named():
    reading = read({})

    assert sentences(reading) == [
        (
            "Reviews, scores, bids and conflicts are not kept; dropped: Conflicts, Assigned, Completed, % Completed, Bids, "
            "Discussion, Reviewers, Reviewer Emails."
        )
    ]
    assert "Iewer" not in repr(reading.papers)
    assert "rev@" not in repr(reading)


@pytest.mark.parametrize(
    ("status", "decision", "kind"),
    [
        ("Accept", Decision.ACCEPTED, ""),
        ("Accept (Paper --> Proposal)", Decision.ACCEPTED, ""),
        ("Accept as Spotlight", Decision.ACCEPTED, "spotlight"),
        ("Reject", Decision.REJECTED, ""),
        ("Desk Reject", Decision.REJECTED, ""),
        ("Withdrawn", Decision.WITHDRAWN, ""),
        ("Awaiting Decision", Decision.UNDECIDED, ""),
        ("", Decision.UNDECIDED, ""),
    ],
)
def test_the_status_is_the_decision(status, decision, kind):
    [paper] = read({"Status": status}).papers

    assert (paper.decision, paper.kind, paper.decision_words) == (decision, kind, status)


def test_an_export_without_status_lists_accepted_papers():
    [paper] = read({}, header=HEADER.replace("\tStatus", "")).papers

    assert paper.decision == Decision.ACCEPTED


def test_words_that_are_no_decision_are_asked_about():
    reading = read({"Status": "Hmm"})

    assert reading.papers[0].decision == Decision.UNDECIDED
    assert "“Hmm” is no decision that is known here; the paper counts as undecided." in sentences(reading, Level.DOUBT)


@pytest.mark.parametrize(
    ("addresses", "kept"),
    [
        ("ada@a.example; bo@b.example*", ["ada@a.example", "bo@b.example", ""]),  # all up to the contact
        ("bo@b.example*", ["", "bo@b.example", ""]),  # the first one's is missing; the contact's stands elsewhere
        ("ada@a.example; bo@b.example*; cy@c.example", ["ada@a.example", "bo@b.example", "cy@c.example"]),
        ("ada@a.example; bo@b.example*; cy@c.example; di@d.example", ["", "bo@b.example", ""]),
    ],
)
def test_addresses_go_to_authors_only_where_that_is_certain(addresses, kept):
    authors = "Ada Person (Uni A); Bo van Mensch (Lab B)*; Cy Xi (Uni C)"

    [paper] = read({"Authors": authors, "Author Names": "", "Author Emails": addresses}).papers

    assert [row.email for row in paper.authors] == kept


def test_addresses_left_out_are_counted_not_shown():
    reading = read({"Author Emails": "bo@b.example*"})

    assert "1 e-mail addresses for 2 authors: whose they are is not certain; 1 left out." in sentences(reading)


def test_names_alone_are_turned_round():
    [paper] = read({"Authors": ""}).papers

    assert names(paper) == ["Ada M Person", "Bo van Mensch"]
    assert paper.authors[1].is_corresponding


def test_the_contact_is_known_by_name_where_no_asterisk_is():
    [paper] = read({"Authors": "Ada M Person (Uni A); Bo van Mensch (Lab B)", "Author Names": ""}).papers

    assert [row.is_corresponding for row in paper.authors] == [False, True]


def test_paper_number_nought_is_a_number():
    [paper] = read({"Paper ID": "0"}).papers

    assert (paper.number, paper.source_id) == (0, "0")


def test_a_broken_row_is_an_error_with_its_place_and_stops_no_other():
    reading = read({"Paper Title": ""}, {"Paper ID": "of the tides."}, {"Paper ID": "9"})

    assert [paper.source_id for paper in reading.papers] == ["9"]
    assert errors(reading) == [
        ("Papers.csv, line 2", "This row has no title."),
        ("Papers.csv, line 3", "The paper id of this row is not a number; the row was probably torn apart."),
    ]


def test_one_id_with_two_titles_is_an_error_with_one_title_a_repetition():
    reading = read({}, {}, {"Paper Title": "Another"})

    assert len(reading.papers) == 1
    assert sentences(reading)[1:] == [
        "Paper “7” stands already at Papers.csv, line 2, Paper Title.",
        "Paper “7” stands already at Papers.csv, line 2, Paper Title, with another title; this row was left out.",
    ]


def test_anonymous_papers_have_no_authors_and_say_so():
    reading = read({"Authors": "Anonymous", "Author Names": ""})

    assert names(reading.papers[0]) == []
    assert "“Anonymous” is nobody who could be published; that author was left out." in sentences(reading)


def test_json_with_camel_cased_headers_is_read():
    camel = {"paperId": 6, "paperTitle": "Tides", "authors": "Ada Person (Uni A)*; Bo Mensch (Lab B)"}

    reading = cmt.read([file([camel, camel | {"paperId": 8, "paperTitle": "Waves"}], "accepted.json")])

    assert [(paper.number, paper.title, names(paper)) for paper in reading.papers] == [
        (6, "Tides", ["Ada Person", "Bo Mensch"]),
        (8, "Waves", ["Ada Person", "Bo Mensch"]),
    ]


def test_a_list_with_short_names_is_recognized_by_its_asterisks():
    papers = [{"id": "2", "title": "Tides", "authors": "Ada Person (Uni A)*; Bo Mensch (Lab B)"}]
    trailing = json.dumps(papers).replace("}", ",}")

    assert cmt.recognizes([file(trailing, "papers.yml")])
    assert not cmt.recognizes([file(trailing.replace(")*", ")"), "papers.yml")])


def test_renamed_headers_are_the_same_columns():
    content = 'PaperID,PaperTitle,AuthorDetails,AuthorNames\n7,Tides,Ada Person (Uni A)*,"Person, Ada*"\n'

    [paper] = cmt.read([file(content, "papers.csv")]).papers

    assert [(row.name, row.affiliation, row.family_name) for row in paper.authors] == [
        ("Ada Person", "Uni A", "Person")
    ]


def test_a_file_of_other_things_beside_it_is_left_out_and_said():
    reading = cmt.read([export({}), file("topic,header?\nTides,yes\n", "topics.csv")])

    assert sentences(reading)[-1] == "There are no papers in this table; it was left out."
