import subprocess
import sys
from dataclasses import replace
from datetime import date
from io import BytesIO

import pypdfium2
import pytest
from PIL import Image

from awards.pdf import render
from awards.pdf.data import CertificateData, Signature
from awards.pdf.signatures import as_png
from tests import environment
from tests.awards.pdf.reading import boxes, words

PLAIN = CertificateData(
    award="Best paper",
    names=("Ada Person",),
    edition="Workshop on Care",
    short_name="Care 2026",
    issued_on=date(2026, 11, 25),
    version=1,
    code="ABCD-EFGH-JKMN",
    verify_url="http://localhost/certificates/ABCD-EFGH-JKMN/",
    paper="On the care of models",
    citation="Careful throughout.",
    signatures=(Signature("Grace Chair", "Chair of the committee"),),
)


def certificate_for(*names, **rest):
    return render.certificate(replace(PLAIN, names=names, **rest))


def signature():
    image = BytesIO()
    Image.new("RGBA", (300, 100), (0, 0, 120, 255)).save(image, "PNG")
    return as_png(image.getvalue())


def test_it_says_what_was_won_by_whom_when_and_how_to_verify_it():
    said = words(render.certificate(PLAIN))

    for part in ("Best paper", "Ada Person", "On the care of models", "Careful throughout.", "Grace Chair"):
        assert part in said
    assert "Issued on 25 November 2026, version 1, code ABCD-EFGH-JKMN" in said
    assert "http://localhost/certificates/ABCD-EFGH-JKMN/" in said


def test_the_same_words_give_the_same_bytes_in_another_process():
    script = (
        "import django, sys; django.setup()\n"
        "from tests.awards.pdf.test_certificate import PLAIN, render\n"
        "sys.stdout.buffer.write(render.certificate(PLAIN))"
    )
    env = environment.clean() | {"DJANGO_SETTINGS_MODULE": "config.settings", "LAUREL_ENV": "demo"}

    there = subprocess.run([sys.executable, "-c", script], cwd=environment.PROJECT, env=env, capture_output=True)

    assert there.stdout == render.certificate(PLAIN), there.stderr


@pytest.mark.parametrize(
    "name",
    [
        "Nguyễn Thị Ánh Ngọc",
        "Łukasz Żółć",
        "Σωκράτης Παπαδόπουλος",
        "Ольга Ігорівна",
        "王小明",
        "龍澤 さくら カタカナ",
        "김철수",
        "\u1112\u1161\u11ab\u1100\u1173\u11af",
        "Mononym",
        "Rak-amnouykit",
        "O'Brien",
    ],
)
def test_names_of_many_scripts_are_printed(name):
    assert "".join(name.split()) in "".join(words(certificate_for(name)).split())


@pytest.mark.parametrize(("name", "letter"), [("محمد بن عبد الله", "م"), ("יעל כהן־לוי", "כ")])
def test_names_that_are_read_from_the_right_are_printed(name, letter):
    assert letter in words(certificate_for(name))


def test_a_name_that_is_read_from_the_right_runs_to_the_left():
    first, second = boxes(certificate_for("יע"), "יע")

    assert second[0] < first[0]


def test_arabic_letters_are_joined():
    """A joined hah stays on the line, one that stands alone hangs below it."""
    [joined], [apart] = (boxes(certificate_for(name), "ح") for name in ("حم", "ح\u200cم"))

    assert joined[1] > apart[1] + 5


def test_names_that_are_read_from_the_right_keep_their_places_beside_each_other():
    document = certificate_for("م", "א", "Zoë", "김", "王")

    columns = [boxes(document, sign)[0][0] for sign in ["م", "א", "Z", "김", "王"]]

    assert columns == sorted(columns)


@pytest.mark.parametrize("citation", ["A prize of ₹ 5000.", "Of Ɂ and ɂ.", "xᵢ ∈ ℝ, α → ∞"])
def test_what_the_slanted_font_lacks_stands_upright(citation):
    assert citation in words(certificate_for("Ada Person", citation=citation))


def test_what_typst_panics_over_is_refused():
    with pytest.raises(render.CannotPrint, match="cannot be printed"):
        certificate_for("Ada Person", citation="مم\u20e8")


@pytest.mark.parametrize("name", ["ไทย", "देवनागरी", "አማርኛ", "Smile \U0001f600", "ქართული"])
def test_a_name_that_no_font_has_is_refused_with_its_letters(name):
    with pytest.raises(render.CannotPrint, match=f"“{name}” cannot be printed: no font here has"):
        certificate_for("Ada Person", name)


@pytest.mark.parametrize("name", ["#import", "$x^2$", "*bold* _it_", "<label> @ref", "a\\b // c", "[x] {y}", "= H"])
def test_markup_stays_words(name):
    assert name in words(certificate_for(name, paper=name))


def test_letters_under_many_marks_are_printed():
    said = words(certificate_for("Zal" + "\u0337\u0334\u0300\u0316" * 10 + "go Person"))

    assert "go Person" in said


def test_what_has_no_shape_is_left_out():
    assert "Ada Person" in words(certificate_for("Ada\u202e \x07Per\u2066son"))


@pytest.mark.parametrize("count", [1, 3, 8, 40])
def test_however_many_authors_there_are_all_stand_on_one_page(count):
    names = [f"Ada-Bertha Person-Number {n}" for n in range(count)]

    said = words(certificate_for(*names))

    assert [name for name in names if name not in said] == []


def test_no_row_of_names_ends_with_a_dot():
    [page] = pypdfium2.PdfDocument(certificate_for(*[f"Ada-Bertha Person-Number {n}" for n in range(12)]))

    rows = [row for row in page.get_textpage().get_text_bounded().splitlines() if "·" in row]

    assert len(rows) > 1
    assert [row for row in rows if row.strip().endswith("·")] == []


def test_what_does_not_fit_on_a_page_is_refused():
    with pytest.raises(render.CannotPrint, match="too long for one page"):
        certificate_for("Ada Person", citation="Very careful work. " * 300)


def test_a_name_of_two_hundred_letters_is_printed():
    assert words(certificate_for("x" * 200)).replace(" ", "").count("x") >= 200


def test_it_is_tagged_for_those_who_do_not_see_it():
    document = render.certificate(PLAIN)

    assert b"/StructTreeRoot" in document
    assert b"/Lang" in document


def test_a_signature_is_a_picture_above_the_name():
    with_image = render.certificate(replace(PLAIN, signatures=(Signature("Grace Chair", "Chair", signature()),)))

    assert b"/Subtype /Image" in with_image or b"/Subtype/Image" in with_image
    assert "Grace Chair" in words(with_image)


@pytest.mark.parametrize("image", [b"", b"<svg/>", b"\x89PNG\r\n\x1a\nbroken", signature()[:-40]])
def test_what_is_no_picture_is_refused(image):
    with pytest.raises(ValueError, match="not a picture"):
        as_png(image)


def test_a_picture_whose_parts_are_longer_than_they_say_is_refused():
    whole = signature()
    length = whole.index(b"IDAT") - 1

    with pytest.raises(ValueError, match="not a picture"):
        as_png(whole[:length] + bytes([whole[length] - 30]) + whole[length + 1 :])


def test_it_is_frozen_as_json_and_comes_back():
    data = replace(PLAIN, signatures=(Signature("Grace Chair", "Chair", signature()),))

    assert CertificateData.from_json(data.to_json()) == data
