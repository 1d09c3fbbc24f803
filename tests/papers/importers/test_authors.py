"""Strings of authors in all forms that exports and pages print, and what the organizer is asked about them."""

import pytest

from papers.importers.authors import authors, family_first, split_affiliation

NO_DOUBT: list = []


def read(text):
    rows, doubts = authors(text)
    return [(row.name, row.affiliation) for row in rows], doubts


@pytest.mark.parametrize(
    "text",
    [
        "Ada Person (Uni A); Bo Mensch (Lab B)",
        "Ada Person (Uni A), Bo Mensch (Lab B)",
        "Ada Person (Uni A), and Bo Mensch (Lab B).",
        "Ada Person (Uni A) and Bo Mensch (Lab B)",
        "Ada Person (Uni A) | Bo Mensch (Lab B)",
        "Ada Person ( Uni A)*; Bo Mensch (Lab B);",
        "Ada Person* (Uni A); Bo Mensch† (Lab B )",
        "Ada Person(Uni A); Bo\u00a0Mensch\t(Lab\tB)) ;",
        "\u202aAda  Person (Uni A); Bo Mensch (Lab B)\u200e ,",
        "Ada Person（Uni A）；Bo Mensch（Lab B）",
    ],
)
def test_names_with_affiliations_are_cut_apart(text):
    assert read(text) == ([("Ada Person", "Uni A"), ("Bo Mensch", "Lab B")], NO_DOUBT)


@pytest.mark.parametrize(
    "text",
    [
        "Ada Person, Bo Anderson and Cy Fernandes",
        "Ada Person, Bo Anderson, and Cy Fernandes",
        "Ada Person; Bo Anderson; Cy Fernandes",
        "Ada Person|Bo Anderson|Cy Fernandes",
        "Ada Person and Bo Anderson & Cy Fernandes.",
        "Ada Person,\tBo Anderson,  Cy Fernandes,",
    ],
)
def test_names_alone_are_cut_apart(text):
    names = ["Ada Person", "Bo Anderson", "Cy Fernandes"]

    assert read(text) == ([(name, "") for name in names], NO_DOUBT)


@pytest.mark.parametrize(
    ("text", "affiliation"),
    [
        ("Ada Person (Institute for Tides (IFT))", "Institute for Tides (IFT)"),
        ("Ada Person (Indian School of Tides (BHU), Varanasi)", "Indian School of Tides (BHU), Varanasi"),
        ("Ada Person (Harbour Tech(Shenzhen))", "Harbour Tech(Shenzhen)"),
        ("Ada Person (Institute of Science and Technology)", "Institute of Science and Technology"),
        ("Ada Person (University of Tides, Berkeley)", "University of Tides, Berkeley"),
        ("Ada Person (Uni A; Uni B)*", "Uni A; Uni B"),
        ("Ada Person ()", ""),
        ("Ada Person", ""),
    ],
)
def test_the_last_parentheses_are_the_affiliation(text, affiliation):
    assert split_affiliation(text) == ("Ada Person", affiliation)
    assert read(f"{text}; Bo Mensch (Lab B)") == ([("Ada Person", affiliation), ("Bo Mensch", "Lab B")], NO_DOUBT)


def test_a_nickname_in_parentheses_belongs_to_the_name():
    assert read("Xiu (Tony) Qi (Toys), Nur (Mahi) Shah") == (
        [("Xiu (Tony) Qi", "Toys"), ("Nur (Mahi) Shah", "")],
        NO_DOUBT,
    )


def test_an_unclosed_parenthesis_swallows_nobody():
    found, doubts = read("Cy Xi (Uni A; Yan Sui; Ru Das (Uni B/Lab); Ron Fear (Uni C)")

    assert found == [("Cy Xi", "Uni A"), ("Yan Sui", ""), ("Ru Das", "Uni B/Lab"), ("Ron Fear", "Uni C")]
    assert doubts == ["A parenthesis is opened and never closed; check the authors and their affiliations."]


def test_an_author_who_may_hide_in_an_affiliation_is_pointed_at():
    found, doubts = read("Ada Person (Uni A; Bo Mensch (Lab B)); Cy Xi (Uni C)")

    assert found[0] == ("Ada Person", "Uni A; Bo Mensch (Lab B)")
    assert doubts == ["“Uni A; Bo Mensch (Lab B)” may hold another author: a parenthesis before it may be missing."]


def test_one_affiliation_for_a_whole_group_is_shared_and_said():
    found, doubts = read("Ada Person, Bo Mensch, Cy Xi (Bar University)")

    assert found == [(name, "Bar University") for name in ("Ada Person", "Bo Mensch", "Cy Xi")]
    assert doubts == ["“Bar University” was taken for everybody named before it."]


def test_between_semicolons_an_unknown_affiliation_stays_unknown():
    assert read("Ada Person; Bo Mensch (Lab B)") == ([("Ada Person", ""), ("Bo Mensch", "Lab B")], NO_DOUBT)


@pytest.mark.parametrize("text", ["Tonio H,  Ribeira", "Guru Reddy M, Tanu Mandal", "Rahu V, Hari R."])
def test_a_comma_behind_an_initial_is_asked_about(text):
    found, doubts = read(text)

    assert len(found) == 2
    assert doubts == [
        f"“{found[0][0]}” and “{found[1][0]}” were read as two authors; a comma behind an initial may stand within one name."
    ]


@pytest.mark.parametrize(
    "text", ["Shiba, Go; Nishi, Ryo; van der Wiel, Jan", "Shiba, Go and Nishi, Ryo and van der Wiel, Jan"]
)
def test_names_turned_round_are_turned_back(text):
    rows, doubts = authors(text)

    assert [row.name for row in rows] == ["Go Shiba", "Ryo Nishi", "Jan van der Wiel"]
    assert (rows[2].given_name, rows[2].family_name, doubts) == ("Jan", "van der Wiel", [])


def test_two_single_words_may_be_one_name_turned_round():
    assert read("Shiba, Go")[1] == ["“Shiba, Go” was read as two authors; it may be one name turned round."]


@pytest.mark.parametrize(
    "name",
    [
        *("YANG ZHANG", "yulong cao", "Aakanksha", "Aakanksha Aakanksha", "Vivek B S", "Saman A.", "Sam Davis Jr."),
        *(
            "Al Ng IV",
            "Maria de la Cruz e Silva",
            "José Ramón y Cajal",
            "O'Brien-Łukasz 李",
            "王伟",
            "Ludwig von der Berg",
        ),
    ],
)
def test_a_name_stays_as_printed(name):
    assert read(f"{name} (Uni A); Bo Mensch") == ([(name, "Uni A"), ("Bo Mensch", "")], NO_DOUBT)


def test_junior_behind_a_comma_is_no_author():
    assert read("Sam Davis, Jr., Ada Person") == ([("Sam Davis, Jr.", ""), ("Ada Person", "")], NO_DOUBT)


@pytest.mark.parametrize("nobody", ["Anonymous", "anonymous author(s)", "Anonymous Author 2", "ANON."])
def test_anonymous_is_refused_as_a_person(nobody):
    found, doubts = read(f"{nobody}; Bo Mensch (Lab B)")

    assert found == [("Bo Mensch", "Lab B")]
    assert doubts == ["“Anonymous” is nobody who could be published; that author was left out."]


def test_an_institution_between_commas_is_no_author():
    found, doubts = read("Ada Person, Institute of Science and Technology, Bo Mensch")

    assert found == [("Ada Person", "Institute of Science and Technology"), ("Bo Mensch", "")]
    assert doubts == ["“Institute of Science and Technology” was read as an affiliation."]


@pytest.mark.parametrize(
    "text", ["Ada Person¹, Bo Mensch¹,²", "Ada Person1, Bo Mensch1,2", "Ada Person<sup>1</sup>, Bo Mensch*2"]
)
def test_numbers_behind_names_are_no_part_of_them(text):
    found, _doubts = read(text)

    assert found == [("Ada Person", ""), ("Bo Mensch", "")]


def test_numbers_behind_names_are_asked_about():
    assert read("Ada Person1, Bo Mensch2")[1] == [
        "Numbers behind the names refer to a list of affiliations that is not here; they were left out."
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Dietm&#252;ller", "Dietmüller"),
        ("Schu\u0308tze", "Schütze"),
        (r"Jo\~{a}o Silva", "João Silva"),
        ("Irena Spasi´c", "Irena Spasić"),
    ],
)
def test_letters_are_what_was_meant(text, name):
    assert read(text) == ([(name, "")], NO_DOUBT)


def test_an_address_beside_a_name_is_kept_and_not_printed():
    [ada, bo], doubts = authors("Ada Person <Ada@example.org>; Bo Mensch (Lab B, bo@b.example)")

    assert (ada.name, ada.email, bo.affiliation, bo.email) == ("Ada Person", "ada@example.org", "Lab B", "bo@b.example")
    assert doubts == []


def test_an_author_who_is_only_an_address_is_left_out_without_showing_it():
    assert read("ada@example.org; Bo Mensch") == (
        [("Bo Mensch", "")],
        ["An author is named only by an e-mail address and was left out."],
    )


def test_others_are_said_to_be_missing():
    assert read("Ada Person et al.") == (
        [("Ada Person", "")],
        ["The list of authors ends in “et al.”: others are not named."],
    )


def test_a_list_told_twice_is_taken_once():
    assert read("Ada Person; Bo Mensch; Ada Person; Bo Mensch") == (
        [("Ada Person", ""), ("Bo Mensch", "")],
        ["All authors were listed twice; they are taken once."],
    )


def test_two_of_one_name_are_two_and_said():
    assert read("Wei Wang; Wei Wang") == ([("Wei Wang", "")] * 2, ["“Wei Wang” stands twice among the authors."])


def test_parentheses_without_a_name_are_left_out_and_said():
    assert read("Ada Person; (Lab B)") == ([("Ada Person", "")], ["“Lab B” stands without a name; it was left out."])


def test_an_odd_name_is_pointed_at():
    assert read("Ada {Person} 3x; Bo Mensch")[1] == ["“Ada {Person} 3x” is an odd name; check it."]


def test_a_name_of_one_letter_is_kept_and_asked_about():
    assert read("K; Bo Mensch") == ([("K", ""), ("Bo Mensch", "")], ["“K” is an odd name; check it."])


@pytest.mark.parametrize("text", ["", " ", ";;", ",", "()", "and", "*"])
def test_nothing_is_nobody(text):
    assert read(text)[0] == []


def test_an_asterisk_means_what_the_source_says():
    starred, _doubts = authors("Ada Person; Bo Mensch (Lab B) *", star="is_corresponding")
    unmarked, _doubts = authors("Ada Person*")

    assert [row.is_corresponding for row in starred] == [False, True]
    assert unmarked[0].is_corresponding is False


def test_family_first_is_turned_round_where_the_source_says_so():
    rows = family_first("Shiba, Go*; Aakanksha; de la Cruz, Maria Elena", star="is_corresponding")

    assert [(row.name, row.family_name) for row in rows] == [
        ("Go Shiba", "Shiba"),
        ("Aakanksha", ""),
        ("Maria Elena de la Cruz", "de la Cruz"),
    ]
    assert rows[0].is_corresponding


def test_a_list_without_end_is_refused():
    assert read("a, " * 20_000) == ([], ["The list of authors is too long to be one; it was left out."])
