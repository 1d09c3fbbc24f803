"""Rows that do not fit: each is told with its reason, and the import of the others never fails."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.models import Person, PersonEmail
from config.imports import actions
from papers.importers.rows import (
    AwardRow,
    DateRow,
    Decision,
    EditionRow,
    Level,
    Note,
    PageRow,
    Place,
    RecipientRow,
    RoleRow,
    SlotRow,
)
from papers.models import Authorship, Paper, Presentation
from tests.factories import (
    RoleFactory,
    WorkshopFactory,
    organizer_of,
)
from tests.imports.rows import applied, author, line, paper, verdicts
from workshops.models import Import, ImportantDate, Page, Role, Slot, Workshop

pytestmark = pytest.mark.django_db

AT = Place("index.md", 3)
ADA, IVY = author("Ada Bay", "Laurel"), author("Ivy Elm", "Elm")
LEAVES, ROOTS = paper("Leaves", ADA, source_id="7"), paper("Roots", IVY, source_id="8")
NINE = datetime(2021, 5, 7, 9, tzinfo=UTC)
LAST_HOUR = datetime(9999, 12, 31, 23, tzinfo=timezone(-timedelta(hours=12)))
FIRST_HOUR = datetime(1, 1, 1, 1, tzinfo=timezone(timedelta(hours=12)))
ORCID = "0000-0002-1825-0097"


@pytest.fixture
def edition():
    return WorkshopFactory(name="Care", host_conference="")


def site(into, /, *papers, **rest):
    batch = applied(into, *papers, source="site", **rest)
    assert batch.status == "applied", batch.failure
    return batch


def told(batch, noun):
    return [(one.verdict, one.reason) for one in batch.lines.filter(noun=noun)]


def times():
    return [list(model.objects.values()) for model in (Workshop, ImportantDate, Slot)]


@pytest.mark.parametrize(
    ("noun", "rows", "sentence"),
    [
        ("date", {"dates": [DateRow(AT, "Deadline", LAST_HOUR)]}, "when: the year 9999 cannot be meant."),
        ("date", {"dates": [DateRow(AT, "Deadline", FIRST_HOUR)]}, "when: the year 1 cannot be meant."),
        ("slot", {"slots": [SlotRow(AT, LAST_HOUR, "Talk")]}, "starts: the year 9999 cannot be meant."),
        ("edition", {"edition": EditionRow(AT, starts_at=LAST_HOUR)}, "starts: the year 9999 cannot be meant."),
        ("date", {"dates": [DateRow(AT, "", NINE)]}, "This field cannot be blank."),
        ("page", {"pages": [PageRow(AT, "", "call", "Write.")]}, "This field cannot be blank."),
        ("page", {"pages": [PageRow(AT, "Call", "", "Write.")]}, "This field cannot be blank."),
        ("slot", {"slots": [SlotRow(AT, NINE, "Talk", speakers=[""])]}, "This field cannot be blank."),
        ("slot", {"slots": [SlotRow(AT, NINE, "Talk", "gardening")]}, "is not a valid choice."),
        ("slot", {"slots": [SlotRow(AT, NINE, "Talk", session="S" * 201)]}, "at most 200 characters"),
        ("page", {"pages": [PageRow(AT, "Call", "c" * 51, "Write.")]}, "at most 50 characters"),
        ("role", {"roles": [RoleRow(AT, "speaker", "")]}, "This field cannot be blank."),
        ("award", {"awards": [AwardRow(AT, "", "Leaves")]}, "This field cannot be blank."),
        ("award", {"awards": [AwardRow(AT, "Best", "Leaves", amount="0.001")]}, "no more than 2 decimal places."),
        ("grant", {"recipients": [RecipientRow(AT, "Travel", "")]}, "This field cannot be blank."),
        ("grant", {"recipients": [RecipientRow(AT, "", "Ada Bay")]}, "This field cannot be blank."),
    ],
)
def test_a_row_of_a_site_that_does_not_fit_is_an_error_and_stops_no_other(edition, noun, rows, sentence):
    batch = site(edition, LEAVES, **rows)

    assert sentence in line(batch, noun=noun, verdict="error").reason
    assert Paper.objects.get().title == "Leaves"


@pytest.mark.parametrize(
    ("noun", "before", "after", "sentence"),
    [
        (
            "date",
            {"dates": [DateRow(AT, "Deadline", NINE.replace(day=9), extended_from=NINE)]},
            {"dates": [DateRow(AT, "Deadline", NINE.replace(day=2))]},
            "The date that was extended lies after the new one.",
        ),
        (
            "slot",
            {"slots": [SlotRow(AT, NINE, "Talk", ends_at=NINE.replace(minute=30))]},
            {"slots": [SlotRow(AT, NINE.replace(hour=11), "Talk")]},
            "The end lies before the start.",
        ),
        (
            "edition",
            {"edition": EditionRow(AT, starts_at=NINE, ends_at=NINE.replace(hour=18))},
            {"edition": EditionRow(AT, starts_at=NINE.replace(day=9))},
            "The end lies before the start.",
        ),
    ],
)
def test_what_would_end_before_it_starts_differs_and_stays(noun, before, after, sentence):
    edition = WorkshopFactory(name="Care", status="draft", starts_at=None, ends_at=None)
    site(edition, **before)
    edition.refresh_from_db()
    as_it_was = times()

    batch = site(edition, **after)

    assert told(batch, noun) == [("conflict", sentence)]
    assert times() == as_it_was


def test_a_slot_whose_end_a_hand_has_set_does_not_start_after_it(edition):
    site(edition, slots=[SlotRow(AT, NINE, "Talk", ends_at=NINE.replace(minute=30))])
    Slot.objects.update(ends_at=NINE.replace(minute=45))
    moved = SlotRow(AT, NINE.replace(hour=11), "Talk", ends_at=NINE.replace(hour=11, minute=30))

    batch = site(edition, slots=[moved])

    assert verdicts(batch, "slot") == ["conflict"]
    assert (Slot.objects.get().starts_at, Slot.objects.get().ends_at) == (NINE, NINE.replace(minute=45))


@pytest.mark.parametrize(("field", "value"), [("orcid", ORCID), ("openreview_id", "~Ada_Bay1")])
def test_an_identifier_that_two_authors_of_a_paper_carry_is_nobodys(edition, field, value):
    rows = [author("Ada Bay", **{field: value}), author("Ivy Elm", **{field: value})]

    batch = applied(edition, paper("Leaves", *rows))

    assert batch.status == "applied"
    assert sorted(Person.objects.values_list("name", field)) == [("Ada Bay", ""), ("Ivy Elm", "")]


@pytest.mark.parametrize(
    "fields",
    [
        {"orcid": "https://orcid.org/" + ORCID},
        {"openreview_id": "~" + "a" * 150 + "1"},
        {"email": "a" * 260 + "@laurel.example"},
        {"email": "no address; ada@laurel.example"},
        {"given_name": "A" * 201, "family_name": "Bay"},
    ],
)
def test_what_does_not_fit_beside_a_name_costs_no_author(edition, fields):
    batch = applied(edition, paper("Leaves", author("Ada Bay", **fields)))

    ada = Person.objects.get()
    assert (batch.status, ada.name, ada.orcid, ada.openreview_id) == ("applied", "Ada Bay", "", "")
    assert not PersonEmail.objects.exists()


def test_a_file_with_one_orcid_beside_two_names_can_be_applied_at_the_desk(client, edition):
    client.force_login(organizer_of(edition))
    content = f"title,authors,orcids\nLeaves,Ada Bay; Ivy Elm,{ORCID}; {ORCID}\nRoots,May Oak,\n"
    uploads = SimpleUploadedFile("papers.csv", content.encode())
    client.post(reverse("admin:workshops_import_add"), {"edition": edition.pk, "uploads": uploads})
    batch = Import.objects.get()

    client.post(reverse("admin:workshops_import_apply", args=[batch.pk]), {"despite_errors": "on"})

    assert Authorship.objects.count() == 3


def test_somebody_who_has_a_part_under_another_spelling_has_it_once(edition):
    site(edition, LEAVES)
    RoleFactory(workshop=edition, person=Person.objects.get(), kind="committee", printed_name="A. Bay")

    batch = site(edition, roles=[RoleRow(AT, "committee", "Ada Bay", "Laurel")])

    assert told(batch, "role") == [("ignored", "This person has this part already.")]


def test_two_namesakes_of_a_committee_are_two(edition):
    rows = [RoleRow(AT, "committee", "Wei Fir", "Laurel"), RoleRow(AT, "committee", "Wei Fir", "Elm")]

    site(edition, roles=rows)
    again = site(edition, roles=rows)

    assert verdicts(again, "role") == ["unchanged", "unchanged"]
    assert sorted(Role.objects.values_list("printed_affiliation", flat=True)) == ["Elm", "Laurel"]
    assert Person.objects.count() == 2


@pytest.mark.parametrize(
    "after",
    [
        [author("Ivy Elm", "Elm"), author("Ada Bay", "Oak")],
        [author("Ivy Elm", "Elm", is_corresponding=True), author("Ada Bay", "Laurel")],
        [author("Kai Fir"), author("Ada Bay", "Oak"), author("Ivy Elm", "Elm")],
    ],
)
def test_authors_may_change_places_and_more_in_one_step(edition, after):
    applied(edition, paper("Leaves", ADA, IVY, source_id="7"))

    batch = applied(edition, paper("Leaves", *after, source_id="7"))

    here = Authorship.objects.order_by("position")
    assert batch.status == "applied"
    assert [(one.printed_name, one.printed_affiliation, one.is_corresponding) for one in here] == [
        (row.name, row.affiliation, row.is_corresponding) for row in after
    ]


def test_a_paper_named_twice_in_a_slot_is_presented_once(edition):
    batch = site(edition, LEAVES, slots=[SlotRow(AT, NINE, "Talk", papers=["Leaves", "leaves"])])

    assert told(batch, "presentation") == [("new", ""), ("ignored", "It stands here twice.")]
    assert Presentation.objects.count() == 1


def test_two_pages_that_would_have_one_address_are_one(edition):
    rows = [PageRow(AT, "Schedule", "schedule", "By bus."), PageRow(AT, "More", "schedule-page", "By train.")]

    batch = site(edition, pages=rows)

    assert told(batch, "page") == [("new", ""), ("ignored", "It stands here twice.")]
    assert Page.objects.get().title == "Schedule"


def test_a_page_made_by_hand_at_the_address_of_a_files_stays_as_it_is(edition):
    Page.objects.create(workshop=edition, title="Buses", slug="schedule-page", body="By bus.")

    batch = site(edition, pages=[PageRow(AT, "Schedule", "schedule", "By train.")])

    assert verdicts(batch, "page") == ["conflict"]
    assert (Page.objects.get().title, Page.objects.get().body) == ("Buses", "By bus.")


ODD = {
    "a paper without authors": [paper("Leaves")],
    "a title of marks": [paper("*" * 400, ADA), paper("!" * 400, IVY)],
    "a title with what nobody sees": [paper("Leaves \x00", ADA), paper("Roots \ud800", IVY)],
    "long ids that end otherwise": [
        paper("Leaves", ADA, source_id="x" * 900),
        paper("Roots", IVY, source_id="x" * 901),
    ],
    "the last number there is": [paper("Leaves", ADA, number=2**31 - 1), paper("Roots", IVY)],
    "numbers beyond all": [paper("Leaves", ADA, number=10**40), paper("Roots", IVY, number=-5)],
    "a long name in parts": [paper("Leaves", author(f"{'A' * 150} Bay", given_name="A" * 150, family_name="Bay"))],
    "a long place": [paper("Leaves", ADA, place=Place("f" * 600, 3))],
    "a long decision": [paper("Leaves", ADA), paper("Roots", decision=Decision.REJECTED, decision_words="w" * 3000)],
    "three namesakes": [paper("Leaves", *[author("Ada Bay", "Laurel")] * 3)],
    "one ORCID in two spellings": [
        paper(title, author("Ada Bay", orcid=orcid))
        for title, orcid in [("Leaves", "0000-0002-1694-233x"), ("Roots", "0000-0002-1694-233X")]
    ],
}


def state():
    return [list(model.objects.order_by("pk").values()) for model in (Paper, Authorship, Person)]


@pytest.mark.parametrize("rows", ODD.values(), ids=ODD)
def test_odd_papers_come_once_and_the_same_file_changes_nothing(edition, rows):
    site(edition, *rows)
    before = state()

    again = site(edition, *rows)

    assert set(verdicts(again)) <= {"unchanged", "ignored"}
    assert Paper.objects.exists()
    assert state() == before


@pytest.mark.parametrize("rows", ODD.values(), ids=ODD)
def test_odd_papers_are_taken_back(edition, rows):
    batch = site(edition, *rows)

    actions.take_back(batch, by=None)

    assert state() == [[], [], []]


def test_a_long_sentence_about_a_long_place_is_shown_shortened(edition):
    note = Note(Level.ERROR, Place("f" * 600), "x" * 2000)

    batch = site(edition, LEAVES, notes=[note])

    told_of = line(batch, noun="note")
    assert 0 < len(told_of.label) <= 500
    assert 0 < len(told_of.place) <= 500
