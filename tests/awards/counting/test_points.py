from fractions import Fraction

from awards.counting import count
from awards.counting.figures import Points

A, B, C = 1, 2, 3


def test_the_paper_with_the_highest_mean_is_first():
    result = count("points", [A, B, C], [{A: 2, B: 5, C: 3}, {A: 4, B: 6, C: 0}])

    assert result.places == [[B], [A], [C]]
    assert result.figures == {A: Points(6, 2), B: Points(11, 2), C: Points(3, 2)}


def test_a_conflict_costs_no_points():
    result = count("points", [A, B], [{A: 4, B: 6}, {A: 10}])

    assert result.places == [[A], [B]]
    assert [result.figures[each].mean for each in (A, B)] == [7, 6]


def test_fewer_voters_who_give_more_outweigh_a_higher_total():
    result = count("points", [A, B], [{A: 4, B: 6}, {A: 5}, {A: 5}])

    assert result.places == [[B], [A]]
    assert result.figures[A].total > result.figures[B].total


def test_equal_means_of_different_totals_are_a_tie():
    result = count("points", [A, B], [{A: 5, B: 5}, {A: 2, B: 3}, {A: 3}, {A: 6}])

    assert result.places == [[A, B]]
    assert result.figures[B].mean == Fraction(8, 2)


def test_figures_show_the_mean_and_how_it_comes_about():
    assert str(Points(10, 3)) == "mean 3.33 (10 / 3)"
    assert str(Points(11, 2)) == "mean 5.50 (11 / 2)"
    assert str(Points()) == "no votes"
