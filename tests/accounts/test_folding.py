import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.identity.folding import folded, romanised, words


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("ADA  Lovelace", "ada lovelace"),
        ("José Ñandú", "jose nandu"),
        ("Jose\u0301 N\u0303andu\u0301", "jose nandu"),
        ("Jean-Luc O’Hara", "jean luc ohara"),
        ("J.R. d'Arc", "j r darc"),
        ("Søren Łukasz Strauß", "soren lukasz strauss"),
        ("Chuan\tGuo\u202a", "chuan guo"),
        ("Ana\u00a0\u200bRuiz", "ana ruiz"),
        ("Weber, Max", "weber max"),
        ("Xuan (Tony) Qian", "xuan tony qian"),
        ("王伟", "王伟"),
        ("", ""),
        ("…", ""),
    ],
)
def test_a_name_is_folded_to_what_all_its_spellings_share(printed, expected):
    assert folded(printed) == expected


def test_letters_of_another_script_that_look_alike_stay_different():
    assert folded("Аlice") != folded("Alice")


@pytest.mark.parametrize(
    ("printed", "expected"),
    [("王伟", ("wang", "wei")), ("Иван Петров", ("ivan", "petrov")), ("Ada Byron", ("ada", "byron"))],
)
def test_other_scripts_have_a_second_form_in_latin_letters(printed, expected):
    assert romanised(printed) == expected


@given(st.text(max_size=60))
def test_folding_twice_is_folding_once(text):
    assert folded(folded(text)) == folded(text)


@given(st.text(max_size=60))
def test_words_are_never_empty(text):
    assert all(words(text))
    assert all(romanised(text))
