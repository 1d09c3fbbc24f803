"""Registration codes: brought in a list, given once, whole only for their holder."""

import logging

import pytest
from django.urls import reverse

from awards.models import Grant, RegistrationCode
from notifications.models import Message
from tests.factories import BenefitFactory, GrantFactory, UserFactory, WorkshopFactory, organizer_of
from tests.grants.offered import letter_of, opened, sent
from workshops.lifecycle import Move

pytestmark = pytest.mark.django_db

ADD = reverse("admin:awards_registrationcode_add")
CODE = "CARE-SECRET-77"


@pytest.fixture
def benefit(client):
    edition = WorkshopFactory()
    client.force_login(organizer_of(edition))
    return BenefitFactory(programme__workshop=edition)


def test_codes_are_brought_one_on_each_line(client, benefit):
    client.post(ADD, {"benefit": benefit.pk, "codes": "A-1\n\n  A-2  \n"})

    assert list(benefit.codes.values_list("code", "status")) == [("A-1", "free"), ("A-2", "free")]


def test_whoever_waits_gets_one_at_once_the_oldest_first(client, benefit):
    grants = [GrantFactory(benefit=benefit) for _each in range(3)]
    for grant in grants:
        grant.give(by=None)

    page = client.post(ADD, {"benefit": benefit.pk, "codes": "A-1\nA-2"}, follow=True).text

    assert "2 codes are here. 2 are assigned now." in page
    assert [grant.codes.exists() for grant in grants] == [True, True, False]
    assert Grant.objects.waiting_for_a_code().get() == grants[2]


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ("A-1\nA-1", "Line 2: the same code stands above."),
        ("OLD-1", "Line 1: this code is here already."),
        ("A-1\n" + "x" * 101, "Line 2: a code has at most 100 characters."),
        ("DE89 3704 0044 0532 0130 00", "Line 1: This looks like the number of an account"),
        ("", "This field is required."),
    ],
)
def test_a_list_that_cannot_be_is_refused_by_the_number_of_the_line(client, benefit, lines, sentence):
    benefit.codes.create(code="OLD-1")

    answer = client.post(ADD, {"benefit": benefit.pk, "codes": lines})

    assert answer.status_code == 400
    assert sentence in answer.text
    assert benefit.codes.count() == 1


def test_codes_go_to_no_benefit_of_another_edition(client, benefit):
    elsewhere = BenefitFactory()

    answer = client.post(ADD, {"benefit": elsewhere.pk, "codes": CODE})

    assert answer.status_code == 400
    assert not RegistrationCode.objects.exists()


def test_check_36_a_code_is_whole_only_for_its_holder(client, benefit, caplog):
    caplog.set_level(logging.DEBUG)
    client.post(ADD, {"benefit": benefit.pk, "codes": CODE})
    offer = opened(benefit)
    sent(letter_of(offer))
    offer.accept(by=offer.person.user)
    code, grant = RegistrationCode.objects.get(), offer.grants.get()
    desk = [
        client.get(reverse(f"admin:awards_{name}", args=args)).text
        for name, args in [
            ("registrationcode_changelist", []),
            ("registrationcode_change", [code.pk]),
            ("registrationcode_history", [code.pk]),
            ("registrationcode_verb", [code.pk, "cancel"]),
            ("grant_changelist", []),
            ("grant_change", [grant.pk]),
            ("grant_history", [grant.pk]),
        ]
    ]
    found = client.get(reverse("admin:awards_registrationcode_changelist"), {"q": CODE}).context["cl"].result_count

    client.force_login(offer.person.user)
    own = client.get(reverse("me")).text
    client.force_login(UserFactory())
    other = client.get(reverse("me")).text

    assert CODE in own
    assert not any(CODE in page for page in [*desk, other, caplog.text])
    assert "…77" in desk[0]
    assert found == 0
    assert not any(CODE in f"{move.before}{move.after}{move.reason}" for move in Move.objects.all())
    assert not Message.objects.filter(text__contains=CODE).exists()


def test_a_name_list_is_handed_over_and_then_confirmed(client, benefit):
    grant = GrantFactory(benefit=benefit, printed_name="=SUM(Ada)", person__email="ada@example.org")
    grant.give(by=None)
    page = reverse("admin:awards_grantprogramme_names", args=[benefit.programme_id])
    looked = client.get(page)
    assert Grant.objects.get().handed_over_at is None

    handed = client.post(page, {"hand_over": "1"})
    client.post(page, {"confirmed": "1", "paid_on": "2026-05-01"})

    assert looked.status_code == 200
    assert handed.content.decode("utf-8-sig").splitlines()[1] == (
        '"\'=SUM(Ada)","","ada@example.org","1 × registration"'
    )
    assert Grant.objects.get().status == "fulfilled"


def test_nobody_who_was_not_handed_over_is_confirmed(client, benefit):
    GrantFactory(benefit=benefit).give(by=None)

    client.post(
        reverse("admin:awards_grantprogramme_names", args=[benefit.programme_id]),
        {"confirmed": "1", "paid_on": "2026-05-01"},
    )

    assert Grant.objects.get().status == "given"
