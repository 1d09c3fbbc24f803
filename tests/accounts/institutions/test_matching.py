import pytest

from accounts.institutions.candidates import candidates
from accounts.institutions.index import Index, Kind, Organization
from accounts.institutions.matching import certain
from tests.accounts.institutions import table


def meant(printed, index):
    number = certain(printed, index)
    return None if number is None else index.organization(number).ror_id


@pytest.mark.parametrize(
    ("printed", "ror_id"),
    [
        ("Quillmark University", "01aaaaa01"),
        ("QUILLMARK UNIV.", "01aaaaa01"),
        ("Quillmark University,Norway", "01aaaaa01"),
        ("Department of Rain, Quillmark University, Bergstad, Norway", "01aaaaa01"),
        ("Department of Rain Quillmark University", "01aaaaa01"),
        ("QUMA", "01aaaaa01"),
        ("University Toellingen", "01aaaaa10"),
        ("University of Wexland Port Amber", "01aaaaa04"),
        ("University of Wexland – Baymore County", "01aaaaa05"),
        ("Northlight University, Bostwick, MA", "01aaaaa08"),
        ("Northlight University, P. R. China", "01aaaaa07"),
        ("QMU, Norway", "01aaaaa01"),
        ("Brightwater, Canada", "01aaaaa13"),
        ("Faculty of Science, University of Dorvale", "01aaaaa15"),
    ],
)
def test_a_name_that_one_institution_has_is_certain(printed, ror_id):
    assert meant(printed, table.index()) == ror_id


@pytest.mark.parametrize(
    "printed",
    [
        "QMU",  # two have it
        "Northlight University",  # as well
        "University of Wexland",  # how the names of its campuses begin
        "University of Wexland, Tornto",
        "Quillmark University, Spain",
        "Quillmark University Hospital",
        "Quillmark Universty",
        "Brightwater",  # of whatever country
        "Tide Institute of Advanced Rain, Quillmark University",
        "Quillmark University, Baymore Lowlands",
        "Bergstad",
        "Norway",
        "",
    ],
)
def test_less_than_that_is_asked(printed):
    assert meant(printed, table.index()) is None


def test_a_short_unique_acronym_of_no_university_is_asked():
    index = Index()
    index.name(index.add(Organization("Thoughts on Tides in Cities", types="Facility")), "ttic", Kind.ACRONYM)

    assert certain("TTIC", index) is None


def test_a_spelling_that_somebody_placed_wins_over_namesakes():
    index = Index(table.index())
    index.name(0, "qmu", Kind.DECIDED)

    assert meant("QMU", index) == "01aaaaa01"


def test_but_not_over_the_country_that_is_printed():
    index = Index(table.index())
    index.name(0, "qmu", Kind.DECIDED)

    assert meant("QMU, Palmera, Spain", index) == "01aaaaa02"


def test_a_campus_is_not_its_university_even_where_nobody_knows_the_campus():
    index = Index()
    index.name(index.add(Organization("University of Wexland")), "university wexland", Kind.DECIDED)

    assert certain("University of Wexland, Baymore County", index) is None
    assert certain("University of Wexland (Baymore County)", index) is None
    assert certain("University of Wexland Baymore County", index) is None


@pytest.mark.parametrize(
    ("printed", "ror_id"),
    [
        ("Quilmark Universty, Norway", "01aaaaa01"),
        ("Quillmark University Hospital", "01aaaaa01"),
        ("University of Wexland", "01aaaaa03"),
        ("Lab of Rain QMU Bergstad", "01aaaaa01"),
        ("Technical Institute for Tide and Weather", "01aaaaa09"),
    ],
)
def test_the_right_one_is_among_three_candidates(printed, ror_id):
    index = table.index()

    assert ror_id in [index.organization(guess.number).ror_id for guess in candidates(printed, index)]


def test_all_who_share_a_name_are_proposed():
    index = table.index()

    proposed = candidates("Northlight University", index)

    assert {index.organization(guess.number).country for guess in proposed[:2]} == {"CN", "US"}


def test_among_equals_the_one_that_is_known_here_comes_first():
    index = table.index()

    assert candidates("Northlight University", index, known_here={7})[0].number == 7


@pytest.mark.parametrize("printed", ["", "()", "?", "12345"])
def test_nothing_proposes_nobody(printed):
    assert candidates(printed, table.index()) == []
