"""Lists of papers on invented pages, in every form that real ones have."""

import pytest

from papers.importers import site
from papers.importers.rows import Level
from tests.papers.importers.reading import file, names, sentences

TWO = ["Ada North", "Bo Reed"]


def read(content, name="index.html"):
    return site.read([file(content, name)])


def papers(content, name="index.html"):
    return [(row.title, names(row)) for row in read(content, name).papers]


def accepted(*items):
    return "<body><h2>Accepted Papers</h2><ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul></body>"


def paper(content):
    [row] = read(accepted(content)).papers
    return row


@pytest.mark.parametrize(
    "item",
    [
        "<b>Tides in small harbours</b> <br/> Ada North; Bo Reed",
        "<b><a href='1.pdf'>Tides in small harbours</a></b><p>Ada North and Bo Reed</p>",
        "<strong>Tides in small harbours</strong>Ada North, Bo Reed [<a href='x.pdf'>paper</a>].",
        "<b>Tides in small harbours</b><br>Ada North, Bo Reed<br></li>",
        "<strong>Tides in small harbours</strong>Tides in small harbours</strong> Ada North, Bo Reed",
        "<papertitle>Tides in small harbours</papertitle><br>Ada North, and Bo Reed.",
        "<a href='x.pdf'><i>Tides in small harbours</i></a> - <a href='z'>[Zoom; pwd:123]</a> - <i>Ada North, Bo Reed</i>",
        "<a class='badge' href='https://zoom.us/j/1'>Zoom for poster session</a>&nbsp;<b>Tides in small harbours</b> Ada North; Bo Reed",
        "(Poster #3): Ada North, Bo Reed. <a href='x.pdf'>Tides in small harbours</a>",
        "Ada North and Bo Reed. Tides in small harbours",
        "Ada North &amp; Bo Reed: <em>“Tides in small harbours”</em>",
        "Tides in small harbours<br>Ada North, Bo Reed",
        "Tides in small harbours\tAda North andBo Reed",
        "<b>Title:</b> Tides in small harbours<br><b>Authors:</b> Ada North; Bo Reed",
        '"Tides in small harbours"; Ada North, Bo Reed',
        "<details><summary>Ada North and Bo Reed. <b>Tides in small harbours</b></summary><p>We look at water.</p></details>",
    ],
)
def test_title_and_authors_are_told_apart(item):
    row = paper(item)

    assert (row.title, names(row)) == ("Tides in small harbours", TWO)


def test_names_as_references_print_them_are_turned_round():
    row = paper("North, A., &amp; Reed, B. C. (2021). <a href='x.html'>Tides of the sea</a>. Workshop on Water.")

    assert [(author.name, author.family_name) for author in row.authors] == [
        ("A. North", "North"),
        ("B. C. Reed", "Reed"),
    ]


def test_a_definition_list_pairs_titles_and_authors():
    page = "<h1>Accepted Papers</h1><dl><dt>Tides of the sea<dd>Ada North, Bo Reed<dt>Waves<dd>Cy Vale, Di Wood</dl>"

    assert papers(page) == [("Tides of the sea", TWO), ("Waves", ["Cy Vale", "Di Wood"])]


def test_one_odd_name_among_many_does_not_hide_the_others():
    row = paper("<b>Tides of the sea</b> - <i>Ada North, Bo SimÃ£o, Cy Vale, Di Wood</i>")

    assert len(row.authors) == 4


def test_a_title_made_of_name_like_words_is_a_title():
    assert papers(accepted("Ada North and Bo Reed. Perceptual Harbour Maps")) == [("Perceptual Harbour Maps", TWO)]


def test_a_title_that_is_itself_a_list_is_no_list_of_authors():
    page = "<body><h2>Posters</h2><div><span>The Trade-off Between Wind, Tide, and Fairness</span></div><div>Ada North; Bo Reed</div>"

    assert papers(page) == [("The Trade-off Between Wind, Tide, and Fairness", TWO)]


def test_affiliations_in_parentheses_are_printed_ones():
    row = paper("<b>Tides</b><br>Ada North (Tidal University, Oslo); Bo Reed ()")

    assert [author.affiliation for author in row.authors] == ["Tidal University, Oslo", ""]


def test_one_affiliation_may_stand_for_a_group():
    row = paper("<b>Tides of the sea</b> Ada North, Bo Reed (Tidal University)")

    assert [author.affiliation for author in row.authors] == ["Tidal University"] * 2


def test_an_affiliation_may_stand_below_the_names():
    row = paper("<a href='x'><b>Tides of the sea</b></a><br><em>Ada North, Bo Reed</em><br>RIVER COMPANY,LTD")

    assert [author.affiliation for author in row.authors] == ["RIVER COMPANY,LTD"] * 2


def test_raised_numbers_say_whose_affiliation_is_which():
    row = paper(
        "<b>Tides of the sea</b><br><em>Ada North<sup>1</sup>, Bo Reed<sup>2</sup></em><br><sup>1</sup>Tidal University, <sup>2</sup>Moon Ltd"
    )

    assert [(author.name, author.affiliation) for author in row.authors] == [
        ("Ada North", "Tidal University"),
        ("Bo Reed", "Moon Ltd"),
    ]


def test_names_with_nothing_between_them_are_not_guessed():
    reading = read(accepted("<b>Tides of the sea</b> Ada North Bo Reed Cy Vale Di Wood (Moon Ltd)"))

    assert [names(row) for row in reading.papers] == [[]]
    assert sentences(reading, Level.DOUBT) == [
        "“Ada North Bo Reed Cy Vale Di Wood”: several names stand here with nothing between them; enter these authors by hand."
    ]


def test_names_pasted_from_a_sheet_are_apart_by_tabs():
    row = paper("<i>Tides of the sea</i>\nAda North\tBo\tReed\tCy\tVale")

    assert names(row) == ["Ada North", "Bo Reed", "Cy Vale"]


@pytest.mark.parametrize(
    ("flag", "kind"),
    [
        ("(Oral)", "oral"),
        ("(Spotlight Session #1, ID #2)", "spotlight"),
        ("<span class='badge'>poster</span>", "poster"),
        ("<a href='s.html'>[Contributed Talk 1]</a>", "oral"),
    ],
)
def test_flags_within_the_title_tell_the_kind(flag, kind):
    row = paper(f"<b><a href='1.pdf'>Tides of the sea</a> {flag}</b><br>Ada North, Bo Reed")

    assert (row.title, row.kind) == ("Tides of the sea", kind)


def test_links_are_kept_as_printed():
    row = paper(
        "<a href='../files/Tides of the sea (1).pdf'><b>Tides of the sea</b></a> Ada North, Bo Reed"
        " [<a href='p/My poster.pdf'>Poster</a>] <a href='https://youtu.be/x'>YouTube presentation</a>"
        " <a href='https://github.com/a/b'>Code</a> <a href='https://openreview.net/forum?id=1'>OpenReview</a> <a href='s.pdf'>Slides</a>"
    )

    assert (row.pdf_link, row.poster_link) == ("../files/Tides of the sea (1).pdf", "p/My poster.pdf")
    assert (row.video_link, row.code_link) == ("https://youtu.be/x", "https://github.com/a/b")
    assert row.forum_link == "https://openreview.net/forum?id=1"


@pytest.mark.parametrize("address", ["", "#", "LINK", "javascript:alert(1)", "https://zoom.us/j/1"])
def test_blank_placeholder_and_dangerous_addresses_are_no_links(address):
    row = paper(f"<a href='{address}'><b>Tides of the sea</b></a> Ada North, Bo Reed [<a href='{address}'>paper</a>]")

    assert {row.pdf_link, row.poster_link, row.video_link, row.code_link, row.forum_link} == {""}


def test_numbers_are_those_of_the_pdfs_and_may_be_zero():
    reading = read(
        accepted(*(f"<b><a href='papers/{n}.pdf'>Paper about {n}</a></b> Ada North, Bo Reed" for n in (0, 7)))
    )

    assert [row.number for row in reading.papers] == [0, 7]


def test_without_such_numbers_papers_are_counted():
    reading = read(
        accepted("<b><a href='9.pdf'>Tides one</a></b> Ada North, Bo Reed", "<b>Tides two</b> Ada North, Bo Reed")
    )

    assert [row.number for row in reading.papers] == [1, 2]


def test_text_before_and_after_the_list_is_no_paper():
    page = f"<h1>Accepted Papers</h1><p>We had <b>35 submissions</b>, more than ever.</p>{accepted('<b>Tides</b> Ada North, Bo Reed')}"

    reading = read(page + "<p>In addition, papers of Findings will be presented by their authors.</p>")

    assert [row.title for row in reading.papers] == ["Tides"]
    assert any("In addition" in sentence for sentence in sentences(reading, Level.UNREAD))


def test_a_title_and_its_authors_may_stand_in_items_of_their_own():
    assert papers(
        "# Accepted papers\n\n- *Tides of the sea*\n- Ada North, Bo Reed\n- *Waves* <br> Cy Vale\n", "a.md"
    ) == [
        ("Tides of the sea", TWO),
        ("Waves", ["Cy Vale"]),
    ]


def test_cards_hold_a_title_above_the_authors():
    cards = "".join(
        f"<a href='f{n}'><div class='name'>Tides {n} of the sea</div><div>Ada North, Bo Reed</div></a>" for n in "abc"
    )

    assert papers(f"<body><h2>Accepted papers</h2><div>{cards}</div></body>") == [
        (f"Tides {n} of the sea", TWO) for n in "abc"
    ]


def test_a_heading_may_be_the_title():
    page = "<h1>Accepted papers</h1><h4>Tides of the sea</h4><p>Ada North, Bo Reed</p><h4>Waves of the sea</h4><p>Cy Vale</p>"

    assert papers(page) == [("Tides of the sea", TWO), ("Waves of the sea", ["Cy Vale"])]


def test_a_programme_lists_papers_but_not_invited_talks_and_breaks():
    page = """<body><h1>Schedule</h1>
    <p><strong>09:00 Introduction and Welcome</strong></p><p>Di Wood<br><em>Moon University</em></p><hr>
    <h2>Session 1: Water</h2><h4>Chair: Ed Yew, <em>Moon University</em></h4>
    <p><strong>09:00 - 09:30</strong><br><strong>Tides of the sea</strong> <a href="a.html">[abstract]</a></p>
    <p>Ada North, Bo Reed<br><em>Tidal University</em></p><p>Cy Vale<br><em>Moon Ltd</em></p>
    <p><strong>10:00 - 10:30 Break</strong></p></body>"""

    [row] = read(page).papers

    assert (row.title, names(row)) == ("Tides of the sea", [*TWO, "Cy Vale"])
    assert [author.affiliation for author in row.authors] == ["Tidal University", "Tidal University", "Moon Ltd"]


def test_rows_below_invited_talks_are_none():
    table = "".join(
        f"<tr><td>{time}</td><td>{words}</td></tr>"
        for time, words in [
            ("9:00", "<b>Invited Talks</b>"),
            ("9:05", "<em>What water wants</em><br>Di Wood"),
            ("10:00", "<b>Oral session</b>"),
            ("10:05", "<em>Tides of the sea</em><br>Ada North and Bo Reed"),
            ("11:00", "<em>Tides of the sea</em><br>Ada North and Bo Reed"),
        ]
    )

    assert papers(f"<body><h2>Program</h2><table>{table}</table></body>") == [("Tides of the sea", TWO)]


def test_the_list_of_papers_decides_and_the_programme_only_adds():
    programme = "<h2>Schedule</h2><ul><li><b>Lost paper of rivers</b><br>Cy Vale, Di Wood</li></ul>"

    reading = read(accepted("<b>Tides</b> Ada North, Bo Reed") + programme)

    assert [row.title for row in reading.papers] == ["Tides"]
    assert (
        "“Lost paper of rivers” stands in the programme but not among the accepted papers; it was left out."
        in sentences(reading)
    )


def test_people_are_no_papers():
    people = "<li>Ada North (Tidal University)</li><li>Bo Reed (Moon Ltd)</li><li>Cy Vale (Harbour Lab)</li>"

    assert papers(f"<body><h2>Program Committee</h2>{people}<h2>Volunteers</h2>{people}</body>") == []


def test_accepted_titles_without_authors_are_papers():
    assert papers(accepted("Tides of the sea", "Waves of the sea", "Wind over the sea")) == [
        ("Tides of the sea", []),
        ("Waves of the sea", []),
        ("Wind over the sea", []),
    ]


def test_old_papers_in_comments_are_gone():
    assert papers(
        accepted("<b>Tides</b> Ada North, Bo Reed <!-- <b>Old</b> Cy Vale -->", "<!-- <b>Older</b> Cy Vale -->")
    ) == [("Tides", TWO)]


def test_an_abstract_may_follow():
    page = (
        "<h2>Accepted papers</h2><p><b>Tides of the sea</b><br>Ada North, Bo Reed</p><p>Abstract: We look at water.</p>"
    )

    assert read(page).papers[0].abstract == "We look at water."


def test_a_page_that_announces_papers_and_lists_none_is_told():
    reading = read(
        "<body><h1>Accepted Papers</h1><p>They will be put here once they are known to everybody.</p></body>"
    )

    assert "“Accepted Papers” is announced here, but no list of papers could be read." in sentences(
        reading, Level.UNREAD
    )
