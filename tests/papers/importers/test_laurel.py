"""What Laurel exports, it imports unchanged."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papers.importers import laurel
from papers.importers.clean import clean
from papers.importers.rows import AuthorRow, Decision, PaperRow, Place, Unreadable
from tests.papers.importers.reading import errors, file, sentences

lines = st.text(max_size=30).map(clean)
words = lines.filter(bool)
links = st.sampled_from(["", "https://x.org/1?a=b&c=%20#d"])
orcids = st.sampled_from(["", "0000-0002-1825-0097"])
authors = st.builds(
    AuthorRow, words, lines, lines, lines, st.just(""), orcids, st.just("~Ada_Person1"), st.booleans(), st.booleans()
)
papers = st.builds(
    PaperRow,
    place=st.just(Place()),
    title=words,
    authors=st.lists(authors, max_size=3),
    source_id=lines,
    number=st.none() | st.integers(0, 2**31 - 1),
    abstract=st.lists(words, max_size=2).map("\n\n".join),
    kind=st.sampled_from(["", "oral", "spotlight", "poster"]),
    decision=st.sampled_from(Decision),
    decision_words=lines,
    private=lines,
    pdf_link=links,
    poster_link=links,
    video_link=links,
    code_link=links,
    forum_link=links,
)

TIDES = PaperRow(Place(), "=Tides", [AuthorRow("Ada Person", "@Moon", email="ada@example.org")], number=0)


def again(content):
    reading = laurel.read([file(content)])
    assert reading.notes == []
    return [replace(paper, place=Place()) for paper in reading.papers]


@settings(max_examples=60, deadline=None)
@given(st.lists(papers, max_size=3))
def test_papers_come_back_from_json_unchanged(rows):
    assert again(laurel.to_json(rows)) == rows


@settings(max_examples=60, deadline=None)
@given(st.lists(papers, max_size=3))
def test_papers_come_back_from_csv_unchanged(rows):
    assert again(laurel.to_csv(rows)) == rows


@pytest.mark.parametrize("write", [laurel.to_json, laurel.to_csv])
def test_an_export_is_recognized_and_holds_no_address(write):
    content = write([TIDES])

    assert laurel.recognizes([file(content)])
    assert "ada@example.org" not in content


def test_no_cell_of_a_csv_would_run():
    assert '"\'=Tides"' in laurel.to_csv([TIDES])
    assert '"\'@Moon"' in laurel.to_csv([TIDES])


def test_a_csv_that_excel_saved_anew_is_read():
    content = "\ufeff" + laurel.to_csv([TIDES]).replace('","', '";"')

    assert again(content)[0].title == "=Tides"


def test_json_of_another_version_is_refused():
    with pytest.raises(Unreadable, match="This export is of another version of Laurel than this one can read"):
        laurel.read([file({"laurel": 2, "papers": []})])


def test_other_files_are_refused():
    assert not laurel.recognizes([file([{"title": "Tides"}]), file("title,authors\n1,2\n")])
    with pytest.raises(Unreadable, match=r"“papers\.json” is no export of Laurel"):
        laurel.read([file("[]")])


def test_fields_that_are_not_ours_are_named_and_dropped():
    paper = json.loads(laurel.to_json([TIDES]))["papers"][0] | {"id": 1, "is_staff": True, "workshop": 9}

    reading = laurel.read([file({"laurel": 1, "papers": [paper]})])

    assert len(reading.papers) == 1
    assert sentences(reading) == ["Fields that were not read: id, is_staff, workshop."]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"kind": "song"}, "“song” is no kind of paper."),
        ({"decision": "perhaps"}, "“perhaps” is no decision."),
        ({"decision": None}, "“” is no decision."),
        ({"authors": "Ada"}, "The authors of this paper are no list."),
        ({"authors": [{}]}, "An author of this paper has no name."),
        ({"title": ""}, "This entry has no title."),
    ],
)
def test_a_broken_paper_does_not_stop_the_others(changes, sentence):
    paper = json.loads(laurel.to_json([TIDES]))["papers"][0]

    reading = laurel.read([file({"laurel": 1, "papers": [paper | changes, paper]})])

    assert len(reading.papers) == 1
    assert errors(reading) == [("papers.json, entry 1", sentence)]


def test_a_row_whose_lines_do_not_match_is_an_error():
    content = laurel.to_csv([replace(TIDES, authors=[AuthorRow("Ada", "Moon"), AuthorRow("Bo", "Tides")])])

    reading = laurel.read([file(content.replace("Moon\nTides", "Moon\nTides\nEbb"))])

    assert errors(reading) == [
        ("papers.json, line 2", "The lines of this row's cells do not match: each author has one in every cell.")
    ]
