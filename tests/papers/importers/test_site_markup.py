"""Pages of invented sites as trees: Markdown as Jekyll reads it, HTML as people write it."""

import pytest

from papers.importers.rows import File, Unreadable
from papers.importers.site.markup import links, page, sections, site_name, tables, text
from tests.papers.importers.reading import file


def html(content):
    return page(file(content, "index.html"))


def markdown(content):
    return page(file(content, "index.md"))


def told(page):
    return [(section.title, [text(element) for element in section.elements]) for section in sections(page)]


def cells(page):
    return [[text(cell) for cell in row] for rows in tables(page.root) for row in rows]


def test_front_matter_is_no_text_and_gives_the_title():
    found = markdown("---\ntitle: Accepted papers\nlayout: page\n---\n\nHello there.\n")

    assert (found.title, found.front_matter["layout"]) == ("Accepted papers", "page")
    assert told(found) == [("", ["Hello there."])]


def test_front_matter_without_lines_around_it_is_read_too():
    found = markdown("title: Accepted papers\ntemplate: papers\n\nHello there.\n")

    assert (found.title, text(found.root)) == ("Accepted papers", "Hello there.")


def test_lines_are_those_of_the_markdown():
    found = markdown("---\ntitle: X\n---\n\n# One\n\n- a\n- b\n\n<div>\n  <p>raw</p>\n</div>\n")

    assert [(element.tag, element.sourceline) for element in found.root.iter("h1", "li", "p")] == [
        ("h1", 5),
        ("li", 7),
        ("li", 8),
        ("p", 11),
    ]


def test_pipe_tables_need_no_rule_below_a_header():
    found = markdown("| **Date** | May 7 |\n| **Place** | Oslo |\n")

    assert cells(found) == [["Date", "May 7"], ["Place", "Oslo"]]


def test_a_row_may_begin_without_a_pipe():
    found = markdown(
        '<img src="a.jpg"/>|<img src="b.jpg"/>|\n[Ada](https://a.example)<br />Tidal|[Bo](https://b.example)|\n'
    )

    assert cells(found)[1] == ["Ada\nTidal", "Bo"]


def test_a_rule_below_the_first_row_makes_it_the_head():
    found = markdown("| Name | Place |\n|---|---|\n| Ada | Oslo |\n")

    assert [cell.tag for cell in found.root.iter("th", "td")] == ["th", "th", "td", "td"]


def test_html_indented_by_many_blanks_stays_html():
    found = markdown("<div>\n\n        <p>Deep <b>inside</b></p>\n\n</div>\n")

    assert text(found.root.find(".//b")) == "inside"


def test_attributes_of_kramdown_are_left_out():
    found = markdown("A paragraph\n{: .lead}\n\n[here](https://a.example){:target='_blank'}\n")

    assert text(found.root) == "A paragraph\nhere"


def test_an_address_with_blanks_is_kept_as_printed():
    found = markdown("[Poster](files/My poster (1).pdf) and [Paper](files/my paper.pdf)\n")

    assert links(found.root)[-1] == ("Paper", "files/my paper.pdf")


@pytest.mark.parametrize(
    "content", ["<!-- old -->\nnew", "{% comment %}old{% endcomment %}\nnew", "<script>old</script>new"]
)
def test_what_nobody_sees_is_taken_out_first(content):
    assert text(html(f"<body>{content}</body>").root) == "new"
    assert text(markdown(content).root) == "new"


def test_a_comment_that_never_ends_is_told():
    found = html("<body><p>seen</p>\n<!-- <p>hidden</p></body>")

    assert (text(found.root), found.unclosed) == ("seen", 2)


def test_a_loop_of_liquid_is_named_and_its_holes_are_gone():
    found = markdown("## Papers\n{% for paper in site.data.papers %}\n- {{ paper.title }}\n{% endfor %}\nThe end.\n")

    assert found.loops == ["site.data.papers"]
    assert told(found) == [("Papers", ["The end."])]


def test_words_in_liquid_are_kept():
    found = markdown("[PDF]({{ '/papers/1.pdf' | relative_url }}) {{ site.title }} {% include menu.html %}\n")

    assert links(found.root) == [("PDF", "/papers/1.pdf")]


def test_unclosed_and_crossed_tags_are_read():
    found = html("<body><h3><p>One</p></h3><ul><li>a<li>b</ul></li><papertitle>T</papertitle> by <p>x<p>y</body>")

    assert text(found.root) == "One\na\nb\nT by\nx\ny"


def test_menus_are_no_content_but_their_page_is():
    menu = '<ul class="nav"><li><a href="a.html">Home</a></li></ul>'

    found = html(f'<body>{menu}<nav>Menu</nav><div class="menu"><p>Long words of the page itself.</p></div></body>')

    assert text(found.root) == "Long words of the page itself."


def test_loose_words_become_paragraphs():
    found = html("<body><div><h2>Contact</h2>write to us<br>soon<ul><li>a</li></ul></div></body>")

    assert told(found) == [("Contact", ["write to us\nsoon", "a"])]


def test_bold_paragraphs_are_headings_where_they_announce_something():
    found = html("<body><p><b>Best Paper Awards:</b></p><p>x</p><p><b>Learning to swim</b></p></body>")

    assert told(found) == [("Best Paper Awards:", ["x", "Learning to swim"])]


def test_headings_in_tables_and_lists_cut_nothing():
    found = html("<body><h2>Programme</h2><table><tr><td><h4>Friday</h4></td></tr><tr><td>x</td></tr></table></body>")

    assert told(found) == [("Programme", ["Friday\nx"])]


def test_a_table_in_a_cell_is_a_table_of_its_own():
    found = html("<table><tr><td><table><tr><td>a</td></tr></table></td><td>b</td></tr></table>")

    assert cells(found)[1] == ["a"]
    assert len(cells(found)[0]) == 2


@pytest.mark.parametrize(
    "content", [b"", b"\0", b"\xff\xfe\0", b"<", b"<html></html>", "é".encode("cp1252"), b"<?xml version='1.0'?>"]
)
def test_any_bytes_are_a_page(content):
    assert page(File("index.html", content)).root is not None
    assert page(File("index.md", content)).root is not None


def test_deep_nesting_keeps_its_words():
    found = html("<body>" + "<b>" * 900 + "word" + "<div>" * 900 + "other</body>")

    assert text(found.root).split() == ["word", "other"]


def test_endless_nesting_is_refused():
    with pytest.raises(Unreadable, match="nested too deeply"):
        html("<body>" + "<div>" * 5000)


def test_a_page_goes_on_behind_its_end():
    assert text(html("<html><body><p>a</p></body></html><p>b</p>").root) == "a\nb"


def test_a_page_of_many_megabytes_is_refused():
    with pytest.raises(Unreadable, match="larger than 3 MB"):
        html("a" * (3 * 2**20 + 1))


def test_flattened_names_stand_for_paths():
    assert site_name("_pages__2020__accepted.md") == "_pages/2020/accepted.md"


@pytest.mark.parametrize("letter", ["&#1;", "&#x1F;", "\x01", "&#0;"])
def test_a_letter_that_no_page_may_hold_is_left_out(letter):
    body = page(File("index.html", f"Leaves{letter} of grass<p>Roots</p>".encode())).root

    assert text(body).splitlines()[0].startswith("Leaves")
