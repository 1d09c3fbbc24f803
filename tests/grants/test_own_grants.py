"""Nobody handles a grant or an offer of their own, whatever it is."""

import pytest
from django.urls import reverse

from awards.admin.grant import GrantAdmin
from awards.admin.offer import OfferAdmin
from tests.factories import BenefitFactory, GrantFactory, WorkshopFactory, organizer_of
from tests.grants.offered import planned
from workshops.lifecycle import Move

pytestmark = pytest.mark.django_db


@pytest.fixture
def organizer(client):
    user = organizer_of(WorkshopFactory())
    client.force_login(user)
    return user


def benefit_of(organizer):
    return BenefitFactory(programme__workshop=organizer.person.roles.get().workshop)


@pytest.mark.parametrize("verb", [verb.name for verb in GrantAdmin.verbs])
def test_an_own_grant_is_refused_with_a_sentence(client, organizer, verb):
    grant = GrantFactory(benefit=benefit_of(organizer), person=organizer.person)

    answer = client.post(reverse("admin:awards_grant_verb", args=[grant.pk, verb]), {"reason": "Mine."}, follow=True)

    assert "This is your own grant: another organizer handles it." in answer.text
    assert not Move.objects.about(grant).exists()


@pytest.mark.parametrize("verb", [verb.name for verb in OfferAdmin.verbs])
def test_an_own_offer_is_refused_with_a_sentence(client, organizer, verb):
    offer = planned(benefit_of(organizer))
    offer.grants.update(person=organizer.person)
    type(offer).objects.filter(pk=offer.pk).update(person=organizer.person)

    answer = client.post(reverse("admin:awards_offer_verb", args=[offer.pk, verb]), {"reason": "Mine."}, follow=True)

    assert "This is your own offer: another organizer handles it." in answer.text
    assert not Move.objects.about(offer).exists()


def test_the_buttons_of_an_own_grant_are_missing(client, organizer):
    own = GrantFactory(benefit=benefit_of(organizer), person=organizer.person)
    of_another = GrantFactory(benefit=own.benefit)

    pages = [client.get(reverse("admin:awards_grant_change", args=[grant.pk])).text for grant in (own, of_another)]

    assert ["/do/give/" in page for page in pages] == [False, True]
