"""The desk says what of the travel support waits for an organizer, and leads to where it is done."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from awards import waiting
from awards.models import Application, GrantProgramme, RegistrationCode
from tests.factories import (
    PAST,
    ApplicationFactory,
    GrantFactory,
    RefereeFactory,
    UserFactory,
    WorkshopFactory,
    organizer_of,
)
from tests.grants.offered import opened, planned, seats, waitlisted
from tests.grants.reviewed import applicant, asked, programme_with

pytestmark = pytest.mark.django_db


def words(programme, user=None):
    user = user or UserFactory(is_superuser=True)
    return [task.words for task in waiting.tasks(programme.workshop, user)]


def test_applications_are_to_be_screened_once_the_call_is_closed():
    programme = programme_with(workshop=WorkshopFactory())
    applicant(programme)
    applicant(programme, "Ivy Elm")
    closed = words(programme)
    GrantProgramme.objects.update(closes_at=timezone.now() + timedelta(days=1))

    assert closed == ["2 applications to screen"]
    assert words(programme) == []


@pytest.mark.parametrize(("reviews", "said"), [(0, True), (1, True), (2, False)])
def test_applications_lack_reviewers_until_so_many_are_asked_as_the_programme_wants(reviews, said):
    programme = programme_with(workshop=WorkshopFactory(), reviews_each=2)
    RefereeFactory(programme=programme)
    application = applicant(programme)
    Application.objects.update(status="eligible")
    for _each in range(reviews):
        asked(application)
    asked(application).declare_conflict(by=None, reason="We share an office.")

    assert words(programme) == (["1 application lacks reviewers"] if said else [])


def test_proposed_grants_and_planned_offers_wait_apart():
    benefit = seats(9)
    for _each in range(3):
        planned(benefit)
    GrantFactory(benefit=benefit)

    assert words(benefit.programme) == ["1 grant to decide", "3 planned offers"]


@pytest.mark.parametrize(("promotion", "free", "said"), [("ask", 1, True), ("ask", 0, False), ("itself", 1, False)])
def test_where_organizers_are_asked_the_next_of_the_waitlist_waits_for_them(promotion, free, said):
    benefit = seats(1 + free, programme__promotion=promotion)
    opened(benefit)
    following = waitlisted(benefit)

    expected = [f"{following.printed_name} is the next on the waitlist, and there is enough"]

    assert words(benefit.programme) == (expected if said else [])


def test_a_grant_waits_for_a_code_where_codes_are_used_and_none_is_left():
    benefit = seats(3)
    opened(benefit).accept(by=None)
    GrantProgramme.objects.update(announced_at=PAST)
    without_a_pool = words(benefit.programme)
    RegistrationCode.objects.create(benefit=benefit, code="A-1", status="cancelled")

    assert without_a_pool == []
    assert words(benefit.programme) == ["1 grant waits for a code"]


def test_what_is_given_is_to_be_announced_until_it_is():
    benefit = seats(1)
    opened(benefit).accept(by=None)
    before = words(benefit.programme)
    GrantProgramme.objects.update(announced_at=PAST)

    assert before == ["1 grant to announce"]
    assert words(benefit.programme) == []


def test_whoever_has_applied_reads_nothing_of_it():
    programme = programme_with(workshop=WorkshopFactory())
    user = organizer_of(programme.workshop)
    applicant(programme)
    before = words(programme, user)
    ApplicationFactory(programme=programme, person=user.person)

    assert before == ["1 application to screen"]
    assert words(programme, user) == []


def test_the_desk_leads_to_each_of_them(client):
    programme = programme_with(workshop=WorkshopFactory())
    applicant(programme)
    client.force_login(organizer_of(programme.workshop))

    page = client.get(reverse("admin:index")).text
    [task] = waiting.tasks(programme.workshop, UserFactory(is_superuser=True))

    assert f"“{programme}”: 1 application to screen" in page
    assert client.get(task.url).status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_a_programme_costs_the_same_whatever_waits(count, django_assert_num_queries):
    benefit = seats(9)
    for _each in range(count):
        planned(benefit)
        GrantFactory(benefit=benefit)
    user = UserFactory(is_superuser=True)

    with django_assert_num_queries(1):
        waiting.tasks(benefit.workshop, user)
