import pytest

from accounts.institutions.index import Index
from accounts.institutions.parts import parts
from tests.accounts.institutions import table


@pytest.mark.parametrize(
    "printed",
    [
        "University of Wexland, Port Amber",
        "National Institute of Tide and Weather Technology",
        "Center for Tide and Language Processing, University of Dorvale",
        "Department of Weather, University of Dorvale, Dorvale, UK",
        "Institute of Unknown Things and Weather",
        "Quillmark University (QMU)",
        "Quillmark University, Bergstad, Norway",
        "University of Wexland - Port Amber",
        "Somewhere, Elsewhere",
    ],
)
def test_one_institution_stays_one(printed):
    assert parts(printed, table.index()) == [printed]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("Zentrix Luteville, École d'Ambrelle", ["Zentrix Luteville", "École d'Ambrelle"]),
        ("UWPA/UWBC", ["UWPA", "UWBC"]),
        ("UWPA/ICQI", ["UWPA", "ICQI"]),
        ("Quillmark University & University of Dorvale", ["Quillmark University", "University of Dorvale"]),
        ("Quillmark University and University of Dorvale", ["Quillmark University", "University of Dorvale"]),
        ("Quillmark University + Zentrix", ["Quillmark University", "Zentrix"]),
        ("Quillmark University; College of the Unknown", ["Quillmark University", "College of the Unknown"]),
        (
            "School of Tides, University of Dorvale, UK, and Department of Rain, Quillmark University, Norway",
            ["School of Tides, University of Dorvale, UK", "Department of Rain, Quillmark University, Norway"],
        ),
    ],
)
def test_two_institutions_are_two(printed, expected):
    assert parts(printed, table.index()) == expected


def test_a_known_name_with_a_slash_is_one():
    index = table.index()
    index.name(0, "qmu apl", "alias")

    assert parts("QMU/APL", index) == ["QMU/APL"]


@pytest.mark.parametrize("printed", ["", "()", " ; ", "*"])
def test_nothing_has_no_parts(printed):
    assert parts(printed, Index()) == []


def test_without_any_known_name_commas_are_left_alone():
    assert parts("University of Dorvale, Quillmark University", Index()) == [
        "University of Dorvale, Quillmark University"
    ]
