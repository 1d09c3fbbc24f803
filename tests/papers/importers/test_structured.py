"""JSON, YAML and XML from strangers."""

import pytest

from papers.importers import structured
from papers.importers.rows import Unreadable
from tests.papers.importers.reading import file

ENDLESS = "This file holds more than a million values, or its references make it so; split it."
LAUGHS = "\n".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]" for n in range(1, 10))


def refusal(content, parse=structured.value):
    with pytest.raises(Unreadable) as refused:
        parse(file(content))
    return str(refused.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_json_is_read_in_every_unicode_encoding(encoding):
    assert structured.value(file('{"name": "Łukasz 李"}'.encode(encoding))) == {"name": "Łukasz 李"}


def test_bytes_that_are_no_unicode_are_refused():
    assert refusal('["café"]'.encode("cp1252")) == (
        "This file is no text in UTF-8; save it as UTF-8 and bring it again."
    )


@pytest.mark.parametrize("text", ['[{"a": "x, ]",}, ]', "[{'a': 'x, ]'}]", '[\n# by hand\n{a: "x, ]"}]'])
def test_commas_at_the_end_and_yaml_in_braces_are_read(text):
    assert structured.value(file(text)) == [{"a": "x, ]"}]


def test_half_a_million_open_quotes_are_refused_at_once():
    assert "breaks near line" in refusal("[" + '"\\' * 250_000)


def test_yaml_keeps_every_scalar_as_it_is_printed():
    text = "{family: No, version: 1.10, time: 12:30:00, day: 2021-05-07, nothing: , null too: null}"

    assert structured.value(file(text)) == {
        "family": "No",
        "version": "1.10",
        "time": "12:30:00",
        "day": "2021-05-07",
        "nothing": None,
        "null too": None,
    }


@pytest.mark.parametrize(
    ("text", "words"),
    [("[NaN]", "NaN"), ("[-Infinity]", "-Infinity"), ("[1e999]", "1e999")],
)
def test_numbers_that_are_none_are_refused(text, words):
    assert refusal(text) == f"“{words}” in this file is no number that can be used."


def test_a_number_of_thousands_of_digits_is_refused():
    assert refusal(f"[{'9' * 5000}]") == "A number in this file has too many digits."


@pytest.mark.parametrize("text", ['[{"title": "A", "title": "B"}]', "- title: A\n  title: B\n"])
def test_a_key_that_stands_twice_is_refused(text):
    assert refusal(text) == "“title” stands twice in one entry of this file; keep the one that counts."


@pytest.mark.parametrize("text", ["[" * 10_000, "[" * 40 + "]" * 40, "- " * 40 + "a", "{a: " * 10_000])
def test_what_is_nested_too_deep_is_refused(text):
    assert refusal(text) == "This file is nested deeper than 32 levels."


def test_ordinary_depth_is_read():
    assert structured.value(file("[" * 32 + "]" * 32))


def test_a_billion_laughs_are_refused():
    assert refusal(f"l0: &l0 lol\n{LAUGHS}") == ENDLESS


def test_a_reference_to_itself_is_refused():
    assert refusal("a: &a [*a]") == ENDLESS


def test_more_than_a_million_values_are_refused():
    assert refusal("- a\n" * 1_000_001) == ENDLESS


def test_a_few_references_are_followed():
    assert structured.value(file("- &ada {name: Ada}\n- *ada\n- <<: *ada\n  role: chair\n"))[2] == {
        "name": "Ada",
        "role": "chair",
    }


@pytest.mark.parametrize("text", ["- !!python/object/apply:os.system [ls]", "- !!timestamp x", "- !!int x", "a: [b"])
def test_yaml_that_asks_for_more_or_is_broken_is_refused(text):
    assert "neither JSON nor YAML" in refusal(text)


def test_the_line_of_a_break_is_told():
    assert refusal('[\n{"a": 1},\n{"b" 2}\n]') == (
        "This file breaks near line 3: it is neither JSON nor YAML from there on."
    )


def test_a_large_file_is_refused():
    assert refusal(b" " * (10 * 2**20) + b"[]") == "“papers.json” is larger than 10 MB; split it."


def test_an_empty_file_says_so():
    assert refusal(" \n") == "“papers.json” is empty."


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
        '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
        '<?xml version="1.0" encoding="bogus"?><a/>',
    ],
)
def test_xml_with_entities_or_odd_encodings_is_refused(text):
    assert refusal(text, structured.xml) == (
        "This XML defines entities of its own or is in an odd encoding; save it as plain UTF-8."
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [("<a>\n<b></a>", "near line 2"), ("<a>" * 50 + "</a>" * 50, "deeper than 32 levels"), ("plain", "near line 1")],
)
def test_broken_or_deep_xml_is_refused(text, words):
    assert words in refusal(text, structured.xml)


def test_an_element_knows_its_line():
    root, lines = structured.xml(file("<a>\n\n<b/></a>"))

    assert lines[root[0]] == 3
