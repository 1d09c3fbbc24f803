"""One second before its moment, a world with a secret answers byte for byte like one without it."""

import re
import sys

import pytest
from django.urls import resolve

from tests.embargo import call, deciding, hidden, routes, worlds
from tests.embargo.comparison import differences, in_words
from tests.embargo.roles import APPLIED, DESK, KEPT_APART, OUTSIDERS

pytestmark = pytest.mark.django_db

MINIMUM_CELLS = 85_000
HIDDEN_WORD = re.compile("|".join(worlds.PLANTS | call.PLANTS | hidden.PLANTS | deciding.PLANTS), re.IGNORECASE)
# Of the superuser the shapes are not looked at: Django collects whatever hangs on a row that might be deleted.
NOT_TOLD_THE_WINNER = [role for role in KEPT_APART if role != "waiting"]


def outside(secret):
    may_know = hidden.MAY_KNOW | deciding.MAY_KNOW
    return [role for role in OUTSIDERS if role not in may_know.get(secret, ())]


@pytest.mark.parametrize("secret", hidden.SECRETS + deciding.SECRETS, ids=lambda secret: secret.__name__)
def test_check_16_nobody_outside_notices_that(secret, witness):
    leaks = witness.leaks(secret, roles=outside(secret))

    assert not leaks, in_words(leaks)


@pytest.mark.parametrize("secret", deciding.SECRETS, ids=lambda secret: secret.__name__)
def test_an_organizer_who_applied_does_not_learn_how_it_is_decided(secret, witness):
    leaks = witness.leaks(secret, roles=APPLIED)

    assert not leaks, in_words(leaks)


def test_whoever_is_kept_apart_does_not_learn_which_paper_wins(witness):
    leaks = witness.leaks(hidden.the_paper_wins, instead_of=hidden.the_rival_wins, roles=NOT_TOLD_THE_WINNER)

    told = [leak for leak in leaks if (leak.cell.role, leak.part) != ("superuser", "shapes")]
    assert not told, in_words(told)


def test_whoever_is_kept_apart_does_not_learn_how_others_vote(witness):
    leaks = witness.leaks(hidden.a_member_votes, instead_of=hidden.a_member_votes_otherwise, roles=KEPT_APART)

    assert not leaks, in_words(leaks)


def test_whoever_is_kept_apart_does_not_learn_what_is_said_of_their_paper(witness):
    leaks = witness.leaks(hidden.a_member_comments, roles=NOT_TOLD_THE_WINNER)

    assert not leaks, in_words(leaks)


def test_a_winner_does_not_learn_what_another_winner_answers(witness):
    told, answers = hidden.letters_to_the_winners_have_left, hidden.a_winner_who_was_told_answers

    leaks = witness.leaks(answers, instead_of=told, roles=["coauthor"])

    assert not leaks, in_words(leaks)


def test_no_hidden_word_is_read_by_anybody_outside(witness):
    read = [str(cell) for cell in witness.cells(OUTSIDERS) if HIDDEN_WORD.search(witness.answers[cell].text)]

    assert read == []


def test_what_reads_the_same_rows_answers_the_same(witness):
    """On this rests that most cells need not be asked again in every world."""
    calm = sorted(set(witness.answers) - witness.shaken(hidden.the_paper_wins, witness.visitors))

    some = witness.told(calm[::40], hidden.the_paper_wins)

    assert not differences(witness.answers, some)


def test_so_many_cells_are_compared(witness):
    cells = sum(cell.role in outside(secret) for secret in hidden.SECRETS for cell in witness.at_first)

    sys.stdout.write(f"{cells} cells: role × address × method × secret\n")  # pytest -rP shows it
    assert cells >= MINIMUM_CELLS


def test_every_route_is_walked(witness):
    paths = {cell.url.partition("?")[0] for cell in witness.answers}

    walked = {resolve(path).route for path in paths}

    assert walked == {route.pattern for route in routes.routes()}


@pytest.mark.parametrize(
    ("role", "page"),
    [("applicant", "apply"), ("applicant", "withdraw"), ("referee", "reviews"), ("referee", "review")],
)
def test_the_pages_of_a_call_are_walked_with_something_on_them(witness, role, page):
    cells = [
        cell for cell in witness.cells([role]) if resolve(cell.url.partition("?")[0]).view_name == f"awards:{page}"
    ]

    assert {cell.method for cell in cells if witness.answers[cell].status == 200} >= {"GET"}


def test_no_question_breaks_a_page(witness):
    assert [str(cell) for cell, answer in witness.answers.items() if answer.status >= 500] == []


def test_looking_changes_nothing(witness):
    assert [str(cell) for cell, answer in witness.answers.items() if answer.writes and cell.method != "POST"] == []


def test_the_desk_is_closed_to_everybody_else(witness):
    doors = [cell for cell in witness.answers if cell.url.startswith("/desk/") and cell.role not in DESK]

    assert {witness.answers[cell].status for cell in doors} == {302}
