import re

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import get_user
from django.core import mail
from django.urls import reverse

from accounts.models import User
from notifications.delivery import sweep
from notifications.models import Message
from tests.factories import PersonFactory, UserFactory

pytestmark = pytest.mark.django_db
PASSWORD = "a long enough password"


@pytest.fixture(autouse=True)
def no_rate_limits(settings):
    settings.ACCOUNT_RATE_LIMITS = False


def code_in_the_last_mail():
    sweep()
    return re.search(r"^\s*([A-Z0-9]{3,}(?:-[A-Z0-9]{3,})*)\s*$", mail.outbox[-1].body, re.MULTILINE)[1]


def confirmed(user):
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def test_sign_in_by_password(client):
    user = confirmed(UserFactory())

    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})

    assert get_user(client) == user


def test_sign_in_by_a_code_sent_by_mail(client):
    user = confirmed(UserFactory())
    client.post(reverse("account_request_login_code"), {"email": user.email})

    client.post(reverse("account_confirm_login_code"), {"code": code_in_the_last_mail()})

    assert get_user(client) == user


def test_the_outbox_does_not_keep_the_code(client):
    user = confirmed(UserFactory())
    client.post(reverse("account_request_login_code"), {"email": user.email})

    code = code_in_the_last_mail()

    message = Message.objects.get()
    assert message.state == "sent"
    assert code not in message.text + message.html + message.subject


def test_whoever_signs_up_proves_the_address_and_gets_their_person(client):
    person = PersonFactory(email="author@example.org")
    client.post(reverse("account_signup"), {"email": "author@example.org", "password1": PASSWORD})
    before_proof = get_user(client).is_authenticated

    client.post(reverse("account_email_verification_sent"), {"code": code_in_the_last_mail()})

    person.refresh_from_db()
    assert not before_proof
    assert person.user == User.objects.get(email="author@example.org")


def test_known_and_unknown_addresses_get_the_same_answer(client):
    known = confirmed(UserFactory())

    answers = [
        client.post(reverse("account_request_login_code"), {"email": email}, follow=False)
        for email in (known.email, "nobody@example.org")
    ]

    assert len({(answer.status_code, answer.headers["Location"]) for answer in answers}) == 1


def test_a_mail_to_an_unproven_address_holds_nothing_of_strangers(client):
    client.post(
        reverse("account_signup"), {"email": "victim@example.org", "password1": "Pay at http://evil.example now"}
    )
    sweep()

    assert "evil" not in mail.outbox[-1].body
    assert "evil" not in mail.outbox[-1].subject
