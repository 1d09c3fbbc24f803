"""Nobody handles a grant or an offer of their own, whatever it is, or sees at the desk whether there is one."""

import pytest
from django.urls import reverse

from awards.admin.grant import GrantAdmin
from awards.admin.offer import OfferAdmin
from notifications.models import Message
from tests.factories import (
    AuthorshipFactory,
    BenefitFactory,
    GrantFactory,
    GrantProgrammeFactory,
    WorkshopFactory,
    organizer_of,
)
from tests.grants.offered import planned
from workshops.lifecycle import Move

pytestmark = pytest.mark.django_db


@pytest.fixture
def organizer(client):
    user = organizer_of(WorkshopFactory())
    client.force_login(user)
    return user


def benefit_of(organizer, **programme):
    edition = organizer.person.roles.get().workshop
    return BenefitFactory(programme=GrantProgrammeFactory(workshop=edition, **programme))


def own_offer(organizer):
    offer = planned(benefit_of(organizer))
    offer.grants.update(person=organizer.person)
    type(offer).objects.filter(pk=offer.pk).update(person=organizer.person)
    return offer


@pytest.mark.parametrize("verb", [verb.name for verb in GrantAdmin.verbs])
def test_an_own_grant_is_not_found(client, organizer, verb):
    grant = GrantFactory(benefit=benefit_of(organizer), person=organizer.person)

    answer = client.post(reverse("admin:awards_grant_verb", args=[grant.pk, verb]), {"reason": "Mine."})

    assert answer.status_code == 404
    assert not Move.objects.about(grant).exists()


@pytest.mark.parametrize("verb", [verb.name for verb in OfferAdmin.verbs])
def test_an_own_offer_is_not_found(client, organizer, verb):
    offer = own_offer(organizer)

    answer = client.post(reverse("admin:awards_offer_verb", args=[offer.pk, verb]), {"reason": "Mine."})

    assert answer.status_code == 404
    assert not Move.objects.about(offer).exists()


def test_the_desk_lists_and_counts_the_grants_of_others_only(client, organizer):
    own = GrantFactory(benefit=benefit_of(organizer), person=organizer.person, printed_name="Ona Own")
    GrantFactory(benefit=own.benefit, printed_name="Ada Another")

    listed, counted = (client.get(reverse(f"admin:{name}")).text for name in ("awards_grant_changelist", "index"))

    assert ("Ada Another" in listed, "Ona Own" in listed) == (True, False)
    assert "1 grant to decide" in counted


def test_a_list_to_choose_from_does_not_say_that_oneself_is_chosen(client, organizer):
    offer = own_offer(organizer)
    other = GrantFactory(benefit=offer.grants.get().benefit)
    for person in (organizer.person, other.person):
        AuthorshipFactory(paper__workshop=offer.workshop, paper__status="accepted", person=person)

    page = client.get(reverse("admin:awards_grantprogramme_direct", args=[offer.programme_id])).text

    assert organizer.person.name in page
    assert page.count("has this of the programme") == 1


def test_whoever_is_the_next_on_the_waitlist_does_not_read_so(client, organizer):
    offer = own_offer(organizer)
    offer.put_on_waitlist(by=None)
    other = GrantFactory(benefit=offer.grants.get().benefit)
    other.give(by=None)

    page = client.get(reverse("admin:awards_grant_verb", args=[other.pk, "revoke"])).text

    assert offer.printed_name not in page


def test_the_mails_about_an_own_grant_are_not_at_the_desk(client, organizer):
    own = GrantFactory(benefit=benefit_of(organizer, organizers_can_have=True), person=organizer.person)
    organizer.person.emails.create(email="mine@example.org")
    own.give(by=None)
    own.tell(by=None)

    page = client.get(reverse("admin:notifications_message_changelist")).text

    assert Message.objects.about(own).exists()
    assert "mine@example.org" not in page
