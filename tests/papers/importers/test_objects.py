"""Lists of objects that look like papers, with invented ones."""

import pytest

from papers.importers import objects
from papers.importers.rows import AuthorRow, Decision, Level, Unreadable
from tests.papers.importers.reading import errors, file, names, sentences

TWICE = "Every author stands here twice; each was read once."
TOO_FEW = "There are not as many affiliations as authors; the affiliations were left out."


def paper(**changes):
    return {"title": "Tides", "authors": ["Ada Person"]} | changes


def read(*papers):
    return objects.read([file(list(papers))])


def row_of(**changes):
    [row] = read(paper(**changes)).papers
    return row


@pytest.mark.parametrize(
    ("content", "is_list"),
    [
        ([paper()], True),
        ({"year": 2024, "papers": [paper()]}, True),
        ("- Paper Title: Tides\n  Author Names: Ada Person\n", True),
        ([paper(), {"time": "9:00"}, {"time": "10:00"}], False),
        ([{"title": "Keynote", "speaker": "Ada"}], False),
        ({"a": 1}, False),
        ("words", False),
    ],
)
def test_papers_are_recognized_by_title_and_authors(content, is_list):
    assert objects.recognizes([file(content)]) == is_list


@pytest.mark.parametrize(
    "author",
    [
        {"first": "Ada", "last": "Person", "affiliation": "Tides"},
        {"givenName": "Ada", "familyName": "Person", "institution": "Tides"},
        {"first_name": "Ada", "last_name": "Person", "aff": ["Tides"]},
    ],
)
def test_author_objects_are_read_whatever_their_keys_are_called(author):
    assert row_of(authors=[author]).authors == [AuthorRow("Ada Person", "Tides", "Ada", "Person")]


@pytest.mark.parametrize(
    "authors",
    [
        [["Ada Person", "Tides"], ["Bo Other", "Moon"]],
        {"Ada Person": "Tides", "Bo Other": "Moon"},
        ["Ada Person (Tides)", "Bo Other (Moon)"],
        "Ada Person (Tides); Bo Other (Moon)",
    ],
)
def test_names_with_affiliations_are_read_in_every_form(authors):
    assert row_of(authors=authors).authors == [AuthorRow("Ada Person", "Tides"), AuthorRow("Bo Other", "Moon")]


@pytest.mark.parametrize(
    ("author", "aff"),
    [
        ("Ada Person;Bo Other", "Tides;Moon + Sun"),
        ("Ada Person; Bo Other", "Tides; Moon + Sun"),
        (["Ada Person", "Bo Other"], ["Tides", "Moon + Sun"]),
        ("Ada Person, Bo Other", "Tides;Moon + Sun"),
    ],
)
def test_affiliations_beside_the_names_are_joined(author, aff):
    rows = row_of(authors=None, author=author, aff=aff).authors

    assert rows == [AuthorRow("Ada Person", "Tides"), AuthorRow("Bo Other", "Moon + Sun")]


def test_an_unknown_affiliation_between_known_ones_stays_unknown():
    rows = row_of(authors="A Person;B Person;C Person", aff="Tides;;Moon").authors

    assert [row.affiliation for row in rows] == ["Tides", "", "Moon"]


def test_ids_beside_the_names_are_joined():
    rows = row_of(authors="A Person;B Person", authorids="~A_P1;b@x.org", orcid=";0000-0002-1825-0097").authors

    assert [(row.openreview_id, row.orcid, row.email) for row in rows] == [
        ("~A_P1", "", ""),
        ("", "0000-0002-1825-0097", ""),
    ]


def test_affiliations_that_do_not_match_are_left_out():
    reading = read(paper(authors="A Person;B Person;C Person", aff="Tides; Moon"))

    assert [author.affiliation for author in reading.papers[0].authors] == ["", "", ""]
    assert sentences(reading, Level.DOUBT) == [TOO_FEW]


@pytest.mark.parametrize("aff", ["Tides; Moon", "Tides; Moon; Tides; Moon"])
def test_a_list_that_stands_there_twice_is_read_once(aff):
    reading = read(paper(authors="A Person;B Person;A Person;B Person", authorids="/1;/2;/1;/2", aff=aff))

    assert reading.papers[0].authors == [AuthorRow("A Person", "Tides"), AuthorRow("B Person", "Moon")]
    assert sentences(reading, Level.DOUBT) == [TWICE]


def test_an_author_who_stands_there_twice_is_read_once():
    reading = read(paper(authors=["A Person", "B Person", "A Person"]))

    assert names(reading.papers[0]) == ["A Person", "B Person"]
    assert sentences(reading, Level.DOUBT) == ["“A Person” stands here twice and was read once."]


def test_two_authors_of_one_name_stay_two():
    reading = read(paper(authors=[{"name": "A Person", "aff": "Tides"}, {"name": "A Person", "aff": "Moon"}]))

    assert len(reading.papers[0].authors) == 2
    assert sentences(reading, Level.DOUBT) == ["“A Person” stands here twice, with different details."]


def test_anonymous_is_nobody():
    assert row_of(authors=["Anonymous", "Ada Person"]).authors == [AuthorRow("Ada Person")]


def test_a_list_without_decisions_holds_accepted_papers():
    assert row_of().decision == Decision.ACCEPTED


def test_a_list_with_decisions_says_so_for_every_paper():
    reading = read(
        paper(status="Poster"), paper(status="Reject"), paper(status="Withdraw"), paper(status=""), paper(status="Odd")
    )

    assert [row.decision for row in reading.papers] == [
        Decision.ACCEPTED,
        Decision.REJECTED,
        Decision.WITHDRAWN,
        Decision.UNDECIDED,
        Decision.UNDECIDED,
    ]
    assert reading.papers[0].kind == "poster"
    assert sentences(reading, Level.DOUBT) == ["“Odd” is no decision that Laurel knows."]


def test_ids_numbers_and_links_are_read():
    row = row_of(pid=0, arxiv="https://arxiv.org/abs/1", site="https://openreview.net/forum?id=a", github="nowhere")

    assert (row.source_id, row.number) == ("0", 0)
    assert (row.pdf_link, row.forum_link) == ("https://arxiv.org/abs/1", "https://openreview.net/forum?id=a")
    assert row.code_link == ""


def test_fields_without_a_place_are_named():
    assert "Fields that were not read: gs_citation, is_staff, workshop." in sentences(
        read(paper(is_staff=True, workshop=7, gs_citation=38))
    )


@pytest.mark.parametrize(
    ("entry", "sentence"),
    [
        (7, "This is no entry with named fields."),
        ({"authors": ["Ada Person"]}, "This entry has no title."),
        (paper(authors=7), "The authors of this paper are neither a list nor a text."),
        (paper(authors=[""]), "An author of this paper has no name."),
        (paper(authors=[{"email": "ada@example.org"}]), "An author of this paper has no name."),
    ],
)
def test_a_broken_entry_does_not_stop_the_others(entry, sentence):
    reading = read(entry, paper(title="Ebb"))

    assert [row.title for row in reading.papers] == ["Ebb"]
    assert errors(reading) == [("papers.json, entry 1", sentence)]


def test_a_doubtful_author_string_is_doubted():
    reading = read(paper(authors="Ada Person (Tides; Bo Other (Moon)"))

    assert names(reading.papers[0]) == ["Ada Person", "Bo Other"]
    assert len(sentences(reading, Level.DOUBT)) == 1


def test_too_many_entries_are_refused():
    with pytest.raises(Unreadable, match=r"“papers\.json” has more than 20,000 entries; split it"):
        objects.read([file([{}] * 20_001)])


def test_a_file_without_a_list_is_refused():
    with pytest.raises(Unreadable, match=r"“papers\.json” holds no list of papers"):
        objects.read([file({"title": "Tides"})])
