"""What somebody decided here of a site outlives the next one: corrected by hand, left out, answered."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from accounts.models import Person
from awards.models import Award, Grant
from config.imports import actions
from papers.importers.rows import (
    AwardRow,
    DateRow,
    EditionRow,
    PageRow,
    Place,
    RecipientRow,
    RoleRow,
    SlotRow,
    SponsorRow,
)
from papers.models import Paper
from tests.factories import PersonFactory, SlotFactory, WorkshopFactory, organizer_of
from tests.imports.rows import applied, author, bring, line, paper, verdicts
from workshops.models import Appearance, ImportantDate, Page, Role, Session, Slot, Sponsor, Workshop

pytestmark = pytest.mark.django_db

AT = Place("index.md", 3)
ADA = author("Ada Bay", "Laurel")
NINE = datetime(2021, 5, 7, 9, tzinfo=UTC)


@pytest.fixture
def edition():
    return WorkshopFactory(name="Care", host_conference="")


def site(into, /, *papers, **rest):
    batch = applied(into, *papers, source="site", **rest)
    assert batch.status == "applied", batch.failure
    return batch


def decided(into, /, *papers, choices, **rest):
    """A site, applied with the same answer to every line of a noun."""
    batch = bring(into, *papers, source="site", **rest)
    answers = {one.key: choices[one.noun] for one in batch.lines.all() if one.noun in choices}
    actions.choose(batch, answers, by=None)
    actions.apply(batch, by=None)
    assert batch.status == "applied", batch.failure
    return batch


def breaks(*hours):
    return [SlotRow(AT, NINE.replace(hour=hour), "Break") for hour in hours]


@pytest.mark.parametrize(
    ("field", "said", "by_hand"), [("time_zone", "America/New_York", "UTC"), ("mode", "virtual", "in_person")]
)
def test_what_was_set_back_to_the_usual_by_hand_stays_so(edition, field, said, by_hand):
    row = EditionRow(AT, **{field: said})
    site(edition, edition=row)
    Workshop.objects.update(**{field: by_hand})
    edition.refresh_from_db()

    site(edition, edition=row)

    edition.refresh_from_db()
    assert getattr(edition, field) == by_hand


def test_a_date_renamed_by_hand_is_not_taken_for_another_of_that_name(edition):
    site(edition, dates=[DateRow(AT, "Deadline", NINE)])
    ImportantDate.objects.update(name="Submission deadline")

    site(edition, dates=[DateRow(AT, "Deadline", NINE), DateRow(AT, "Submission deadline", NINE.replace(day=20))])

    assert sorted(date.at.day for date in ImportantDate.objects.all()) == [7, 20]


def test_of_two_dates_of_one_name_the_one_that_was_imported_moves(edition):
    site(edition, dates=[DateRow(AT, "Deadline", NINE)])
    ImportantDate.objects.create(workshop=edition, name="deadline", at=NINE.replace(day=25))

    site(edition, dates=[DateRow(AT, "Deadline", NINE.replace(day=9))])

    assert sorted(date.at.day for date in ImportantDate.objects.all()) == [9, 25]


def test_a_break_added_by_hand_is_none_of_the_files(edition):
    site(edition, slots=breaks(9, 12))
    SlotFactory(workshop=edition, title="Break", starts_at=NINE.replace(hour=8))

    site(edition, slots=breaks(9, 12, 15))

    assert sorted(slot.starts_at.hour for slot in Slot.objects.all()) == [8, 9, 12, 15]


def test_a_break_that_the_file_puts_in_front_moves_no_recording(edition):
    site(edition, slots=breaks(12, 15))
    Slot.objects.filter(starts_at__hour=12).update(recording_link="https://leaves.example/noon")

    site(edition, slots=breaks(9, 12, 15))

    assert Slot.objects.get(recording_link="https://leaves.example/noon").starts_at.hour == 12


def test_a_session_renamed_by_hand_is_not_made_again(edition):
    slots = [SlotRow(AT, NINE, "Talk", session="Session 1")]
    site(edition, slots=slots)
    Session.objects.update(title="Morning")

    site(edition, slots=slots)

    assert [session.title for session in Session.objects.all()] == ["Morning"]


def test_a_speaker_whom_a_hand_made_somebody_else_stays_so_when_another_joins(edition):
    roles = [RoleRow(AT, "speaker", "Ada Bay", "Laurel")]
    site(edition, roles=roles, slots=[SlotRow(AT, NINE, "Talk", speakers=["Ada Bay"])])
    other = PersonFactory(name="Ada Bay")
    Appearance.objects.update(person=other)

    site(edition, roles=roles, slots=[SlotRow(AT, NINE, "Talk", speakers=["Ivy Elm", "Ada Bay"])])

    assert [one.printed_name for one in Slot.objects.get().appearances.all()] == ["Ivy Elm", "Ada Bay"]
    assert Appearance.objects.get(printed_name="Ada Bay").person == other


def test_a_speaker_printed_twice_in_a_slot_is_one_and_no_difference(edition):
    slots = [SlotRow(AT, NINE, "Panel", speakers=["Ada Bay", "Ada Bay"])]
    site(edition, slots=slots)

    batch = site(edition, slots=slots)

    assert verdicts(batch, "slot") == ["unchanged"]
    assert Appearance.objects.count() == 1


NEW = {
    "paper": [paper("Leaves", ADA)],
    "date": {"dates": [DateRow(AT, "Deadline", NINE)]},
    "role": {"roles": [RoleRow(AT, "speaker", "Ada Bay")]},
    "slot": {"slots": [SlotRow(AT, NINE, "Talk", session="One", speakers=["Ada Bay"])]},
    "page": {"pages": [PageRow(AT, "Call", "call", "Write.")]},
    "sponsor": {"sponsors": [SponsorRow(AT, "Open Laurel")]},
}


def rows_of(noun):
    return (NEW[noun], {}) if noun == "paper" else ([], NEW[noun])


@pytest.mark.parametrize("noun", NEW)
def test_a_row_left_out_brings_nothing_and_nobody(edition, noun):
    papers, rest = rows_of(noun)

    decided(edition, *papers, choices={noun: "out"}, **rest)

    made = (Paper, Person, ImportantDate, Role, Slot, Session, Page, Sponsor)
    assert [model.__name__ for model in made if model.objects.exists()] == []


@pytest.mark.parametrize("noun", NEW)
def test_a_row_left_out_stays_out_of_the_next_file(edition, noun):
    papers, rest = rows_of(noun)
    decided(edition, *papers, choices={noun: "out"}, **rest)

    batch = site(edition, *papers, **rest)

    assert verdicts(batch, noun) == ["ignored"]


def test_a_paper_that_changed_in_the_file_may_be_left_as_it_is(edition):
    site(edition, paper("Leaves", ADA, source_id="7"))

    decided(edition, paper("Foliage", ADA, source_id="7"), choices={"paper": "out"})

    assert Paper.objects.get().title == "Leaves"


def test_a_date_that_moved_in_the_file_may_be_left_where_it_is(edition):
    site(edition, dates=[DateRow(AT, "Deadline", NINE)])

    decided(edition, dates=[DateRow(AT, "Deadline", NINE.replace(day=9))], choices={"date": "out"})

    assert ImportantDate.objects.get().at == NINE


def test_a_row_unticked_and_ticked_again_is_as_before(edition, client):
    client.force_login(organizer_of(edition))
    batch = bring(edition, paper("Leaves", ADA))
    choose = reverse("admin:workshops_import_choose", args=[batch.pk])

    client.post(choose, {"shown": [line(batch).pk]})
    unticked = verdicts(batch)
    client.post(choose, {"shown": [line(batch).pk], f"in-{line(batch).pk}": "on"})

    assert (unticked, verdicts(batch)) == (["ignored"], ["new"])


@pytest.mark.parametrize("file", ["Daniel Bay", "Dan Bay"])
def test_who_got_a_grant_by_an_answer_gets_no_second_one(edition, file):
    papers, rows = [paper("Leaves", author("Daniel Bay", "Laurel"))], [RecipientRow(AT, "Travel", "Dan Bay", "Laurel")]
    answer = line(bring(edition, *papers, source="site", recipients=rows), noun="grant").options[0][0]
    decided(edition, *papers, recipients=rows, choices={"grant": answer})

    batch = site(edition, *papers, recipients=[RecipientRow(AT, "Travel", file, "Laurel")])

    assert verdicts(batch, "grant") == ["unchanged"]
    assert Grant.objects.count() == 1


def test_a_recipient_whom_nobody_knew_is_not_asked_for_again(edition):
    rows = [RecipientRow(AT, "Travel", "Zoe Fir", "Fir")]
    decided(edition, recipients=rows, choices={"grant": "new"})

    batch = site(edition, recipients=rows)

    assert verdicts(batch, "grant") == ["unchanged"]
    assert Person.objects.count() == 1


def test_an_award_to_somebody_who_was_not_known_is_theirs_the_next_time(edition):
    rows = [AwardRow(AT, "Best reviewer", person_name="Zoe Fir")]
    site(edition, awards=rows)

    batch = site(edition, awards=rows)

    assert verdicts(batch, "award") == ["unchanged"]
    assert (Award.objects.count(), Person.objects.count()) == (1, 1)


def test_open_questions_wait_once_however_often_the_file_comes(edition):
    for _time in range(3):
        site(edition, recipients=[RecipientRow(AT, "Travel", "Zoe Fir")])

    assert edition.imports.filter(status="ready").count() == 1


LAUREL_FIR = RoleRow(AT, "committee", "Wei Fir", "Laurel")
ELM_FIR = RoleRow(AT, "committee", "Wei Fir", "Elm")


@pytest.mark.parametrize("second", [[ELM_FIR, LAUREL_FIR], [ELM_FIR], [LAUREL_FIR], [LAUREL_FIR, ELM_FIR]])
def test_namesakes_stay_who_they_are_in_whatever_order_they_come(second):
    edition = WorkshopFactory()
    applied(edition, roles=[LAUREL_FIR, ELM_FIR], source="site")
    before = list(Role.objects.order_by("pk").values())

    batch = applied(edition, roles=second, source="site")

    assert set(verdicts(batch, "role")) == {"unchanged"}
    assert list(Role.objects.order_by("pk").values()) == before
