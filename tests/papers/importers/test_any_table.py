"""Whatever the bytes: a reader of tables ends in a reading or in one clear sentence."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papers.importers import cmt, conftool, easychair, hotcrp_authors, softconf, table
from papers.importers.authors import authors
from papers.importers.clean import clean
from papers.importers.rows import File, Reading, Unreadable

READERS = [cmt, hotcrp_authors, conftool, softconf, easychair, table]
HEADERS = [
    "Paper ID,Paper Title,Authors,Author Names,Author Emails,Status,Primary Contact Author Name",
    "paper,title,first,last,email,affiliation,iscontact",
    "ID,Title,Authors,# Reviews,Status",
    "paperID,title,contribution_type,authors,organisations,acceptance_status,withdrawn,submitting_author",
    "paperID,title,acceptance_status,authors_formatted_1_name,authors_formatted_2_name",
    "Submission ID,Title,Authors,Acceptance Status,1: First Name,1: Last Name,2: Last Name",
    "#,title,authors,decision,deleted?,submission #",
    "submission #,first name,last name,email,affiliation,corresponding?",
    "title,authors,affiliations,emails,orcid,pdf,decision",
    "id,title,last name",
]
CELLS = st.sampled_from(
    [
        *(
            "",
            " ",
            "7",
            "0",
            "-1",
            "Tides",
            "Ada Person (Uni A)*; Bo (B",
            "Person, Ada (1,2); Mensch, Bo*",
            "A;;B",
            "and",
        ),
        *("a@b.example*; c@d.example", "nonauthor", "yes", "ACCEPT", "Accept (Oral)", '"', '""', '"a,b"', "\u202a"),
        *("1: Uni A; 2: B", "&#252;", "\\'{e}", "((((", "))))", " and ", "*", "1e999", "javascript:x", "Anonymous"),
        *("\x00", "9" * 30),
    ]
)
TEXT = st.text(st.sampled_from("Aa (),;|*&.@-¹1é\u0301\u200d\\{}'\"<>/"), max_size=60)
ADDRESS = re.compile(r"\w@\w")
quickly = settings(max_examples=60, deadline=None, derandomize=True)


def ends_well(reader, content):
    files = [File("anything", content)]
    assert reader.recognizes(files) in {True, False}
    try:
        reading = reader.read(files)
    except Unreadable as refusal:
        reading, sentences = Reading(""), [str(refusal)]
    else:
        sentences = [note.sentence for note in reading.notes]
    assert all(paper.title for paper in reading.papers)
    assert all(author.name for paper in reading.papers for author in paper.authors)
    assert all(sentence.endswith(".") and not ADDRESS.search(sentence) for sentence in sentences)


@pytest.mark.parametrize("reader", READERS)
@quickly
@given(content=st.binary(max_size=300))
def test_any_bytes_end_well(reader, content):
    ends_well(reader, content)


@pytest.mark.parametrize("reader", READERS)
@quickly
@given(
    header=st.sampled_from(HEADERS),
    rows=st.lists(st.lists(CELLS, max_size=9), max_size=6),
    separator=st.sampled_from(",;\t|"),
    encoding=st.sampled_from(["utf-8", "utf-16", "cp1252", "mac_roman"]),
)
def test_any_rows_below_a_known_header_end_well(reader, header, rows, separator, encoding):
    lines = [header.replace(",", separator), *(separator.join(row) for row in rows)]

    ends_well(reader, "\n".join(lines).encode(encoding, "replace"))


@pytest.mark.parametrize(
    "start", [b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"<?mso-application Excel?>", b"<html><table>"]
)
@settings(max_examples=15, deadline=None, derandomize=True)
@given(rest=st.binary(max_size=300))
def test_any_container_ends_well(start, rest):
    ends_well(table, start + rest)


@settings(max_examples=400, deadline=None, derandomize=True)
@given(text=TEXT)
def test_any_string_of_authors_ends_in_names(text):
    rows, doubts = authors(text)

    assert all(row.name and row.name == row.name.strip() for row in rows)
    assert not any(ADDRESS.search(doubt) for doubt in doubts)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(text=st.text(max_size=40))
def test_what_is_clean_stays_as_it_is(text):
    assert clean(clean(text)) == clean(text)
