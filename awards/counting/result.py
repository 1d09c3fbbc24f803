from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from awards.counting.figures import Approvals, Duels, Points


@dataclass(frozen=True)
class Count:
    """``places`` begins with the best; candidates that are equal share a place, in the order of their ids."""

    method: str
    ballots: int
    places: list[list[int]]
    figures: dict[int, Approvals] | dict[int, Points] | dict[int, Duels]
    pairs: dict[tuple[int, int], int] = field(default_factory=dict)
    """Of a ranking: on how many ballots the one stands before the other."""
    condorcet_winner: int | None = None

    @property
    def first(self) -> list[int]:
        return self.places[0] if self.places else []

    @property
    def rows(self) -> list[tuple[int, int, Approvals | Points | Duels]]:
        """Place, candidate and figures, the best first; after two that share place 1 comes place 3."""
        starts = [1 + sum(map(len, self.places[:index])) for index in range(len(self.places))]
        return [
            (start, each, self.figures[each])
            for start, place in zip(starts, self.places, strict=True)
            for each in place
        ]

    @property
    def table(self) -> list[tuple[int, list[tuple[int, int] | None]]]:
        """Of a ranking, each against each in the order of ``rows``: ballots before and behind; None against itself."""
        order = [each for place in self.places for each in place] if self.pairs else []
        return [(row, [self._duel(row, column) for column in order]) for row in order]

    def _duel(self, one: int, other: int) -> tuple[int, int] | None:
        return None if one == other else (self.pairs.get((one, other), 0), self.pairs.get((other, one), 0))


def by_score(scores: Mapping[int, Fraction | int]) -> list[list[int]]:
    """Places by score, the highest first."""
    descending = sorted(set(scores.values()), reverse=True)
    return [sorted(each for each in scores if scores[each] == score) for score in descending]
