import pytest
from django.urls import reverse

from notifications import outbox
from notifications.models import Message
from tests.factories import AuthorshipFactory, PersonFactory, UserFactory, WorkshopFactory, organizer_of

pytestmark = pytest.mark.django_db


def sent(**fields):
    (message,) = outbox.post([outbox.letter("note", subject="A letter", text="Words.", **fields)])
    Message.objects.filter(pk=message.pk).update(state="sent", sent_at=message.created_at)
    return message


def test_my_page_is_for_those_who_signed_in(client):
    response = client.get(reverse("me"))

    assert response.status_code == 302
    assert reverse("account_login") in response.url


def test_nothing_that_was_made_for_one_person_is_kept_by_a_cache(client):
    client.force_login(UserFactory())

    assert "no-store" in client.get(reverse("me")).headers["Cache-Control"]
    assert "no-store" in client.get(reverse("home")).headers["Cache-Control"]


def test_an_account_without_a_person_is_told_what_to_do(client):
    user = UserFactory()
    client.force_login(user)

    assert user.email in client.get(reverse("me")).text


def test_a_submitted_paper_is_not_on_my_page(client):
    author = AuthorshipFactory(person=PersonFactory(user=UserFactory()), paper__title="Under review")
    client.force_login(author.person.user)

    assert "Under review" not in client.get(reverse("me")).text


def test_a_public_paper_is_on_my_page(client):
    author = AuthorshipFactory(
        person=PersonFactory(user=UserFactory()), paper__public=True, paper__title="Accepted work"
    )
    client.force_login(author.person.user)

    assert "Accepted work" in client.get(reverse("me")).text


def test_my_page_shows_the_mails_that_were_sent_to_me_and_no_others(client):
    person = PersonFactory(user=UserFactory())
    sent(to="me@example.org", recipient=person, version=1)
    other = PersonFactory()
    outbox.post([outbox.letter("note", subject="Another letter", to="you@example.org", recipient=other)])
    outbox.post([outbox.letter("note", subject="A waiting letter", to="me@example.org", recipient=person, version=2)])
    client.force_login(person.user)

    page = client.get(reverse("me")).text

    assert "A letter" in page
    assert "Another letter" not in page
    assert "A waiting letter" not in page


def test_an_organizer_finds_their_editions_on_my_page(client):
    edition = WorkshopFactory()
    client.force_login(organizer_of(edition))

    page = client.get(reverse("me")).text

    assert edition.short_name in page
    assert reverse("admin:index") in page
