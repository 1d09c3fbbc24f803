"""Reviewers are told that they are asked, and applicants that they were not chosen, once an organizer presses the button."""

import pytest
from django.urls import reverse

from awards.models import Application
from awards.models.refereeing import assign
from notifications.models import Message
from tests.factories import PersonFactory, RefereeFactory, UserFactory, WorkshopFactory, organizer_of
from tests.grants.offered import sent
from tests.grants.reviewed import applicant, programme_with

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme():
    return programme_with(workshop=WorkshopFactory(), reviews_each=1)


def told(kind):
    return sorted(Message.objects.filter(kind=kind).values_list("to", flat=True))


def url_of(programme, verb):
    return reverse("admin:awards_grantprogramme_verb", args=[programme.pk, verb])


def reviewer(programme, email):
    return RefereeFactory(programme=programme, person=PersonFactory(email=email))


def unchosen(programme, status="rejected"):
    made = applicant(programme, person=PersonFactory(email="ada@example.org", user=UserFactory()))
    Application.objects.filter(pk=made.pk).update(status=status)
    return Application.objects.get(pk=made.pk)


# -- Reviewers ------------------------------------------------------------------------------------


def test_who_has_something_to_review_is_told_once_and_again_when_asked_for_more(programme):
    reviewer(programme, "ada@example.org")
    idle = reviewer(programme, "ivy@example.org")
    applicant(programme)
    assign(programme, by=None)

    for _press in range(2):
        programme.tell_referees(by=None)
    first = told("reviews_asked")
    idle.delete()
    applicant(programme)
    assign(programme, by=None)
    programme.tell_referees(by=None)

    assert first == ["ada@example.org"]
    assert told("reviews_asked") == ["ada@example.org"] * 2


def test_the_letter_says_of_how_many_and_where_and_names_no_applicant(programme):
    reviewer(programme, "ada@example.org")
    for name in ("Ivy Elm", "Ola Fir"):
        applicant(programme, name)
    assign(programme, by=None)

    programme.tell_referees(by=None)

    letter = Message.objects.get(kind="reviews_asked")
    assert "score 2 applications" in letter.text
    assert reverse("awards:reviews", args=[programme.workshop.slug]) in letter.text
    assert "Ivy Elm" not in letter.text + letter.html + letter.subject


def test_whoever_has_applied_does_not_learn_who_reviews(client, programme):
    reviewer(programme, "ada@example.org")
    user = organizer_of(programme.workshop)
    applicant(programme)
    assign(programme, by=None)
    applicant(programme, person=user.person)
    client.force_login(user)

    answers = [client.get(url_of(programme, verb)) for verb in ("tell_referees", "tell_not_chosen")]

    assert [answer.status_code for answer in answers] == [404, 404]


# -- Who was not chosen ---------------------------------------------------------------------------


@pytest.mark.parametrize("status", ["rejected", "ineligible"])
def test_who_was_not_chosen_reads_it_once_the_letter_has_left(client, programme, status):
    application = unchosen(programme, status)
    client.force_login(application.person.user)
    page = reverse("awards:apply", args=[programme.workshop.slug, programme.pk])

    programme.tell_not_chosen(by=None)
    before = client.get(page).text
    sent(Message.objects.get(kind="application_not_chosen"))
    after = client.get(page).text

    assert "You were not chosen this time." not in before
    assert "It is with the organizers." in before
    assert "You were not chosen this time." in after


def test_who_was_not_chosen_is_told_once_and_nobody_else_is(client, programme):
    unchosen(programme)
    applicant(programme, person=PersonFactory(email="ivy@example.org"))
    client.force_login(organizer_of(programme.workshop))

    for _press in range(2):
        client.post(url_of(programme, "tell_not_chosen"))

    assert told("application_not_chosen") == ["ada@example.org"]


@pytest.mark.parametrize("status", ["submitted", "eligible", "withdrawn"])
def test_nothing_is_told_of_what_is_not_decided(programme, status):
    unchosen(programme, status)

    assert programme.tell_not_chosen(by=None) == []
