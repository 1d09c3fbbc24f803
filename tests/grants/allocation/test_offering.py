"""Offered is what was previewed, all of it or nothing."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from awards.models import Fund, Offer, OnePer
from awards.models.offering import offer
from notifications.models import Message
from tests.factories import BenefitFactory
from tests.grants.allocation.desk import apply, rule, write_paper
from workshops.lifecycle import Move

pytestmark = pytest.mark.django_db


def test_the_preview_says_exactly_what_happens_and_does_nothing(desk):
    desk.types("offer", {apply(desk, email="ada@example.org"): "400", apply(desk, "Ivy Elm"): "300"})

    page = desk.reads("offering").text

    assert "$700 planned of $1,000 free" in page
    assert "To ada@example.org" in page
    assert "/offers/…/" in page
    assert "Ivy Elm has no address and gets no mail." in page
    assert not Offer.objects.exists()
    assert not Message.objects.exists()
    assert not Move.objects.filter(verb__in=["plan", "offer"]).exists()


def test_check_30_the_board_offers_what_it_previewed_or_nothing(desk):
    ada, ivy = apply(desk, email="ada@example.org"), apply(desk, "Ivy Elm")
    desk.types("offer", {ada: "400", ivy: "300"})

    answer = desk.presses()

    assert answer.status_code == 302
    offered = Offer.objects.open().order_by("pk").values_list("printed_name", "grants__amount", "grants__status")
    assert list(offered) == [("Ada Bay", 400, "offered"), ("Ivy Elm", 300, "offered")]
    assert [letter.to for letter in Message.objects.filter(kind="grant_offered")] == ["ada@example.org"]
    assert Fund.objects.get(pk=desk.benefit.fund_id).free == Decimal(300)


def less_money(desk, ada):
    Fund.objects.filter(pk=desk.benefit.fund_id).update(amount=900)


def another_amount(desk, ada):
    desk.types("look", {ada: "500"})


def another_person(desk, ada):
    desk.types("look", {apply(desk, "Ivy Elm"): "100"})


def a_withdrawal(desk, ada):
    ada.withdraw(by=None)


def a_rule(desk, ada):
    rule(desk, "presenter")


def an_address(desk, ada):
    ada.person.emails.create(email="new@example.org")


@pytest.mark.parametrize("change", [less_money, another_amount, another_person, a_withdrawal, a_rule, an_address])
def test_check_30_nothing_is_offered_that_was_not_previewed(desk, change):
    ada, other = apply(desk), apply(desk, "Zoe Oak")
    desk.types("offer", {ada: "400", other: "100"})
    page = desk.reads("offering").text
    digest = re.search(r'name="digest" value="(\w+)"', page)[1]

    change(desk, ada)
    answer = desk.presses(digest=digest)

    assert "Something has changed meanwhile." in answer.text
    assert not Offer.objects.open().exists()


def test_another_moment_is_looked_at_before_it_is_offered(desk):
    desk.types("offer", {apply(desk): "400"})

    answer = desk.presses(respond_by_0=f"{timezone.now() + timedelta(days=3):%Y-%m-%d}")

    assert "Something has changed meanwhile." in answer.text
    assert not Offer.objects.exists()


@pytest.mark.parametrize("moment", [{"respond_by_0": "2020-01-01"}, {"respond_by_0": ""}, {"respond_by_0": "x"}])
def test_a_moment_that_will_not_do_gets_a_sentence(desk, moment):
    desk.types("offer", {apply(desk): "400"})

    answer = desk.presses(**moment)

    assert answer.status_code == 400
    assert "errorlist" in answer.text
    assert not Offer.objects.exists()


def test_check_29_a_restricted_fund_refuses_at_the_person_with_the_reason(desk):
    rule(desk, "student", of_fund=True)
    desk.types("offer", {apply(desk, stage="postdoc"): "400", apply(desk, "Ivy Elm", stage="phd"): "300"})

    page = desk.reads("offering").text
    desk.presses()

    row = re.search(r"(?s)<tr><th scope=\"row\">Ada Bay</th>.*?</tr>", page)[0]
    assert f"The fund “{desk.benefit.fund}” is not for Ada Bay: student." in row
    assert "In the way" in page
    assert 'name="offer"' not in page
    assert not Offer.objects.open().exists()


def test_two_of_one_paper_are_not_offered_at_once_where_there_is_one_for_each(desk):
    desk.programme.one_per = OnePer.PAPER
    desk.programme.save()
    ada, ivy = apply(desk), apply(desk, "Ivy Elm")
    write_paper(ada.person, ivy.person, workshop=desk.programme.workshop)
    desk.types("offer", {ada: "400", ivy: "300"})

    page = desk.reads("offering").text

    assert "Ivy Elm has a grant for a paper that Ada Bay wrote, too." in page
    assert 'name="offer"' not in page


def test_what_hinders_somebody_stands_once_however_much_they_get(desk):
    seat = BenefitFactory(programme=desk.programme)
    rule(desk, "author")
    ada = apply(desk)
    desk.types("offer", {ada: "400"}, **{f"amount-{ada.person_id}-{seat.pk}": "1"})

    page = desk.reads("offering").text

    assert page.count("<li>Ada Bay: This is not for Ada Bay: author of an accepted paper.</li>") == 1


def test_who_has_an_offer_already_is_shown_so_and_not_planned(desk):
    ada = apply(desk)
    desk.types("make", {ada: "400"})
    offer(list(Offer.objects.planned()), respond_by=timezone.now() + timedelta(days=3), by=None)

    desk.types("make", {ada: "500"})

    assert "$400: waiting for an answer" in desk.reads().text
    assert desk.planned == []


def test_who_declined_can_be_planned_again(desk):
    ada = apply(desk)
    desk.types("make", {ada: "400"})
    offer(list(Offer.objects.planned()), respond_by=timezone.now() + timedelta(days=3), by=None)
    Offer.objects.get().decline(by=None)

    desk.types("make", {ada: "200"})

    assert desk.planned == [("Ada Bay", 200, "proposed")]
