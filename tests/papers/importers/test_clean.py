"""Text from anywhere becomes one clean line; what is printed stays."""

import pytest

from papers.importers.clean import accented, clean, quoted, visible, without_addresses


@pytest.mark.parametrize(
    ("printed", "cleaned"),
    [
        ("Ada\tPerson", "Ada Person"),
        ("Ada\u00a0 Person\u3000", "Ada Person"),
        ("line\r\nbreak", "line break"),
        ("\u202aAda Person\u200e", "Ada Person"),
        ("\ufeffAda", "Ada"),
        ("Scho\u00adle", "Schole"),
        ("Ada\x00\x1b[2J", "Ada[2J"),
        ("Ada \ud800Person", "Ada Person"),
        ("Mu\u0308ller", "Müller"),
        ("M&#252;ller &amp; Co", "Müller & Co"),
        ("R&amp;amp;D", "R&D"),
        ("AT&T and R&D; more", "AT&T and R&D; more"),
        (None, ""),
        (7.0, "7"),
        (0, "0"),
        (float("nan"), ""),
    ],
)
def test_what_nobody_sees_goes(printed, cleaned):
    assert clean(printed) == cleaned


@pytest.mark.parametrize("kept", ["می\u200cخواهم", "ക\u0d4d\u200dഷ", "👩\u200d🔬", "O'Brien-Łukasz 李", "Аlice"])
def test_what_a_script_needs_stays(kept):
    assert clean(kept) == kept


def test_of_a_tower_of_accents_four_stay():
    assert clean("Z" + "\u0335\u0316" * 60 + "oe") == "Z\u0335\u0335\u0335\u0335oe"
    assert clean("a\u0323\u0302\u0301b") == "\u1ead\u0301b"


def test_text_of_several_lines_keeps_its_lines():
    assert visible("One\u202e line\n\n\tand\x00 another") == "One line\n\n\tand another"


def test_a_joiner_between_latin_letters_is_a_stowaway():
    assert clean("Ad\u200da\u200c Person") == "Ada Person"


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        (r"Jo\~{a}o", "João"),
        (r"Lov{\'a}sz", "Lovász"),
        (r"Ho\v{r}ava", "Hořava"),
        (r"Ze\vcević", "Zečević"),
        (r"{\L}ukasz \O stergaard", "Łukasz Østergaard"),
        (r"S{\o}ren Wei\ss", "Søren Weiß"),
        ("Ozan ˙Irsay", "Ozan İrsay"),
        ("Irena Spasi´c", "Irena Spasić"),
        ("Schu¨tze", "Schütze"),
        ("O´Brien", "O´Brien"),
        ("b´b", "b´b"),
    ],
)
def test_accents_sit_on_their_letters(printed, meant):
    assert accented(printed) == meant


def test_a_sentence_never_holds_an_address():
    told = quoted("Ada <ada@example.org> and bo@b.example")

    assert told == "“Ada <…> and …”"
    assert without_addresses("ada@example.org") == "…"


def test_a_sentence_quotes_no_novel():
    assert quoted("a" * 100) == "“" + "a" * 59 + "…”"
