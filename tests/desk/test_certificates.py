"""Certificates as organizers issue them."""

import pytest

from awards.models import Award, Certificate
from tests.desk.pages import address, ask, decided, do
from tests.factories import WorkshopFactory, organizer_of
from workshops.lifecycle import Move

pytestmark = pytest.mark.django_db


def announced(edition):
    award = decided(edition)
    award.category.announce(by=None)
    return Award.objects.get(pk=award.pk)


def signed(edition):
    edition.signatories.create(name="Chris Chair")
    return announced(edition)


def test_issuing_says_beforehand_whom_it_names_and_who_signs(client, edition):
    page = ask(client, signed(edition), "issue_certificate")

    assert "It names, in this order: Ada First; Ben Second." in page
    assert "It is signed by Chris Chair." in page
    assert not Certificate.objects.exists()


def test_issuing_is_one_press_and_its_public_page_is_linked(client, edition):
    award = signed(edition)

    page = do(client, award, "issue_certificate")

    certificate = Certificate.objects.get()
    assert f'href="{certificate.get_absolute_url()}"' in page
    assert Move.objects.about(certificate).get().by == edition.roles.get().person.user


def test_without_a_signatory_there_is_no_button_and_the_page_says_what_to_do(client, edition):
    award = announced(edition)

    page = ask(client, award, "issue_certificate")

    assert "Nobody signs yet. Add a signatory of the edition on the desk." in page
    assert 'type="submit" class="default"' not in page
    assert "Nobody signs yet." in do(client, award, "issue_certificate")
    assert not Certificate.objects.exists()


def test_issuing_the_same_again_says_that_nothing_changes(client, edition):
    award = signed(edition)
    do(client, award, "issue_certificate")

    page = ask(client, award, "issue_certificate")
    do(client, award, "issue_certificate")

    assert "version 1, says just this already. It stays." in page
    assert Certificate.objects.count() == 1


def test_issuing_after_a_change_says_what_it_replaces(client, edition):
    award = signed(edition)
    do(client, award, "issue_certificate")
    edition.signatories.create(name="Dana Deputy")

    page = ask(client, award, "issue_certificate")
    do(client, award, "issue_certificate")

    assert "It takes the place of version 1" in page
    assert list(Certificate.objects.values_list("version", "status")) == [(2, "issued"), (1, "superseded")]


def test_before_the_announcement_issuing_is_not_offered_and_refused(client, edition):
    edition.signatories.create(name="Chris Chair")
    award = decided(edition)

    assert "once the award is announced" in do(client, award, "issue_certificate")
    assert not Certificate.objects.exists()


def test_an_organizer_of_another_edition_issues_nothing(client, edition):
    award = signed(edition)
    client.force_login(organizer_of(WorkshopFactory()))

    assert client.post(address(award, "issue_certificate")).status_code == 404
    assert not Certificate.objects.exists()
