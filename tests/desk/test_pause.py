"""Mail that is paused: everybody at the desk sees it, whoever runs the site lets it go."""

import pytest
from django.urls import reverse

from notifications import delivery
from notifications.models import Message, Pause
from tests.factories import UserFactory, WorkshopFactory, organizer_of
from tests.notifications.conftest import posted

pytestmark = pytest.mark.django_db


@pytest.fixture
def pause():
    return Pause.objects.create(reason="This is an old database.")


def release(client, pause):
    return client.post(reverse("admin:notifications_pause_verb", args=[pause.pk, "release"]))


def test_the_desk_says_that_no_mail_leaves_and_why(client, pause):
    client.force_login(organizer_of(WorkshopFactory()))

    desk = client.get("/desk/").text

    assert "No mail leaves since" in desk
    assert "This is an old database." in desk
    assert "Look, and let it leave" not in desk


def test_the_health_page_says_so_too(client, pause):
    assert client.get("/healthz").json() == {"database": "ok", "mail": "paused"}


def test_whoever_runs_the_site_lets_it_leave(client, pause):
    user = UserFactory(is_superuser=True)
    client.force_login(user)
    posted()
    delivery.deliver_due()
    before = Message.objects.sent().count()

    release(client, pause)
    delivery.deliver_due()

    assert (before, Message.objects.sent().count()) == (0, 1)
    assert Pause.objects.get().released_by == user
    assert "No mail leaves since" not in client.get("/desk/").text


def test_an_organizer_does_not(client, pause):
    client.force_login(organizer_of(WorkshopFactory()))

    assert release(client, pause).status_code in {403, 404}
    assert Pause.objects.in_force().exists()


def test_what_waited_before_the_pause_is_cancelled_by_one_button_and_the_rest_leaves(client):
    before = posted()
    pause = Pause.objects.create(reason="This is an old database.")
    after = posted()
    client.force_login(UserFactory(is_superuser=True))
    address = reverse("admin:notifications_pause_verb", args=[pause.pk, "drop"])

    asked = client.get(address).text
    client.post(address)
    delivery.deliver_due()

    assert "1 mail is cancelled." in asked
    assert Message.objects.get(pk=before.pk).state == "cancelled"
    assert Message.objects.get(pk=after.pk).state == "sent"
