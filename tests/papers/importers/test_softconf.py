"""Softconf/START with invented papers."""

from papers.importers import softconf
from papers.importers.rows import Decision
from tests.papers.importers.reading import errors, file, names, sentences

PARTS = ("Username", "First Name", "Middle Name", "Last Name", "Email", "Affiliation", "Presenter")
HEADER = ["Submission ID", "Title", "Authors", "Track Chairs", "Acceptance Status", "Abstract"]
HEADER += [f"{number}: {part}" for number in range(1, 36) for part in PARTS]


def export(*rows):
    return [file("\n".join(",".join(cells) for cells in (HEADER, *rows)) + "\n", "metadata.csv")]


def test_up_to_thirty_five_authors_stand_in_columns_of_their_own():
    ada = ["ada1", "Ada", "M", "Person", "ada@a.example", "Uni A", ""]
    bo = ["bo", "Bo", "", "van Mensch", "", "", "Yes"]

    [paper] = softconf.read(
        export(["108", "Tides", "Ada M Person and Bo van Mensch", "", "Accept-Poster", "", *ada, *bo])
    ).papers

    assert [(row.name, row.given_name, row.family_name, row.affiliation) for row in paper.authors] == [
        ("Ada M Person", "Ada M", "Person", "Uni A"),
        ("Bo van Mensch", "Bo", "van Mensch", ""),
    ]
    assert [(row.email, row.is_presenter) for row in paper.authors] == [("ada@a.example", False), ("", True)]
    assert (paper.decision, paper.kind, paper.number) == (Decision.ACCEPTED, "poster", 108)


def test_without_such_columns_filled_the_names_are_read_from_one():
    [paper] = softconf.read(export(["108", "Tides", "Ada Person and Bo Mensch", "", "Reject", ""])).papers

    assert (names(paper), paper.decision) == (["Ada Person", "Bo Mensch"], Decision.REJECTED)


def test_track_chairs_are_dropped_and_a_row_without_title_is_an_error():
    reading = softconf.read(export(["1", "", "Ada Person", "Chair Person", "", ""], ["2", "Waves", "Bo", "", "", ""]))

    assert sentences(reading)[0] == "Reviews, scores, bids and conflicts are not kept; dropped: Track Chairs."
    assert errors(reading) == [("metadata.csv, line 2", "This row has no title.")]
    assert [(paper.title, paper.decision) for paper in reading.papers] == [("Waves", Decision.UNDECIDED)]
    assert softconf.recognizes(export())
