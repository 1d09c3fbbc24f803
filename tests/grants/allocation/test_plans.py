"""Plans are saved, compared, and made the plan, as often as one likes; nobody learns of them."""

import re

import pytest

from awards.models import Offer, Plan
from notifications.models import Message
from tests.factories import (
    BenefitFactory,
    GrantFactory,
    PersonFactory,
    UserFactory,
)
from tests.grants.allocation.desk import apply
from tests.grants.reviewed import programme_with, scored

pytestmark = pytest.mark.django_db


def test_a_plan_is_saved_opened_compared_and_deleted(desk):
    ada = apply(desk)
    desk.types("save", {ada: "400"}, name="Careful")
    desk.types("save", {ada: "1200"}, name="Generous")
    careful, generous = Plan.objects.order_by("pk").exclude(name__startswith="@")

    page = desk.reads().text
    desk.client.post(desk.address(), {"open": careful.pk})
    opened = desk.reads().text
    desk.client.post(desk.address(), {"delete": generous.pk})

    assert "$200 too much" in page
    assert 'value="400"' in opened
    assert "Generous" not in re.sub(r"(?s)<ul class=\"messagelist.*?</ul>", "", desk.reads().text)
    assert Plan.objects.filter(name="Careful").exists()


@pytest.mark.parametrize(("name", "sentence"), [("", "blank"), ("@1", "does not begin with @"), ("Careful", "already")])
def test_a_name_that_will_not_do_gets_a_sentence(desk, name, sentence):
    Plan.objects.create(programme=desk.programme, name="Careful")

    answer = desk.types("save", {apply(desk): "400"}, name=name)

    assert answer.status_code == 400
    assert sentence in answer.text


@pytest.mark.parametrize("button", ["open", "delete"])
def test_a_plan_of_another_programme_and_the_typing_of_another_organizer_are_not_found(desk, button):
    elsewhere = Plan.objects.create(programme=programme_with(), name="Elsewhere")
    typed = Plan.objects.create(programme=desk.programme, name=f"@{UserFactory().pk}")

    for pk in (elsewhere.pk, typed.pk, 987654, "x"):
        assert desk.client.post(desk.address(), {button: pk}).status_code == 404
    assert Plan.objects.count() == 2


def test_the_plan_is_planned_offers_with_proposed_grants_and_prefills_the_board(desk):
    desk.types("make", {apply(desk): "400"})

    assert desk.planned == [("Ada Bay", 400, "proposed")]
    assert not Plan.objects.exists()
    assert 'value="400"' in desk.reads().text
    assert not Message.objects.exists()


def test_who_is_out_of_the_plan_is_planned_no_more_and_amounts_follow(desk):
    ada, ivy = apply(desk), apply(desk, "Ivy Elm")
    desk.types("make", {ada: "400", ivy: "300"})

    desk.types("make", {ada: "", ivy: "250"})

    assert desk.planned == [("Ivy Elm", 250, "proposed")]


def test_who_is_planned_without_an_application_stays_planned(desk):
    person = PersonFactory(name="Invited Guest")
    guest = Offer.objects.create(programme=desk.programme, person=person, printed_name="Invited Guest")
    GrantFactory(benefit=desk.benefit, person=person, offer=guest)

    desk.types("make", {apply(desk): "400"})

    assert {name for name, *_rest in desk.planned} == {"Invited Guest", "Ada Bay"}


def test_a_plan_beyond_the_budget_is_shown_and_not_offered(desk):
    desk.types("make", {apply(desk): "1001"})

    page = desk.reads("offering").text

    assert "The plan exceeds it by $1." in page
    assert "lacks $1 for this" in page
    assert 'name="offer"' not in page
    assert desk.presses().status_code == 200
    assert not Offer.objects.open().exists()


def test_the_chosen_are_put_on_the_waitlist_by_rank(desk):
    ada, ivy = apply(desk), apply(desk, "Ivy Elm")
    scored(ivy, 5)

    desk.types("wait", {ada: "400", ivy: "300"}, ticked=[ada.person_id, ivy.person_id])

    waiting = Offer.objects.waitlisted().values_list("printed_name", "grants__amount")
    assert list(waiting) == [("Ivy Elm", 300), ("Ada Bay", 400)]
    assert "$300: on the waitlist, place 1" in desk.reads().text


def test_what_stands_alike_is_said_together(desk):
    seat = BenefitFactory(programme=desk.programme)
    ada = apply(desk)
    desk.types("wait", {ada: "400"}, ticked=[ada.person_id], **{f"amount-{ada.person_id}-{seat.pk}": "1"})

    page = desk.reads().text

    assert "$400, 1 × registration: on the waitlist, place 1<" in page


@pytest.mark.parametrize(("ticked", "sentence"), [(False, "Tick first"), (True, "Say first what they would get: Ada")])
def test_nobody_waits_for_nothing(desk, ticked, sentence):
    ada = apply(desk)

    answer = desk.types("wait", {ada: ""}, ticked=[ada.person_id] if ticked else [])

    assert answer.status_code == 400
    assert sentence in answer.text
    assert not Offer.objects.exists()
