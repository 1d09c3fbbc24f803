import pytest

from papers.importers import decisions
from papers.importers.rows import Decision


@pytest.mark.parametrize(
    ("words", "decision"),
    [
        ("Accept (Oral)", Decision.ACCEPTED),
        ("Accept (Paper --> Proposal)", Decision.ACCEPTED),
        ("Poster", Decision.ACCEPTED),
        ("ICLR 2023 notable top 5%", Decision.ACCEPTED),
        ("Reject", Decision.REJECTED),
        ("desk_reject", Decision.REJECTED),
        ("Not accepted", Decision.REJECTED),
        ("Withdrawn by Authors", Decision.WITHDRAWN),
        ("Withdraw", Decision.WITHDRAWN),
        ("Awaiting Decision", Decision.UNDECIDED),
        ("Submitted to Care 2021", Decision.UNDECIDED),
        ("under review", Decision.UNDECIDED),
        ("probably accept", Decision.UNDECIDED),
        ("Conditional accept", Decision.UNDECIDED),
        ("", Decision.UNDECIDED),
        ("Invite to the other track", None),
    ],
)
def test_words_mean_a_decision(words, decision):
    assert decisions.decision(words) == decision


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Accept (Oral)", "oral"),
        ("spotlight talk", "spotlight"),
        ("Contributed Talk", "oral"),
        ("Accept-Poster", "poster"),
        ("notable top 25%", "spotlight"),
        ("Moral questions", ""),
        ("", ""),
    ],
)
def test_words_tell_how_a_paper_is_presented(words, kind):
    assert decisions.kind(words) == kind
