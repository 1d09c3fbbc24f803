"""A website of any bytes, and of markup in any order, ends in rows or in one sentence."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papers.importers import site
from papers.importers.rows import File, Reading, Unreadable

quickly = settings(max_examples=60, deadline=None, derandomize=True)
ADDRESS = "ada@laurel.example"
PIECES = [
    *(
        "<h1>",
        "</h1>",
        "<h2>Accepted papers",
        "## Awards\n",
        "### Best paper award\n",
        "# Schedule\n",
        "<ul>",
        "<li>",
        "</ul>",
    ),
    *(
        "<table>",
        "<tr>",
        "<td>",
        "|",
        " | ",
        "\n",
        "\n\n",
        "- ",
        "<br />",
        "<b>",
        "</b>",
        "<!--",
        "-->",
        "<p>",
        "</p>",
        "<del>",
    ),
    *(
        "Ada Bay (Laurel); Ivy Elm (Elm)",
        "Ada Bay, Ivy Elm and Bo",
        "[Leaves](papers/7.pdf)",
        "**Roots of $x$**",
        ADDRESS,
    ),
    *(
        "9:00 am - 10:15",
        "May 7, 2021",
        "31/02/2026",
        "$1,000",
        "Travel award recipients",
        "sponsored by [Oak](http://oak.example)",
    ),
    *(
        "{% for p in site.data.papers %}",
        "{{ p.title }}",
        "---\ntitle: Care\n---\n",
        "&#1;",
        "&nbsp;",
        "\x00",
        "(",
        "))",
        "\u202e",
    ),
]


def ends_well(content, *names):
    reading, refusal = outcome([File(name, content) for name in names])
    assert isinstance(reading, Reading)
    assert not refusal or refusal.endswith(".")
    assert all(paper.title and all(author.name for author in paper.authors) for paper in reading.papers)
    assert not any(ADDRESS in note.sentence for note in reading.notes)


def outcome(files):
    try:
        return site.read(files), ""
    except Unreadable as refusal:
        return Reading("nothing"), str(refusal)


@pytest.mark.parametrize("name", ["index.md", "papers.html", "_data/papers.yml", "_data/papers.csv", "_config.yml"])
@quickly
@given(content=st.binary(max_size=300))
def test_any_bytes_end_well(name, content):
    ends_well(content, name)


@pytest.mark.parametrize("name", ["index.md", "papers.html"])
@quickly
@given(pieces=st.lists(st.sampled_from(PIECES), max_size=40))
def test_any_markup_ends_well(name, pieces):
    ends_well("".join(pieces).encode(), name, "schedule.md")
