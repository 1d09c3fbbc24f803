"""Organizers, committee, speakers and panelists of invented pages."""

import pytest

from papers.importers.rows import Reading
from papers.importers.site import people
from papers.importers.site.markup import Page, page
from tests.papers.importers.reading import file

GRID = """# Organizers

|<img src="ada.jpg" alt="Ada North"/>|<img src="bo.jpg" alt="Bo Reed"/>|
|[Ada North](https://ada.example/)<br />Tidal University|[Bo Reed](https://bo.example/)<br />|

# Workflow Co-organizers

<img src="cy.jpg" alt="Cy Vale"/>|
[Cy Vale](https://cy.example/)<br />Harbour Lab|
"""

BOTH = """# Speakers and Panelists

|[Ada North](https://ada.example/)<br />Tidal University|[Bo Reed](https://bo.example/)|[Cy Vale](https://cy.example/)<br />Moon Ltd|
"""

PROGRAMME = """# Schedule

| 09:00 - 09:30 | Invited Talk: Ada North |
| 10:00 - 10:30 | Panel: Ada North, Bo Reed |
"""

CARDS = """<html><body><h2>Organizing Committee</h2>
<div class="row">
<div class="col"><img src="a.jpg"><p>Ada North</p><p>Assistant Professor, Tidal University</p></div>
<div class="col"><img src="b.jpg"><p>Bo Reed<br>(Co-chair)<br>Harbour Lab<br>bo@example.org</p></div>
</div></body></html>"""

NAMES_AS_HEADINGS = """<html><body><h1>Organizers</h1>
<div><a href="https://ada.example/"><img src="a.jpg"><div><h5>Ada North</h5></div></a><p>PhD Student, Tidal University</p></div>
<div><a href="https://bo.example/"><img src="b.jpg"><div><h5>Bo Reed</h5></div></a><p>Harbour Lab</p></div>
</body></html>"""


def roles(*sources):
    pages = [page(file(content, name)) for name, content in sources]
    return people.roles(pages, Reading("site"))


def told(rows):
    return [(row.kind, row.name, row.affiliation, row.homepage) for row in rows]


def committee(lines):
    return [(row.name, row.affiliation) for row in roles(("pc.md", f"# Program Committee\n\n{lines}"))]


def test_pictures_with_names_below_are_organizers_with_homepages():
    found = roles(("organizers.md", GRID))

    assert told(found) == [
        ("organizer", "Ada North", "Tidal University", "https://ada.example/"),
        ("organizer", "Bo Reed", "", "https://bo.example/"),
        ("workflow_organizer", "Cy Vale", "Harbour Lab", "https://cy.example/"),
    ]


def test_a_person_stands_where_the_source_has_them():
    found = roles(("team/organizers.md", "# Organizers\n\n- Ada North (Tides)\n- Bo Reed (Moon)\n"))

    assert [str(row.place) for row in found] == ["team/organizers.md, line 3", "team/organizers.md, line 4"]


@pytest.mark.parametrize(
    ("line", "person"),
    [
        ("Ada North (Tidal University)", ("Ada North", "Tidal University")),
        ("Ada\tNorth\t (Tidal\tUniversity )", ("Ada North", "Tidal University")),
        ("Ada North, Tidal University, France", ("Ada North", "Tidal University, France")),
        ("Ada North – Tidal University", ("Ada North", "Tidal University")),
        ("Prof. Dr. Ada North (Tidal University)", ("Ada North", "Tidal University")),
        ("Ada North (Institute of Tides (IT), Lyon)", ("Ada North", "Institute of Tides (IT), Lyon")),
        ("Xia (Sue) North (Tides)", ("Xia (Sue) North", "Tides")),
        ("Ada van der North", ("Ada van der North", "")),
        ("[Ada North](https://ada.example/), Tidal University", ("Ada North", "Tidal University")),
    ],
)
def test_a_line_of_a_committee_is_name_and_affiliation(line, person):
    assert committee(f"- {line}\n") == [person]


@pytest.mark.parametrize(
    "line", ["To be announced", "ada@example.org", "We thank everybody who read a paper for us.", "[Apply here](a)"]
)
def test_what_is_nobody_becomes_nobody(line):
    assert committee(f"- {line}\n- Bo Reed (Moon)\n") == [("Bo Reed", "Moon")]


def test_names_on_one_line_are_apart():
    assert committee("Ada North, Bo Reed, and Cy Vale.\n") == [("Ada North", ""), ("Bo Reed", ""), ("Cy Vale", "")]


def test_names_with_affiliations_on_one_line_are_apart():
    found = committee("Ada North (Tidal University, Lyon), Bo Reed (Moon), Cy Vale (Sun)\n")

    assert found == [("Ada North", "Tidal University, Lyon"), ("Bo Reed", "Moon"), ("Cy Vale", "Sun")]


def test_a_table_with_a_person_a_row_is_no_grid():
    rows = "<table><tr><td>Ada North</td><td>Tidal University</td></tr><tr><td>Bo Reed</td><td>Moon Institute</td></tr></table>"

    assert committee(rows) == [("Ada North", "Tidal University"), ("Bo Reed", "Moon Institute")]


def test_a_job_title_a_chair_and_an_address_are_no_affiliation():
    found = roles(("index.html", CARDS))

    assert [(row.name, row.affiliation) for row in found] == [
        ("Ada North", "Tidal University"),
        ("Bo Reed", "Harbour Lab"),
    ]


def test_a_box_holds_a_name_over_an_affiliation():
    boxes = "<div><div><span>Ada North</span><div>Tidal Group</div></div><div><span>Bo Reed</span><div>Jade Moon</div></div></div>"

    assert committee(boxes) == [("Ada North", "Tidal Group"), ("Bo Reed", "Jade Moon")]


@pytest.mark.parametrize(
    "lines",
    [
        "Ada North (Tides)<br>Bo Reed (Moon)",
        "<figure><img src='a.jpg'><p>Ada North</p><p>Tides</p></figure><figure><img src='b.jpg'><p>Bo Reed</p><p>Moon</p></figure>",
    ],
)
def test_lines_and_figures_hold_people(lines):
    assert committee(lines) == [("Ada North", "Tides"), ("Bo Reed", "Moon")]


def test_lines_of_bare_names_are_people():
    assert committee("Ada North<br>Bo Reed<br>Cy Vale") == [("Ada North", ""), ("Bo Reed", ""), ("Cy Vale", "")]


def test_an_abstract_below_a_name_is_no_affiliation():
    assert committee("- Ada North<br>Abstract: we ask why tides are late.\n") == [("Ada North", "")]


def test_two_paragraphs_of_names_are_two_people():
    assert committee("<div><p>Ada North</p><p>Bo Reed</p></div>") == [("Ada North", ""), ("Bo Reed", "")]


def test_names_may_be_headings_within_the_section():
    found = roles(("organizers.html", NAMES_AS_HEADINGS))

    assert told(found) == [
        ("organizer", "Ada North", "Tidal University", "https://ada.example/"),
        ("organizer", "Bo Reed", "Harbour Lab", "https://bo.example/"),
    ]


def test_the_programme_tells_speakers_from_panelists():
    found = roles(("speakers.md", BOTH), ("schedule.md", PROGRAMME))

    assert [(row.kind, row.name) for row in found] == [
        ("speaker", "Ada North"),
        ("panelist", "Ada North"),
        ("panelist", "Bo Reed"),
        ("speaker", "Cy Vale"),
    ]


def test_without_a_programme_everybody_on_such_a_page_speaks():
    assert {row.kind for row in roles(("speakers.md", BOTH))} == {"speaker"}


def test_a_person_on_two_pages_is_one_row_with_what_either_knows():
    pages = [
        ("a.md", "# Invited Speakers\n\n- Ada North\n"),
        ("b.md", "# Speakers\n\n- [Ada North](https://ada.example/) (Tides)\n"),
    ]

    assert told(roles(*pages)) == [("speaker", "Ada North", "Tides", "https://ada.example/")]


@pytest.mark.parametrize("heading", ["Advisory Board", "Shared Task Organizers", "Past Organizers"])
def test_parts_that_laurel_does_not_know_give_no_role(heading):
    assert roles(("index.md", f"# {heading}\n\n- Ada North (Tides)\n")) == []


def test_a_heading_between_ends_the_committee():
    found = committee("- Ada North (Tides)\n\n# Contact\n\n- Bo Reed (Moon)\n")

    assert found == [("Ada North", "Tides")]


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("_data/pc.csv", [{"FirstName": "Ada", "LastName": "North", "Organization": "Tides"}], "committee"),
        ("_data/organizers.yml", [{"name": "Ada North", "affiliation": "Tides"}], "organizer"),
        ("_data/people.json", {"speakers": [{"name": "Dr. Ada North", "aff": "Tides"}]}, "speaker"),
        ("_data/committee.yml", {"program_committee": ["Ada North (Tides)"]}, "committee"),
    ],
)
def test_data_files_hold_people(name, data, kind):
    found = people.roles([Page(name, "data", data=data)], Reading("site"))

    assert [(row.kind, row.name, row.affiliation) for row in found] == [(kind, "Ada North", "Tides")]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("_data/organizers.yml", [42, {"name": ""}, {"name": "12345"}]),
        ("_data/speakers.yml", [{"title": "Why Tides?", "name": "Ada North"}]),
        ("_data/colours.yml", {"organizers": "Ada North", "depth": 3}),
        ("_data/depths.yml", [{"name": "Ada North"}]),
        ("_data/organizers.yml", "Ada North"),
        ("_config.yml", {"organizers": ["Ada North"]}),
    ],
)
def test_other_data_holds_nobody(name, data):
    assert people.roles([Page(name, "data", data=data)], Reading("site")) == []


def test_what_was_read_needs_no_note():
    read = page(file("# Organizers\n\n- Ada North (Tides)\n- and many others\n", "index.md"))

    people.roles([read], Reading("site"))

    items = list(read.root.iter("li"))
    assert [read.is_understood(item) for item in items] == [True, False]
