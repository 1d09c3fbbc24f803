"""A folder of an invented site as a whole: data files, other years, broken files, what nobody understood."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papers.importers import site
from papers.importers.rows import File, Level, Reading, Unreadable
from papers.importers.site import editions
from tests.papers.importers.reading import errors, file, names, sentences

LIST = "# Accepted papers\n\n- **Tides of the sea** <br> Ada North, Bo Reed\n"
TABLE = 'id,title,authors,abstract\n4,Tides of the sea,"Ada North, Bo Reed",Water.\n5,Waves of the sea,Cy Vale,More water.\n'
PIECES = st.sampled_from(
    [
        "# Papers\n",
        "- **A b c** <br> Ada North\n",
        "<h2>Awards</h2>",
        "<li>",
        "<b>",
        "</b>",
        "<table><tr><td>",
        "|",
        "\n",
        "{% for",
        "%}",
        "<!--",
        "---\n",
        "Best Paper Award: ",
        "Ada North (",
        ")",
        "\0",
        "é",
        "[a](b c)",
        "`",
        "1. ",
        "ada@example.org ",
    ]
)


def titles(reading):
    return [row.title for row in reading.papers]


def test_papers_of_a_data_file_fill_the_page_that_loops_over_it():
    page = file("# Papers\n{% for paper in site.data.papers %}\n- {{ paper.title }}\n{% endfor %}\n", "papers.md")

    reading = site.read([page, file(TABLE, "_data/papers.csv")])

    assert [(row.title, names(row), row.source_id) for row in reading.papers] == [
        ("Tides of the sea", ["Ada North", "Bo Reed"], "4"),
        ("Waves of the sea", ["Cy Vale"], "5"),
    ]
    assert "This page is filled from _data/papers; what it shows is read there." in sentences(reading)


def test_yaml_and_json_list_papers_too():
    written = "- title: Tides of the sea\n  authors: Ada North (Tidal University); Bo Reed\n- title: Waves\n  authors: Cy Vale\n"

    assert titles(site.read([file("# Home", "index.md"), file(written, "_data/papers.yml")])) == [
        "Tides of the sea",
        "Waves",
    ]


def test_a_paper_on_a_page_and_in_a_data_file_is_one():
    page = file(LIST.replace("Bo Reed", "Bo Reed [PDF](https://x.example/1.pdf)"), "papers.md")

    reading = site.read([page, file(TABLE, "_data/papers.csv")])

    assert titles(reading) == ["Tides of the sea", "Waves of the sea"]
    assert reading.papers[0].pdf_link == "https://x.example/1.pdf"


def test_a_hall_of_fame_is_not_of_one_edition():
    fame = "- title: Tides\n  authors: Ada North\n  year: 2019\n- title: Waves\n  authors: Cy Vale\n  year: 2020\n"

    reading = site.read([file("# Home", "index.md"), file(fame, "_data/best.yml")])

    assert reading.papers == []
    assert sentences(reading, Level.IGNORED) == ["This holds entries of several years, not of one edition."]


def test_a_broken_data_file_stops_nothing():
    reading = site.read([file(LIST, "papers.md"), file("a: [b", "_data/x.yml")])

    assert titles(reading) == ["Tides of the sea"]
    assert [place for place, _sentence in errors(reading)] == ["_data/x.yml"]


def test_pages_of_other_years_are_told_and_left_out():
    reading = site.read([file(LIST, "papers.md"), file(LIST.replace("Tides", "Old tides"), "2019/papers.md")])

    assert titles(reading) == ["Tides of the sea"]
    assert sentences(reading, Level.IGNORED) == [
        "These pages are of 2019; read their folder on its own: 2019/papers.md."
    ]


@pytest.mark.parametrize(
    ("name", "year"),
    [
        ("_pages/2020/accepted.md", "2020"),
        ("past-workshops/pmbs24/schedule.html", "2024"),
        ("_data/neurips2023/papers.csv", "2023"),
        ("archive/accepted_2019.md", "2019"),
        ("papers/icml.md", ""),
        ("p2p/index.md", ""),
        ("index.md", ""),
    ],
)
def test_a_folder_or_file_name_tells_the_year(name, year):
    assert editions.year(name) == year


def test_of_several_years_the_newest_is_read():
    kept, others = editions.split([File(f"{year}/index.md", b"") for year in (2019, 2021, 2020)])

    assert [file.name for file in kept] == ["2021/index.md"]
    assert list(others) == ["2020", "2019"]


def test_data_of_the_only_year_belongs_to_its_pages():
    files = [File("neurips2023/papers.md", b""), File("_data/neurips2023/papers.csv", b""), File("_config.yml", b"")]

    assert editions.split(files)[0] == [files[2], files[0], files[1]]


def test_rendered_copies_are_left_out_beside_their_sources():
    reading = site.read(
        [
            file(LIST, "papers.md"),
            file("<h2>Accepted papers</h2><li><b>Older tides</b> Ada North, Bo Reed", "_site/papers.html"),
        ]
    )

    assert titles(reading) == ["Tides of the sea"]
    assert "Made from the other files and perhaps older; it was left out." in sentences(reading)


def test_what_nobody_understood_is_told_with_its_lines():
    page = file(f"{LIST}\nThe harbour master\nkeeps the keys.\n\nAsk at the door.\n", "papers.md")

    reading = site.read([page])

    [note] = [note for note in reading.notes if note.level == Level.UNREAD]
    assert (note.place.file, note.place.line) == ("papers.md", 5)
    assert note.sentence == "Not understood, up to line 8: “The harbour master keeps the keys.”"


def test_notes_hold_no_address():
    reading = site.read([file(f"{LIST}\nWrite to ada.north@example.org about the keys.\n", "papers.md")])

    assert not any("example.org" in sentence for sentence in sentences(reading))


def test_a_hidden_rest_is_told():
    reading = site.read([file(f"{LIST}\n<!-- the rest\n\n- **Lost** <br> Cy Vale\n", "papers.md")])

    assert "A comment begins here and never ends; the rest of the page is hidden." in sentences(reading, Level.DOUBT)


def test_a_list_that_was_copied_from_the_year_before_is_doubted():
    recipients = "NAME,INSTITUTION\nAda North,Tides\n"
    files = [file("# Tides 2018", "2018/index.md"), file("# Tides 2019", "2019/index.md")]
    files += [file(recipients, f"_data/{year}/travel_awards.csv") for year in (2018, 2019)]

    reading = site.read(files)

    assert [row.name for row in reading.recipients] == ["Ada North"]
    assert sentences(reading, Level.DOUBT) == [
        "This is word for word _data/2018/travel_awards.csv; perhaps nobody has brought it up to date."
    ]


def test_what_a_script_made_of_a_damaged_list_is_no_paper():
    damaged = "- [**Ada North**](papers/1.pdf) <br> K\n- [**Waves of the sea**](papers/2.pdf) <br> Cy Vale\n"
    page = f"# Accepted papers\n\n- [**Tides of the sea**](papers/1.pdf) <br> Ada North, Bo Reed\n{damaged}"

    assert titles(site.read([file(page, "papers.md")])) == ["Tides of the sea", "Waves of the sea"]


@pytest.mark.parametrize("unseen", ["\u202e", "&#x202e;", "\x1b", "\x00", "&#0;"])
def test_no_page_of_words_holds_what_nobody_sees(unseen):
    words = f"We welcome papers about tides,{unseen} about waves, and about whatever lies between the two of them."

    [page] = site.read([file(f"# Call for Papers\n\n{words}\n", "call.md")]).pages

    assert page.body.replace("\ufffd", "") == words.replace(unseen, "")


def test_a_folder_without_pages_is_refused():
    with pytest.raises(Unreadable, match="no page of a website"):
        site.read([File("logo.png", b"\x89PNG")])


def test_the_only_page_that_cannot_be_read_says_why():
    with pytest.raises(Unreadable, match="nested too deeply"):
        site.read([file("<div>" * 5000, "index.html")])


@pytest.mark.parametrize(
    ("name", "content", "is_site"),
    [("a.md", LIST, True), ("a.html", "<p>x</p>", True), ("a.csv", TABLE, False), ("a.md", "words", False)],
)
def test_a_site_is_known_by_its_pages(name, content, is_site):
    assert site.recognizes([file(content, name)]) == is_site


@settings(max_examples=40, deadline=None, derandomize=True)
@given(st.lists(PIECES, max_size=25).map("".join), st.sampled_from(["a.md", "a.html", "_data/a.yml", "a.csv"]))
def test_any_pieces_end_in_a_reading_or_in_one_sentence(content, name):
    try:
        reading = site.read([file("# Home\n\nWelcome to all.", "index.md"), file(content, name)])
    except Unreadable:
        return

    assert isinstance(reading, Reading)
    assert not any("ada@example.org" in sentence for sentence in sentences(reading))
