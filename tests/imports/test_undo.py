"""An import is taken back as a whole, or not at all."""

import pytest
from django.core.exceptions import ValidationError

from accounts.models import Person
from config.imports import actions
from papers.models import Authorship, Paper
from tests.factories import AwardFactory, WorkshopFactory
from tests.imports.rows import applied, author, bring, paper
from workshops.models import ImportedRow, ImportStatus

pytestmark = pytest.mark.django_db

ADA, IVY = author("Ada Bay", "Laurel", email="ada@laurel.example"), author("Ivy Elm", "Elm")


@pytest.fixture
def edition():
    return WorkshopFactory()


def state():
    papers = list(Paper.objects.order_by("pk").values())
    return papers, list(Authorship.objects.order_by("pk").values()), set(Person.objects.values_list("pk", flat=True))


def test_what_came_is_gone(edition):
    batch = applied(edition, paper("Leaves", ADA, IVY, source_id="7"))

    actions.take_back(batch, by=None)

    assert state() == ([], [], set())
    assert not ImportedRow.objects.exists()
    assert batch.status == ImportStatus.UNDONE


def test_what_was_changed_is_as_before(edition):
    applied(edition, paper("Leaves", ADA, IVY, source_id="7"))
    before = state()
    batch = applied(edition, paper("Foliage", IVY, author("May Oak"), ADA, source_id="7", abstract="New."))

    actions.take_back(batch, by=None)

    assert state() == before


def test_after_the_undo_the_same_file_can_come_again(edition):
    batch = applied(edition, paper("Leaves", ADA, IVY, source_id="7"))
    actions.take_back(batch, by=None)

    applied(edition, paper("Leaves", ADA, IVY, source_id="7"))

    assert Paper.objects.count() == 1


def test_a_row_that_was_touched_since_keeps_all_of_it(edition):
    batch = applied(edition, paper("Leaves", ADA, source_id="7"), paper("Roots", IVY, source_id="8"))
    Paper.objects.filter(title="Roots").update(title="Deep roots")

    with pytest.raises(ValidationError, match=r"paper “8: Deep roots” was changed since. Nothing was undone."):
        actions.take_back(batch, by=None)

    assert Paper.objects.count() == 2


def test_a_paper_that_was_announced_since_keeps_all_of_it(edition):
    batch = applied(edition, paper("Leaves", ADA, source_id="7"))
    Paper.objects.get().announce(by=None)

    with pytest.raises(ValidationError, match="was changed since"):
        actions.take_back(batch, by=None)


def test_an_award_given_since_keeps_all_of_it(edition):
    batch = applied(edition, paper("Leaves", ADA, source_id="7"))
    AwardFactory(category__workshop=edition, paper=Paper.objects.get())

    with pytest.raises(ValidationError, match="was added to what this import brought"):
        actions.take_back(batch, by=None)

    assert Paper.objects.exists()


def test_an_address_added_since_keeps_all_of_it(edition):
    batch = applied(edition, paper("Leaves", IVY, source_id="7"))
    Person.objects.get().emails.create(email="ivy@elm.example")

    with pytest.raises(ValidationError, match="is used elsewhere, or was added to"):
        actions.take_back(batch, by=None)


def test_a_later_import_is_taken_back_first(edition):
    first = applied(edition, paper("Leaves", ADA, source_id="7"))
    second = applied(edition, paper("Foliage", ADA, source_id="7"))
    with pytest.raises(ValidationError, match="was changed since"):
        actions.take_back(first, by=None)

    actions.take_back(second, by=None)
    actions.take_back(first, by=None)

    assert state() == ([], [], set())


@pytest.fixture
def long_import(edition):
    rows = [paper(f"Leaves {number}", ADA, source_id=str(number)) for number in range(201)]
    batch = bring(edition, *rows)
    actions.work(batch)
    actions.apply(batch, by=None)
    actions.work(batch)
    return batch


def test_a_long_import_is_taken_back_by_a_worker(long_import):
    actions.take_back(long_import, by=None)
    assert (long_import.status, Paper.objects.count()) == (ImportStatus.UNDOING, 201)

    actions.work(long_import)

    assert (long_import.status, Paper.objects.count()) == (ImportStatus.UNDONE, 0)


def test_why_a_worker_could_not_undo_stands_on_the_import(long_import):
    Paper.objects.filter(number=7).update(title="Deep roots")

    actions.take_back(long_import, by=None)
    actions.work(long_import)

    assert (long_import.status, long_import.failure) == (
        ImportStatus.APPLIED,
        "paper “7: Deep roots” was changed since. Nothing was undone.",
    )
