"""The edition, its dates and its pages of words, from invented sites."""

from datetime import UTC, datetime

import pytest

from papers.importers.rows import EditionRow, Level, Place, Reading
from papers.importers.site import content, edition, prose
from papers.importers.site.markup import Page, page
from tests.papers.importers.reading import file, sentences
from workshops.models.page import TAKEN_SLUGS

INDEX = """# Overview

| **Date** | May 7, 2024 (9 am - 5 pm Central European Time) |
| **Location** | {place} |

Tides move everything, and few know why. In this workshop we bring together people who do.

{more}
"""
HELD = EditionRow(Place("index.md"), starts_at=datetime(2024, 5, 7, tzinfo=UTC))


def read(*sources, reading=None, config=None):
    pages = [page(file(words, name)) for name, words in sources]
    pages += [Page("_config.yml", "data", data=config)] if config else []
    return edition.edition(pages, reading or Reading("site"))


def index(place="Lyon, France", more="", **options):
    return read(("index.md", INDEX.format(place=place, more=more)), **options)


def dates(*sources, held=HELD, reading=None):
    pages = [page(file(words, name)) for name, words in sources]
    return edition.dates(pages, held, reading or Reading("site"))


def date(line, **options):
    found = dates(("cfp.md", f"# Important Dates\n\n- {line}\n"), **options)
    return [(row.name, row.at.isoformat(), row.extended_from.isoformat() if row.extended_from else "") for row in found]


def words(*sources, reading=None):
    return edition.pages([page(file(text, name)) for name, text in sources], reading or Reading("site"))


@pytest.mark.parametrize(
    ("markup", "config", "name"),
    [
        ("# Overview\n\nTides.", {"title": "Tides in Prose "}, "Tides in Prose"),
        ("<title>Tides in Prose | Workshop at TIDE 2024</title><h1>Overview</h1>", None, "Tides in Prose"),
        ("<title>Home</title><h1>Tides in<br>Prose</h1><h2>TIDE 2024 Workshop</h2>", None, "Tides in Prose"),
        ("<p>This workshop, <b>T</b>ides a<b>N</b>d Ebb (<b>TIDE</b>), is new.</p>", None, "Tides and Ebb"),
    ],
)
def test_the_name_is_where_people_put_it(markup, config, name):
    assert read(("index.html", markup), config=config).name == name


@pytest.mark.parametrize(
    ("line", "host"),
    [
        ("Workshop at TIDE 2024", "TIDE 2024"),
        ("co-located with [TIDE 2024](https://tide.example/)", "TIDE 2024"),
        ("Nov 4, 2024, Porto (at [TIDE](https://tide.example/) 2024)", "TIDE 2024"),
        ("held in conjunction with SC24: The Conference", "SC24"),
        ("Our own TIDAL 2024 papers", ""),
    ],
)
def test_the_host_conference_is_what_it_is_held_at(line, host):
    assert read(("index.md", f"# Tides in Prose\n\n{line}\n")).host_conference == host


def test_day_and_hours_come_from_the_line_with_the_date():
    found = index()

    assert (found.starts_at.isoformat(), found.ends_at.isoformat()) == (
        "2024-05-07T09:00:00+02:00",
        "2024-05-07T17:00:00+02:00",
    )
    assert found.time_zone == "Europe/Berlin"


def test_the_programme_widens_the_hours():
    found = read(
        ("index.md", INDEX.format(place="Lyon", more="")),
        ("schedule.md", "# Schedule\n\n| 8:30 - 9:00 | Opening |\n| 18:00 | Closing |\n"),
    )

    assert (f"{found.starts_at:%H:%M}", f"{found.ends_at:%H:%M}") == ("08:30", "18:00")


def test_a_span_over_two_months_says_its_year_once():
    found = read(("index.md", "# Tides in Prose\n\nApril 30 – May 2, 2024, Lyon\n"))

    assert (f"{found.starts_at:%Y-%m-%d}", f"{found.ends_at:%Y-%m-%d}") == ("2024-04-30", "2024-05-02")


def test_a_day_without_hours_is_the_whole_day():
    found = read(("index.md", "# Tides in Prose\n\nDate: May 7-8, 2024\n"))

    assert (found.starts_at, found.ends_at) == (
        datetime(2024, 5, 7, tzinfo=UTC),
        datetime(2024, 5, 8, 23, 59, tzinfo=UTC),
    )


def test_a_deadline_on_the_front_page_is_not_the_day():
    found = read(
        (
            "index.md",
            "# Tides\n\n**Submission deadline: March 1, 2024**\n\nIt will be held on Saturday 7th, May 2024.\n",
        )
    )

    assert found.starts_at.date().isoformat() == "2024-05-07"


def test_a_day_in_another_year_than_the_conference_is_doubted():
    reading = Reading("site")

    read(("index.md", "# Tides at TIDE 2024\n\nMay 7, 2023, Lyon\n"), reading=reading)

    assert sentences(reading, Level.DOUBT) == ["The day lies in 2023, but the name or the conference says 2024."]


@pytest.mark.parametrize(
    ("place", "mode", "location"),
    [
        ("Room 4, Lyon, France", "in_person", "Room 4, Lyon, France"),
        ("Lyon, France (co-located with TIDE 2024)", "in_person", "Lyon, France"),
        ("The workshop will be held *virtually*.", "virtual", ""),
        ("Virtual Only (co-located with TIDE 2024)", "virtual", ""),
        ("Online <s>Great Hall, Lyon</s>", "virtual", ""),
        ("Hybrid: Lyon, France", "hybrid", "Hybrid: Lyon, France"),
    ],
)
def test_place_and_mode_are_told_apart(place, mode, location):
    found = index(place)

    assert (found.mode, found.location) == (mode, location)


@pytest.mark.parametrize(
    "more",
    [
        "| **Link** | [here](https://tide.example/virtual/7) |",
        "The live site is [here](https://tide.example/virtual/7).",
    ],
)
def test_the_link_is_a_row_or_the_conference_s_virtual_site(more):
    assert index(more=more).link == "https://tide.example/virtual/7"


def test_the_overview_is_prose_without_facts_awards_and_people():
    more = "The best paper awards went to:\n\n- Tide Tables\n\nSee [more](https://t.example/).\n\n# Organizers\n\n- Ada North (Tides)\n"

    found = index(more=more).overview

    assert found == (
        "Tides move everything, and few know why. In this workshop we bring together people who do.\n\n"
        "See [more](https://t.example/)."
    )


def test_without_such_a_heading_the_first_long_text_is_the_overview():
    text = "Tides move everything, and few know why. " * 6

    found = read(("index.md", f"# Tides in Prose\n\nMay 7, 2024\n\n# Words\n\n{text}\n"))

    assert found.overview == text.strip()


def test_short_notes_are_no_overview():
    assert read(("index.md", "# Tides in Prose\n\nSoon.\n")).overview == ""


@pytest.mark.parametrize(
    ("more", "address"),
    [
        ("# Contact\n\nWrite to <tides@example.org>.", "tides@example.org"),
        ("<footer>Please contact <a href='mailto:Tides@example.org?subject=x'>us</a></footer>", "tides@example.org"),
        ("# Contact\n\nWrite to t***@example.org.", ""),
        ("Ada wrote from ada@example.org.", ""),
        ("Contact: tides@example.org", "tides@example.org"),
    ],
)
def test_the_contact_is_an_address_that_offers_help(more, address):
    assert index(more=more).contact_email == address


def test_no_page_is_no_edition():
    assert read(config={"title": "Tides"}) is None


@pytest.mark.parametrize(
    ("line", "at", "before"),
    [
        (
            "<del>February 26 </del> March 7, 2024 Anywhere on Earth (AoE)",
            "2024-03-07T23:59:59-12:00",
            "2024-02-26T23:59:59-12:00",
        ),
        (
            "<strike>January 25</strike> <b>February 3</b>, 2024, AoE <b>Extended!</b>",
            "2024-02-03T23:59:59-12:00",
            "2024-01-25T23:59:59-12:00",
        ),
        ("~~Feb 26~~ March 7 (AoE)", "2024-03-07T23:59:59-12:00", "2024-02-26T23:59:59-12:00"),
        ("Feb 26 → March 7, 2024 AoE", "2024-03-07T23:59:59-12:00", "2024-02-26T23:59:59-12:00"),
        ("March 7, 2024 AoE (was Feb 26)", "2024-03-07T23:59:59-12:00", "2024-02-26T23:59:59-12:00"),
        ("March 7, 2024, 5 pm UTC", "2024-03-07T17:00:00+00:00", ""),
        ("7 March 2024 23:59 GMT+1", "2024-03-07T23:59:59+01:00", ""),
        ("07.03.2024 AoE", "2024-03-07T23:59:59-12:00", ""),
        ("December 18 AoE", "2023-12-18T23:59:59-12:00", ""),
    ],
)
def test_a_deadline_is_an_instant_with_what_it_was_extended_from(line, at, before):
    assert date(f"Submission deadline: {line}") == [("Submission deadline", at, before)]


@pytest.mark.parametrize(
    "markup",
    [
        "<table><tr><td><b>Author notification</b></td><td>March 26, 2024 AoE</td></tr></table>",
        "<p class='x'><b>Author notification:</b> March 26, 2024 AoE</p>",
        "- **Author notification** – March 26, 2024 AoE",
        "Author notification will be sent out by March 26, 2024 (AoE).",
        "You have time. Author notification is on March 26, 2024 (AoE).",
    ],
)
def test_tables_lists_and_sentences_hold_dates(markup):
    found = dates(("cfp.md", f"# Call for Papers\n\n{markup}\n"))

    assert [(row.name, f"{row.at:%Y-%m-%d}", row.time_zone) for row in found] == [
        ("Author notification", "2024-03-26", "Etc/GMT+12")
    ]


def test_without_a_zone_a_date_is_anywhere_on_earth_and_doubted_once():
    reading = Reading("site")

    found = dates(("cfp.md", "# Dates\n\n- Submission: March 7\n- Notification: March 26\n"), reading=reading)

    assert [(f"{row.at:%z}", row.time_zone) for row in found] == [("-1200", ""), ("-1200", "")]
    assert sentences(reading) == ["No time zone stands beside these dates; they were read as anywhere on Earth."]


def test_numbers_that_could_be_day_or_month_are_doubted():
    reading = Reading("site")

    found = date("Submission deadline: 02/03/2024 AoE", reading=reading)

    assert found[0][1] == "2024-02-03T23:59:59-12:00"
    assert sentences(reading) == ["“02/03/2024” was read with the month first."]


def test_another_date_of_the_site_tells_the_order():
    reading = Reading("site")

    found = dates(
        ("cfp.md", "# Dates\n\n- Submission deadline: 02/03/2024 AoE\n- Notification: 26/03/2024 AoE\n"),
        reading=reading,
    )

    assert [f"{row.at:%m-%d}" for row in found] == ["03-02", "03-26"]
    assert sentences(reading) == []


def test_an_american_date_of_the_site_tells_the_order_too():
    reading = Reading("site")

    dates(
        ("cfp.md", "# Dates\n\n- Submission deadline: 02/03/2024 AoE\n- Notification: 03/26/2024 AoE\n"),
        reading=reading,
    )

    assert sentences(reading) == []


def test_other_facts_of_a_call_are_no_dates():
    assert dates(("cfp.md", "# Call for Papers\n\n- Room: open from May 1, 2024\n")) == []


def test_lines_of_a_date_section_without_a_date_are_left_alone():
    reading = Reading("site")

    assert date("Server: [ours](https://t.example/)", reading=reading) == []
    assert sentences(reading) == []


def test_times_of_the_programme_are_no_deadlines():
    assert dates(("schedule.md", "# Schedule\n\n- Camera-ready party: May 7, 2024\n")) == []


def test_the_same_date_in_two_places_is_one():
    listed = "# Important Dates\n\n- Paper submission deadline: March 7, 2024\n\n# Call for Papers\n\n- Submission deadline: March 7, 2024 (AoE)\n"

    found = dates(("index.md", listed))

    assert [(row.name, row.time_zone) for row in found] == [("Paper submission deadline", "Etc/GMT+12")]


def test_two_deadlines_on_one_day_stay_two():
    listed = (
        "# Important Dates (AoE)\n\n- Abstract submission: March 7, 2024 AoE\n- Paper submission: March 7, 2024 AoE\n"
    )

    assert len(dates(("index.md", listed))) == 2


def test_a_zone_in_letters_is_guessed_for_a_deadline_too():
    reading = Reading("site")

    assert date("Submission deadline: March 7, 2024, 5 pm PST", reading=reading)[0][1] == "2024-03-07T17:00:00-08:00"
    assert sentences(reading) == ["A date is said in “PST”; it was read as America/Los_Angeles."]


def test_a_sentence_without_a_deadline_is_no_date():
    assert dates(("cfp.md", "# Call for Papers\n\nOn May 1, 2024 we had tea. Workshop date: soon.\n")) == []


@pytest.mark.parametrize("said", ["to be announced", "February 30, 2024", "soon (write to ada@example.org)"])
def test_a_deadline_without_a_date_is_told(said):
    reading = Reading("site")

    assert date(f"Submission deadline: {said}", reading=reading) == []
    assert sentences(reading, Level.UNREAD) == ["No date could be read for “Submission deadline”."]


def test_the_day_of_the_workshop_is_no_deadline():
    assert date("Workshop day: May 7, 2024") == []


def test_a_year_that_nobody_says_is_told():
    reading = Reading("site")

    assert date("Submission deadline: March 7", held=None, reading=reading) == []
    assert sentences(reading, Level.UNREAD) == ["No date could be read for “Submission deadline”."]


def test_a_page_of_words_is_kept_as_markdown():
    found = words(("cfp.md", "# Call for Papers\n\nSend **four** pages.\n\n- Tides\n- Ebb\n\n## Style\n\nAny.\n"))

    assert [(row.title, row.slug, row.body) for row in found] == [
        ("Call for Papers", "call-for-papers", "Send **four** pages.\n\n- Tides\n- Ebb\n\n# Style\n\nAny.")
    ]


@pytest.mark.parametrize(
    "heading", ["Organizers", "Schedule", "Accepted Papers", "Program Committee", "Awards", "Sponsors"]
)
def test_what_laurel_keeps_as_rows_is_no_page(heading):
    assert (
        words(("x.md", f"# {heading}\n\nWords that say something about it, long enough to be a text of their own.\n"))
        == []
    )


@pytest.mark.parametrize("name", ["README.md", "_layouts/default.html", "_includes/head.html", "LICENSE.md"])
def test_files_of_the_repository_are_no_pages(name):
    assert words((name, "# Tides\n\nThis is the repository of the page.\n")) == []


def test_an_empty_page_is_left_out_and_told():
    reading = Reading("site")

    assert words(("faq.md", "# FAQ\n"), reading=reading) == []
    assert sentences(reading, Level.IGNORED) == ["The page “FAQ” holds no text."]


def test_links_within_the_old_site_are_doubted():
    reading = Reading("site")

    words(
        ("cfp.md", "# Call for Papers\n\nTake [the style](./files/style.zip) of [ours](https://t.example/).\n"),
        reading=reading,
    )

    assert sentences(reading) == ["The page “Call for Papers” links to other places of the old site (1); check them."]


def test_a_long_page_gives_its_texts():
    text = "Please come early, since the room is small and the tide does not wait for anybody in it."
    markup = f"# Tides\n\n# Organizers\n\n- Ada North (Tides)\n\n# How to take part\n\n{text}\n"

    assert [(row.title, row.body) for row in words(("index.md", markup))] == [("How to take part", text)]


def test_a_menu_and_a_page_of_many_boxes_are_cut_at_titles():
    boxes = "<div><div class='big-title'>Important Dates</div><div><p>Submission deadline: March 7, 2024 AoE</p></div></div>"

    found = dates(("index.html", f"<div><div>Tides</div>{boxes}</div>"))

    assert [row.name for row in found] == ["Submission deadline"]


def test_subheadings_of_a_part_stay_between_its_texts():
    markup = "# Tides\n\n# Visa\n\nApply as early as you can, since the office by the sea is slow.\n\n## Letters\n\nWrite to the chair of the harbour, please.\n"

    found = words(("index.md", markup))

    assert [(row.title, "\n\n# Letters\n\n" in row.body) for row in found] == [("Visa", True)]


def test_a_sentence_as_a_title_is_no_page():
    assert words(("visa.md", f"# {'Apply early, ' * 12}\n\nWords.\n")) == []


def test_the_same_text_on_two_pages_is_kept_once():
    assert len(words(("a.md", "# Visa\n\nOne.\n"), ("b.md", "# Visas\n\nOne.\n"))) == 1


def test_head_menu_and_foot_of_a_page_are_left_out():
    markup = "<body><header><h1>Tides</h1><a href='/'>Home</a></header><main><h1>Visa</h1><p>Apply early.</p><footer>Made by us</footer></main></body>"

    assert [(row.title, row.body) for row in words(("visa.html", markup))] == [("Visa", "Apply early.")]


def test_addresses_of_pages_are_free_and_differ():
    found = words(("a.md", "# Dates\n\nOne.\n"), ("b.md", "# Visa\n\nOne.\n"), ("c.md", "# Visa\n\nTwo.\n"))

    assert [row.slug for row in found] == ["visa", "visa-2"]
    assert content.TAKEN == TAKEN_SLUGS


@pytest.mark.parametrize(
    ("markup", "markdown"),
    [
        ("<p>One<br>two</p>", "One\\\ntwo"),
        ("<p>2 * 3 = [6]</p>", "2 \\* 3 = \\[6\\]"),
        ("<p># no heading</p>", "\\# no heading"),
        ("<ol><li>One</li><li>Two<ul><li>Three</li></ul></li></ol>", "1. One\n2. Two\n   - Three"),
        ("<p><b>Bold </b>and <i>slanted</i></p>", "**Bold** and *slanted*"),
        ("<table><tr><th>A</th></tr><tr><td>b|c</td></tr></table>", "| A |\n| --- |\n| b\\|c |"),
        ("<p><a href='a b(1).pdf'>Style</a></p>", "[Style](a%20b%281%29.pdf)"),
        ("<blockquote><p>Said</p></blockquote>", "> Said"),
        ("<h2>Two <i>three</i></h2><p>Words</p>", "# Two *three*\n\nWords"),
        ("<pre>a\n  b</pre>", "```\na\n  b\n```"),
        ("<p>Run <code>a_b * c</code></p>", "Run `a_b * c`"),
        ("<table><tr><td></td></tr></table><p>Words</p>", "Words"),
        ("<table><tr><td>A</td></tr></table>", "|  |\n| --- |\n| A |"),
        ("<a href='x'><div>Boxed</div></a>", "[Boxed](x)"),
        ("<p>Words<img src='x.png'></p><script>no</script>", "Words"),
    ],
)
def test_markup_becomes_markdown(markup, markdown):
    assert prose.markdown(list(page(file(markup, "x.html")).root)) == markdown
