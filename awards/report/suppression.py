"""Counts of people that tell of nobody, whatever else the reader knows: the total, this rule, and arithmetic.

Listed are only rows that count somebody. Hidden are the smallest of them: all below five, and as many of the next as it
takes until two of the hidden ones differ. Which of the hidden rows has which count then stays open, for the rule looks
at no label and hides equal counts alike: any two of them could change places, and the same would be shown.
"""

from collections.abc import Mapping
from dataclasses import dataclass

SMALLEST = 5


@dataclass(frozen=True)
class Shown:
    """``rows`` as label and count, None where it is hidden; no rows where nothing can be told."""

    rows: tuple[tuple[str, int | None], ...] = ()
    total: int | None = None


def suppressed(counts: Mapping[str, int]) -> Shown:
    """``counts`` of people by label, each in one row; the total may be known from elsewhere."""
    listed = {label: count for label, count in counts.items() if count}
    level = _level(sorted(listed.values()))
    if level is None:
        return Shown()
    rows = tuple((label, None if count <= level else count) for label, count in listed.items())
    return Shown(rows, sum(listed.values()))


def _level(counts: list[int]) -> int | None:
    """The largest count to hide, of ``counts`` from the smallest on: 0 for none, None where hiding all is not enough."""
    if not counts or counts[0] >= SMALLEST:
        return 0
    different = next((count for count in counts if count > counts[0]), None)
    return None if different is None else max(different, *(count for count in counts if count < SMALLEST))
