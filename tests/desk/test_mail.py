"""Mails at the desk: what became of them, and what an organizer does about those that did not arrive."""

import re

import pytest
from django.urls import reverse

from notifications import landing, outbox
from notifications.models import Message, State, Suppression, What
from tests.factories import ApplicationFactory, PersonFactory, RoleFactory, WorkshopFactory
from workshops.lifecycle import Move

pytestmark = pytest.mark.django_db
WHY = "550 5.1.1 nobody here"


@pytest.fixture
def ada(edition):
    """Somebody of this edition alone, so that its organizer may see her addresses."""
    person = PersonFactory(name="Ada", email="old@example.org")
    person.emails.create(email="new@example.org")
    RoleFactory(workshop=edition, person=person)
    return person


def sent(edition, person, **fields):
    fields = {"to": person.email, "recipient": person, "scope": edition, "subject": "Your paper", **fields}
    [message] = outbox.post([outbox.letter("greeting", text="Hello", **fields)])
    Message.objects.filter(pk=message.pk).update(state=State.SENT, sent_at=message.created_at)
    return Message.objects.get(pk=message.pk)


def bounced(edition, person, **fields):
    return lands(sent(edition, person, **fields), What.BOUNCED, hard=True)


def lands(message, what, **report):
    landing.land(message, what, told_by="test", **{"why": WHY, **report})
    return Message.objects.get(pk=message.pk)


def page(message, name="change", *args):
    return reverse(f"admin:notifications_message_{name}", args=[message.pk, *args])


def offered(client, message):
    return re.findall(r"/do/(\w+)/", client.get(page(message)).text)


def resends(client, message, **given):
    return client.post(page(message, "verb", "resend"), {"reason": "She moved.", **given}, follow=True).text


def test_the_page_says_that_it_bounced_and_why(client, edition, ada):
    message = bounced(edition, ada)

    text = client.get(page(message)).text

    assert WHY in text
    assert "bounced" in text
    assert offered(client, message) == ["resend", "lift"]


def test_the_list_tells_bounced_from_delivered_and_narrows_to_them(client, edition, ada):
    bounced(edition, ada, subject="Came back")
    lands(sent(edition, ada, subject="Arrived", version=2), What.DELIVERED)
    url = reverse("admin:notifications_message_changelist")

    everything, narrowed = client.get(url).text, client.get(url + "?landed__exact=bounced").text

    assert 'class="status is-bounced">bounced<' in everything
    assert 'class="status is-delivered">delivered<' in everything
    assert ("Came back" in narrowed, "Arrived" in narrowed) == (True, False)


def test_what_arrived_offers_nothing(client, edition, ada):
    assert offered(client, lands(sent(edition, ada), What.DELIVERED)) == []


def test_sending_again_proposes_the_other_addresses_and_takes_one(client, edition, ada):
    message = bounced(edition, ada)
    asked = client.get(page(message, "verb", "resend")).text
    assert re.findall(r'<option value="(\S+)"( selected)?', asked) == [
        ("old@example.org", ""),
        ("new@example.org", " selected"),
    ]

    resends(client, message, to="new@example.org")

    again = Message.objects.get(replaces=message)
    assert (again.to, again.reason, again.created_by.email) == (
        "new@example.org",
        "She moved.",
        organizer_email(client),
    )


def organizer_email(client):
    return client.get(reverse("admin:index")).context["user"].email


def test_to_the_address_that_bounced_it_is_refused_beside_the_field(client, edition, ada):
    message = bounced(edition, ada)

    text = resends(client, message, to="old@example.org")

    assert f"Nothing is sent to old@example.org: {WHY}" in text
    assert not Message.objects.filter(replaces=message).exists()


def test_an_address_that_is_not_among_them_is_refused(client, edition, ada):
    message = bounced(edition, ada)

    resends(client, message, to="eve@example.org")

    assert Message.objects.count() == 1


def test_without_a_reason_nothing_is_sent_again(client, edition, ada):
    message = bounced(edition, ada)

    text = resends(client, message, to="new@example.org", reason="")

    assert "This field is required." in text
    assert Message.objects.count() == 1


def test_who_may_not_see_a_persons_addresses_is_proposed_none(client, edition, ada):
    RoleFactory(workshop=WorkshopFactory(), person=ada)
    message = bounced(edition, ada)

    asked = client.get(page(message, "verb", "resend")).text

    assert "new@example.org" not in asked


def test_lifting_is_noted_and_mail_may_be_sent_there_again(client, edition, ada):
    message = bounced(edition, ada)

    client.post(page(message, "verb", "lift"), {"reason": "She emptied it."})
    resends(client, message, to="old@example.org")

    move = Move.objects.about(Suppression.objects.get()).get()
    assert (move.verb, move.reason, move.by.email) == ("lift suppression", "She emptied it.", organizer_email(client))
    assert Message.objects.get(replaces=message).to == "old@example.org"


def test_the_history_tells_what_was_reported_and_who_lifted(client, edition, ada):
    message = bounced(edition, ada)
    client.post(page(message, "verb", "lift"), {"reason": "She emptied it."})

    text = client.get(page(message, "history")).text

    assert WHY in text
    assert "She emptied it." in text


def test_mails_of_others_are_missing_whatever_became_of_them(client, edition, ada):
    elsewhere = WorkshopFactory()
    message = bounced(elsewhere, ada)

    answers = [client.get(page(message)), client.post(page(message, "verb", "lift"), {"reason": "Me."})]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert Suppression.objects.active().exists()


@pytest.mark.parametrize(("number", "sentence"), [(1, "One mail bounced."), (3, "3 mails bounced.")])
def test_the_desk_counts_what_bounced(client, edition, number, sentence):
    for _ in range(number):
        person = PersonFactory()
        bounced(edition, person, to=f"{person.pk}@example.org")

    desk = client.get(reverse("admin:index")).text

    assert sentence in desk
    assert "nobody knows" not in desk
    assert desk.count(": bounced</a>") == number


def test_the_desk_tells_of_a_complaint(client, edition, ada):
    lands(sent(edition, ada), What.COMPLAINED)

    assert "One mail was reported as spam." in client.get(reverse("admin:index")).text


def test_of_a_storm_the_desk_names_eight(client, edition):
    for n in range(30):
        bounced(edition, PersonFactory(), to=f"{n}@example.org")

    desk = client.get(reverse("admin:index")).text

    assert "30 mails bounced." in desk
    assert desk.count(": bounced</a>") == 8
    assert "More mails that did not arrive" in desk


def test_what_was_sent_again_is_no_task_any_more(client, edition, ada):
    message = bounced(edition, ada)

    resends(client, message, to="new@example.org")

    assert "bounced" not in client.get(reverse("admin:index")).text


@pytest.fixture
def application(edition):
    application = ApplicationFactory(programme__workshop=edition, person=PersonFactory(email="old@example.org"))
    application.person.emails.create(email="new@example.org")
    return application


def read(client, application):
    return client.get(reverse("admin:awards_application_change", args=[application.pk])).text


def test_check_55_a_bounce_suppresses_shows_on_the_application_and_is_sent_again(client, edition, application):
    message = bounced(edition, application.person, about=application)

    shown = read(client, application)
    resends(client, message, to="new@example.org")

    assert f"Nothing is sent to old@example.org: {WHY}" in shown
    assert page(message) in shown
    assert page(message) not in read(client, application)
    assert Message.objects.get(replaces=message).to == "new@example.org"


def test_an_application_whose_mails_arrive_says_nothing_of_mail(client, edition, application):
    lands(sent(edition, application.person), What.DELIVERED)

    assert "Mail that did not arrive" not in read(client, application)


def test_of_a_mail_with_a_secret_the_application_says_only_that_the_address_is_gone(client, edition, application):
    message = bounced(edition, application.person, about=application, confidential=True)

    shown = read(client, application)

    assert WHY in shown
    assert page(message) not in shown


def test_from_a_person_one_comes_to_what_became_of_their_mails(client, edition, ada):
    sent(edition, ada)
    sent(edition, PersonFactory(email="eve@example.org"))
    there = client.get(reverse("admin:accounts_person_change", args=[ada.pk])).text
    [address] = re.findall(r'href="([^"]*)">Mails to them', there)

    mails = client.get(address)

    assert [message.to for message in mails.context["cl"].result_list] == ["old@example.org"]


def test_a_mail_that_waits_is_cancelled_with_a_reason(client, edition, ada):
    [message] = outbox.post([outbox.letter("greeting", to=ada.email, scope=edition, subject="Hello", text="Hello")])

    client.post(page(message, "verb", "cancel"), {"reason": "It has left already."})

    message.refresh_from_db()
    assert (message.state, message.last_error) == (State.CANCELLED, "It has left already.")
    assert "cancel" not in offered(client, message)
