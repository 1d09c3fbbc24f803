"""What single values of an entry say."""

import pytest

from papers.importers import entries
from papers.importers.rows import File, Place, Reading


@pytest.mark.parametrize(
    ("printed", "number"),
    [(0, 0), ("0", 0), ("12", 12), (12, 12), ("1-01", None), ("", None), (None, None), (-1, None), (10**30, None)],
)
def test_zero_is_a_number_and_what_is_no_number_is_none(printed, number):
    assert entries.number(printed) == number


@pytest.mark.parametrize("printed", ["१", "1e3", True, [1], {"a": 1}])
def test_odd_values_are_no_numbers(printed):
    assert entries.number(printed) is None


@pytest.mark.parametrize(
    ("printed", "plain"),
    [
        ("<p>One &amp; two<br>three</p><script>alert(1)</script>", "One & two\n\nthree"),
        ("a < b and c > d", "a < b and c > d"),
        ("the <unk> token", "the <unk> token"),
        ('<svg onload="alert(1)">x</svg>', "x"),
        ("one\n\n two\nthree", "one\n\ntwo three"),
    ],
)
def test_prose_loses_markup_and_nothing_else(printed, plain):
    assert entries.prose(printed) == plain


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "file:///etc/passwd", "//evil", "https://a b", "/pdf/1.pdf"]
)
def test_what_is_no_web_address_is_left_out_with_a_note(address):
    reading = Reading("x")

    link = entries.link(address, Place("papers.json"), reading)

    assert link == ""
    assert [note.sentence for note in reading.notes] == [f"“{address}” is no complete web address and was left out."]


@pytest.mark.parametrize(
    ("printed", "address"),
    [("Ada@Example.ORG", "ada@example.org"), ("****@example.org", ""), ("~Ada_Person1", ""), ("a@x.org, b@x.org", "")],
)
def test_a_masked_address_is_none(printed, address):
    assert entries.email(printed) == address


@pytest.mark.parametrize(
    ("printed", "profile"),
    [("~Ada_Person1", "~Ada_Person1"), ("https://dblp.org/pid/1/2", ""), ("ada@example.org", ""), ("~Ada", "")],
)
def test_only_a_profile_is_an_openreview_id(printed, profile):
    assert entries.profile(printed) == profile


@pytest.mark.parametrize("printed", ["0000-0002-1825-009x", "https://orcid.org/0000-0002-1825-009X"])
def test_an_orcid_is_read_with_and_without_its_address(printed):
    assert entries.orcid(printed) == "0000-0002-1825-009X"


def test_left_out_fields_are_named_without_addresses():
    reading = Reading("x")

    entries.left_out(["tags", "ada@example.org"], File("p.json", b""), reading)

    assert reading.notes[0].sentence == "Fields that were not read: tags, …."
