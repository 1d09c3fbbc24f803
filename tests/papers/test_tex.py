import pytest

from papers import tex


def test_a_formula_becomes_mathml():
    html = tex.to_html(r"$\delta$-CLUE: Diverse Sets")

    assert html.startswith("<math")
    assert "<mi>" in html
    assert html.endswith("-CLUE: Diverse Sets")


@pytest.mark.parametrize(
    ("title", "read"),
    [
        (r"$\delta$-CLUE", "δ-CLUE"),
        ("Mind the box: $l_1$-APGD", "Mind the box: l1-APGD"),
        (r"In $O(\sqrt{n})$ steps", "In O(√(n)) steps"),
        ("Costs $5", "Costs $5"),
        (r"From \$5 to \$10", "From $5 to $10"),
        ("A < B & C", "A < B & C"),
    ],
)
def test_a_title_reads_as_plain_text(title, read):
    assert tex.to_text(title) == read


@pytest.mark.parametrize(
    "hostile",
    [
        r"$\text{<script>alert(1)</script>}$",
        r"$\href{javascript:alert(1)}{x}$",
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
    ],
)
def test_nothing_in_a_title_runs(hostile):
    html = tex.to_html(hostile)

    assert "<script" not in html
    assert "<img" not in html
    assert "href=" not in html


@pytest.mark.parametrize("broken", ["${$", "$" + "{" * 290 + "$", r"$\frac{1$"])
def test_a_formula_that_cannot_be_read_stays_as_typed(broken):
    assert "<script" not in tex.to_html(broken)
    assert tex.to_html(broken)
