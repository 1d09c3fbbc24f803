"""What holds for every method."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awards.counting import METHODS, count, describe, explain
from awards.models import BallotType
from tests.awards.counting.elections import HIGHEST, elections

A, B, C = 1, 2, 3
every_method = pytest.mark.parametrize("method", METHODS)


def test_every_ballot_of_a_category_has_a_method():
    assert set(METHODS) == set(BallotType) - {BallotType.NONE}


@given(elections(), st.randoms())
def test_renaming_papers_renames_the_result(election, random):
    method, candidates, ballots = election
    names = dict(zip(candidates, random.sample(range(100, 999), len(candidates)), strict=True))

    renamed = count(
        method, names.values(), [{names[each]: value for each, value in ballot.items()} for ballot in ballots]
    )

    original = count(method, candidates, ballots)
    assert renamed.places == [sorted(names[each] for each in place) for place in original.places]
    assert renamed.figures == {names[each]: figures for each, figures in original.figures.items()}


@given(elections(), st.randoms())
def test_neither_the_order_of_ballots_nor_of_papers_matters(election, random):
    method, candidates, ballots = election
    shuffled = [
        dict(random.sample(list(ballot.items()), len(ballot))) for ballot in random.sample(ballots, len(ballots))
    ]

    again = count(method, random.sample(candidates, len(candidates)), shuffled)

    assert again == count(method, candidates, ballots)


@given(elections())
def test_every_paper_has_exactly_one_place_and_its_figures(election):
    method, candidates, ballots = election

    result = count(method, candidates, ballots)

    assert sorted(each for place in result.places for each in place) == sorted(candidates)
    assert set(result.figures) == set(candidates)
    assert [] not in result.places


@given(st.sampled_from(list(METHODS)), st.integers(1, 5), st.data())
def test_what_all_agree_on_is_the_result(method, voters, data):
    ballot = data.draw(st.dictionaries(st.integers(1, 99), st.integers(0, HIGHEST[method]), min_size=1))

    result = count(method, list(ballot), [ballot] * voters)

    best_first = sorted(set(ballot.values()), reverse=method != "ranking")
    assert result.places == [sorted(each for each in ballot if ballot[each] == value) for value in best_first]


@every_method
def test_without_papers_there_is_no_place(method):
    result = count(method, [], [{}, {A: 1}])

    assert (result.places, result.first, result.rows, result.ballots) == ([], [], [], 0)
    assert explain(result) == "There was no paper to vote on."


@every_method
def test_without_ballots_all_are_equal(method):
    result = count(method, [B, A], [])

    assert result.places == [[A, B]]
    assert explain(result) == "No ballot counts, so nothing stands before anything else."


@every_method
def test_a_single_paper_is_first(method):
    result = count(method, [A], [{A: 1}])

    assert result.first == [A]
    assert result.condorcet_winner is None


@every_method
def test_what_nobody_could_vote_on_is_last(method):
    result = count(method, [A, B, C], [{B: 0}])

    assert result.places == [[B], [A, C]]


@every_method
def test_ballots_are_read_only_for_the_papers_asked_about(method):
    ballots = [{A: 1, B: 0, C: 1}, {A: 1, B: 0}, {C: 0}]

    assert count(method, [A, B], ballots) == count(method, [A, B], [{A: 1, B: 0}, {A: 1, B: 0}])


def test_after_two_that_share_the_first_place_comes_the_third():
    result = count("approval", [C, B, A], [{A: 1, B: 0, C: 1}])

    assert [(place, paper) for place, paper, _figures in result.rows] == [(1, A), (1, C), (3, B)]


@pytest.mark.parametrize(
    ("method", "ballots", "said"),
    [
        ("approval", [{A: 1, B: 0}], "Approval: papers stand by the share of approvals"),
        ("points", [{A: 1, B: 0}], "Points: papers stand by their mean"),
        ("ranking", [{A: 1, B: 2}], "one paper beat every other, so it is first."),
        ("ranking", [{A: 1, B: 1}], "no paper beat every other, so the strongest chains of pairs decided."),
        ("ranking", [{A: 1}], "there were no two papers to compare."),
    ],
)
def test_a_count_says_what_decided_it(method, ballots, said):
    assert said in explain(count(method, [A, B], ballots))


@every_method
def test_a_count_says_how_many_are_tied(method):
    tied = explain(count(method, [A, B, C], [{A: 1, B: 1, C: 1}]))
    clear = explain(count(method, [A], [{A: 1}]))

    assert tied.endswith("3 papers are tied for the first place.")
    assert "tied" not in clear


@every_method
def test_the_published_method_says_what_a_conflict_and_a_tie_mean(method):
    described = describe(method)

    assert "in conflict with a paper has no vote on it" in described
    assert "shown as a tie" in described
    assert len({describe(each) for each in METHODS}) == len(METHODS)
