"""The texts of mails at the desk: whose words each has, how it looks, and an edition's own words."""

import pytest
from django.urls import reverse

from notifications.models import Message
from tests.factories import EventTextFactory, WorkshopFactory, organizer_of
from tests.mailings.told import told
from workshops.mailings.events import events
from workshops.models import EventText

pytestmark = pytest.mark.django_db
EVENT = "application_received"
OURS = events[EVENT]
WORDS = {"subject": "Here it is", "body": "Dear {name},\r\n\r\nwe have it: {programme}."}


class Desk:
    def __init__(self, client, edition):
        self.client, self.edition = client, edition
        client.force_login(organizer_of(edition))

    @property
    def adding(self):
        return f"{reverse('admin:workshops_eventtext_add')}?edition={self.edition.slug}&event={EVENT}"

    def opens(self, page, *args):
        return self.client.get(reverse(f"admin:workshops_{page}", args=args))

    def types(self, **typed):
        return self.client.post(self.adding, WORDS | typed)


@pytest.fixture
def desk(client):
    return Desk(client, WorkshopFactory())


def test_all_mails_are_listed_with_whose_words_they_have(desk):
    EventTextFactory(workshop=desk.edition, event=EVENT, subject="Here it is")

    page = desk.opens("texts", desk.edition.slug).text

    assert [page.count(f"<td>{whose}</td>") for whose in ("ours", "yours")] == [len(events) - 1, 1]
    assert "<td>Here it is</td>" in page


def test_a_text_is_seen_filled_with_examples_and_with_the_least(desk):
    page = desk.opens("text", desk.edition.slug, "award_won").text

    assert page.count("Dear Ada Bay,") == 4  # text and HTML, twice
    assert page.count("The prize is $1,000.") == 2
    assert desk.edition.name in page
    assert '<a class="verb" href="http' in page


def test_one_begins_with_our_words_and_reads_what_can_be_filled_in(desk):
    page = desk.client.get(desk.adding)

    assert page.context["adminform"].form["body"].value() == OURS.body
    assert "<code>{application_url}</code>" in page.text
    assert "the address of their application" in page.text


def test_what_is_typed_is_what_the_next_mail_says_and_no_mail_is_written(desk):
    answer = desk.types()

    text = EventText.objects.get()
    assert (text.workshop, text.event, text.subject) == (desk.edition, EVENT, "Here it is")
    assert answer.url == reverse("admin:workshops_text", args=[desk.edition.slug, EVENT])
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    ("field", "typed"),
    [("body", "{programme} {unknown}"), ("body", "Thank you"), ("body", "[x]({name}) {programme}"), ("subject", "{")],
)
def test_what_will_not_do_gets_a_sentence_beside_its_field(desk, field, typed):
    answer = desk.types(**{field: typed})

    assert answer.context["adminform"].form.errors.keys() == {field}
    assert typed in answer.context["adminform"].form[field].value()
    assert not EventText.objects.exists()


def test_two_who_begin_at_once_make_one_text(desk):
    desk.client.get(desk.adding)
    EventTextFactory(workshop=desk.edition, event=EVENT)

    answer = desk.types()

    assert "its own text for this mail already" in answer.text
    assert EventText.objects.count() == 1


def test_whoever_has_a_text_changes_that_one(desk):
    text = EventTextFactory(workshop=desk.edition, event=EVENT)

    answer = desk.client.get(desk.adding)

    assert answer.url == reverse("admin:workshops_eventtext_change", args=[text.pk])


def test_every_change_is_in_its_history(desk):
    desk.types()
    text = EventText.objects.get()

    desk.client.post(reverse("admin:workshops_eventtext_change", args=[text.pk]), WORDS | {"subject": "It came"})

    history = desk.opens("eventtext_history", text.pk).text
    assert "Here it is" in history
    assert "It came" in history


def test_back_to_our_text_is_one_button(desk):
    text = EventTextFactory(workshop=desk.edition, event=EVENT)
    delete = reverse("admin:workshops_eventtext_delete", args=[text.pk])

    assert delete in desk.opens("text", desk.edition.slug, EVENT).text
    answer = desk.client.post(delete, {"post": "yes"}, follow=True)

    assert not EventText.objects.exists()
    assert "Our text, filled with examples." in answer.text


def test_a_text_that_cannot_be_used_any_more_says_so_in_the_list_and_why_on_its_page(desk):
    EventTextFactory(workshop=desk.edition, event=EVENT, body="{gone}")

    assert "yours, cannot be used" in desk.opens("texts", desk.edition.slug).text
    assert "There is no {gone} here." in desk.opens("text", desk.edition.slug, EVENT).text


def test_a_button_that_cannot_write_its_mail_says_why_and_does_nothing(desk):
    member = desk.edition.award_committee.create(person=organizer_of(desk.edition).person, printed_name="Ada Bay")
    member.person.emails.create(email="ada@example.org")
    EventTextFactory(workshop=desk.edition, event="committee_invited", body="{gone}")
    invite = reverse("admin:awards_committeemember_verb", args=[member.pk, "invite"])

    pages = [desk.client.get(invite).text, desk.client.post(invite, follow=True).text]

    assert ["There is no {gone} here." in page for page in pages] == [True, True]
    assert not Message.objects.exists()


# -- Who may --------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", ["texts", "text", "change", "add"])
def test_organizers_elsewhere_find_nothing(client, page):
    hidden = EventTextFactory(event=EVENT)
    desk = Desk(client, hidden.workshop)
    addresses = {
        "texts": reverse("admin:workshops_texts", args=[hidden.workshop.slug]),
        "text": reverse("admin:workshops_text", args=[hidden.workshop.slug, EVENT]),
        "change": reverse("admin:workshops_eventtext_change", args=[hidden.pk]),
        "add": desk.adding,
    }
    client.force_login(organizer_of(WorkshopFactory()))

    assert client.get(addresses[page]).status_code == 404
    assert client.post(addresses[page], WORDS).status_code == 404


@pytest.mark.parametrize("asked", ["", "?event=nothing", f"?event={EVENT}&edition=nowhere", f"?event={EVENT}"])
def test_without_a_mail_one_chooses_and_without_an_edition_nothing_is_there(desk, asked):
    answer = desk.client.get(reverse("admin:workshops_eventtext_add") + asked)

    assert answer.status_code == (404 if EVENT in asked else 302)


def test_nobody_is_told_another_text_than_that_of_their_edition(desk):
    desk.types()

    assert told(EVENT).subject != "Here it is"
    assert desk.opens("text", desk.edition.slug, "nothing").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_however_many_texts_there_are(desk, django_assert_num_queries, count):
    for event in list(events)[:count]:
        EventTextFactory(workshop=desk.edition, event=event)
    page = reverse("admin:workshops_texts", args=[desk.edition.slug])
    desk.client.get(page)

    with django_assert_num_queries(6):
        desk.client.get(page)
