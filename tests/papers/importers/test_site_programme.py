"""Programmes of invented workshops: times, kinds, sessions, speakers, papers."""

from datetime import UTC, datetime

import pytest

from papers.importers.rows import AuthorRow, EditionRow, Level, PaperRow, Place, Reading
from papers.importers.site import clock, days, programme
from papers.importers.site.markup import page
from tests.papers.importers.reading import file, sentences

EDITION = EditionRow(Place("index.md"), starts_at=datetime(2024, 5, 7, tzinfo=UTC))


def slots(markup, *others, edition=EDITION, papers=(), reading=None, name="schedule.md"):
    reading = reading or Reading("site", papers=list(papers))
    pages = [page(file(markup, name)), *(page(file(other, f"other{at}.md")) for at, other in enumerate(others))]
    return programme.slots(pages, edition, reading)


def table(*rows):
    return "# Schedule (UTC)\n\n" + "".join(f"| {time} | {event} |\n" for time, event in rows)


def hours(rows):
    return [(f"{row.starts_at:%H:%M}", f"{row.ends_at:%H:%M}" if row.ends_at else "") for row in rows]


def paper(title, *authors):
    return PaperRow(Place("papers.md"), title, [AuthorRow(name) for name in authors])


@pytest.mark.parametrize(
    ("printed", "start", "end"),
    [
        ("08:45 am - 09:00 am", "08:45", "09:00"),
        ("11:30 am – 12:10 pm", "11:30", "12:10"),
        ("9:10-9:40 AM", "09:10", "09:40"),
        ("11:55-12:20 PM", "11:55", "12:20"),
        ("05:30 - 06:00 PM", "17:30", "18:00"),
        ("1:15pm-1:45pm", "13:15", "13:45"),
        ("17:00", "17:00", ""),
        ("8:45am", "08:45", ""),
        ("9 a.m. to 10 a.m.", "09:00", "10:00"),
        ("11:30 - 1:00", "11:30", "13:00"),
    ],
)
def test_a_time_is_read_as_people_write_it(printed, start, end):
    assert hours(slots(table((printed, "Opening")))) == [(start, end)]


@pytest.mark.parametrize("printed", ["3 papers", "2024-05-07", "25:00", "Room 101"])
def test_what_is_no_time_opens_no_slot(printed):
    assert slots(table((printed, "Opening"))) == []


def test_afternoons_without_am_or_pm_do_not_go_back():
    found = slots(table(("11:00 - 12:00", "Talks"), ("1:30 - 2:00", "Panel"), ("2:00 - 2:30", "Posters")))

    assert hours(found) == [("11:00", "12:00"), ("13:30", "14:00"), ("14:00", "14:30")]


def test_an_end_before_its_start_is_left_out_and_told():
    reading = Reading("site")

    found = slots(table(("11:45 - 11:00", "Talks")), reading=reading)

    assert hours(found) == [("11:45", "")]
    assert sentences(reading) == ["The end that is printed lies before the start; it was left out."]


@pytest.mark.parametrize(
    ("event", "kind"),
    [
        ("Opening Remarks", "opening"),
        ("Introduction and Welcome", "opening"),
        ("Keynote", "invited_talk"),
        ("Inivted Talk", "invited_talk"),
        ("Oral Presentations", "contributed_talk"),
        ("Lightning Talks", "spotlights"),
        ("Panel", "panel"),
        ("Poster Session followed by coffee break", "posters"),
        ("Coffee Break", "break"),
        ("Lunch", "break"),
        ("Competition Results", "other"),
    ],
)
def test_the_words_tell_the_kind(event, kind):
    assert [row.kind for row in slots(table(("9:00", event)))] == [kind]


@pytest.mark.parametrize(
    ("event", "title", "speakers"),
    [
        ("Invited Talk #1: Ada North", "Invited Talk #1", ["Ada North"]),
        ("Keynote Talk by [Ada North](https://ada.example/)", "Keynote Talk", ["Ada North"]),
        ("Invited Talk: Ada North: Learning from Tides", "Learning from Tides", ["Ada North"]),
        ("Invited Talk 2. Ada North", "Invited Talk 2", ["Ada North"]),
        ("Invited Talk #3: Ada M. North. Why Tides?", "Why Tides?", ["Ada M. North"]),
        ("**Invited talk** - Ada North: *On Tides*", "On Tides", ["Ada North"]),
        ("Invited Talk 1 (Ada van North) <br> **On Tides**", "On Tides", ["Ada van North"]),
        ("**On Tides**<br>*Keynote Speaker*: Ada North - Tidal University", "On Tides", ["Ada North"]),
        (
            "Panel Discussion #1: Ada North, Bo Reed, Cy Vale",
            "Panel Discussion #1",
            ["Ada North", "Bo Reed", "Cy Vale"],
        ),
        ("Panel - Ada North, Bo Reed, moderator: Cy Vale", "Panel", ["Ada North", "Bo Reed"]),
        ("Opening remarks (Ada North)", "Opening remarks", ["Ada North"]),
        ("Spotlights (A. North; B. Reed)", "Spotlights", ["A. North", "B. Reed"]),
        ("Invited Talk: Semidefinite relaxations of tides", "Semidefinite relaxations of tides", []),
    ],
)
def test_the_line_names_its_speakers(event, title, speakers):
    found = slots(table(("9:00", event)))

    assert [(row.title, row.speakers) for row in found] == [(title, speakers)]


@pytest.mark.parametrize(
    ("event", "speakers"),
    [
        ("Contributed Talk #1: Tide Tables: Old and New", []),
        ("Contributed Talk #1: Ada North et al: Tide Tables: Old and New", ["Ada North"]),
        ("Contributed Talk #1: Ada North: Tide Tables: Old and New", ["Ada North"]),
    ],
)
def test_a_contributed_talk_presents_its_paper(event, speakers):
    found = slots(table(("9:00", event)), papers=[paper("Tide Tables: Old and New", "Ada North")])

    assert [(row.title, row.speakers, row.papers) for row in found] == [
        ("Contributed Talk #1", speakers, ["Tide Tables: Old and New"])
    ]


def test_a_title_is_given_as_the_list_of_papers_prints_it():
    found = slots(table(("9:00", "Oral Talk: tides don't wait (Oral)")), papers=[paper("Tides Don’t Wait")])

    assert found[0].papers == ["Tides Don’t Wait"]


def test_a_line_with_a_paper_of_the_site_is_a_contributed_talk():
    found = slots(table(("9:00", "Tides Do Not Wait<br>Ada North and Bo Reed")), papers=[paper("Tides Do Not Wait")])

    assert [(row.kind, row.title, row.papers) for row in found] == [
        ("contributed_talk", "Tides Do Not Wait", ["Tides Do Not Wait"])
    ]


def test_papers_may_be_listed_below_their_session():
    markup = "# Program\n\n9:00 Poster session (UTC)\n\n- *Tide Tables* [[PDF]](a.pdf)\n- *Ebb*\n- *Unknown*\n\n10:00 Break\n"

    found = slots(markup, papers=[paper("Tide Tables"), paper("Ebb"), paper("Flow")])

    assert [(row.kind, row.papers) for row in found] == [("posters", ["Tide Tables", "Ebb"]), ("break", [])]


def test_papers_may_name_their_session_themselves():
    listed = "# Accepted Papers\n\n- <b>Tide Tables (Spotlights #1, ID #2)</b> <br> Ada North\n- <b>Ebb (Spotlights #2)</b>\n"

    found = slots(table(("9:00", "Spotlights #1")), listed, papers=[paper("Tide Tables"), paper("Ebb")])

    assert found[0].papers == ["Tide Tables"]


def test_rows_without_a_time_are_sessions():
    markup = table(
        ("9:00", "Opening"), ("", "**Session 1**"), ("9:30", "Panel"), ("", "**Session 2**"), ("10:00", "Lunch")
    )

    assert [row.session for row in slots(markup)] == ["", "Session 1", "Session 2"]


def test_a_longer_line_around_others_is_their_session():
    markup = table(
        ("9:00-10:00", "Invited Talks"), ("9:00-9:30", "On Tides<br>Ada North"), ("9:30-10:00", "On Ebb<br>Bo Reed")
    )

    found = slots(markup)

    assert [(row.session, row.kind, row.title, row.speakers) for row in found] == [
        ("Invited Talks", "invited_talk", "On Tides", ["Ada North"]),
        ("Invited Talks", "invited_talk", "On Ebb", ["Bo Reed"]),
    ]


def test_a_break_without_a_time_fills_the_gap():
    markup = "<table><tr><th>9:00-10:00</th><td>Panel</td></tr><tr><th colspan=2>Coffee Break</th></tr><tr><th>10:20-11:00</th><td>Posters</td></tr></table>"

    found = slots(f"<h2>Schedule</h2>{markup}", name="index.html")

    assert [(row.kind, *hours([row])[0]) for row in found][1] == ("break", "10:00", "10:20")


def test_the_speaker_may_have_a_cell_of_their_own():
    markup = "# Schedule\n\n<table><tr><th>9:00</th><td>Keynote: On Tides [<a href='https://v.example/'>video</a>]</td><td><a href='https://ada.example/'>ada north</a></td></tr></table>"

    found = slots(markup)

    assert [(row.title, row.speakers, row.link) for row in found] == [("On Tides", ["ada north"], "https://v.example/")]


def test_a_heading_with_a_time_is_a_slot():
    found = slots("# Schedule (UTC)\n\n## 9:00 - 9:30 Keynote: Ada North\n\n## 10:00 Lunch\n")

    assert [(row.kind, row.speakers, *hours([row])[0]) for row in found] == [
        ("invited_talk", ["Ada North"], "09:00", "09:30"),
        ("break", [], "10:00", ""),
    ]


def test_an_unlabelled_line_may_begin_with_a_known_name():
    people_page = "# Speakers\n\n- Ada North (Tides)\n"

    found = slots(table(("9:00", "Ada North: Why Tides?")), people_page)

    assert [(row.title, row.speakers) for row in found] == [("Why Tides?", ["Ada North"])]


def test_parentheses_behind_a_label_need_not_hold_names():
    assert [(row.title, row.speakers) for row in slots(table(("9:00", "Oral Session (all papers)")))] == [
        ("Oral Session", [])
    ]


def test_the_time_may_stand_behind_the_event():
    found = slots("# Schedule\n\n| Opening remarks | 9:00-9:30 |\n| Lunch | 9:30-10:00 |\n")

    assert [(row.title, *hours([row])[0]) for row in found] == [
        ("Opening remarks", "09:00", "09:30"),
        ("Lunch", "09:30", "10:00"),
    ]


def test_a_link_that_is_no_homepage_is_kept():
    found = slots(
        table(
            ("9:00", "[Prize Ceremony](https://prize.example/)"),
            ("10:00", "Keynote by [Ada North](https://a.example/)"),
        )
    )

    assert [row.link for row in found] == ["https://prize.example/", ""]


def test_several_days_follow_their_headings():
    markup = "# Program\n\n## Monday, May 6\n\n- 9:00 Opening\n\n## Tuesday, May 7\n\n- 9:00 Panel\n"

    assert [f"{row.starts_at:%d %H:%M}" for row in slots(markup)] == ["06 09:00", "07 09:00"]


@pytest.mark.parametrize(
    ("words", "zone"),
    [
        ("All times are in Pacific Time (PT).", "America/Los_Angeles"),
        ("Eastern Daylight Time (EDT)", "America/New_York"),
        ("Times are in CET.", "Europe/Berlin"),
    ],
)
def test_a_zone_said_in_letters_is_guessed_and_told(words, zone):
    reading = Reading("site")

    found = slots(f"# Schedule\n\n{words}\n\n| 9:00 | Opening |\n", reading=reading)

    assert [str(row.starts_at.tzinfo) for row in found] == [zone]
    assert [zone in sentence for sentence in sentences(reading, Level.DOUBT)] == [True]


def test_the_zone_of_the_edition_is_used_where_the_programme_names_none():
    edition = EditionRow(Place("index.md"), starts_at=EDITION.starts_at, time_zone="Europe/Lisbon")

    found = slots("# Schedule\n\n| 9:00 | Opening |\n", edition=edition)

    assert found[0].starts_at.isoformat() == "2024-05-07T09:00:00+01:00"


def test_a_programme_without_a_day_is_left_out_and_told():
    reading = Reading("site")

    found = slots(table(("9:00", "Opening"), ("10:00", "Lunch")), edition=None, reading=reading)

    assert found == []
    assert sentences(reading, Level.UNREAD) == [
        "2 lines have a time, but the site does not say on which day; the programme was left out."
    ]


def test_the_only_panel_is_that_of_the_panelists():
    found = slots(table(("9:00", "Panel")), "# Panelists\n\n- Ada North (Tides)\n- Bo Reed (Moon)\n")

    assert found[0].speakers == ["Ada North", "Bo Reed"]


def test_a_programme_on_two_pages_is_told_once():
    assert len(slots(table(("9:00", "Opening")), table(("9:00", "Opening")))) == 1


def test_blocks_without_a_table_or_heading_are_a_programme_too():
    lines = "".join(
        f"<div class='line'><span>{hour}:00 - {hour}:30</span><div>{event}</div></div>"
        for hour, event in [(9, "Opening"), (10, "Panel"), (11, "Lunch")]
    )

    found = slots(f"<div class='plan-title'>Schedule</div>{lines}", name="index.html")

    assert [row.title for row in found] == ["Opening", "Panel", "Lunch"]


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("May 7, 2024", "2024-05-07"),
        ("7. 5. or 7.5.2024", "2024-05-07"),
        ("Saturday 7th, May 2024", "2024-05-07"),
        ("Monday, May, 7, 2024", "2024-05-07"),
        ("7th of May 2024", "2024-05-07"),
        ("2024-05-07", "2024-05-07"),
        ("7.5.2024", "2024-05-07"),
        ("05/27/2024", "2024-05-27"),
        ("27/05/2024", "2024-05-27"),
        ("Sept. 7 2024", "2024-09-07"),
    ],
)
def test_a_day_is_read_in_american_and_european_order(printed, day):
    assert [found.of(None).isoformat() for found in days.find(printed)] == [day]


@pytest.mark.parametrize("printed", ["February 30, 2024", "may 2024", "13/13/2024", "version 1.2.3"])
def test_what_is_no_day_is_none(printed):
    assert days.find(printed) == []


def test_a_zone_of_the_database_is_certain():
    assert clock.zone("Read them in Europe/Lisbon.") == clock.Zone(
        "Europe/Lisbon", is_certain=True, words="Europe/Lisbon"
    )


@pytest.mark.parametrize(
    ("words", "name"), [("GMT-4", "Etc/GMT+4"), ("UTC+02:00", "Etc/GMT-2"), ("UTC", "UTC"), ("AoE", clock.AOE)]
)
def test_an_offset_is_certain(words, name):
    assert clock.zone(words) == clock.Zone(name, is_certain=True, words=words)


@pytest.mark.parametrize("words", ["GMT+5:30", "the Pacific ocean", "best of all", "GMT+99", "America/Nowhere"])
def test_no_zone_is_guessed_from_other_words(words):
    assert clock.zone(words) is None
