"""HotCRP's CSV downloads, before and after September 2024, with invented papers."""

import pytest

from papers.importers import hotcrp_authors
from papers.importers.rows import Decision, Level
from tests.papers.importers.reading import errors, file, names, sentences

OLD = "paper,title,first,last,email,affiliation,country,iscontact"
NEW = "paper,title,given_name,family_name,email,affiliation,country,iscontact"
ROWS = """
1,Tides,Ada M,Person,ada@a.example,Uni A,DE,yes
1,Tides,Assi,Stant,assi@a.example,,,nonauthor
1,Tides,Bo,van Mensch,,Lab B,,
2,Waves,Cy,,cy@c.example,,,
"""
SEARCH = """ID,Title,Authors,"# Reviews",Status,OveMer,Tags
1,Tides,"Ada M Person, Bo van Mensch",3,Accepted (oral),4,#best
3,Winds,"Di Rose, Ed Lee",3,Rejected,1,
"""


def read(*contents):
    return hotcrp_authors.read([file(content, f"{number}.csv") for number, content in enumerate(contents)])


@pytest.mark.parametrize("header", [OLD, NEW])
def test_rows_of_authors_become_papers(header):
    tides, waves = read(header + ROWS).papers

    assert [(row.name, row.given_name, row.family_name, row.affiliation) for row in tides.authors] == [
        ("Ada M Person", "Ada M", "Person", "Uni A"),
        ("Bo van Mensch", "Bo", "van Mensch", "Lab B"),
    ]
    assert [(row.email, row.is_corresponding) for row in tides.authors] == [("ada@a.example", True), ("", False)]
    assert (tides.number, tides.source_id, names(waves), waves.decision) == (1, "1", ["Cy"], Decision.ACCEPTED)


def test_a_contact_who_is_no_author_is_left_out_and_said():
    reading = read(NEW + ROWS)

    assert [(str(note.place), note.sentence) for note in reading.notes] == [
        ("0.csv, line 3, iscontact", "A contact who is not an author; left out.")
    ]


def test_orcids_are_kept():
    [paper] = read(
        "paper,title,given_name,family_name,email,affiliation,orcid\n1,Tides,Ada,P,,U,0000-0002-1825-0097\n"
    ).papers

    assert paper.authors[0].orcid == "0000-0002-1825-0097"


def test_a_search_beside_it_tells_decisions_and_further_papers():
    tides, waves, winds = read(NEW + ROWS, SEARCH).papers

    assert (tides.decision, tides.kind, len(tides.authors)) == (Decision.ACCEPTED, "oral", 2)
    assert (winds.decision, names(winds), waves.decision) == (
        Decision.REJECTED,
        ["Di Rose", "Ed Lee"],
        Decision.ACCEPTED,
    )


def test_a_search_alone_is_recognized_and_its_scores_dropped():
    assert hotcrp_authors.recognizes([file(SEARCH, "search.csv")])
    assert sentences(read(SEARCH)) == ["Reviews, scores, bids and conflicts are not kept; dropped: # Reviews."]


def test_broken_rows_stop_no_other():
    reading = read(NEW + "\n,Tides,Ada,P,,,,\n5,,Ada,P,,,,\n6,Waves,Bo,M,,,,\n6,Wave,,,,,,\n")

    assert [(paper.number, names(paper)) for paper in reading.papers] == [(6, ["Bo M"])]
    assert errors(reading) == [
        ("0.csv, line 2", "The paper's number is missing in this row, or no number."),
        ("0.csv, line 3", "This row has no title."),
    ]
    assert sentences(reading, Level.DOUBT) == [
        "The title of paper “6” differs between its rows; the first one counts.",
        "An author without a name was left out.",
    ]
