"""Who was told by a letter that has left sees it on their own page, before everybody else."""

import pytest

from tests.embargo import hidden
from tests.embargo.comparison import signed_in
from tests.embargo.worlds import JUST_BEFORE, MOMENT, twin

pytestmark = pytest.mark.django_db

ROLES = ["winner", "coauthor", "rival", "somebody", "organizer_elsewhere"]


def who_reads(world, secret, word, *, at=JUST_BEFORE):
    visitors = signed_in(world, ROLES)
    with twin(world, secret, at=at):
        return {role for role, visitor in visitors.items() if word in visitor.ask("GET", "/me/").text}


@pytest.mark.parametrize(
    ("secret", "word", "told"),
    [
        (hidden.the_paper_wins, "Quillwort", set()),
        (hidden.letters_to_the_winners_wait, "Quillwort", set()),
        (hidden.letters_to_the_winners_have_left, "Quillwort", {"winner", "coauthor"}),
        (hidden.a_winner_who_was_told_answers, "Speedwell", {"winner"}),
        (hidden.a_grant_is_given, "Madder", set()),
        (hidden.a_letter_to_the_recipient_has_left, "Madder", {"rival"}),
    ],
)
def test_before_the_moment_only_who_was_told_reads_it(world, secret, word, told):
    assert who_reads(world, secret, word) == told


@pytest.mark.parametrize(
    ("secret", "word", "concerned"),
    [(hidden.the_paper_wins, "Quillwort", {"winner", "coauthor"}), (hidden.a_grant_is_given, "Madder", {"rival"})],
)
def test_at_the_moment_those_whom_it_concerns_read_it_told_or_not(world, secret, word, concerned):
    assert who_reads(world, secret, word, at=MOMENT) == concerned
