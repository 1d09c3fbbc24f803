"""What a file means for papers that are here, and for those that are not."""

import pytest

from config.imports import actions
from papers.importers.rows import Decision
from papers.models import Paper
from tests.factories import AuthorshipFactory, PaperFactory, UserFactory, WorkshopFactory
from tests.imports.rows import applied, author, bring, changes, line, paper, verdicts
from workshops.lifecycle import Move

pytestmark = pytest.mark.django_db

BAY = author("Ada Bay", "University of Laurel")
IVY = author("Ivy Elm", "Elm Institute")


@pytest.fixture
def edition():
    return WorkshopFactory()


def authors_of(title):
    return [
        (one.position, one.printed_name, one.printed_affiliation)
        for one in Paper.objects.get(title=title).authorships.all()
    ]


def test_a_comparison_writes_no_paper(edition):
    batch = bring(edition, paper("Leaves", BAY, source_id="7"))

    assert verdicts(batch) == ["new"]
    assert not Paper.objects.exists()


def test_a_new_paper_comes_accepted_hidden_and_with_its_authors_as_printed(edition):
    applied(edition, paper("Leaves", BAY, IVY, source_id="7", abstract="Of trees.", kind="oral"))

    leaves = Paper.objects.get()
    assert (leaves.number, leaves.status, leaves.announced_at, leaves.kind) == (7, "accepted", None, "oral")
    assert authors_of("Leaves") == [(1, "Ada Bay", "University of Laurel"), (2, "Ivy Elm", "Elm Institute")]


def test_an_import_leaves_a_line_of_audit_on_each_paper(edition):
    chair = UserFactory()

    applied(edition, paper("Leaves", BAY), by=chair)

    move = Move.objects.about(Paper.objects.get()).get()
    assert (move.verb, move.after, move.by) == ("import", "accepted", chair)


def test_the_same_file_a_second_time_changes_nothing(edition):
    rows = [paper("Leaves", BAY, IVY, source_id="7"), paper("Roots", IVY, source_id="8")]
    applied(edition, *rows)

    again = applied(edition, *rows)

    assert verdicts(again) == ["unchanged", "unchanged"]
    assert again.journal == []


def test_paper_zero_is_a_number(edition):
    applied(edition, paper("Leaves", BAY, number=0), paper("Roots", IVY, number=1))

    assert list(Paper.objects.values_list("number", flat=True)) == [0, 1]


def test_a_number_that_is_taken_is_replaced_by_the_next(edition):
    PaperFactory(workshop=edition, number=7, title="Stones")

    applied(edition, paper("Leaves", BAY, source_id="7"))

    assert Paper.objects.get(title="Leaves").number == 8


def test_a_field_that_the_file_changed_changes(edition):
    applied(edition, paper("Leaves", BAY, source_id="7"))

    batch = applied(edition, paper("Leaves of grass", BAY, source_id="7"))

    assert changes(line(batch, noun="paper"))["title"] == ("Leaves", "Leaves of grass", "changed")
    assert Paper.objects.get().title == "Leaves of grass"


def test_a_field_corrected_by_hand_stays(edition):
    applied(edition, paper("Leafs", BAY, source_id="7"))
    Paper.objects.update(title="Leaves")

    batch = applied(edition, paper("Leafs", BAY, source_id="7"))

    assert changes(line(batch, noun="paper"))["title"] == ("Leaves", "Leafs", "kept")
    assert Paper.objects.get().title == "Leaves"


def test_a_field_that_both_changed_is_a_conflict_and_stays(edition):
    applied(edition, paper("Leafs", BAY, source_id="7"))
    Paper.objects.update(title="Leaves")

    batch = applied(edition, paper("Foliage", BAY, source_id="7"))

    assert changes(line(batch, noun="paper"))["title"] == ("Leaves", "Foliage", "conflict")
    assert Paper.objects.get().title == "Leaves"


def test_a_conflict_that_was_seen_once_is_a_correction_from_then_on(edition):
    applied(edition, paper("Leafs", BAY, source_id="7"))
    Paper.objects.update(title="Leaves")
    applied(edition, paper("Foliage", BAY, source_id="7"))

    batch = bring(edition, paper("Foliage", BAY, source_id="7"))

    assert verdicts(batch) == ["kept"]


def test_the_files_version_can_be_chosen(edition):
    applied(edition, paper("Leafs", BAY, source_id="7"))
    Paper.objects.update(title="Leaves")
    batch = bring(edition, paper("Foliage", BAY, source_id="7"))

    actions.choose(batch, {"paper:7|title": "file"}, by=None)
    actions.apply(batch, by=None)

    assert Paper.objects.get().title == "Foliage"


@pytest.mark.parametrize(
    ("here", "file"),
    [
        ("BERT for leaves", "bert for leaves"),
        ("$l_1$-sparse leaves", "l1-sparse leaves"),
        ("On the Care of Leaves", "ON THE CARE OF LEAVES"),
        ("ModelNet40-C", "Modelnet40-c"),
        ("Leaves of Berlin and Paris", "Leaves of berlin and paris"),
    ],
)
def test_a_worse_title_never_overwrites_a_better_one(edition, here, file):
    applied(edition, paper(here, BAY, source_id="7"))

    applied(edition, paper(file, BAY), source="site")

    assert Paper.objects.get().title == here


@pytest.mark.parametrize(("here", "file"), [("what doesn't kill", "What Doesn’t Kill"), ("l1 leaves", "$l_1$ leaves")])
def test_a_better_title_replaces_a_worse_one(edition, here, file):
    applied(edition, paper(here, BAY, source_id="7"), source="site")

    applied(edition, paper(file, BAY))

    assert Paper.objects.get().title == file


def test_a_title_made_by_hand_stays_though_the_files_has_more_capitals(edition):
    applied(edition, paper("LEAVES", BAY, source_id="7"))
    Paper.objects.update(title="Leaves of grass")

    applied(edition, paper("Leaves of Grass", BAY, source_id="7"))

    assert Paper.objects.get().title == "Leaves of grass"


def test_typographic_marks_are_no_difference(edition):
    applied(edition, paper("What Doesn't Kill You... Part 1-2", BAY, source_id="7"))

    batch = bring(edition, paper("What Doesn’t Kill You… Part 1–2", BAY), source="site")

    assert verdicts(batch) == ["unchanged"]


def test_papers_of_another_source_are_found_by_their_title(edition):
    applied(edition, paper("Leaves", BAY, source_id="371"))

    batch = applied(edition, paper("leaves.", BAY, video_link="https://video.example.org/1"), source="site")

    assert verdicts(batch) == ["changed"]
    assert Paper.objects.get().video_link == "https://video.example.org/1"


def test_two_papers_of_one_title_stay_two(edition):
    applied(edition, paper("Leaves", BAY, source_id="1"), paper("Leaves", IVY, source_id="2"))

    assert Paper.objects.count() == 2


@pytest.mark.parametrize("decision", [Decision.REJECTED, Decision.WITHDRAWN, Decision.UNDECIDED])
def test_only_accepted_papers_are_chosen(edition, decision):
    batch = applied(edition, paper("Leaves", BAY, decision=decision, decision_words="as it says"))

    assert verdicts(batch) == ["ignored"]
    assert "(as it says)" in line(batch, noun="paper").reason
    assert not Paper.objects.exists()


def test_another_paper_may_be_taken_in_and_keeps_its_decision(edition):
    batch = bring(edition, paper("Leaves", BAY, source_id="7", decision=Decision.UNDECIDED))

    actions.choose(batch, {"paper:7": "in"}, by=None)
    actions.apply(batch, by=None)

    assert Paper.objects.get().status == "submitted"


def test_a_paper_may_be_left_out(edition):
    batch = bring(edition, paper("Leaves", BAY, source_id="7"), paper("Roots", IVY, source_id="8"))

    actions.choose(batch, {"paper:7": "out"}, by=None)
    actions.apply(batch, by=None)

    assert [each.title for each in Paper.objects.all()] == ["Roots"]


def test_what_a_reader_calls_private_is_left_out(edition):
    batch = applied(edition, paper("Leaves", BAY, private="Its authors are not public."))

    assert line(batch, noun="paper").reason == "Its authors are not public."
    assert not Paper.objects.exists()


def test_a_paper_withdrawn_in_the_file_stays_as_it_is_here_and_is_pointed_out(edition):
    applied(edition, paper("Leaves", BAY, source_id="7"))

    batch = applied(edition, paper("Leaves", BAY, source_id="7", decision=Decision.WITHDRAWN))

    assert verdicts(batch) == ["conflict"]
    assert Paper.objects.get().status == "accepted"


def test_a_row_that_stands_twice_counts_once(edition):
    batch = applied(edition, paper("Leaves", BAY, source_id="7"), paper("Leaves", BAY, source_id="7"))

    assert verdicts(batch) == ["new", "ignored"]


def test_two_rows_with_one_id_that_differ_are_an_error(edition):
    batch = bring(edition, paper("Leaves", BAY, source_id="7"), paper("Roots", IVY, source_id="7"))

    assert verdicts(batch) == ["new", "error"]


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (paper("", BAY), "This row has no title."),
        (paper("L" * 401, BAY), "The title has 401 characters; there is room for 400."),
        (paper("Leaves", author("")), "Author 1 has no name."),
        (paper("Leaves", author("A" * 201)), "The name of author 1 has 201 characters; there is room for 200."),
        (
            paper("Leaves", author("Ada", "U" * 301)),
            "The affiliation of author 1 has 301 characters; there is room for 300.",
        ),
    ],
)
def test_a_row_that_does_not_fit_is_an_error_with_its_place_and_stops_no_other(edition, row, sentence):
    batch = applied(edition, row, paper("Roots", IVY))

    wrong = line(batch, verdict="error")
    assert (wrong.reason, wrong.place) == (sentence, "papers.csv, line 2")
    assert [each.title for each in Paper.objects.all()] == ["Roots"]


@pytest.mark.parametrize("address", ["javascript:alert(1)", "no address", "https://example.org/" + "a" * 200])
def test_an_address_that_is_none_is_left_out_and_said(edition, address):
    batch = applied(edition, paper("Leaves", BAY, pdf_link=address))

    assert Paper.objects.get().pdf_link == ""
    assert "was left out" in line(batch, noun="paper").reason


def test_empty_cells_empty_nothing(edition):
    applied(edition, paper("Leaves", BAY, source_id="7", abstract="Of trees.", kind="oral"))

    batch = applied(edition, paper("Leaves", source_id="7"))

    assert verdicts(batch) == ["unchanged"]
    assert (Paper.objects.get().abstract, Paper.objects.get().authorships.count()) == ("Of trees.", 1)


def test_hand_typed_authors_are_kept(edition):
    leaves = PaperFactory(workshop=edition, title="Leaves")
    AuthorshipFactory(paper=leaves, printed_name="Ada Bay", printed_affiliation="Laurel U", position=1)

    batch = applied(edition, paper("Leaves", BAY, IVY))

    assert verdicts(batch) == ["conflict"]
    assert authors_of("Leaves") == [(1, "Ada Bay", "Laurel U")]


def test_a_paper_left_out_stays_out_of_the_next_file_until_it_is_ticked(edition):
    batch = bring(edition, paper("Leaves", BAY, source_id="7"))
    actions.choose(batch, {"paper:7": "out"}, by=None)
    actions.apply(batch, by=None)

    again = applied(edition, paper("Leaves", BAY, source_id="7"))
    assert (verdicts(again), Paper.objects.exists()) == (["ignored"], False)
    third = bring(edition, paper("Leaves", BAY, source_id="7"))
    actions.choose(third, {"paper:7": "in"}, by=None)
    actions.apply(third, by=None)

    assert Paper.objects.get().title == "Leaves"
