"""The life of an import: shown is what is applied, once, or nothing at all."""

import pytest
from django.core.exceptions import ValidationError

from config import tasks
from config.imports import actions
from papers.models import Paper
from tests.factories import PaperFactory, WorkshopFactory
from tests.imports.rows import applied, author, bring, paper, verdicts
from workshops.lifecycle import IllegalMove
from workshops.models import Import, ImportStatus

pytestmark = pytest.mark.django_db

ADA = author("Ada Bay", email="ada@laurel.example")


@pytest.fixture
def edition():
    return WorkshopFactory()


def test_what_changed_meanwhile_is_compared_anew_and_nothing_is_applied(edition):
    batch = bring(edition, paper("Leaves", ADA, source_id="7"))
    PaperFactory(workshop=edition, title="Leaves")

    actions.apply(batch, by=None)

    assert batch.status == ImportStatus.READY
    assert batch.failure == "The edition has changed meanwhile. Look at the new comparison."
    assert Paper.objects.get().authorships.count() == 0
    assert verdicts(batch) == ["conflict"]


def test_an_import_is_applied_once(edition):
    batch = applied(edition, paper("Leaves", ADA))

    with pytest.raises(IllegalMove):
        actions.apply(batch, by=None)


def test_of_two_clicks_on_apply_one_counts(edition):
    batch = bring(edition, paper("Leaves", ADA))
    same = Import.objects.get(pk=batch.pk)
    actions.apply(batch, by=None)

    with pytest.raises(IllegalMove):
        actions.apply(same, by=None)


def test_errors_are_acknowledged_first(edition):
    batch = bring(edition, paper("", ADA), paper("Leaves", ADA))

    with pytest.raises(ValidationError, match="One row cannot be read"):
        actions.apply(batch, by=None)

    assert not Paper.objects.exists()


def test_the_rows_of_the_file_are_kept_no_longer_than_needed(edition):
    batch = bring(edition, paper("Leaves", ADA))
    assert "ada@laurel.example" in str(batch.reading)

    actions.apply(batch, by=None)

    batch.refresh_from_db()
    assert batch.reading == {}


def test_no_address_stands_in_the_lines(edition):
    batch = bring(edition, paper("Leaves", ADA))

    assert "laurel.example" not in str(list(batch.lines.values()))


def test_a_long_file_is_left_to_a_worker(edition, django_capture_on_commit_callbacks):
    rows = [paper(f"Leaves {number}", ADA, source_id=str(number)) for number in range(201)]
    with django_capture_on_commit_callbacks() as promised:
        batch = bring(edition, *rows)
    assert (batch.status, len(promised)) == (ImportStatus.PLANNING, 1)

    actions.work(batch)

    assert (batch.status, batch.done) == (ImportStatus.READY, 201)


def test_work_that_nobody_finished_is_found(edition):
    batch = bring(edition, *(paper(f"Leaves {number}", ADA, source_id=str(number)) for number in range(201)))
    assert not Import.objects.abandoned().exists()

    Import.objects.update(worked_at="2026-01-01T00:00Z")

    assert list(Import.objects.abandoned()) == [batch]


def test_what_nobody_applied_for_a_month_is_forgotten(edition):
    kept = applied(edition, paper("Roots", ADA))
    bring(edition, paper("Leaves", ADA))
    Import.objects.update(created_at="2026-01-01T00:00Z")

    tasks.sweep_imports()

    assert list(Import.objects.all()) == [kept]


def test_the_sweep_takes_up_what_was_abandoned(edition):
    batch = bring(edition, *(paper(f"Leaves {number}", ADA, source_id=str(number)) for number in range(201)))
    Import.objects.update(worked_at="2026-01-01T00:00Z")

    tasks.sweep_imports()

    batch.refresh_from_db()
    assert batch.status == ImportStatus.READY


def test_a_failure_that_nobody_foresaw_is_a_sentence_and_nothing_is_written(edition, caplog):
    batch = bring(edition, paper("Leaves", ADA))
    Import.objects.update(reading={"nonsense": 1})
    batch.refresh_from_db()

    actions.apply(batch, by=None)

    assert (batch.status, Paper.objects.exists()) == (ImportStatus.FAILED, False)
    assert "nobody foresaw" in batch.failure
    assert "KeyError" in caplog.text
