"""Who won what, in the ways in which sites say so; a paper that wins is never a second paper."""

import pytest

from papers.importers import site
from papers.importers.rows import Level
from papers.importers.site import honours
from tests.papers.importers.reading import file, sentences

PAPERS = """<h2>Accepted Papers</h2><ul>
<li><b>Tides of the sea</b><br>Ada North, Bo Reed</li>
<li><b>Waves of the sea</b><br>Cy Vale</li>
<li><b>Wind over the sea</b><br>Di Wood, Ed Yew</li></ul>"""


def read(content, *more):
    return site.read([file(content, "index.html"), *more])


def awards(content):
    return [(row.name, row.paper_title or row.person_name) for row in read(content).awards]


@pytest.mark.parametrize(
    "words",
    [
        "<h2>Paper Awards</h2><h3>Best Paper Award</h3><ul><li><b>Tides of the Sea</b><br>Ada North; Bo Reed</li></ul>",
        "<p><strong>Best Paper Awards:</strong></p><p><span><a href='1.pdf'><i>Tides of the sea</i></a><br>Ada North</span></p>",
        "<p>News: best paper awards won by:</p><ul><li>Ada North. <i><a href='1.pdf'>Tides of the sea</a></i></li></ul>",
        "<p>Our best paper award winners are:</p><ul><li><b>Tides of the sea</b> Ada North, Bo Reed</li></ul>",
        "<h2>Awards</h2><p><b>Best Paper Awards</b>: papers with a surprise</p><ul><li>Ada North &amp; Bo Reed: <i>“Tides of the sea”</i></li></ul>",
        "<h2>Paper Award Recipients</h2><div>Best paper</div><div><span>Tides of the sea</span></div>",
        "<h2>Awards</h2><p>Best Paper Award: Tides of the sea</p>",
    ],
)
def test_a_paper_award_is_found(words):
    assert awards(PAPERS + words) == [("Best Paper Award", "Tides of the sea")]


@pytest.mark.parametrize(
    "marker", ["<br><b>Best Paper Award</b>", "<strong> Best paper winner </strong>", "(Best Paper Award)"]
)
def test_a_marker_beside_a_paper_is_an_award(marker):
    page = f"<h2>Accepted Papers</h2><ul><li><b>Tides of the sea</b> Ada North, Bo Reed {marker}</li></ul>"

    assert awards(page) == [("Best Paper Award", "Tides of the sea")]


def test_a_line_of_the_programme_names_an_award():
    page = """<h1>Schedule</h1><p><strong>10:30 - 10:50 Best Short Paper</strong><br><strong>Tides of the sea</strong></p>
    <p>Ada North, Bo Reed<br><em>Tidal University</em></p>"""

    assert awards(page) == [("Best Short Paper Award", "Tides of the sea")]


def test_an_awarded_paper_is_no_second_paper():
    reading = read(PAPERS + "<h2>Best Paper Award</h2><ul><li><b>TIDES OF THE SEA.</b><br>Ada North, Bo Reed</li></ul>")

    assert len(reading.papers) == 3
    assert reading.awards[0].paper_title == "Tides of the sea"


def test_two_papers_may_share_an_award_and_others_run_up():
    words = """<p>Congratulations to the winners of the <b>best paper awards</b>, sponsored by Moon Ltd:</p>
    <ul><li><i>Tides of the sea</i><br>Ada North, Bo Reed</li><li><i>Waves of the sea</i><br>Cy Vale</li></ul>
    <p>One runner-up is:</p><ul><li><i>Wind over the sea</i><br>Di Wood, Ed Yew</li></ul>"""

    assert awards(words + PAPERS) == [
        ("Best Paper Award", "Tides of the sea"),
        ("Best Paper Award", "Waves of the sea"),
        ("Best Paper Award Runner-up", "Wind over the sea"),
    ]


def test_a_person_wins_without_their_honorific():
    words = "<h2>Awards</h2><p><b>Harbour Leader Award</b>: Prof. Di Wood (Moon University)</p>"

    assert awards(PAPERS + words) == [("Harbour Leader Award", "Di Wood")]


def test_a_heading_without_content_is_no_award():
    words = "<h2>Best Paper Award</h2><!-- <ul><li><b>Tides of the sea</b> Ada North</li></ul> --><h2>Best Poster Award</h2><p>TBA</p>"

    assert awards(PAPERS + words) == []


def test_winners_of_another_year_in_comments_win_nothing():
    old = "<!-- <ul><li><b>Old tides</b><br>Ed Yew</li></ul> -->"

    reading = read(
        f"{PAPERS}<h2>Best Paper Award</h2>{old}<h2>Travel Award</h2><!-- <ul><li>Ed Yew (Moon)</li></ul> -->"
    )

    assert (reading.awards, reading.recipients, len(reading.papers)) == ([], [], 3)


def test_travel_awards_are_none_of_these():
    assert awards(PAPERS + "<h2>Travel Award Recipients</h2><ul><li>Ada North (Tidal University)</li></ul>") == []


def test_a_sentence_about_awards_makes_no_winners_of_all_papers():
    many = "".join(
        f"<li><b>Paper about the {word} sea</b><br>Ada North, Bo Reed</li>"
        for word in ["red", "black", "dead", "white", "north", "south", "east"]
    )

    reading = read(f"<h2>Accepted Papers</h2><p>A best paper award is sponsored by Moon Ltd.</p><ul>{many}</ul>")

    assert (len(reading.papers), reading.awards) == (7, [])


def test_amounts_in_prose_belong_to_the_award_of_that_name():
    words = "<h2>Best Paper Award</h2><ul><li><b>Tides of the sea</b><br>Ada North</li></ul>"
    prose = "<h2>Sponsors</h2><p>Moon Ltd gives a Best Paper Award ($1,000) and a Best Poster Award ($500).</p>"

    [row] = read(PAPERS + words + prose).awards

    assert (row.amount, row.currency) == ("1000", "USD")


def test_an_amount_may_stand_below_the_heading():
    words = "<h2>Awards</h2><h3>🥈 Second Prize</h3><p>1,200 USD</p><h4 class='paper-title'>Tides of the sea</h4><p>Ada North, Bo Reed</p>"

    [row] = read(PAPERS + words).awards

    assert (row.name, row.amount, row.currency) == ("Second Prize", "1200", "USD")


def test_a_winner_that_no_list_has_becomes_a_paper_if_its_authors_are_named():
    reading = read("<h2>Best Paper Award</h2><ul><li><b>Tides of the sea</b><br>Ada North, Bo Reed</li></ul>")

    assert [row.title for row in reading.papers] == ["Tides of the sea"]


def test_a_table_of_winners_is_joined_by_the_id_that_both_tables_have():
    papers = file(
        "internal_id,title,authors\n7,Tides of the sea,Ada North\n9,Waves of the sea,Cy Vale\n", "_data/papers.csv"
    )
    finalists = file(
        "internal_id,type,status\n9,Best Paper,Winner\n7,Best Paper,Finalist\n8,Best Paper,Finalist\n",
        "_data/award.csv",
    )

    reading = read("<h1>Home</h1><p>Welcome to the sea.</p>", papers, finalists)

    assert [(row.name, row.paper_title) for row in reading.awards] == [
        ("Best Paper Award", "Waves of the sea"),
        ("Best Paper Award Finalist", "Tides of the sea"),
    ]
    assert "“Best Paper Award Finalist” went to “8”, which no table of papers has." in sentences(reading, Level.DOUBT)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("RealAI Best Paper Award", "RealAI Best Paper Award"),
        ("NEW! Best paper awards:", "Best Paper Award"),
        ("We're excited about our two joint best paper winners!", "Best Paper Award"),
        ("Entropic Paper Awards", "Entropic Paper Award"),
        ("Best Paper Honorable Mention Award", "Best Paper Honorable Mention Award"),
        ("The weather was fine", ""),
    ],
)
def test_names_of_awards_are_in_the_singular(words, name):
    assert honours.named(words) == name


@pytest.mark.parametrize(
    ("words", "amount"),
    [("$1,000", ("1000", "USD")), ("1,200 USD", ("1200", "USD")), ("€ 99.50", ("99.5", "EUR")), ("a lot", ("", ""))],
)
def test_amounts_are_read(words, amount):
    assert honours.amount(words) == amount
