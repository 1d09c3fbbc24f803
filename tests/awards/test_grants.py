from datetime import date
from decimal import Decimal
from itertools import product

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from awards.models import Grant, GrantStatus
from notifications.models import Message
from tests.factories import BenefitFactory, GrantFactory, GrantProgrammeFactory, PersonFactory
from workshops.lifecycle import IllegalMove

pytestmark = pytest.mark.django_db

TODAY = date(2026, 5, 1)


def given(grant):
    return grant.accept(by=None, may_be_named=True) if grant.status == "offered" else grant.give(by=None)


VERBS = {
    "proposed": lambda grant: grant.undo(by=None),
    "offered": lambda grant: grant.offer_it(by=None),
    "given": given,
    "fulfilled": lambda grant: grant.fulfil(by=None, paid_on=TODAY),
    "released": lambda grant: grant.release(by=None),
    "withdrawn": lambda grant: grant.withdraw(by=None),
    "revoked": lambda grant: grant.revoke(by=None, reason="They said so."),
    "no_show": lambda grant: grant.mark_no_show(by=None),
    "returned": lambda grant: grant.mark_returned(by=None, reason="It came back."),
}


def grant_in(status):
    received = status in {"fulfilled", "no_show", "returned"}
    return GrantFactory(status=status, fulfilled_on=TODAY if received else None)


@pytest.mark.parametrize(("before", "after"), list(product(GrantStatus.values, repeat=2)))
def test_a_grant_moves_as_its_table_says(before, after):
    grant = grant_in(before)

    if after in Grant.MOVES[before]:
        VERBS[after](grant)
    else:
        with pytest.raises(IllegalMove):
            VERBS[after](grant)

    grant.refresh_from_db()
    assert grant.status == (after if after in Grant.MOVES[before] else before)


def test_the_last_registration_is_given_once():
    benefit = BenefitFactory(fund__amount=1)
    GrantFactory(benefit=benefit).give(by=None)
    second = GrantFactory(benefit=benefit)

    with pytest.raises(ValidationError, match="lacks 1 × registration"):
        second.give(by=None)

    second.refresh_from_db()
    assert second.status == GrantStatus.PROPOSED


def test_only_those_who_agree_are_named():
    benefit = BenefitFactory()
    named, unnamed = GrantFactory(benefit=benefit), GrantFactory(benefit=benefit, consents_to_be_named=False)
    for grant in (named, unnamed):
        grant.give(by=None)

    benefit.programme.announce(by=None)

    assert set(Grant.objects.public()) == {named}
    assert Grant.objects.announced().count() == 2


def test_a_given_grant_is_hidden_until_its_programme_is_announced():
    GrantFactory().give(by=None)

    assert not Grant.objects.public().exists()


def test_a_programme_without_grants_is_not_announced():
    with pytest.raises(IllegalMove, match="before you announce"):
        GrantProgrammeFactory().announce(by=None)


def test_the_recipient_is_told_once():
    grant = GrantFactory(person=PersonFactory(email="a@example.org"))
    grant.give(by=None)

    first, second = grant.tell(by=None), grant.tell(by=None)

    assert len(first) == 1
    assert not second
    assert "1 × registration" in Message.objects.get().text


def test_once_told_a_grant_is_not_undone_silently():
    grant = GrantFactory(person=PersonFactory(email="a@example.org"))
    grant.give(by=None)
    grant.tell(by=None)

    with pytest.raises(IllegalMove, match="has been told"):
        grant.undo(by=None)


def test_units_are_whole():
    with pytest.raises(ValidationError, match="whole numbers"):
        GrantFactory(amount=Decimal("1.5")).clean()


def test_a_cash_grant_is_said_in_its_currency():
    grant = GrantFactory(benefit=BenefitFactory(cash=True), amount=Decimal(250))

    assert grant.benefit_text == "$250"


def test_the_amount_of_a_given_grant_is_not_changed():
    grant = GrantFactory()
    grant.give(by=None)
    grant.amount = Decimal(2)

    with pytest.raises(ValidationError, match="Undo that before"):
        grant.clean()


def test_the_database_refuses_what_must_not_be():
    grant = GrantFactory()
    violations = {
        "person": lambda: GrantFactory(benefit=grant.benefit, person=grant.person),
        "grant_amount_positive": lambda: GrantFactory(amount=0),
        "grant_status_is_known": lambda: GrantFactory(status="bogus"),
    }

    for named, violate in violations.items():
        with pytest.raises(IntegrityError, match=named), transaction.atomic():
            violate()
