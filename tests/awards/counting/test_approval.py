from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from awards.counting import count
from awards.counting.figures import Approvals
from tests.awards.counting.elections import ahead_of, elections

A, B, C = 1, 2, 3


def test_the_paper_that_most_approve_of_is_first():
    result = count("approval", [A, B, C], [{A: 1, B: 1, C: 0}, {A: 1, B: 0, C: 0}, {A: 0, B: 0, C: 0}])

    assert result.places == [[A], [B], [C]]
    assert result.figures == {A: Approvals(2, 3), B: Approvals(1, 3), C: Approvals(0, 3)}


def test_the_share_of_those_who_could_vote_decides_not_the_number():
    three_of_four = [{A: 1, B: 1}, {A: 1, B: 1}, {A: 1}, {A: 0}]

    result = count("approval", [A, B], three_of_four)

    assert result.places == [[B], [A]]
    assert [result.figures[each].share for each in (A, B)] == [Fraction(3, 4), 1]


def test_equal_shares_of_different_numbers_are_a_tie():
    one_of_three_and_two_of_six = [{A: 1, B: 1}, {A: 0, B: 1}, {A: 0, B: 0}, {B: 0}, {B: 0}, {B: 0}]

    assert count("approval", [A, B], one_of_three_and_two_of_six).places == [[A, B]]


def test_shares_that_a_float_cannot_tell_apart_are_no_tie():
    hardly, less = 10**17 + 1, 10**17

    figures = [Approvals(hardly, 3 * 10**17), Approvals(less, 3 * 10**17)]

    assert figures[0].share > figures[1].share


@given(elections(methods=["approval"]), st.data())
def test_one_more_ballot_for_a_paper_never_lowers_it(election, data):
    method, candidates, ballots = election
    assume(candidates)
    liked = data.draw(st.sampled_from(candidates))
    others = data.draw(st.sets(st.sampled_from(candidates))) - {liked}

    before = count(method, candidates, ballots)
    after = count(method, candidates, [*ballots, {liked: 1} | dict.fromkeys(others, 0)])

    assert ahead_of(liked, after) <= ahead_of(liked, before)


def test_figures_are_said_as_a_share():
    assert str(Approvals(3, 4)) == "3 of 4 approve"
    assert str(Approvals()) == "no votes"
