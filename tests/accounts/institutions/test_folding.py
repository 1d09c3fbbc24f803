import pytest

from accounts.institutions.folding import clean, fold, foldings


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Agency for Tide Research", "Agency for tide research"),
        ("Center − Amberholt", "Center – Amberholt"),
        ("Wexland-Port Amber", "Wexland–Port Amber"),
        ("Oakham Health & Science University", "Oakham Health and Science University"),
        ("THE UNIVERSITY OF DORVALE", "University of Dorvale"),
        ("University of Dorvale\t", "University\u00a0of Dorvale"),
        ("Univ. of Dorvale", "University of Dorvale"),
        ("Oakham National Lab", "Oakham National Laboratory"),
        ("Universität Töllingen", "University of Tollingen"),
        ("King’s College", "Kings College"),
        ("Tide &#38; Weather Institute", "Tide and Weather Institute"),
        ("P.R. China", "PR China"),
        ("U\u202aniversity of Dorvale\u200e", "University of Dorvale"),
        ("Universite\u0301 d'Ambrelle", "Université d’Ambrelle"),
    ],
)
def test_what_differs_in_marks_and_little_words_alone_folds_alike(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("York University", "University of York"),
        ("University of Wexland", "University of Wexland, Baymore County"),
        ("Deakham University", "DeepMine"),
    ],
)
def test_what_differs_in_words_or_their_order_does_not(one, other):
    assert fold(one) != fold(other)


def test_an_umlaut_is_looked_for_in_both_spellings():
    assert foldings("University of Töllingen") == {"university tollingen", "university toellingen"}


def test_a_name_of_little_words_alone_keeps_them():
    assert fold("UND") == "und"


def test_cleaning_takes_only_what_nobody_sees():
    assert clean(" Ann\u00a0Amber\t, K&amp;W ") == "Ann Amber , K&W"
