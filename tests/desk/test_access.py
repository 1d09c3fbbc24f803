"""An organizer of one edition before every door of another one: what they may not see is missing."""

import pytest
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from accounts.models import Likeness, Merge
from notifications import outbox
from notifications.models import Message
from tests.factories import (
    ApplicationFactory,
    AuthorshipFactory,
    AwardFactory,
    EventTextFactory,
    FundFactory,
    GrantFactory,
    MailingFactory,
    PaperFactory,
    PersonFactory,
    RoleFactory,
    SlotFactory,
    SponsorFactory,
    UserFactory,
    WorkshopFactory,
    organizer_of,
)
from workshops.models import Import, Page, Session, Sponsorship, Workshop

pytestmark = pytest.mark.django_db

SHARED = {"Affiliation", "Spelling"}  # a vocabulary that all editions share
FOR_SUPERUSERS = {"User", "Series", "EmailAddress", "Pause"}

NOBODYS = {"Message": "00000000-0000-0000-0000-000000000000"}


def rows_of(edition):
    """One hidden row of each model that organizers work with."""
    author = AuthorshipFactory(paper=PaperFactory(workshop=edition, title="Zebra paper"))
    award = AwardFactory(category__workshop=edition, category__name="Zebra prize", paper=author.paper)
    grant = GrantFactory(benefit__programme__workshop=edition, printed_name="Zebra recipient")
    share = award.shares.create(person=author.person, position=1, amount=1)
    member = edition.award_committee.create(person=author.person, printed_name="Zebra member")
    sponsor = SponsorFactory(name="Zebra sponsor")
    Sponsorship.objects.create(workshop=edition, sponsor=sponsor)
    letter = outbox.letter("test", to="hidden@example.org", subject="Zebra letter", scope=edition)
    outbox.post([letter])
    people = [author.person, AuthorshipFactory(paper=author.paper, person__name="Zebra person").person]
    return {
        "Authorship": author,
        "Import": Import.objects.create(workshop=edition, files="zebra.csv", status="ready"),
        "Likeness": Likeness.objects.create(one=people[0], other=people[1]),
        "Merge": Merge.objects.create(kept=people[0], gone=987654, gone_name="Zebra person"),
        "Workshop": edition,
        "Paper": author.paper,
        "Person": author.person,
        "Award": award,
        "AwardCategory": award.category,
        "PrizeShare": share,
        "CommitteeMember": member,
        "Signatory": edition.signatories.create(name="Zebra signatory"),
        "Application": ApplicationFactory(programme=grant.programme, printed_name="Zebra applicant"),
        "Grant": grant,
        "Offer": grant.programme.offers.create(person=author.person, printed_name="Zebra offer"),
        "RegistrationCode": grant.benefit.codes.create(code="ZEBRA-0001"),
        "GrantProgramme": grant.programme,
        "Fund": FundFactory(workshop=edition, name="Zebra fund"),
        "Role": RoleFactory(workshop=edition),
        "Slot": SlotFactory(workshop=edition, title="Zebra slot"),
        "Session": Session.objects.create(workshop=edition, title="Zebra session"),
        "Page": Page.objects.create(workshop=edition, title="Zebra page", slug="hidden"),
        "Sponsor": sponsor,
        "Mailing": MailingFactory(workshop=edition, name="Zebra mailing"),
        "EventText": EventTextFactory(workshop=edition, subject="Zebra subject"),
        "Message": Message.objects.get(),
    }


@pytest.fixture
def hidden():
    return rows_of(WorkshopFactory(name="Zebra edition", status="draft"))


def admin_url(obj, page, *args):
    return reverse(f"admin:{obj._meta.app_label}_{obj._meta.model_name}_{page}", args=args)


def test_every_model_of_the_desk_is_looked_at(hidden):
    registered = {model.__name__ for model in admin.site._registry}

    assert registered == set(hidden) | SHARED | FOR_SUPERUSERS


def test_what_belongs_to_another_edition_is_missing(client, hidden):
    client.force_login(organizer_of(WorkshopFactory()))

    for name, row in hidden.items():
        for page in ("change", "delete", "history"):
            missing = client.get(admin_url(row, page, NOBODYS.get(name, 987654))).status_code
            assert missing in {403, 404}, (name, page)
            assert client.get(admin_url(row, page, row.pk)).status_code == missing, (name, page)
            assert client.post(admin_url(row, page, row.pk), {"post": "yes"}).status_code == missing, (name, page)
        for verb in getattr(admin.site._registry[type(row)], "verbs", ()):
            url = admin_url(row, "verb", row.pk, verb.name)
            assert client.get(url).status_code == client.post(url).status_code == 404, (name, verb.name)


def test_lists_searches_and_choices_of_other_editions_are_empty(client, hidden):
    client.force_login(organizer_of(WorkshopFactory()))

    for name, row in hidden.items():
        listed = client.get(admin_url(row, "changelist"))
        assert str(row.pk) not in [str(each.pk) for each in listed.context["cl"].result_list], name
        assert "zebra" not in listed.text.lower(), name
        if admin.site._registry[type(row)].has_add_permission(listed.wsgi_request):
            assert "zebra" not in client.get(admin_url(row, "add")).text.lower(), name


@pytest.mark.parametrize(
    ("app", "model", "field"),
    [
        ("awards", "award", "paper"),
        ("awards", "award", "category"),
        ("awards", "award", "person"),
        ("awards", "awardcategory", "workshop"),
        ("awards", "awardcategory", "fund"),
        ("awards", "committeemember", "person"),
        ("awards", "committeemember", "workshop"),
        ("awards", "signatory", "workshop"),
        ("awards", "fund", "sponsor"),
        ("awards", "grant", "programme"),
        ("papers", "presentation", "slot"),
        ("workshops", "slot", "session"),
    ],
)
def test_autocomplete_offers_nothing_of_other_editions(client, hidden, app, model, field):
    client.force_login(organizer_of(WorkshopFactory()))

    offered = client.get(
        reverse("admin:autocomplete"), {"app_label": app, "model_name": model, "field_name": field, "term": "zebra"}
    )

    assert offered.json()["results"] == []


def test_a_row_is_not_smuggled_into_another_edition(client, hidden):
    client.force_login(organizer_of(WorkshopFactory()))
    form = {"workshop": hidden["Workshop"].pk, "name": "Mine", "kind": "cash", "currency": "USD", "amount": "1"}

    response = client.post(reverse("admin:awards_fund_add"), form)

    assert response.status_code == 200
    assert "workshop" in response.context["adminform"].form.errors


def test_an_organizer_sees_the_rows_of_their_own_edition(client, hidden):
    client.force_login(organizer_of(hidden["Workshop"]))

    for name, row in hidden.items():
        for page in ("change", "history"):
            assert client.get(admin_url(row, page, row.pk)).status_code == 200, (name, page)


def test_an_organizer_of_a_past_edition_is_out(client, hidden):
    user = organizer_of(hidden["Workshop"])
    user.person.roles.update(ends_on="2022-01-01")
    client.force_login(user)

    response = client.get(reverse("admin:index"))

    assert response.status_code == 302


@pytest.mark.parametrize("user", [None, "somebody", "author"])
def test_the_desk_is_closed_to_others(client, user):
    author = AuthorshipFactory(person=PersonFactory(user=UserFactory()))
    if user:
        client.force_login(author.person.user if user == "author" else UserFactory())

    assert client.get(reverse("admin:index")).status_code == 302
    assert client.get(reverse("admin:papers_paper_changelist")).status_code == 302


@pytest.mark.parametrize("path", ["admin:accounts_user_changelist", "admin:workshops_series_changelist"])
def test_accounts_and_series_are_for_those_who_run_the_site(client, path):
    client.force_login(organizer_of(WorkshopFactory()))
    assert client.get(reverse(path)).status_code == 403

    client.force_login(UserFactory(is_superuser=True))
    assert client.get(reverse(path)).status_code == 200


def test_addresses_of_a_person_of_other_editions_too_stay_hidden(client):
    mine = WorkshopFactory()
    person = PersonFactory(email="secret@example.org", user=UserFactory(email="secret-account@example.org"))
    RoleFactory(workshop=WorkshopFactory(), person=person, kind="organizer")
    RoleFactory(workshop=mine, person=person)
    client.force_login(organizer_of(mine))
    url = reverse("admin:accounts_person_change", args=[person.pk])
    form = {"emails-TOTAL_FORMS": 1, "emails-INITIAL_FORMS": 0, "emails-0-email": "me@example.org"}

    page = client.get(url)
    client.post(url, {"name": "Changed", **form})

    assert page.status_code == 200
    assert "secret" not in page.text
    assert client.get(reverse("admin:accounts_person_history", args=[person.pk])).status_code == 404
    person.refresh_from_db()
    assert person.name != "Changed"
    assert [each.email for each in person.emails.all()] == ["secret@example.org"]


def test_only_those_who_run_the_site_make_or_delete_editions(client):
    edition = WorkshopFactory()
    client.force_login(organizer_of(edition))

    assert client.get(reverse("admin:workshops_workshop_add")).status_code == 403
    client.post(reverse("admin:workshops_workshop_delete", args=[edition.pk]), {"post": "yes"})
    assert Workshop.objects.filter(pk=edition.pk).exists()


def test_no_redirect_tells_the_address_of_what_is_hidden(client, hidden):
    client.force_login(organizer_of(WorkshopFactory()))
    kind = ContentType.objects.get_for_model(hidden["Paper"])

    assert client.get(f"/desk/r/{kind.pk}/{hidden['Paper'].pk}/").status_code == 404
