"""Counts of people by country or stage: small ones are hidden, and so is whatever would give them away."""

from itertools import combinations, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awards.report.suppression import SMALLEST, Shown, suppressed

COUNTS = st.lists(st.integers(0, 30), max_size=9)
FEW = st.lists(st.integers(1, 7), max_size=4)


def table(counts):
    return {f"Country {position}": count for position, count in enumerate(counts)}


def hidden(shown):
    return [label for label, count in shown.rows if count is None]


def sums_of(total, parts):
    """All ways to write ``total`` as so many counts."""
    for cuts in combinations(range(1, total), parts - 1):
        yield [end - start for start, end in zip((0, *cuts), (*cuts, total), strict=True)]


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ([], []),
        ([5, 9], [5, 9]),
        ([3, 9, 12], [None, None, 12]),
        ([3, 2, 9], [None, None, 9]),
        ([2, 2, 9, 12], [None, None, None, 12]),
        ([4, 5, 5, 9], [None, None, None, 9]),
        ([0, 6, 7], [6, 7]),
    ],
)
def test_check_62_cells_under_five_and_their_neighbours_are_hidden(counts, shown):
    assert [count for _label, count in suppressed(table(counts)).rows] == shown


@pytest.mark.parametrize("counts", [[1], [4], [3, 3], [1, 1, 1]])
def test_check_62_nothing_is_shown_where_hiding_every_cell_would_still_tell_them(counts):
    assert suppressed(table(counts)) == Shown(rows=(), total=None)


@given(COUNTS)
def test_check_62_no_cell_under_five_is_ever_shown(counts):
    shown = suppressed(table(counts))

    told = {label: count for label, count in shown.rows if count is not None}
    assert all(count >= SMALLEST for count in told.values())
    assert told.items() <= table(counts).items()


@given(FEW)
def test_check_62_no_hidden_cell_is_determined_even_for_who_knows_the_rule(counts):
    """Every table that would be shown likewise is tried, so that bounds, sums and the rule itself are all used against it."""
    shown = suppressed(table(counts))
    kept = {label: count for label, count in shown.rows if count}
    unknown = hidden(shown)
    rest = shown.total - sum(kept.values()) if unknown else 0

    possible = [dict(zip(unknown, parts, strict=True)) for parts in sums_of(rest, len(unknown))] if unknown else []
    alike = [each for each in possible if suppressed({label: (kept | each)[label] for label in table(counts)}) == shown]

    assert all(len({each[label] for each in alike}) > 1 for label in unknown)


@given(COUNTS)
def test_check_62_of_hidden_cells_two_differ_and_any_two_could_change_places(counts):
    real = {label: count for label, count in table(counts).items() if count}
    shown = suppressed(real)
    unknown = hidden(shown)

    assert not unknown or len({real[label] for label in unknown}) > 1
    for one, other in permutations(unknown, 2):
        assert suppressed(real | {one: real[other], other: real[one]}) == shown


@given(COUNTS)
def test_a_table_without_small_cells_is_shown_whole_with_its_total(counts):
    large = table([count + SMALLEST for count in counts])

    assert suppressed(large) == Shown(tuple(large.items()), sum(large.values()))
