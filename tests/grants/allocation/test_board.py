"""The board shows who is in the running, what each would get, and what that leaves in every fund."""

import re

import pytest
from django.urls import reverse

from awards.models import Offer, RuleKind
from tests.factories import (
    WorkshopFactory,
    organizer_of,
)
from tests.grants.allocation.desk import apply, rule
from tests.grants.reviewed import scored

pytestmark = pytest.mark.django_db


def test_applicants_stand_by_rank_with_score_spread_and_what_they_ask_for(desk):
    ada, ivy = apply(desk), apply(desk, "Ivy Elm")
    scored(ada, 2)
    scored(ivy, 5)
    scored(ivy, 4)

    page = desk.reads().text

    assert page.index("Ivy Elm") < page.index("Ada Bay")
    assert "4.50" in page
    assert "2 reviews, 1.00 apart" in page
    assert "$700" in page


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("400", "$0 committed, $400 planned of $1,000 free. $600 would stay free."),
        ("1250.50", "$0 committed, $1,250.50 planned of $1,000 free. The plan exceeds it by $250.50."),
    ],
)
def test_a_bar_says_what_a_plan_leaves_or_by_how_much_it_exceeds(desk, amount, words):
    desk.types("look", {apply(desk): amount})

    page = re.sub(r"<[^>]+>|\s+", " ", desk.reads().text)

    assert words in re.sub(r" +", " ", page)


def test_looking_changes_nothing_that_others_see(client, desk):
    ada = apply(desk)

    desk.types("look", {ada: "400"})
    client.force_login(organizer_of(desk.programme.workshop))

    assert not Offer.objects.exists()
    assert (
        f'name="amount-{ada.person_id}-{desk.benefit.pk}" id="amount-{ada.person_id}-{desk.benefit.pk}" value=""'
        in (desk.reads().text)
    )


def test_amounts_of_other_pages_stay(desk):
    people = [apply(desk, f"Author {number}") for number in range(51)]

    desk.types("turn", {people[0]: "300"}, turn="2")
    desk.types("make", {people[50]: "200"}, page=2)

    assert desk.planned == [("Author 0", 300, "proposed"), ("Author 50", 200, "proposed")]


@pytest.mark.parametrize(
    ("amount", "sentence"),
    [
        ("many", "Enter a number."),
        ("-5", "greater than or equal to 0"),
        ("1e9", "no more than"),
        ("NaN", "Enter a number."),
        ("0.001", "no more than 2 decimal"),
        ("901", "Nobody has more than $900 of this."),
    ],
)
def test_bad_amounts_get_a_sentence_beside_them(desk, amount, sentence):
    desk.benefit.most = 900
    desk.benefit.save()

    answer = desk.types("make", {apply(desk): amount})

    assert answer.status_code == 400
    assert sentence in answer.text
    assert f'value="{amount}"' in answer.text
    assert desk.planned == []


@pytest.mark.parametrize("page", ["allocation", "offering", "reviewing"])
def test_organizers_elsewhere_find_nothing(desk, page):
    desk.client.force_login(organizer_of(WorkshopFactory()))

    assert desk.reads(page).status_code == 404
    assert desk.client.post(desk.address(page), {"offer": ""}).status_code == 404


def test_the_programme_leads_to_the_board(desk):
    page = desk.client.get(reverse("admin:awards_grantprogramme_change", args=[desk.programme.pk])).text

    assert f'href="{desk.address()}"' in page


@pytest.mark.parametrize("count", [1, 3, 100])
def test_the_board_costs_the_same_however_many_applied(desk, django_assert_num_queries, count):
    for number in range(count):
        scored(apply(desk, f"Author {number}"), 3)
    for kind in RuleKind:
        rule(desk, kind, of_fund=True, countries="KE" if kind == "country" else "")
    desk.types("save", {}, name="Careful")

    with django_assert_num_queries(11):
        desk.reads()
