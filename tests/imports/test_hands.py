"""What somebody decided here of papers and authors outlives the next file: imported, corrected, imported again."""

import pytest

from accounts.merging import merge
from accounts.models import Person
from config.imports import actions
from papers.importers.rows import Decision
from papers.models import Authorship, Paper
from tests.factories import AuthorshipFactory, UserFactory, WorkshopFactory
from tests.imports.rows import applied, author, bring, changes, line, paper, verdicts

pytestmark = pytest.mark.django_db

ADA, IVY, MAY = author("Ada Bay", "Laurel"), author("Ivy Elm", "Elm"), author("May Oak", "Oak")
FILE = [paper("Leaves", ADA, IVY, source_id="7")]


@pytest.fixture
def edition():
    return WorkshopFactory()


def imported(into, /, *papers, **rest):
    batch = applied(into, *papers, **rest)
    assert batch.status == "applied", batch.failure
    return batch


def names():
    return [one.printed_name for one in Paper.objects.get().authorships.all()]


def test_an_author_removed_by_hand_stays_removed_from_the_third_file_too(edition):
    imported(edition, *FILE)
    Authorship.objects.get(printed_name="Ivy Elm").delete()

    imported(edition, *FILE)
    batch = imported(edition, *FILE)

    assert verdicts(batch) == ["kept"]
    assert names() == ["Ada Bay"]


def test_authors_typed_by_hand_outlive_the_third_file_too(edition):
    imported(edition, paper("Leaves", source_id="7"))
    AuthorshipFactory(paper=Paper.objects.get(), printed_name="Ada Bay", position=1)

    imported(edition, *FILE)
    imported(edition, *FILE)

    assert names() == ["Ada Bay"]


@pytest.mark.parametrize("again", [[ADA, IVY], [ADA, IVY, MAY]])
def test_an_author_added_in_the_middle_by_hand_stays_in_the_middle(edition, again):
    imported(edition, *FILE)
    Authorship.objects.filter(printed_name="Ivy Elm").update(position=3)
    AuthorshipFactory(paper=Paper.objects.get(), printed_name="Kai Fir", position=2)

    imported(edition, paper("Leaves", *again, source_id="7"))

    assert names()[:3] == ["Ada Bay", "Kai Fir", "Ivy Elm"]


def test_a_gap_between_positions_is_nobodys_business(edition):
    imported(edition, *FILE)
    Authorship.objects.filter(printed_name="Ivy Elm").update(position=3)

    batch = imported(edition, *FILE)

    assert verdicts(batch) == ["unchanged"]
    assert Authorship.objects.get(printed_name="Ivy Elm").position == 3


def test_an_order_made_by_hand_stays_when_another_author_joins(edition):
    imported(edition, *FILE)
    Authorship.objects.filter(printed_name="Ada Bay").update(position=3)

    imported(edition, paper("Leaves", ADA, IVY, MAY, source_id="7"))

    assert names() == ["Ivy Elm", "Ada Bay", "May Oak"]


def test_the_order_of_the_file_counts_once_somebody_takes_it(edition):
    imported(edition, *FILE)
    Authorship.objects.filter(printed_name="Ada Bay").update(position=3)
    batch = bring(edition, *FILE)

    actions.choose(batch, {"paper:7|order": "file"}, by=None)
    actions.apply(batch, by=None)

    assert names() == ["Ada Bay", "Ivy Elm"]


def test_an_author_removed_by_hand_comes_back_once_somebody_takes_the_files(edition):
    imported(edition, *FILE)
    Authorship.objects.get(printed_name="Ivy Elm").delete()
    batch = bring(edition, *FILE)

    actions.choose(batch, {"paper:7|authors": "file"}, by=None)
    actions.apply(batch, by=None)

    assert names() == ["Ada Bay", "Ivy Elm"]


@pytest.mark.parametrize("flag", ["is_corresponding", "is_presenter"])
def test_a_flag_taken_away_by_hand_stays_away(edition, flag):
    rows = [paper("Leaves", author("Ada Bay", **{flag: True}), source_id="7")]
    imported(edition, *rows)
    Authorship.objects.update(**{flag: False})

    batch = imported(edition, *rows)

    assert verdicts(batch) == ["unchanged"]
    assert not getattr(Authorship.objects.get(), flag)


@pytest.mark.parametrize("houses", [["Laurel", "Elm"], ["Laurel", "Elm", "Oak"], ["Laurel", "Laurel", "Laurel"]])
def test_namesakes_on_one_paper_are_not_taken_for_each_other(edition, houses):
    rows = [paper("Leaves", *[author("Wei Fir", house) for house in houses], source_id="7")]
    imported(edition, *rows)

    batch = imported(edition, *rows)

    assert verdicts(batch) == ["unchanged"]
    assert [one.printed_affiliation for one in Authorship.objects.order_by("position")] == houses


def test_initials_that_the_file_writes_out_stay_the_same_people(edition):
    imported(edition, paper("Leaves", author("A. Bay", "Laurel"), author("I. Elm", "Elm"), source_id="7"))
    before = list(Authorship.objects.order_by("position").values_list("pk", "person"))

    imported(edition, *FILE)

    assert names() == ["Ada Bay", "Ivy Elm"]
    assert list(Authorship.objects.order_by("position").values_list("pk", "person")) == before


def test_an_author_made_somebody_else_by_hand_stays_somebody_else(edition):
    imported(edition, *FILE, paper("Roots", ADA, source_id="8"))
    Authorship.objects.get(paper__title="Roots").separate(by=UserFactory(is_superuser=True))

    imported(edition, *FILE, paper("Roots", ADA, MAY, source_id="8"))

    assert len(set(Authorship.objects.filter(printed_name="Ada Bay").values_list("person", flat=True))) == 2


def test_two_people_made_one_by_hand_stay_one(edition):
    rows = [paper("Leaves", author("Daniel Ley"), source_id="7"), paper("Roots", author("Dan Ley"), source_id="8")]
    imported(edition, *rows)
    merge(*Person.objects.order_by("pk"), by=UserFactory(is_superuser=True))

    batch = imported(edition, *rows)

    assert verdicts(batch) == ["unchanged", "unchanged"]
    assert Person.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("abstract", "Of trees."),
        ("pdf_link", "https://leaves.example/1.pdf"),
        ("video_link", "https://leaves.example/1"),
    ],
)
def test_a_field_emptied_by_hand_stays_empty(edition, field, value):
    rows = [paper("Leaves", ADA, source_id="7", **{field: value})]
    imported(edition, *rows)
    Paper.objects.update(**{field: ""})

    batch = imported(edition, *rows)

    assert changes(line(batch, noun="paper")) == {field: ("", value, "kept")}
    assert getattr(Paper.objects.get(), field) == ""


def test_an_affiliation_emptied_by_hand_stays_empty(edition):
    imported(edition, *FILE)
    Authorship.objects.update(printed_affiliation="")

    batch = imported(edition, *FILE)

    assert verdicts(batch) == ["kept"]
    assert set(Authorship.objects.values_list("printed_affiliation", flat=True)) == {""}


def test_a_paper_that_is_not_decided_here_is_not_accepted_by_the_next_file(edition):
    batch = bring(edition, paper("Leaves", ADA, source_id="7", decision=Decision.UNDECIDED))
    actions.choose(batch, {"paper:7": "in"}, by=None)
    actions.apply(batch, by=None)

    batch = imported(edition, paper("Leaves", ADA, source_id="7"))

    told = line(batch, noun="paper")
    assert (told.verdict, told.reason) == (
        "conflict",
        "The file says accepted, here it is not decided. Accept it on the paper.",
    )
    assert Paper.objects.get().status == "submitted"


def test_of_two_rows_of_one_title_the_accepted_one_is_the_paper_that_is_here(edition):
    imported(edition, paper("Leaves", ADA), source="site")
    rejected = paper("Leaves", ADA, source_id="3", decision=Decision.REJECTED)

    batch = imported(edition, rejected, paper("Leaves", ADA, source_id="7"))

    assert verdicts(batch) == ["ignored", "unchanged"]
    assert Paper.objects.count() == 1


def test_an_export_and_a_site_in_turns_come_to_rest(edition):
    export = [paper("LEAVES OF BERT", author("Ada Bay", "Laurel", email="ada@laurel.example"), source_id="7")]
    page = [paper("Leaves of BERT", author("Ada Bay", "Laurel U"))]
    for _turn in range(2):
        imported(edition, *export)
        imported(edition, *page, source="site")

    again = [*verdicts(imported(edition, *export)), *verdicts(imported(edition, *page, source="site"))]

    assert not {"new", "changed"} & set(again)
    assert (Paper.objects.count(), Person.objects.count()) == (1, 1)
