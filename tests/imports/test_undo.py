"""An import is taken back as a whole, or not at all."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError

from accounts.merging import merge, unmerge
from accounts.models import Person
from awards.models import Award, AwardCategory, Fund, PrizeShare
from config.imports import actions
from papers.importers.rows import AwardRow, SlotRow
from papers.models import Authorship, Paper
from tests.accounts.institutions import table
from tests.factories import (
    AffiliationFactory,
    AwardCategoryFactory,
    AwardFactory,
    FundFactory,
    UserFactory,
    WorkshopFactory,
)
from tests.imports.rows import HERE, applied, author, bring, paper
from workshops.models import Appearance, ImportedRow, ImportStatus

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


def test_three_imports_of_one_paper_are_taken_back_one_by_one(edition):
    states, batches = [state()], []
    for authors in ([ADA, IVY], [author("May Oak"), ADA], [author("May Oak"), IVY, ADA, author("Kai Fir")]):
        batches.append(applied(edition, paper("Leaves", *authors, source_id="7")))
        states.append(state())

    for batch in reversed(batches):
        states.pop()
        actions.take_back(batch, by=None)

        assert state() == states[-1]


def test_speakers_who_joined_leave_and_the_others_stay_who_they_were(edition):
    def slot(*speakers):
        return {"slots": [SlotRow(HERE, datetime(2021, 5, 7, 9, tzinfo=UTC), "Panel", speakers=list(speakers))]}

    applied(edition, source="site", **slot("Ada Bay"))
    before = list(Appearance.objects.values())
    batch = applied(edition, source="site", **slot("Ivy Elm", "Ada Bay"))

    actions.take_back(batch, by=None)

    assert list(Appearance.objects.values()) == before
    assert [person.name for person in Person.objects.all()] == ["Ada Bay"]


def prize(title, amount=""):
    return AwardRow(HERE, "Best", paper_title=title, amount=amount, currency="USD" if amount else "")


def test_two_awards_of_one_category_are_taken_back_with_their_prizes(edition):
    papers = [paper("Leaves", ADA), paper("Roots", IVY)]
    batch = applied(edition, *papers, awards=[prize("Leaves", "500"), prize("Roots", "500")])

    actions.take_back(batch, by=None)

    assert not any(model.objects.exists() for model in (Award, PrizeShare, AwardCategory, Fund))


def test_the_second_award_of_a_category_leaves_the_first_as_it_was(edition):
    fund = FundFactory(workshop=edition, amount=1000)
    AwardCategoryFactory(workshop=edition, name="Best", max_awards=2, prize=500, fund=fund)
    first = applied(edition, paper("Leaves", ADA), awards=[prize("Leaves")])
    second = applied(edition, paper("Roots", IVY), awards=[prize("Roots")])

    actions.take_back(second, by=None)
    left = [(share.award.paper.title, share.amount) for share in PrizeShare.objects.all()]
    actions.take_back(first, by=None)

    assert left == [("Leaves", 500)]
    assert not Award.objects.exists()


def test_an_author_who_comes_back_has_the_institutions_they_had(edition):
    applied(edition, paper("Leaves", ADA, IVY, source_id="7"))
    elm = AffiliationFactory(name="Elm University")
    Authorship.objects.get(printed_name="Ivy Elm").affiliations.add(elm)
    batch = applied(edition, paper("Leaves", ADA, source_id="7"))

    actions.take_back(batch, by=None)

    assert list(Authorship.objects.get(printed_name="Ivy Elm").affiliations.all()) == [elm]


def test_an_institution_that_another_edition_uses_since_stays(edition):
    table.load()
    batch = applied(edition, paper("Leaves", author("Ada Bay", "Quillmark University")))
    applied(WorkshopFactory(), paper("Roots", author("Ivy Elm", "Quillmark University")))

    actions.take_back(batch, by=None)

    theirs = Authorship.objects.get()
    assert [each.name for each in theirs.affiliations.all()] == ["Quillmark University"]


@pytest.fixture
def merged(edition):
    """An import of two people, whom somebody made one; and that merge."""
    rows = [paper("Leaves", author("Daniel Ley"), source_id="7"), paper("Roots", author("Dan Ley"), source_id="8")]
    batch = applied(edition, *rows)
    return batch, merge(*Person.objects.order_by("pk"), by=UserFactory(is_superuser=True))


def test_two_people_made_one_since_keep_all_of_it(merged):
    batch, _merge = merged

    with pytest.raises(ValidationError, match="was changed since"):
        actions.take_back(batch, by=None)

    assert Paper.objects.count() == 2


def test_two_people_made_one_and_two_again_are_as_they_came(merged):
    batch, merging = merged
    unmerge(merging, by=merging.by)

    actions.take_back(batch, by=None)

    assert state() == ([], [], set())


def test_an_author_made_somebody_else_since_keeps_all_of_it(edition):
    batch = applied(edition, paper("Leaves", ADA, source_id="7"), paper("Roots", ADA, source_id="8"))
    Authorship.objects.get(paper__title="Roots").separate(by=UserFactory(is_superuser=True))

    with pytest.raises(ValidationError, match="was changed since"):
        actions.take_back(batch, by=None)

    assert Paper.objects.count() == 2
