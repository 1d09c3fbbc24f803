import pytest

from workshops.markdown import to_html


def test_a_heading_steps_below_the_pages_own():
    assert to_html("# Call") == "<h2>Call</h2>\n"


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        '<img src=x onerror="alert(1)">',
        "<svg onload=alert(1)>",
        "[x](data:text/html,<script>1</script>)",
        '<a href="x" onclick="alert(1)">x</a>',
    ],
)
def test_nothing_in_markdown_runs(hostile):
    html = to_html(hostile)

    assert "<script" not in html
    assert "<img" not in html
    assert "<svg" not in html
    assert 'href="javascript:' not in html
    assert 'href="data:' not in html
    assert '<a href="x" onclick' not in html


def test_a_bare_address_becomes_a_link():
    assert '<a href="https://example.org"' in to_html("See https://example.org for more.")
