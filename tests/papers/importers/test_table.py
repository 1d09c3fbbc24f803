"""Any table, by a mapping of its columns that is guessed, chosen and remembered."""

import json

import pytest

from papers.importers import table
from papers.importers.mapping import Mapping, guess
from papers.importers.rows import Decision, Level, Unreadable
from tests.papers.importers.reading import errors, file, names, sentences

PLAIN = """No.,Title,Authors,Affiliations,E-mail,Decision,PDF link,Video
1,Tides,Ada Person; Bo Mensch,Uni A; Lab B,ada@a.example; bo@b.example,Accept (Spotlight),https://x.example/1.pdf,
2,Waves,"Cy Lee, Di Rose",Uni C,,Reject,javascript:alert(1),https://youtu.be/x
"""


def read(content, mapping=None):
    return table.read([file(content, "list.csv")], mapping)


def test_headers_say_what_their_columns_hold():
    mapping = guess(["No.", "Title", "Authors", "Affiliations", "E-mail", "Decision", "PDF link", "Video"])

    assert mapping.columns == {
        "title": 1,
        "authors": 2,
        "affiliations": 3,
        "emails": 4,
        "id": 0,
        "decision": 5,
        "pdf": 6,
        "video": 7,
    }


def test_a_guessed_table_is_read():
    tides, waves = read(PLAIN).papers

    assert [(row.name, row.affiliation, row.email) for row in tides.authors] == [
        ("Ada Person", "Uni A", "ada@a.example"),
        ("Bo Mensch", "Lab B", "bo@b.example"),
    ]
    assert (tides.kind, tides.decision, tides.pdf_link) == ("spotlight", Decision.ACCEPTED, "https://x.example/1.pdf")
    assert (waves.decision, waves.pdf_link, waves.video_link) == (Decision.REJECTED, "", "https://youtu.be/x")


def test_one_affiliation_for_all_and_an_odd_address_are_said():
    assert sentences(read(PLAIN), Level.DOUBT) == [
        "“Uni C” was taken for all authors of this paper.",
        "“javascript:alert(1)” is no complete web address and was left out.",
    ]


def test_affiliations_that_do_not_fit_are_left_out_and_said():
    reading = read("Title,Authors,Affiliations\nTides,Ada; Bo; Cy,Uni A; Uni B\n")

    assert [row.affiliation for row in reading.papers[0].authors] == ["", "", ""]
    assert sentences(reading) == ["2 affiliations for 3 authors: whose they are is not certain; left out."]


def test_authors_on_lines_of_their_own_are_cut_apart():
    reading = read('Title,Authors,Affiliations\nTides,"Ada Person\nBo Mensch","Uni A\nLab B"\n')

    assert [(row.name, row.affiliation) for row in reading.papers[0].authors] == [
        ("Ada Person", "Uni A"),
        ("Bo Mensch", "Lab B"),
    ]


def test_columns_are_shown_with_values_to_choose_from():
    shown = table.columns(file("Nr;Titel;;Leute\n1;Tides;;Ada\n2;;x;Bo\n3;Winds;;\n4;Waves;;\n5;More;;\n"))

    assert shown == [
        ("Nr", ["1", "2", "3"]),
        ("Titel", ["Tides", "Winds", "Waves"]),
        ("column C", ["x"]),
        ("Leute", ["Ada", "Bo"]),
    ]


def test_a_chosen_mapping_survives_as_json_and_reads_what_nobody_could_guess():
    chosen = Mapping(title=1, authors=3, headers=["Nr", "Titel", "", "Leute"])
    stored = json.loads(json.dumps(chosen.as_json()))

    [paper] = read("Nr;Titel;;Leute\n1;Tides;;Ada Person\n", Mapping.from_json(stored | {"gone": 3})).papers

    assert (paper.title, names(paper), paper.source_id) == ("Tides", ["Ada Person"], "")


def test_a_remembered_mapping_follows_columns_that_moved():
    chosen = Mapping(title=1, authors=2, decision=3, headers=["Nr", "Titel", "Leute", "Urteil"])

    reading = read("Leute;Titel;Nr\nAda Person;Tides;1\n", chosen)

    assert [(paper.title, names(paper)) for paper in reading.papers] == [("Tides", ["Ada Person"])]
    assert sentences(reading) == ["This table has no columns “Urteil”, which were chosen before."]


def test_one_author_a_row_is_put_together_by_paper():
    content = """Paper,Title,First name,Last name,Institution
7,Tides,Ada M,Person,Uni A
7,Tides,Bo,Mensch,Lab B
,,Cy,Lee,Uni C
8,Waves,Di,Rose,
,,,,x
"""

    tides, waves = read(content).papers

    assert [(row.name, row.family_name, row.affiliation) for row in tides.authors] == [
        ("Ada M Person", "Person", "Uni A"),
        ("Bo Mensch", "Mensch", "Lab B"),
        ("Cy Lee", "Lee", "Uni C"),
    ]
    assert (tides.number, names(waves)) == (7, ["Di Rose"])


def test_rows_without_a_title_are_errors_with_their_line():
    reading = read("id,title,authors\n1,Tides,Ada\n2,,Bo\n")

    assert len(reading.papers) == 1
    assert errors(reading) == [("list.csv, line 3", "This row has no title.")]


def test_a_table_without_a_header_is_read_by_position():
    [paper] = read("1;Tides;Ada Person\n", Mapping(title=1, authors=2)).papers

    assert (paper.title, names(paper)) == ("Tides", ["Ada Person"])


@pytest.mark.parametrize(
    ("content", "is_clear"),
    [
        ("title,authors\nTides,Ada\n", True),
        ("Paper Title;Last name\nTides;Person\n", True),
        ("name,affiliation\nAda,Uni A\n", False),
        ("just words", False),
        ('[{"title": "Tides", "authors": "Ada"}]', False),
        ("%PDF", False),
    ],
)
def test_only_what_clearly_lists_papers_is_recognized(content, is_clear):
    assert table.recognizes([file(content)]) == is_clear


def test_a_table_without_rows_is_refused():
    with pytest.raises(Unreadable, match="There is no row in this table"):
        read("title,authors\n")


def test_a_second_paper_with_the_pdf_of_the_first_is_doubted():
    row = "https://x.example/1.pdf"

    reading = read(f"title,authors,pdf\nTides,Ada Person; Bo Mensch,{row}\nAda Person,Kay,{row}\nWaves,Cy Lee,\n")

    assert [paper.title for paper in reading.papers] == ["Tides", "Ada Person", "Waves"]
    assert [(str(note.place), note.sentence) for note in reading.notes] == [
        (
            "list.csv, line 3, title",
            "“Ada Person” has the same PDF as “Tides”; one of the two may be damaged.",
        )
    ]


def test_a_volume_that_all_papers_share_is_no_damage():
    rows = "".join(f"Tides {number},Ada Person,https://x.example/all.pdf\n" for number in range(5))

    assert read(f"title,authors,pdf\n{rows}").notes == []


@pytest.mark.parametrize("word", ["None", "null", "NaN", "NULL", "True", "1e999"])
def test_a_word_that_programs_take_for_nothing_is_a_word(word):
    [paper] = read(f"title,authors\n{word},Ada {word}\n").papers

    assert (paper.title, names(paper)) == (word, [f"Ada {word}"])
