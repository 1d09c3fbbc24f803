"""Mailings at the desk: typed, refused beside the field, looked at one by one, approved by a second organizer where it matters."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from notifications.models import Message
from tests.factories import (
    ApplicationFactory,
    BenefitFactory,
    GrantProgrammeFactory,
    MailingFactory,
    PersonFactory,
    RoleFactory,
    UserFactory,
    WorkshopFactory,
    organizer_of,
)
from tests.grants.offered import letter_of, opened, sent
from tests.mailings.test_mailings import accepted, approved, author
from workshops.mail import messages_managed_by
from workshops.mailings.audiences import audiences
from workshops.mailings.drafted import Drafted
from workshops.models import Mailing

pytestmark = pytest.mark.django_db


class Desk:
    def __init__(self, client, workshop, user=None):
        self.client, self.workshop, self.user = client, workshop, user or organizer_of(workshop)
        client.force_login(self.user)

    def types(self, mailing=None, **typed):
        given = {
            "workshop": self.workshop.pk,
            "name": "Camera ready",
            "audience": "authors",
            "each": "thing",
            "purpose": "news",
            "subject": "Paper {paper_number}",
            "body": "Dear {name}",
            "at_0": "",
            "at_1": "",
        }
        url = reverse("admin:workshops_mailing_change", args=[mailing.pk]) if mailing else self.address("add")
        return self.client.post(url, given | typed)

    def address(self, page, *args):
        return reverse(f"admin:workshops_mailing_{page}", args=args)

    def address_of_mails(self, mailing, parameters):
        return f"{reverse('admin:notifications_message_changelist')}?kind={mailing.kind}&{parameters}"

    def reads(self, page, mailing, *args):
        return self.client.get(self.address(page, mailing.pk, *args)).text

    def presses(self, verb, mailing):
        page = self.reads("verb", mailing, verb)
        shown = re.search(r'name="shown" value="(\w+)"', page)
        return self.client.post(
            self.address("verb", mailing.pk, verb), {"shown": shown[1]} if shown else {}, follow=True
        )


@pytest.fixture
def desk(client):
    return Desk(client, WorkshopFactory())


def test_check_46_what_is_typed_is_a_draft_and_no_mail_is_written(desk):
    desk.types()

    assert Mailing.objects.get().status == "draft"
    assert Mailing.objects.get().written_by == desk.user
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"body": "{{ user.password }}"}, "body"),
        ({"body": "{award}"}, "body"),
        ({"subject": "{name!r}"}, "subject"),
        ({"body": "[x]({name})"}, "body"),
        ({"body": ""}, "body"),
        ({"subject": "x" * 5000}, "subject"),
        ({"audience": "everybody"}, "audience"),
        ({"at_0": "2001-01-01", "at_1": "12:00"}, "at"),
    ],
)
def test_what_will_not_do_gets_a_sentence_beside_its_field(desk, typed, field):
    answer = desk.types(**typed)

    assert answer.context["adminform"].form.errors.keys() == {field}
    assert not Mailing.objects.exists()


def test_every_mail_is_looked_at_and_nothing_leaves_by_it(desk):
    mailing = MailingFactory(workshop=desk.workshop)
    paper = accepted(mailing, number=7, title="On care")
    author(paper)
    author(paper, "Ivy Elm", email="ivy@example.org", printed_affiliation="Halvard")
    author(paper, "Ola Fir", email="")

    first, second = (desk.client.get(desk.address("preview", mailing.pk), {"n": n}).text for n in (1, 2))

    assert "Mail 1 of 2" in first
    assert "Dear Ada Bay" in first
    assert "Dear Ivy Elm" in second
    assert "<strong>On care</strong>" in second
    assert "Ola Fir: no address is known" in first
    assert not Message.objects.exists()


@pytest.mark.parametrize("asked", ["0", "-1", "x", "१", "99999999999", ""])
def test_a_number_that_is_none_shows_some_mail(desk, asked):
    mailing = MailingFactory(workshop=desk.workshop)
    author(accepted(mailing))

    assert desk.client.get(desk.address("preview", mailing.pk), {"n": asked}).status_code == 200


def test_a_copy_goes_to_me_alone(desk):
    mailing = MailingFactory(workshop=desk.workshop)
    author(accepted(mailing))

    desk.presses("test", mailing)

    assert [message.to for message in Message.objects.all()] == [desk.user.email]
    assert "Dear Ada Bay" in Message.objects.get().text


# -- Approval -------------------------------------------------------------------------------------


def test_news_to_a_few_are_approved_by_who_wrote_them(desk):
    desk.types()
    mailing = Mailing.objects.get()
    author(accepted(mailing))

    desk.presses("approve", mailing)

    assert Message.objects.get().to == "ada@example.org"


@pytest.mark.parametrize("is_other", [True, False])
@pytest.mark.parametrize("case", ["decision", "many"])
def test_a_decision_or_a_mail_to_many_is_approved_by_another_organizer(desk, client, monkeypatch, case, is_other):
    desk.types(purpose="decision" if case == "decision" else "news")
    mailing = Mailing.objects.get()
    paper = accepted(mailing)
    for number in range(51 if case == "many" else 1):
        author(paper, f"Author {number}", email=f"author{number}@example.org", position=number + 1)
    approver = Desk(client, desk.workshop) if is_other else desk

    said = approver.presses("approve", mailing).text

    assert Message.objects.exists() == is_other
    assert ("is approved by another organizer" in said) != is_other


def test_what_has_changed_since_it_was_seen_is_not_approved(desk):
    desk.types()
    mailing = Mailing.objects.get()
    author(accepted(mailing))
    shown = re.search(r'name="shown" value="(\w+)"', desk.reads("verb", mailing, "approve"))[1]
    author(accepted(mailing), "Late", email="late@example.org")

    answer = desk.client.post(desk.address("verb", mailing.pk, "approve"), {"shown": shown})

    assert "Something has changed meanwhile" in answer.text
    assert not Message.objects.exists()
    assert re.search(r'name="shown" value="(\w+)"', answer.text)[1] != shown


def test_an_approved_mailing_is_not_edited_or_deleted_any_more(desk):
    mailing = MailingFactory(workshop=desk.workshop)
    author(accepted(mailing))
    approved(mailing)

    desk.types(mailing, body="Something else")
    deleted = desk.client.post(desk.address("delete", mailing.pk), {"post": "yes"})

    assert Mailing.objects.get().body == mailing.body
    assert deleted.status_code == 403


def test_its_page_says_what_became_of_each(desk):
    mailing = MailingFactory(workshop=desk.workshop)
    author(accepted(mailing))
    author(accepted(mailing), "Ola Fir", email="")
    approved(mailing)

    page = desk.reads("change", mailing)

    assert re.search(r"waiting</span></dt><dd><a [^>]*>1</a>", page)
    assert "left out: no address is known" in page


# -- Who may --------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", ["change", "preview"])
def test_organizers_elsewhere_find_nothing(client, page):
    mailing = MailingFactory()
    client.force_login(organizer_of(WorkshopFactory()))

    assert client.get(reverse(f"admin:workshops_mailing_{page}", args=[mailing.pk])).status_code == 404


@pytest.mark.parametrize("audience", ["applicants", "recipients", "unanswered", "reviewing"])
def test_whoever_has_applied_for_a_grant_does_not_read_who_else_did(desk, audience):
    programme = GrantProgrammeFactory(workshop=desk.workshop)
    mailing = MailingFactory(workshop=desk.workshop, audience=audience)
    ApplicationFactory(programme=programme, person=desk.user.person)

    refused = desk.types(audience=audience)

    assert "must not know who belongs to these people" in refused.text
    assert desk.client.get(desk.address("preview", mailing.pk)).status_code == 404
    assert mailing.name not in desk.client.get(desk.address("changelist")).text


@pytest.mark.parametrize("again", [True, False])
def test_whoever_has_applied_finds_no_mail_of_such_a_mailing_in_the_list(desk, again):
    benefit = BenefitFactory(programme__workshop=desk.workshop, fund__amount=9)
    for _each in range(2):
        sent(letter_of(opened(benefit)))
    mailing = MailingFactory(workshop=desk.workshop, audience="unanswered", subject="Hello {name}", body="{name}")
    Drafted(mailing).send_test(by=UserFactory())
    approved(mailing)
    if again:
        Message.objects.filter(kind=mailing.kind).update(state="failed")
        Message.objects.filter(kind=mailing.kind).last().resend(by=None, reason="Again.")
    seen = messages_managed_by(desk.user).filter(kind=mailing.kind).count()
    ApplicationFactory(programme=benefit.programme, person=desk.user.person)

    assert seen == 3 + again
    assert not messages_managed_by(desk.user).filter(kind=mailing.kind).exists()


def test_every_audience_can_be_looked_at_with_nobody_in_it(desk):
    for name in audiences:
        mailing = MailingFactory(workshop=desk.workshop, audience=name, subject="Hello", body="{name}")

        assert desk.client.get(desk.address("preview", mailing.pk)).status_code == 200


def test_speakers_are_written_to_by_their_printed_name(desk):
    RoleFactory(
        workshop=desk.workshop,
        kind="speaker",
        printed_name="Prof. Ada Bay",
        person=PersonFactory(email="ada@example.org"),
    )
    mailing = MailingFactory(workshop=desk.workshop, audience="speakers", subject="Hello", body="Dear {name}")

    assert "Dear Prof. Ada Bay" in desk.reads("preview", mailing)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_however_many_mailings_there_are(desk, django_assert_num_queries, count):
    for _each in range(count):
        MailingFactory(workshop=desk.workshop)
    page = desk.address("changelist")
    desk.client.get(page)

    with django_assert_num_queries(7):
        desk.client.get(page)


def test_the_page_tells_what_became_of_each_mail(desk):
    mailing = MailingFactory(workshop=desk.workshop)
    paper = accepted(mailing)
    for name in ("ada", "ivy", "ola"):
        author(paper, name, email=f"{name}@example.org")
    mailing = approved(mailing)
    Message.objects.update(state="sent", sent_at=timezone.now())
    Message.objects.filter(to="ada@example.org").update(landed="bounced")

    page = desk.client.get(desk.address("change", mailing.pk))

    told = [(words, n) for _state, words, _field, n in page.context["progress"]]
    assert told == [("sent", 2), ("bounced", 1)]
    assert desk.client.get(desk.address_of_mails(mailing, "landed__exact=bounced")).context["cl"].result_count == 1
    assert (
        desk.client.get(desk.address_of_mails(mailing, "state__exact=sent&landed__exact=")).context["cl"].result_count
        == 2
    )
