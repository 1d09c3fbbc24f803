"""Schulze's beatpath method, with margins.

Conflicts give each pair its own number of voters. A margin looks only at those who placed both: a member in conflict,
one who finds both equal and two who disagree weigh the same, nothing. Winning votes would let a pair on which many are
almost evenly split outweigh one on which the few without a conflict agree; shares would let a lone voter outweigh all.
"""

from collections.abc import Mapping, Sequence
from itertools import combinations, permutations

from django.utils.translation import gettext as _

from awards.counting.figures import Duels
from awards.counting.result import Count, by_score

NO_VOTES = Duels()


def count(candidates: Sequence[int], ballots: Sequence[Mapping[int, int]]) -> Count:
    """By how many others beat a candidate over chains of pairs: whom nobody beats is first.

    Who beats a candidate is beaten by fewer than it, as beating over chains is transitive, and so stands before it.
    """
    pairs = _pairs(candidates, ballots)
    margins = {(one, other): ahead - pairs[other, one] for (one, other), ahead in pairs.items()}
    chains = _strongest_chains(candidates, margins)
    beaten_by = dict.fromkeys(candidates, 0)
    for (one, other), strength in chains.items():
        beaten_by[other] += strength > chains[other, one]
    places = by_score({each: -others for each, others in beaten_by.items()})
    figures = {each: _duels(each, margins) for each in candidates}
    return Count("ranking", len(ballots), places, figures, pairs, _condorcet_winner(figures))


def _pairs(candidates: Sequence[int], ballots: Sequence[Mapping[int, int]]) -> dict[tuple[int, int], int]:
    """On how many ballots the one stands before the other; a ballot that lacks one of them says nothing."""
    ahead = dict.fromkeys(permutations(candidates, 2), 0)
    for ballot in ballots:
        for (one, rank), (other, other_rank) in combinations(ballot.items(), 2):
            if rank != other_rank:
                ahead[(one, other) if rank < other_rank else (other, one)] += 1
    return ahead


def _strongest_chains(candidates: Sequence[int], margins: Mapping[tuple[int, int], int]) -> dict[tuple[int, int], int]:
    """The strength of the best chain of wins from one to the other; a chain is as strong as its weakest link."""
    strength = {pair: max(margin, 0) for pair, margin in margins.items()}
    for middle, start, end in permutations(candidates, 3):  # ``middle`` outermost: Floyd and Warshall
        through = min(strength[start, middle], strength[middle, end])
        strength[start, end] = max(strength[start, end], through)
    return strength


def _duels(candidate: int, margins: Mapping[tuple[int, int], int]) -> Duels:
    own = [margin for (one, _other), margin in margins.items() if one == candidate]
    return Duels(sum(each > 0 for each in own), sum(each < 0 for each in own), own.count(0))


def _condorcet_winner(figures: Mapping[int, Duels]) -> int | None:
    rivals = len(figures) - 1
    return next((each for each, duels in figures.items() if rivals and duels.wins == rivals), None)


def explain(count: Count) -> str:
    if not count.pairs:
        return _("Ranking, counted by pairs: there were no two papers to compare.")
    if count.condorcet_winner is None:
        return _("Ranking, counted by pairs: no paper beat every other, so the strongest chains of pairs decided.")
    return _("Ranking, counted by pairs: one paper beat every other, so it is first.")


def describe() -> str:
    return _(
        "Each member of the committee puts the papers in order; equal ranks are allowed. Any two papers are compared "
        "on the ballots that rank both, and the one that more members put before the other beats it. A paper that "
        "beats every other is first. Where there is none, and for all other places, chains of pairs decide (the "
        "beatpath method of Schulze, by margins): a chain of wins is as strong as its narrowest one, and a paper beats "
        "another by chains when its strongest chain to that one is stronger than the strongest chain back. The fewer "
        "papers beat a paper by chains, the higher it stands."
    )
