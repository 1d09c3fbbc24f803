"""Award candidates of an export: proposed for what is still open, once, and only papers that can win."""

import pytest
from django.contrib.contenttypes.models import ContentType

from awards.models import AwardStatus, Candidate, Nomination
from config.imports import actions
from papers.importers.rows import AwardRow, CandidateRow, Decision
from papers.models import Paper
from tests.factories import AwardCategoryFactory, CandidateFactory, PaperFactory, UserFactory, WorkshopFactory
from tests.imports.candidates import LEAVES, PROPOSED, ROOTS, candidates, propose, told
from tests.imports.rows import HERE, applied, bring, changes, line, paper
from workshops.lifecycle import Move
from workshops.models import ImportedRow

pytestmark = pytest.mark.django_db

WHICH = "Several awards take candidates. Say in the file which one is meant."
UNKNOWN = "No award of this edition is called so. Several awards are kept apart by semicolons."


@pytest.fixture
def edition():
    return WorkshopFactory(status="published")


@pytest.fixture
def best(edition):
    return AwardCategoryFactory(workshop=edition, name="Best Paper Award", ballot="approval", status="open")


# -- What becomes of them ---------------------------------------------------------------------------


def test_a_candidate_is_nominated_by_nobody_and_on_no_shortlist(best):
    user = UserFactory()

    propose(best.workshop, CandidateRow(HERE, "7", "Leaves", rationale="Asks what nobody asked."), by=user)

    assert candidates() == [("Best Paper Award", "Leaves", "nominated")]
    [nomination] = Nomination.objects.all()
    assert (nomination.kind, nomination.nominator, nomination.rationale) == ("import", None, "Asks what nobody asked.")
    assert [(move.verb, move.after, move.by) for move in Move.objects.about(Candidate.objects.get())] == [
        ("import", "nominated", user)
    ]


def test_the_comparison_says_for_what_and_why(best):
    row = CandidateRow(HERE, "7", "Leaves", rationale="Asks what nobody asked.")

    one = line(bring(best.workshop, LEAVES, candidates=[row]), noun="candidate")

    assert (one.verdict, one.label, one.place) == ("new", "Best Paper Award: Leaves", "papers.csv, line 2")
    assert changes(one) == {
        "award": ("", "Best Paper Award", "new"),
        "rationale": ("", "Asks what nobody asked.", "new"),
    }
    assert not Candidate.objects.exists()


@pytest.mark.parametrize("status", ["draft", "open"])
def test_the_only_award_that_takes_candidates_is_meant_where_none_is_named(edition, status):
    AwardCategoryFactory(workshop=edition, name="Best", status=status)
    AwardCategoryFactory(workshop=edition, name="Closed before", status="cancelled")
    AwardCategoryFactory(name="Of another edition")

    propose(edition, PROPOSED)

    assert candidates() == [("Best", "Leaves", "nominated")]


@pytest.mark.parametrize(
    "name", ["Best Paper Award", "BEST PAPER AWARD", "best paper", "bestpaper", "Best-Paper Prize"]
)
def test_an_award_is_found_by_its_name(best, name):
    AwardCategoryFactory(workshop=best.workshop, name="Best Student Paper Award", status="open")

    propose(best.workshop, CandidateRow(HERE, "7", "Leaves", name))

    assert candidates() == [("Best Paper Award", "Leaves", "nominated")]


def test_two_awards_of_one_name_with_and_without_a_prize_are_told_apart(best):
    AwardCategoryFactory(workshop=best.workshop, name="Best Paper Prize", status="open")

    batch = propose(
        best.workshop, *[CandidateRow(HERE, "7", "Leaves", name) for name in ("best paper prize", "best paper")]
    )

    assert candidates() == [("Best Paper Prize", "Leaves", "nominated")]
    assert told(batch) == [("new", ""), ("doubt", UNKNOWN)]


@pytest.mark.parametrize(
    ("names", "category", "reason"),
    [
        (["Best", "Next"], "", WHICH),
        ([], "", "No award takes candidates. Add one to this edition, or open it for nominations."),
        (["Best"], "Bst", UNKNOWN),
    ],
)
def test_an_award_that_is_not_told_is_asked_for(edition, names, category, reason):
    for name in names:
        AwardCategoryFactory(workshop=edition, name=name)

    batch = propose(edition, CandidateRow(HERE, "7", "Leaves", category))

    assert told(batch) == [("doubt", reason)]
    assert candidates() == []


def test_no_word_of_a_cell_that_names_no_award_is_kept(best):
    batch = propose(best.workshop, CandidateRow(HERE, "7", "Leaves", "Rex Referee likes it"))

    kept = [*batch.lines.values_list("label", "key", "reason", "changes"), *ImportedRow.objects.values_list()]
    assert batch.reading == {}
    assert not any("rex" in str(row).casefold() for row in kept)


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("voting", "being voted on"),
        ("decided", "decided"),
        ("vacated", "decided: no award"),
        ("cancelled", "cancelled"),
    ],
)
def test_an_award_past_its_nominations_takes_nobody_from_a_file(edition, status, words):
    AwardCategoryFactory(workshop=edition, name="Best", status=status)

    batch = propose(edition, CandidateRow(HERE, "7", "Leaves", "Best"))

    assert told(batch) == [("conflict", f"“Best” is {words}; an import adds no candidate to it.")]
    assert candidates() == []


# -- Which papers -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (CandidateRow(HERE, "9", "Bark"), "No paper of the edition has this title; the candidate is left out."),
        (CandidateRow(HERE, "9", ""), "No paper of the edition has this title; the candidate is left out."),
        (CandidateRow(HERE, "7", "Bark"), "No paper of the edition has this title; the candidate is left out."),
        (CandidateRow(HERE, "6", "Moss"), "Its paper is left out, and so is the candidate."),
    ],
)
def test_a_paper_that_is_not_there_is_no_candidate(best, row, reason):
    moss = paper("Moss", "Bo Fir", source_id="6", decision=Decision.REJECTED)

    assert told(propose(best.workshop, row, papers=[LEAVES, moss])) == [("doubt", reason)]


def test_a_rejected_paper_that_was_taken_in_is_no_candidate(best):
    batch = bring(best.workshop, paper("Leaves", source_id="7", decision=Decision.REJECTED), candidates=[PROPOSED])

    actions.choose(batch, {"paper:7": "in"}, by=None)
    actions.apply(batch, by=None)

    assert Paper.objects.get().status == "rejected"
    assert told(batch) == [("doubt", "This paper is not accepted.")]


def test_a_paper_that_is_not_accepted_here_is_no_candidate(best):
    PaperFactory(workshop=best.workshop, title="Leaves", status="submitted")

    assert told(propose(best.workshop, PROPOSED)) == [("doubt", "This paper is not accepted.")]


@pytest.mark.parametrize(
    "rule", [{"eligibility": "kind", "eligible_kind": "oral"}, {"eligibility": "student"}, {"eligibility": "chosen"}]
)
def test_a_paper_that_cannot_win_is_no_candidate(edition, rule):
    AwardCategoryFactory(workshop=edition, name="Best", **rule)
    PaperFactory(workshop=edition, title="Roots", status="accepted", kind="poster")

    batch = propose(edition, PROPOSED, CandidateRow(HERE, "8", "Roots"))

    assert told(batch) == [("doubt", "This paper cannot win “Best”.")] * 2


def test_a_paper_that_can_win_is_one_whether_it_was_here_or_comes_along(edition):
    AwardCategoryFactory(workshop=edition, name="Best", eligibility="kind", eligible_kind="oral")
    PaperFactory(workshop=edition, title="Roots", status="accepted", kind="oral")

    propose(
        edition, PROPOSED, CandidateRow(HERE, "8", "Roots"), papers=[paper("Leaves", source_id="7", kind="oral"), ROOTS]
    )

    assert [title for _award, title, _status in candidates()] == ["Leaves", "Roots"]


def test_a_chosen_paper_is_a_candidate(edition):
    best = AwardCategoryFactory(workshop=edition, name="Best", eligibility="chosen")
    best.chosen_papers.add(PaperFactory(workshop=edition, title="Leaves", status="accepted"))

    propose(edition, PROPOSED)

    assert candidates() == [("Best", "Leaves", "nominated")]


def test_the_kind_that_a_paper_gets_by_the_same_file_counts(edition):
    AwardCategoryFactory(workshop=edition, name="Best", eligibility="kind", eligible_kind="oral")
    applied(edition, LEAVES)

    propose(edition, PROPOSED, papers=[paper("Leaves", "Ada Bay", source_id="7", kind="oral")])

    assert candidates() == [("Best", "Leaves", "nominated")]


def test_of_two_papers_of_one_title_the_id_tells(best):
    twins = [paper("Leaves", "Ada Bay", source_id="7"), paper("Leaves", "Ivy Elm", source_id="8")]

    propose(best.workshop, CandidateRow(HERE, "8", "Leaves"), papers=twins)

    assert Candidate.objects.get().paper.number == 8


# -- The next file ----------------------------------------------------------------------------------


def test_importing_twice_is_importing_once(best):
    AwardCategoryFactory(workshop=best.workshop, name="Next")
    rows = [CandidateRow(HERE, "7", "Leaves", "Best Paper"), CandidateRow(HERE, "8", "Roots", "Next", "New.")]
    propose(best.workshop, *rows)

    again = propose(best.workshop, *rows)

    assert told(again) == [("unchanged", ""), ("unchanged", "")]
    assert again.journal == []
    assert Nomination.objects.count() == 2


def test_once_the_vote_has_begun_the_same_file_says_nothing_new(best):
    propose(best.workshop, PROPOSED)
    type(best).objects.update(status="voting")

    assert told(propose(best.workshop, PROPOSED)) == [("unchanged", "")]


def test_two_rows_of_one_paper_make_one_candidate(best):
    batch = propose(best.workshop, PROPOSED, CandidateRow(HERE, "7", "Leaves", "best paper"))

    assert told(batch) == [("new", ""), ("ignored", "It stands here twice.")]
    assert len(candidates()) == 1


def test_a_candidate_whom_somebody_nominated_is_one_already(best):
    CandidateFactory(category=best, paper=PaperFactory(workshop=best.workshop, title="Leaves", status="accepted"))

    batch = propose(best.workshop, PROPOSED)

    assert told(batch) == [("unchanged", "")]
    assert not Nomination.objects.exists()


def test_a_candidate_who_was_withdrawn_stays_so(best):
    propose(best.workshop, PROPOSED)
    Candidate.objects.get().withdraw(by=None)

    assert told(propose(best.workshop, PROPOSED)) == [("unchanged", "It was withdrawn here, and stays so.")]
    assert candidates() == [("Best Paper Award", "Leaves", "withdrawn")]


def test_a_candidate_who_was_removed_by_hand_stays_out_until_somebody_ticks_it(best):
    propose(best.workshop, PROPOSED)
    Candidate.objects.all().delete()
    batch = bring(best.workshop, LEAVES, candidates=[PROPOSED])
    assert told(batch) == [("ignored", "It was left out or removed here by hand.")]

    actions.choose(batch, {line(batch, noun="candidate").key: "in"}, by=None)
    actions.apply(batch, by=None)

    assert len(candidates()) == 1


def test_another_reason_in_the_next_file_is_said_and_changes_nothing(best):
    propose(best.workshop, CandidateRow(HERE, "7", "Leaves", rationale="Old."))

    batch = propose(best.workshop, CandidateRow(HERE, "7", "Leaves", rationale="New."))

    assert told(batch) == [("unchanged", "The file gives another reason; the one here stays.")]
    assert Nomination.objects.get().rationale == "Old."


def test_a_reason_that_does_not_fit_is_an_error_that_stops_no_other(best):
    batch = propose(
        best.workshop, CandidateRow(HERE, "7", "Leaves", rationale="a" * 4001), CandidateRow(HERE, "8", "Roots")
    )

    assert [verdict for verdict, _reason in told(batch)] == ["error", "new"]
    assert [title for _award, title, _status in candidates()] == ["Roots"]


def test_a_winner_of_the_same_file_was_its_candidate(edition):
    AwardCategoryFactory(workshop=edition, name="Best")

    batch = propose(edition, CandidateRow(HERE, "7", "Leaves", "Best"), awards=[AwardRow(HERE, "Best", "Leaves")])

    assert [award.status for award in Paper.objects.get(number=7).awards.all()] == [AwardStatus.DECIDED]
    assert candidates() == [("Best", "Leaves", "nominated")]
    actions.take_back(batch, by=None)
    assert candidates() == []


def test_what_was_shown_is_what_is_applied_though_another_award_opened(edition):
    first = AwardCategoryFactory(workshop=edition, name="Best")
    batch = bring(edition, LEAVES, candidates=[PROPOSED])
    type(first).objects.update(status="cancelled")
    AwardCategoryFactory(workshop=edition, name="Next")

    actions.apply(batch, by=None)

    assert batch.status == "ready"
    assert (candidates(), line(batch, noun="candidate").label) == ([], "Next: Leaves")


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_does_not_grow_with_the_candidates(best, count, django_assert_num_queries):
    papers = [paper(f"Leaves {number}", "Ada Bay", source_id=str(number)) for number in range(3)]
    applied(best.workshop, *papers)
    rows = [CandidateRow(HERE, str(number), f"Leaves {number}", rationale="New.") for number in range(count)]
    batch = bring(best.workshop, *papers, candidates=rows)
    ContentType.objects.get_for_model(Candidate)  # known from the first move on

    with django_assert_num_queries(55):
        actions.apply(batch, by=None)

    assert len(candidates()) == count
