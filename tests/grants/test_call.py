"""The page of calls: for whom, for how much, until when; and nothing of what is not told yet."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from awards.models import Application, GrantRule
from tests.factories import (
    BenefitFactory,
    FundFactory,
    GrantFactory,
    GrantProgrammeFactory,
    WorkshopFactory,
    organizer_of,
)
from tests.grants.applied import DAY, Applicant, call, somebody

pytestmark = pytest.mark.django_db

MIDNIGHT_AOE = datetime(2031, 3, 11, 12, tzinfo=UTC)  # 00:00 of 11 March at UTC−12
SECOND = timedelta(seconds=1)


def page(client, edition):
    return client.get(reverse("awards:grants", args=[edition.slug]))


def closing_at_midnight():
    return call(opens_at=MIDNIGHT_AOE - 30 * DAY, closes_at=MIDNIGHT_AOE)


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Etc/GMT+12", "Europe/Paris"])
def test_check_21_a_second_before_midnight_aoe_is_in_time_and_midnight_is_not(client, zone, settings):
    settings.TIME_ZONE = zone

    with time_machine.travel(MIDNIGHT_AOE - SECOND, tick=False):
        in_time = Applicant(client, closing_at_midnight())
        accepted = in_time.submits()
    with time_machine.travel(MIDNIGHT_AOE, tick=False):
        late = Applicant(client, closing_at_midnight())
        refused = late.submits()

    assert (accepted.status_code, in_time.application.status) == (302, "submitted")
    assert refused.status_code == 409
    assert "applications were taken before" in refused.text
    assert not Application.objects.filter(programme=late.programme).exists()


def test_nothing_is_taken_before_the_call_opens(client):
    programme = call(opens_at=MIDNIGHT_AOE - DAY, closes_at=MIDNIGHT_AOE)

    with time_machine.travel(MIDNIGHT_AOE - DAY - SECOND, tick=False):
        early = Applicant(client, programme)
        refused = early.submits()

    assert refused.status_code == 409
    assert "The call opens on 10 Mar 2031, 00:00 AoE" in refused.text
    assert not Application.objects.exists()


@pytest.mark.parametrize("view", ["awards:grants", "awards:apply"])
def test_check_22_the_deadline_stands_in_aoe_in_utc_and_for_the_own_clock(client, view):
    programme = closing_at_midnight()
    with time_machine.travel(MIDNIGHT_AOE - DAY, tick=False):
        Applicant(client, programme)
        slug = programme.workshop.slug
        read = client.get(reverse(view, args=[slug] if view == "awards:grants" else [slug, programme.pk])).text

    assert "11 Mar 2031, 00:00 AoE (11 Mar 2031, 12:00 UTC)" in read
    assert 'datetime="2031-03-11T12:00:00Z"' in read
    assert "js/local-times" in read


def test_the_call_says_for_whom_and_how_much(client):
    programme = call(call_text="Write **why**. <script>alert(1)</script>", one_per="lab")
    fund = FundFactory(workshop=programme.workshop, name="Hidden purse", amount=7777)
    BenefitFactory(programme=programme, cash=True, fund=fund, most=800)
    GrantRule.objects.create(programme=programme, kind="country", countries="KE, RW")
    GrantRule.objects.create(fund=fund, kind="student")

    read = page(client, programme.workshop).text

    assert "<strong>why</strong>" in read
    assert "<script>alert" not in read
    for words in ("At most $800 for one person.", "Kenya, Rwanda", "Only for: student.", "One for each institution"):
        assert words in read
    assert "only who agrees is named" in read


def test_what_is_in_a_fund_is_nobodys_business(client):
    programme = call()
    fund = FundFactory(workshop=programme.workshop, name="Hidden purse", amount=7777)
    BenefitFactory(programme=programme, cash=True, fund=fund)
    client.force_login(organizer_of(WorkshopFactory()))

    read = (
        page(client, programme.workshop).text
        + client.get(reverse("awards:apply", args=[programme.workshop.slug, programme.pk])).text
    )

    assert "Hidden purse" not in read
    assert "7,777" not in read
    assert "7777" not in read


def test_who_got_something_is_not_on_the_page(client):
    programme = call()
    GrantFactory(
        benefit=programme.benefits.get(), status="given", printed_name="Grace Hidden", consents_to_be_named=True
    )

    assert "Grace Hidden" not in page(client, programme.workshop).text


def test_whoever_is_not_signed_in_is_asked_to_before_they_apply(client):
    programme = call()

    read = page(client, programme.workshop).text
    answer = client.get(reverse("awards:apply", args=[programme.workshop.slug, programme.pk]))

    assert "Sign in and apply" in read
    assert answer.status_code == 302
    assert reverse("account_login") in answer.url


def test_grants_are_in_the_navigation_where_there_is_a_call(client):
    with_call, without = call().workshop, GrantProgrammeFactory().workshop

    assert reverse("awards:grants", args=[with_call.slug]) in client.get(with_call.get_absolute_url()).text
    assert reverse("awards:grants", args=[without.slug]) not in client.get(without.get_absolute_url()).text


def bare(answer):
    """Without what differs for every request: the address itself and the token of its forms."""
    return re.sub(r'value="\w{64}"', "", answer.text).replace(answer.request["PATH_INFO"], "")


def test_a_programme_without_a_call_is_like_one_that_is_not_there(client):
    programme = GrantProgrammeFactory()
    client.force_login(somebody())

    missing = client.get(reverse("awards:apply", args=[programme.workshop.slug, 987654]))
    hidden = client.get(reverse("awards:apply", args=[programme.workshop.slug, programme.pk]))

    assert hidden.status_code == missing.status_code == 404
    assert bare(hidden) == bare(missing)
    assert programme.name not in page(client, programme.workshop).text


@pytest.mark.parametrize("count", [1, 3])
def test_a_call_more_costs_no_query_more(client, django_assert_num_queries, count):
    edition = WorkshopFactory()
    for _each in range(count):
        programme = call(workshop=edition)
        GrantRule.objects.create(programme=programme, kind="student")

    with django_assert_num_queries(8):
        page(client, edition)
