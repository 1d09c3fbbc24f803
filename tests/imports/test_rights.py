"""By an import nobody gains a right, and nobody learns of an edition that is not theirs, or of an address."""

import re
from datetime import UTC, datetime

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.claims import claim_person
from accounts.models import Person, PersonEmail
from awards.models import Grant
from config.imports import actions
from papers.importers.rows import AwardRow, EditionRow, RecipientRow, RoleRow, SlotRow, SponsorRow
from papers.models import Authorship, Paper
from tests.factories import (
    AuthorshipFactory,
    AwardFactory,
    GrantFactory,
    PersonFactory,
    RoleFactory,
    UserFactory,
    WorkshopFactory,
    organizer_of,
)
from tests.imports.rows import HERE, applied, author, bring, line, paper, verdicts
from workshops.models import Import, Role, Sponsor, Sponsorship, Workshop

pytestmark = pytest.mark.django_db

ADA = author("Ada Bay", "Laurel")
TYPED = author("Ada Bay", "Laurel", email="mallory@evil.example")  # by a submitting author, of an organizer's name
ORCID = "0000-0002-1825-0097"
AN_ADDRESS = re.compile(r"[\w.]+@x\.example")


@pytest.fixture
def edition():
    return WorkshopFactory(name="Care")


@pytest.fixture
def hidden():
    return WorkshopFactory(status="draft", short_name="Secret 2027")


def imported(into, /, *papers, **rest):
    batch = applied(into, *papers, **rest)
    assert batch.status == "applied", batch.failure
    return batch


def mallory():
    """Somebody who has proven the address that they typed."""
    user = UserFactory(email="mallory@evil.example")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    claim_person(user)
    return user


def uploaded(client, edition, content, name="papers.csv"):
    client.force_login(organizer_of(edition))
    files = SimpleUploadedFile(name, content.encode())
    client.post(reverse("admin:workshops_import_add"), {"edition": edition.pk, "uploads": files})
    return Import.objects.get()


@pytest.mark.parametrize("kind", ["organizer", "workflow_organizer"])
def test_an_author_of_an_organizers_name_gets_no_rights_by_a_later_site(edition, kind):
    imported(edition, paper("Leaves", TYPED))

    imported(edition, roles=[RoleRow(HERE, kind, "Ada Bay", "Laurel")], source="site")

    assert not Workshop.objects.managed_by(mallory()).exists()


@pytest.mark.parametrize("kind", ["organizer", "workflow_organizer"])
def test_an_author_of_an_organizers_name_gets_no_rights_in_the_same_reading(edition, kind):
    imported(edition, paper("Leaves", TYPED), roles=[RoleRow(HERE, kind, "Ada Bay", "Laurel")])

    assert Role.objects.exists()
    assert not Workshop.objects.managed_by(mallory()).exists()


def test_an_author_with_an_account_does_not_become_the_organizer_of_their_name(edition):
    person = PersonFactory(name="Ada Bay", user=UserFactory())
    AuthorshipFactory(paper__workshop=edition, person=person, printed_affiliation="Laurel")

    imported(edition, roles=[RoleRow(HERE, "organizer", "Ada Bay", "Laurel")], source="site")

    assert Role.objects.get().person != person


def test_a_speaker_of_an_authors_name_and_institution_is_the_author(edition):
    imported(edition, paper("Leaves", TYPED))

    imported(edition, roles=[RoleRow(HERE, "speaker", "Ada Bay", "Laurel")], source="site")

    assert Role.objects.get().person == Authorship.objects.get().person


def test_an_organizer_who_came_meanwhile_is_compared_anew_before_an_author_joins_them(edition):
    batch = bring(edition, paper("Leaves", ADA))
    boss = PersonFactory(name="Ada Bay")
    RoleFactory(workshop=edition, person=boss, kind="organizer", printed_affiliation="Laurel")

    actions.apply(batch, by=None)

    assert batch.status == "ready"
    assert not Paper.objects.exists()


def test_a_grant_whose_name_means_somebody_else_meanwhile_is_compared_anew(edition):
    role = RoleFactory(workshop=edition, person__name="Ada Bay", printed_affiliation="Laurel")
    batch = bring(edition, recipients=[RecipientRow(HERE, "Travel", "Ada Bay", "Laurel")], source="site")
    Role.objects.filter(pk=role.pk).update(person=PersonFactory(name="Ada Bay"))

    actions.apply(batch, by=None)

    assert batch.status == "ready"
    assert not Grant.objects.exists()


def test_somebody_who_was_here_gets_no_address_by_a_name(edition):
    imported(edition, paper("Leaves", ADA))

    imported(edition, paper("Roots", TYPED))

    assert Person.objects.count() == 1
    assert not PersonEmail.objects.exists()


@pytest.mark.parametrize(
    "rest",
    [
        {"edition": EditionRow(HERE, contact_email="a@x.example")},
        {"roles": [RoleRow(HERE, "speaker", "Ada Bay a@x.example", "Laurel a@x.example")]},
        {
            "slots": [
                SlotRow(HERE, datetime(2021, 5, 7, 9, tzinfo=UTC), "Write to a@x.example", speakers=["a@x.example"])
            ]
        },
        {"sponsors": [SponsorRow(HERE, "a@x.example", thanks="Write to a@x.example")]},
        {"awards": [AwardRow(HERE, "Best of a@x.example", person_name="a@x.example")]},
        {"recipients": [RecipientRow(HERE, "Travel", "a@x.example")]},
    ],
    ids=lambda rest: next(iter(rest)),
)
def test_an_address_in_a_row_is_not_shown(client, edition, rest):
    client.force_login(organizer_of(edition))
    batch = bring(edition, source="site", **rest)

    text = client.get(batch.get_absolute_url()).text

    assert AN_ADDRESS.findall(text) == []


@pytest.mark.parametrize(
    "row",
    [
        "Leaves,Ada Bay <a@x.example>,Laurel,,Accept",
        "Leaves,Ada Bay,Laurel a@x.example,,Accept",
        "Leaves,Ada Bay,Laurel,Write to a@x.example,Accept",
        "Leaves: mail a@x.example,Ada Bay,Laurel,,Accept",
        "Leaves,Ada Bay,Laurel,,Reject see a@x.example",
        ",Ada Bay a@x.example,Laurel,,Accept",
    ],
)
def test_an_address_in_a_file_is_not_shown(client, edition, row):
    batch = uploaded(client, edition, f"title,authors,affiliations,abstract,decision\n{row}\n")

    text = client.get(batch.get_absolute_url()).text

    assert "Leaves" in text or "has no title" in text
    assert AN_ADDRESS.findall(text) == []


def test_the_address_of_whoever_brought_a_file_is_their_own(client, edition):
    boss = organizer_of(edition)
    batch = bring(edition, paper("Leaves", ADA), by=boss)
    client.force_login(organizer_of(edition))

    text = client.get(batch.get_absolute_url()).text

    assert boss.person.name in text
    assert boss.email not in text


def hang_an_award(person, hidden):
    AwardFactory(category__workshop=hidden, category__name="Secret prize", paper=None, person=person)


def hang_a_grant(person, hidden):
    GrantFactory(programme__workshop=hidden, programme__name="Secret aid", person=person)


def hang_a_role(person, hidden):
    RoleFactory(workshop=hidden, person=person)


def hang_an_address(person, _hidden):
    person.emails.create(email="secret@home.example")


@pytest.mark.parametrize("hang", [hang_an_award, hang_a_grant, hang_a_role, hang_an_address])
def test_why_an_import_cannot_be_undone_tells_nothing_of_elsewhere(edition, hidden, hang):
    batch = imported(edition, paper("Leaves", ADA))
    hang(Person.objects.get(), hidden)

    with pytest.raises(ValidationError) as refusal:
        actions.take_back(batch, by=None)

    assert refusal.value.messages == [
        "Something that this import brought is used elsewhere, or was added to. Nothing was undone."
    ]


def test_a_sponsor_of_a_hidden_edition_is_not_told_by_the_undo(edition, hidden):
    batch = imported(edition, sponsors=[SponsorRow(HERE, "Open Laurel")], source="site")
    Sponsorship.objects.create(workshop=hidden, sponsor=Sponsor.objects.get())

    with pytest.raises(ValidationError) as refusal:
        actions.take_back(batch, by=None)

    assert "Secret" not in str(refusal.value)


def test_a_name_from_a_hidden_edition_does_not_say_where_it_stands(client, edition, hidden):
    imported(edition, paper("Leaves", author("Ada Bay", orcid=ORCID)))
    imported(hidden, paper("Roots", author("Ada B. Bay", orcid=ORCID)))
    client.force_login(organizer_of(edition))

    text = client.get(reverse("admin:accounts_person_change", args=[Person.objects.get(orcid=ORCID).pk])).text

    assert "Ada Bay" in text
    assert "Secret 2027" not in text


def test_a_public_page_tells_no_name_from_a_hidden_edition(client, edition, hidden):
    imported(edition, paper("Leaves", author("Ada Bay", orcid=ORCID)))
    Paper.objects.get().announce(by=None)
    imported(hidden, paper("Roots", author("Ada B. Bay", orcid=ORCID)))

    text = client.get(Person.objects.get().get_absolute_url()).text

    assert "Ada Bay" in text
    assert "Ada B. Bay" not in text


def test_whom_a_recipient_may_be_does_not_tell_whose_address_is_known_elsewhere(edition, hidden):
    AuthorshipFactory(paper__workshop=hidden, person=PersonFactory(name="Ada Bay", email="known@x.example"))

    def options(email):
        recipients = [RecipientRow(HERE, "Travel", "Ada Bay")]
        batch = bring(edition, paper("Leaves", author("A. Bay", email=email)), recipients=recipients, source="site")
        return line(batch, noun="grant").options

    known, unknown = options("known@x.example"), options("nobody@x.example")

    assert known == unknown
    assert "A. Bay" in known[0][1]


def test_lines_of_an_import_of_others_cannot_be_chosen(client, edition, hidden):
    client.force_login(organizer_of(edition))
    mine, theirs = bring(edition, paper("Leaves", ADA)), bring(hidden, paper("Leaves", ADA))

    client.post(reverse("admin:workshops_import_choose", args=[mine.pk]), {"shown": [theirs.lines.get().pk]})

    assert (verdicts(mine), verdicts(theirs)) == (["new"], ["new"])
