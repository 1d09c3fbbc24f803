from itertools import pairwise, permutations

import pytest
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

from awards.counting import count
from awards.counting.figures import Duels
from tests.awards.counting.elections import elections

A, B, C = 1, 2, 3
RANKINGS = elections(methods=["ranking"], most=5)


def votes(*parties):
    """Ballots from (how many, candidates from the best): ``votes((2, [A, B]))``."""
    return [{each: rank for rank, each in enumerate(order, 1)} for many, order in parties for _ in range(many)]


def test_whoever_beats_every_other_is_first_even_with_fewest_first_ranks():
    ballots = votes((4, [A, B, C]), (3, [C, B, A]), (2, [B, A, C]))

    result = count("ranking", [A, B, C], ballots)

    assert result.condorcet_winner == B
    assert result.places == [[B], [A], [C]]
    assert result.figures == {A: Duels(1, 1, 0), B: Duels(2, 0, 0), C: Duels(0, 2, 0)}


def test_a_cycle_breaks_at_its_weakest_link():
    """A before B 6:3, B before C 7:2, C before A 5:4. A reaches C by way of B with 3, C reaches A with 1."""
    result = count("ranking", [A, B, C], votes((4, [A, B, C]), (3, [B, C, A]), (2, [C, A, B])))

    assert result.condorcet_winner is None
    assert [result.pairs[pair] for pair in [(A, B), (B, C), (C, A)]] == [6, 7, 5]
    assert result.places == [[A], [B], [C]]


def test_a_cycle_of_equal_links_is_a_tie_of_all():
    result = count("ranking", [A, B, C], votes((1, [A, B, C]), (1, [B, C, A]), (1, [C, A, B])))

    assert result.places == [[A, B, C]]


@pytest.mark.parametrize(("a", "b", "c", "d"), list(permutations([1, 2, 3, 4])))
def test_a_strong_chain_outweighs_a_narrow_defeat(a, b, c, d):
    """B beats A by 1, yet A beats C by 5, C beats D by 7 and D beats B by 5: whatever their ids."""
    ballots = votes((5, [a, c]), (7, [c, d]), (5, [d, b]), (1, [b, a]))

    assert count("ranking", [a, b, c, d], ballots).places == [[a], [c], [d], [b]]


def test_a_pair_counts_only_on_ballots_that_hold_both():
    conflicted = votes((9, [B, C]))

    result = count("ranking", [A, B, C], [*conflicted, *votes((2, [A, B, C]), (1, [B, C, A]))])

    assert (result.pairs[A, B], result.pairs[B, A]) == (2, 1)
    assert result.condorcet_winner == A


def test_a_few_who_agree_outweigh_many_who_do_not():
    """A beats B 3:0, B beats C 5:3, C beats A 5:4: by margins the last is weakest, by winning votes the first."""
    ballots = votes((3, [A, B]), (5, [B, C]), (3, [C, B]), (5, [C, A]), (4, [A, C]))

    assert count("ranking", [A, B, C], ballots).places == [[A], [B], [C]]


def test_equal_ranks_are_no_opinion():
    assert count("ranking", [A, B], [{A: 1, B: 1}, {A: 2, B: 2}]).places == [[A, B]]
    assert count("ranking", [A, B], [{A: 1, B: 1}, {A: 3, B: 2}]).places == [[B], [A]]


def test_what_no_ballot_compared_is_beaten_by_nobody():
    result = count("ranking", [A, B, C], votes((2, [A, C]), (1, [B])))

    assert result.places == [[A, B], [C]]
    assert result.condorcet_winner is None


def test_the_table_holds_each_against_each_in_the_order_of_the_places():
    result = count("ranking", [A, B], votes((2, [B, A]), (1, [A, B])))

    assert result.table == [(B, [None, (2, 1)]), (A, [(1, 2), None])]


def test_figures_are_said_as_duels():
    assert str(Duels(2, 1, 0)) == "2 won, 1 lost, 0 even"
    assert str(Duels()) == "not compared"


@given(RANKINGS)
def test_the_condorcet_winner_wins_when_there_is_one(election):
    _method, candidates, ballots = election
    voted = [each for each in candidates if any(each in ballot for ballot in ballots)]
    winners = [
        each for each in voted if len(voted) > 1 and all(margin(ballots, each, o) > 0 for o in voted if o != each)
    ]
    event(f"winners: {len(winners)}")

    result = count("ranking", candidates, ballots)

    assert result.condorcet_winner == (winners[0] if winners else None)
    assert not winners or result.places[0] == winners


@given(RANKINGS, st.data())
def test_the_first_stays_first_when_a_ballot_raises_it(election, data):
    method, candidates, ballots = election
    assume(any(ballots))
    before = count(method, candidates, ballots)
    favourite = data.draw(st.sampled_from(before.first))
    raised = data.draw(st.sampled_from([index for index, ballot in enumerate(ballots) if favourite in ballot]))

    ballots[raised] = ballots[raised] | {favourite: data.draw(st.integers(-1, ballots[raised][favourite]))}

    assert favourite in count(method, candidates, ballots).first


@settings(deadline=None)  # every path takes its time
@given(RANKINGS)
def test_places_are_those_of_a_reference_that_walks_every_path(election):
    method, candidates, ballots = election
    voted = {each for ballot in ballots for each in ballot}

    result = count(method, candidates, ballots)

    beaten_by = {each: sum(walks_over(ballots, voted, other, each) for other in voted - {each}) for each in voted}
    assert [set(place) for place in result.places if set(place) & voted] == [
        {each for each in voted if beaten_by[each] == number} for number in sorted(set(beaten_by.values()))
    ]


def margin(ballots, one, other):
    both = [ballot for ballot in ballots if one in ballot and other in ballot]
    return sum(ballot[one] < ballot[other] for ballot in both) - sum(ballot[one] > ballot[other] for ballot in both)


def walks_over(ballots, voted, one, other):
    return strongest_path(ballots, voted, one, other) > strongest_path(ballots, voted, other, one)


def strongest_path(ballots, voted, start, end):
    """Every path without a loop, lost pairs too, as Schulze defines it."""
    between = voted - {start, end}
    paths = [[start, *way, end] for length in range(len(between) + 1) for way in permutations(between, length)]
    return max(min(margin(ballots, *step) for step in pairwise(path)) for path in paths)
