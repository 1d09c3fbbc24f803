"""Whatever the bytes: a structured reader ends in a reading or in one clear sentence."""

import json

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from papers.importers import aclpub2, anthology, bibtex, hotcrp, laurel, miniconf, objects, openreview
from papers.importers.rows import File, Reading, Unreadable

ADDRESS = "ada@example.org"
READERS = [laurel, openreview, hotcrp, miniconf, aclpub2, anthology, bibtex, objects]
KEYS = st.sampled_from(
    f"""{ADDRESS} id pid title authors author name first last fullname username institutions content value readers forum invitation
    details replies decision status venueid number abstract pdf laurel papers notes contacts error object role members
    entries committee speaker UID start calendarId first_name last_name institution affiliation aff email kind""".split()
)
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.just(ADDRESS)
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=5), max_leaves=8
)
PIECES = st.sampled_from(
    [
        *(
            "<collection>",
            "<volume id='1'>",
            "<paper>",
            "</paper>",
            "</volume>",
            "</collection>",
            "<title>",
            "</title>",
        ),
        *(
            "@article{",
            "title = {",
            "author = ",
            " and ",
            "}",
            '"',
            "#",
            ",",
            "{",
            "\\",
            "$",
            "\n",
            "UID,title,authors\n",
            "|",
        ),
        *("- ", ": ", ADDRESS, "&a ", "*a", "[", "]", "a", "é", "\x00", "'", "&a;"),
    ]
)
quickly = settings(max_examples=20, deadline=None, derandomize=True)


def ends_well(reader, content):
    files = [File("anything", content)]
    assert reader.recognizes(files) in {True, False}
    reading, refusal = outcome(reader, files)
    assert isinstance(reading, Reading)
    assert not refusal or refusal.endswith(".")
    assert ADDRESS not in refusal
    assert not any(ADDRESS in note.sentence for note in reading.notes)
    assert all(paper.title and all(author.name for author in paper.authors) for paper in reading.papers)


def outcome(reader, files):
    try:
        return reader.read(files), ""
    except Unreadable as refusal:
        return Reading("nothing"), str(refusal)


@pytest.mark.parametrize("reader", READERS)
@quickly
@given(content=st.binary(max_size=200))
def test_any_bytes_end_well(reader, content):
    ends_well(reader, content)


@pytest.mark.parametrize("reader", READERS)
@quickly
@given(value=VALUES)
def test_any_json_ends_well(reader, value):
    ends_well(reader, json.dumps(value).encode())


@pytest.mark.parametrize("reader", READERS)
@quickly
@given(value=st.lists(st.dictionaries(KEYS, VALUES, min_size=3, max_size=7), min_size=1, max_size=2))
def test_any_list_of_entries_ends_well(reader, value):
    ends_well(reader, json.dumps(value).encode())
    ends_well(reader, json.dumps({"laurel": 1, "papers": value, "committee": value}).encode())


@pytest.mark.parametrize("reader", READERS)
@quickly
@given(value=VALUES)
def test_any_yaml_ends_well(reader, value):
    ends_well(reader, yaml.safe_dump(value, allow_unicode=True).encode("utf-8", "surrogatepass"))


@pytest.mark.parametrize("reader", READERS)
@quickly
@given(pieces=st.lists(PIECES, max_size=30))
def test_any_pieces_of_syntax_end_well(reader, pieces):
    ends_well(reader, "".join(pieces).encode())
