"""What the pages of two real workshops say besides papers, beside the truth told by hand; and counts of others."""

import json
from collections import Counter

import pytest

from papers.importers.rows import File
from papers.importers.site import read
from papers.importers.site.markup import site_name
from tests.real_data import workshops
from tests.real_data.workshops import AML, BANDS

FOLDERS = {AML: "aml-iclr2021", "rendered": "aml-iclr2021/rendered", BANDS: "sites/site-iclr2023-bands"}
NO_PAGES = {"SOURCE.txt", "truth.json", "person_variants_truth.json", "recipients_truth.json"}


def reading_of(folder, pattern="*"):
    files = [path for path in sorted(folder.glob(pattern)) if path.is_file() and path.name not in NO_PAGES]
    return read([File(site_name(path.name), path.read_bytes()) for path in files if "truth" not in path.name])


@pytest.fixture(scope="module")
def readings():
    return {}


@pytest.fixture(params=list(FOLDERS))
def both(request, real_data, readings):
    """The reading and the truth of a workshop; the rendered pages must say the same as their sources."""
    if request.param not in readings:
        readings[request.param] = reading_of(real_data / FOLDERS[request.param])
    return readings[request.param], workshops.read(BANDS if request.param == BANDS else AML, real_data)


def people(reading, *kinds):
    return {(row.name, row.affiliation, row.homepage) for row in reading.roles if row.kind in kinds}


def folded(words):
    return " ".join(words.lower().replace("-", " ").split())


def test_recipients_are_the_real_ones(both):
    reading, truth = both

    assert [(row.name, row.affiliation) for row in reading.recipients] == truth["recipients"]
    assert reading.grant_benefit == ("registration" if truth["recipients"] else "")


@pytest.mark.parametrize(
    ("noun", "kinds"),
    [
        ("organizers", ["organizer", "workflow_organizer"]),
        ("committee members", ["committee"]),
        ("speakers and panelists", ["speaker", "panelist"]),
    ],
)
def test_people_are_the_real_ones(both, noun, kinds):
    reading, truth = both

    assert people(reading, *kinds) == {tuple(member) for member in truth[noun]}


def test_workflow_organizers_and_panelists_are_told_apart(both):
    reading, truth = both
    workflow = {"Fan Wu", "Boxin Wang", "Mansur Arief"} if truth["recipients"] else set()

    kinds = Counter(row.kind for row in reading.roles)

    assert {name for name, _affiliation, _homepage in people(reading, "workflow_organizer")} == workflow
    assert (kinds["speaker"], kinds["panelist"]) == ((9, 8) if truth["recipients"] else (9, 5))


def test_only_those_without_a_talk_are_panelists_alone(both):
    reading, truth = both
    alone = {"Adam Kortylewski", "Catherine Olsson"} if truth["recipients"] else set()

    assert {name for name, *_rest in people(reading, "panelist") - people(reading, "speaker")} == alone


def test_the_programme_has_the_real_times(both):
    reading, truth = both

    ours = [(f"{row.starts_at:%H:%M}", f"{row.ends_at:%H:%M}" if row.ends_at else "") for row in reading.slots]

    assert ours == [entry[:2] for entry in truth["schedule entries"]]


def test_every_slot_says_what_the_schedule_says(both):
    reading, truth = both

    for row, entry in zip(reading.slots, truth["schedule entries"], strict=True):
        said = [folded(words) for words in [row.title, *row.speakers, *row.papers]]
        assert [words for words in entry.says if words and folded(workshops.seen(words)) not in said] == []
        assert row.link == entry.link


def test_every_slot_is_in_its_session(both, real_data):
    reading, truth = both
    entries = json.loads((real_data / "aml-iclr2021/truth.json").read_text())["schedule"] if truth["recipients"] else []

    expected = [entry["session"] or "" for entry in entries] or [""] * 21

    assert [row.session for row in reading.slots] == expected


def test_slots_are_of_the_real_kinds(both):
    reading, truth = both
    of_aml = {"opening": 1, "invited_talk": 9, "contributed_talk": 2, "panel": 2, "posters": 2, "break": 1}
    of_bands = {
        "opening": 2,
        "invited_talk": 9,
        "contributed_talk": 3,
        "spotlights": 2,
        "panel": 1,
        "break": 3,
        "other": 1,
    }

    assert Counter(row.kind for row in reading.slots) == (of_aml if truth["recipients"] else of_bands)


def test_deadlines_are_the_real_ones(both):
    reading, truth = both

    ours = [
        (folded(row.name), f"{row.at:%Y-%m-%d}", f"{row.extended_from:%Y-%m-%d}" if row.extended_from else "")
        for row in reading.dates
    ]

    assert ours == [(folded(row.name), row.day, row.before) for row in truth["dates"]]
    assert {row.time_zone for row in reading.dates} == {"Etc/GMT+12"}


def test_the_edition_is_the_real_one(both):
    reading, truth = both
    edition = reading.edition
    is_aml = bool(truth["recipients"])

    assert (edition.name, edition.link, edition.mode, edition.location) == (truth["name"], truth["link"], "virtual", "")
    assert edition.host_conference == ("ICLR 2021" if is_aml else "ICLR 2023")
    assert edition.starts_at.isoformat() == ("2021-05-07T08:45:00-07:00" if is_aml else "2023-05-05T09:00:00-04:00")
    assert edition.ends_at.isoformat() == ("2021-05-07T18:00:00-07:00" if is_aml else "2023-05-05T18:00:00-04:00")


def test_the_overview_is_prose_alone(both):
    reading, _truth = both

    assert reading.edition.overview.count("\n\n") == 1  # two paragraphs
    assert not any(words in reading.edition.overview for words in ["|", "#", "Travel", "sponsored"])


def test_sponsors_are_the_real_ones(both):
    reading, truth = both

    assert [(row.name, row.link) for row in reading.sponsors] == truth["sponsors"]
    assert all("$1,000" in row.thanks and "$500" in row.thanks for row in reading.sponsors)


def test_pages_of_words_are_kept(both):
    reading, truth = both

    slugs = ["call-for-papers", "related-workshops"] if truth["recipients"] else ["call-for-papers"]

    assert [row.slug for row in reading.pages] == slugs


def test_no_sentence_holds_an_address(both):
    reading, _truth = both

    assert not any("@" in note.sentence for note in reading.notes)


@pytest.mark.parametrize(
    ("folder", "pattern", "counts"),
    [
        ("site-icml2021-srml", "*", {"organizer": 10, "committee": 42}),
        ("site-icml2019-spml", "*", {"organizer": 10, "committee": 46}),
        ("site-neurips2018-secml", "*", {"organizer": 5, "committee": 34}),
        ("site-iclr2020-trustworthy", "*", {"organizer": 5, "committee": 41}),
        ("site-cvpr2021-aml", "*", {"organizer": 12, "committee": 24, "speaker": 8}),
        ("site-neurips2021-ssl", "*", {"organizer": 8}),
        ("site-neurips2020-icbinb", "*", {"organizer": 4, "speaker": 6}),
        ("site-wnut", "2015*", {"organizer": 3, "committee": 34, "speaker": 4}),
        ("site-wnut", "2019*", {"organizer": 4, "committee": 129, "speaker": 2}),
    ],
)
def test_people_of_other_workshops_are_counted(real_data, folder, pattern, counts):
    reading = reading_of(real_data / "sites" / folder, pattern)

    assert Counter(row.kind for row in reading.roles) == counts


def test_names_in_boxes_have_the_affiliation_below_them(real_data):
    committee = [row for row in reading_of(real_data / "sites/site-cvpr2021-aml").roles if row.kind == "committee"]

    assert all(row.affiliation for row in committee)
    assert (committee[-1].name, committee[-1].affiliation) == ("Zhao Li", "Alibaba Group")


@pytest.mark.parametrize(
    ("folder", "pattern", "count", "first", "last"),
    [
        ("site-icml2021-srml", "*", 18, "2021-07-24T08:45:00-04:00", "2021-07-24T18:00:00-04:00"),
        ("site-icml2019-spml", "*", 19, "2019-06-14T08:40:00+00:00", "2019-06-14T17:15:00+00:00"),
        ("site-neurips2018-secml", "*", 13, "2018-12-07T08:45:00+00:00", "2018-12-07T16:45:00+00:00"),
        ("site-iclr2020-trustworthy", "*", 23, "2020-04-26T08:45:00-04:00", "2020-04-26T20:00:00-04:00"),
        ("site-cvpr2021-aml", "*", 18, "2021-06-19T08:40:00-07:00", "2021-06-19T17:00:00-07:00"),
        ("site-neurips2021-ssl", "*", 19, "2021-12-14T07:00:00-08:00", "2021-12-14T15:30:00-08:00"),
        ("site-neurips2020-icbinb", "*", 18, "2020-12-12T07:45:00-05:00", "2020-12-12T16:45:00-05:00"),
        ("site-mlforsystems", "isca*", 20, "2019-06-23T09:00:00+00:00", "2019-06-23T17:15:00+00:00"),
    ],
)
def test_programmes_of_other_workshops_are_whole(real_data, folder, pattern, count, first, last):
    slots = reading_of(real_data / "sites" / folder, pattern).slots

    assert (len(slots), slots[0].starts_at.isoformat(), slots[-1].starts_at.isoformat()) == (count, first, last)


def test_registration_awards_of_another_workshop_are_recipients(real_data):
    found = reading_of(real_data / "sites/site-wnut", "2015*").recipients

    assert [row.name for row in found[:1]] == ["Fahad Albogamy"]
    assert len(found) == 4
