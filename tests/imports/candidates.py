"""Candidates as a reader would have found them, and what becomes of them."""

from awards.models import Candidate
from papers.importers.rows import CandidateRow
from tests.imports.rows import HERE, applied, paper

LEAVES, ROOTS = paper("Leaves", "Ada Bay", source_id="7"), paper("Roots", "Ivy Elm", source_id="8")
PROPOSED = CandidateRow(HERE, "7", "Leaves")


def propose(into, *rows, papers=(LEAVES, ROOTS), **rest):
    return applied(into, *papers, candidates=list(rows), **rest)


def told(batch):
    return [(one.verdict, one.reason) for one in batch.lines.filter(noun="candidate")]


def candidates():
    return list(Candidate.objects.order_by("pk").values_list("category__name", "paper__title", "status"))
