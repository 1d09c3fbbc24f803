"""BibTeX with invented entries."""

import logging

import pytest

from papers.importers import bibtex
from papers.importers.rows import AuthorRow, Level
from tests.papers.importers.reading import errors, file, names, sentences


def entry(fields="title = {Tides}", key="ada2024tides"):
    return f"@inproceedings{{{key},\n{fields}\n}}\n"


def read(*entries):
    return bibtex.read([file("".join(entries), "a.bib")])


def paper_of(fields):
    [paper] = read(entry(fields)).papers
    return paper


def authors_of(printed):
    return paper_of(f"title = {{Tides}}, author = {{{printed}}}").authors


@pytest.mark.parametrize(
    ("content", "is_bibtex"),
    [(entry(), True), ("% by hand\n @Article(a, title = 1)", True), ("@ada wrote this", False), ("{}", False)],
)
def test_bibtex_is_recognized_by_its_entries(content, is_bibtex):
    assert bibtex.recognizes([file(content)]) == is_bibtex


@pytest.mark.parametrize(
    ("tex", "title"),
    [
        (r"{{BERT} at the {S}ea}", "BERT at the Sea"),
        (r"{$\delta$-{CLUE} and \(x_1\)}", r"$\delta$-CLUE and $x_1$"),
        (r"{{\'E}tude of Gr{\"o}{\ss}e}", "Étude of Größe"),
        (r"{100% of R&D, 5\% of \$9}", r"100% of R&D, 5% of \$9"),
        ('"In {"}quotes{"}"', 'In "quotes"'),
        (r"{Nothing \unknowncommand{here}}", "Nothing here"),
    ],
)
def test_a_title_is_printed_as_tex_would(tex, title):
    assert paper_of(f"title = {tex}").title == title


@pytest.mark.parametrize(
    ("printed", "author"),
    [
        ("van der Berg, Jan", AuthorRow("Jan van der Berg", "", "Jan", "van der Berg")),
        (r"M{\"u}ller, J{\"o}rg", AuthorRow("Jörg Müller", "", "Jörg", "Müller")),
        ("Person, Jr., Ada", AuthorRow("Ada Person Jr.", "", "Ada", "Person")),
        ("Ludwig van Ebb", AuthorRow("Ludwig van Ebb")),
        ("Ada~M. Person", AuthorRow("Ada M. Person")),
        ("{Tide and Ebb, Inc.}", AuthorRow("Tide and Ebb, Inc.")),
        ("{Jean-Luc} Tide", AuthorRow("Jean-Luc Tide")),
        ("Plato", AuthorRow("Plato")),
    ],
)
def test_names_are_split_only_where_a_comma_splits_them(printed, author):
    assert authors_of(printed) == [author]


def test_authors_keep_their_order():
    assert [author.name for author in authors_of("Other, Bo and Anders Andersson\n and {A and B}")] == [
        "Bo Other",
        "Anders Andersson",
        "A and B",
    ]


def test_and_others_is_told():
    reading = read(entry("title = {Tides}, author = {Person, Ada and others}"))

    assert names(reading.papers[0]) == ["Ada Person"]
    assert sentences(reading, Level.DOUBT) == ["The authors end with “and others”; who they are is not in the file."]


def test_strings_are_resolved_and_field_names_have_any_case():
    paper = read('@string{tides = "Tides"}\n', entry("TITLE = tides, Abstract = {Low.}")).papers[0]

    assert (paper.title, paper.abstract, paper.source_id) == ("Tides", "Low.", "ada2024tides")


@pytest.mark.parametrize("title", ['tides # " and Ebb"', '"Tides" # " and Ebb"', "unheard_of"])
def test_a_title_put_together_of_parts_is_an_error(title):
    assert errors(read('@string{tides = "Tides"}\n', entry(f"title = {title}"))) == [
        ("a.bib, line 2, ada2024tides", "The field “title” is put together of parts or named elsewhere; write it out.")
    ]


@pytest.mark.parametrize(
    ("field", "link", "address"),
    [
        (r"url = {\url{https://x.org/a\_b.pdf}}", "pdf_link", "https://x.org/a_b.pdf"),
        ("pdf = {https://x.org/1}", "pdf_link", "https://x.org/1"),
        ("url = {https://openreview.net/forum?id=a}", "forum_link", "https://openreview.net/forum?id=a"),
        ("video = {https://x.org/1%20b}", "video_link", "https://x.org/1%20b"),
        ("url = {https://x.org/landing}", "pdf_link", ""),
    ],
)
def test_links_are_told_apart(field, link, address):
    assert getattr(paper_of(f"title = {{Tides}}, {field}"), link) == address


def test_a_key_may_stand_on_another_paper_but_the_same_paper_is_read_once():
    other = entry("title = {Ebb}, author = {Other, Bo}")

    reading = read(entry(), other, entry())

    assert [(paper.title, paper.source_id) for paper in reading.papers] == [("Tides", "ada2024tides"), ("Ebb", "")]
    assert "Another entry has the key of this one; it is read without its key." in sentences(reading, Level.DOUBT)
    assert "This entry stands in the file twice; the first was read." in sentences(reading, Level.IGNORED)


def test_broken_entries_are_errors_with_their_line_and_stop_no_other():
    twice, open_brace = entry("title = {A}, title = {B}", "a"), "@inproceedings{b, title = {A\n"

    reading = read(entry(key="c"), twice, open_brace, entry("author = {A}", "d"), entry(key="e"))

    assert [paper.source_id for paper in reading.papers] == ["c", "e"]
    assert errors(reading) == [
        ("a.bib, line 4", "Of one field there are two in this entry: title."),
        ("a.bib, line 7", "This entry is broken: a brace, a quotation mark or a comma is missing or too many."),
        ("a.bib, line 8, d", "This entry has no title."),
    ]


def test_the_volume_itself_is_no_paper():
    reading = read("@Proceedings{all, title = {Tides 2024}}\n", entry())

    assert len(reading.papers) == 1
    assert "This entry describes the volume and is no paper." in sentences(reading, Level.IGNORED)


def test_letters_of_old_encodings_are_read_and_doubted():
    reading = bibtex.read([file(entry("title = {Größe und Äther über Öl}").encode("cp1252"))])

    assert reading.papers[0].title == "Größe und Äther über Öl"
    assert "it was read as Windows-1252" in sentences(reading, Level.DOUBT)[0]


def test_a_very_long_field_is_kept_without_its_tex_being_printed():
    assert len(paper_of("title = {Tides}, abstract = {" + r"\'e" * 10_000 + "}").abstract) == 30_000


def test_nothing_is_said_on_the_console(caplog, capfd):
    with caplog.at_level(logging.DEBUG):
        read("@inproceedings{b, title = {A\n", entry())

    assert caplog.records == []
    assert capfd.readouterr() == ("", "")
