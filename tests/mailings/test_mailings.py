"""A mailing: written, frozen with its recipients when it is approved, paused, cancelled; each message is a row of its own."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from awards import emails
from awards.models import GrantProgramme
from notifications import delivery, outbox
from notifications.models import Message
from tests.factories import (
    PAST,
    AuthorshipFactory,
    GrantFactory,
    MailingFactory,
    PaperFactory,
    PersonFactory,
    UserFactory,
    WorkshopFactory,
)
from tests.grants.offered import letter_of, opened, planned, seats, sent
from workshops.lifecycle import IllegalMove, Move
from workshops.mailings.audiences import audiences
from workshops.mailings.drafted import Drafted
from workshops.models import Mailing

pytestmark = pytest.mark.django_db
LATER = timedelta(minutes=6)


def author(paper, name="Ada Bay", email="ada@example.org", person=None, **authorship):
    person = person or PersonFactory(name=name, email=email)
    return AuthorshipFactory(paper=paper, person=person, printed_name=name, **authorship).person


def accepted(mailing, **paper):
    return PaperFactory(workshop=mailing.workshop, status="accepted", **paper)


def approved(mailing):
    mailing.approve(by=UserFactory(), recipients=Drafted(mailing).recipients)
    return Mailing.objects.get(pk=mailing.pk)


def words(mailing):
    return sorted(Message.objects.filter(kind=mailing.kind).values_list("to", "subject"))


# -- Who gets what --------------------------------------------------------------------------------


def test_check_48_the_sent_set_is_the_approved_set_and_stays_so():
    mailing = MailingFactory(subject="Paper {paper_number}")
    paper = accepted(mailing, number=7)
    author(paper)
    author(paper, "Ivy Elm", email="ivy@example.org")
    shown = [each.person.email for each in Drafted(mailing).reached]

    approved(mailing)
    author(accepted(mailing, number=8), "Late", email="late@example.org")

    assert shown == ["ada@example.org", "ivy@example.org"]
    assert words(mailing) == [("ada@example.org", "Paper 7"), ("ivy@example.org", "Paper 7")]
    assert [each.printed_name for each in mailing.recipients.all()] == ["Ada Bay", "Ivy Elm"]


def test_who_has_no_address_is_left_out_with_the_reason():
    mailing = MailingFactory()
    author(accepted(mailing))
    author(accepted(mailing), "Ola Fir", email="")

    approved(mailing)

    assert [(each.printed_name, each.left_out) for each in mailing.recipients.exclude(left_out="")] == [
        ("Ola Fir", "no address is known")
    ]


@pytest.mark.parametrize(("each", "subjects"), [("thing", ["Paper 7", "Paper 8"]), ("person", ["Paper 7; 8"])])
def test_somebody_with_two_papers_gets_one_mail_for_each_or_one_for_all(each, subjects):
    mailing = MailingFactory(subject="Paper {paper_number}", each=each)
    ada = author(accepted(mailing, number=7))
    author(accepted(mailing, number=8), person=ada)

    approved(mailing)

    assert [subject for _to, subject in words(mailing)] == subjects


def test_each_mail_goes_to_one_address_and_answers_go_to_the_edition():
    mailing = MailingFactory(workshop__contact_email="chairs@example.org")
    paper = accepted(mailing)
    for name in ("ada", "ivy"):
        author(paper, name.title(), email=f"{name}@example.org")

    approved(mailing)

    for message in Message.objects.filter(kind=mailing.kind):
        assert message.to.count("@") == 1
        assert message.reply_to == "chairs@example.org"
        assert "example.org" not in message.text.replace("laurel.example", "")


# -- What stands in the way -----------------------------------------------------------------------


def test_check_47_a_placeholder_that_is_empty_for_somebody_blocks_the_approval():
    mailing = MailingFactory(body="Dear {name} of {affiliation}")
    author(accepted(mailing), printed_affiliation="")

    assert Drafted(mailing).obstacles == ["{affiliation} is empty for Ada Bay."]


def test_a_mailing_to_nobody_is_not_approved():
    assert Drafted(MailingFactory()).obstacles == ["Nobody would get it."]


@pytest.mark.parametrize(("body", "warned"), [("It is announced.", True), ("See you soon.", False)])
def test_a_text_that_says_public_of_what_is_not_is_pointed_out(body, warned):
    mailing = MailingFactory(body=body)
    author(accepted(mailing, number=7, announced_at=None))

    said = ["The text says “announced”, and paper 7 is not public."]

    assert Drafted(mailing).warnings == (said if warned else [])


def test_the_difference_to_the_last_mailing_to_the_same_people_is_told():
    first = MailingFactory(name="First call")
    ada = author(accepted(first))
    author(accepted(first), "Ivy Elm", email="ivy@example.org")
    approved(first)
    ada.authorships.all().delete()
    for name in ("ola", "uwe"):
        author(accepted(first), name, email=f"{name}@example.org")

    second = MailingFactory(workshop=first.workshop)

    assert Drafted(second).difference == "Since “First call”: 2 people more, 1 fewer."


# -- When it leaves -------------------------------------------------------------------------------


def test_nothing_leaves_within_the_first_minutes_and_cancelled_then_nothing_ever_does():
    mailing = MailingFactory()
    author(accepted(mailing))
    mailing = approved(mailing)

    at_once = Message.objects.due(timezone.now()).count()
    mailing.cancel(by=None)

    assert at_once == 0
    with time_machine.travel(timezone.now() + LATER):
        assert not Message.objects.due(timezone.now()).exists()
    assert Message.objects.get().state == "cancelled"


def test_it_leaves_at_its_moment():
    at = timezone.now() + timedelta(days=2)
    mailing = MailingFactory(at=at)
    author(accepted(mailing))
    approved(mailing)

    assert Message.objects.get().not_before == at


def test_check_57_a_paused_mailing_stops_and_goes_on_when_it_is_resumed():
    mailing = MailingFactory()
    author(accepted(mailing))
    mailing = approved(mailing)

    mailing.pause(by=None)
    with time_machine.travel(timezone.now() + LATER):
        while_paused = Message.objects.due(timezone.now()).count()
        mailing.resume(by=None)
        resumed = Message.objects.due(timezone.now()).count()

    assert (while_paused, resumed) == (0, 1)
    assert [move.verb for move in Move.objects.about(mailing).order_by("pk")] == ["approve", "pause", "resume"]


def test_check_56_whoever_has_answered_meanwhile_is_not_written_to():
    benefit = seats(2)
    offers = [opened(benefit), opened(benefit)]
    sent(*map(letter_of, offers))
    mailing = MailingFactory(
        workshop=benefit.workshop, audience="unanswered", subject="Until {respond_by}", body="{name}"
    )
    approved(mailing)
    offers[0].accept(by=None)

    with time_machine.travel(timezone.now() + LATER):
        for message in Message.objects.filter(kind=mailing.kind):
            delivery.deliver(message.pk)

    states = dict(Message.objects.filter(kind=mailing.kind).values_list("to", "state"))
    assert states[offers[0].person.email] == "cancelled"
    assert states[offers[1].person.email] == "sent"


def test_it_is_approved_once():
    mailing = MailingFactory()
    author(accepted(mailing))
    again = Mailing.objects.get(pk=mailing.pk)
    approved(mailing)

    with pytest.raises(IllegalMove):
        approved(again)

    assert Message.objects.count() == 1


def test_what_is_sent_again_is_a_mail_of_the_mailing_like_the_first():
    mailing = MailingFactory()
    author(accepted(mailing))
    mailing = approved(mailing)
    Message.objects.update(state="failed")
    again = Message.objects.get().resend(by=None, reason="The address was mended.")

    paused = mailing.messages.filter(pk=again.pk).exists()
    delivery.deliver(again.pk)

    again.refresh_from_db()
    assert (paused, again.state) == (True, "sent")


# -- What nobody learns by a mailing ----------------------------------------------------------------


def names(workshop, audience):
    return [each.name for each in audiences[audience].members(workshop)]


def test_who_has_a_grant_is_written_to_once_they_know():
    benefit = seats(9)
    people = [PersonFactory(email=f"{name}@example.org") for name in ("ada", "ivy", "ola")]
    named = zip(("Ada Untold", "Ivy Told", "Ola Proposed"), people, strict=True)
    grants = [GrantFactory(benefit=benefit, printed_name=name, person=person) for name, person in named]
    for grant in grants[:2]:
        grant.give(by=None)
    sent(*outbox.post([emails.grant_given(grants[1])]))
    accepted_by = opened(benefit)
    accepted_by.accept(by=None)
    before = names(benefit.workshop, "recipients")
    GrantProgramme.objects.update(announced_at=PAST)

    assert sorted(before) == sorted(["Ivy Told", accepted_by.printed_name])
    assert "Ada Untold" in names(benefit.workshop, "recipients")


def test_who_has_not_answered_is_written_to_once_the_offer_has_left():
    benefit = seats(9)
    told, untold = opened(benefit), opened(benefit)
    planned(benefit)
    sent(letter_of(told))

    assert untold.printed_name not in names(benefit.workshop, "unanswered")
    assert names(benefit.workshop, "unanswered") == [told.printed_name]


@pytest.mark.parametrize("count", [1, 3])
def test_freezing_costs_the_same_however_many_get_it(django_assert_num_queries, count):
    mailing = MailingFactory(workshop=WorkshopFactory())
    paper = accepted(mailing)
    for number in range(count):
        author(paper, f"Author {number}", email=f"author{number}@example.org")
    drafted = Drafted(Mailing.objects.select_related("workshop").get(pk=mailing.pk))

    with django_assert_num_queries(18):
        drafted.mailing.approve(by=None, recipients=drafted.recipients)


def test_what_does_not_fit_one_of_several_papers_is_pointed_out_too():
    mailing = MailingFactory(body="It is announced.", each="person")
    ada = author(accepted(mailing, number=7, public=True))
    author(accepted(mailing, number=8), person=ada)

    assert Drafted(mailing).warnings == ["The text says “announced”, and paper 8 is not public."]


@pytest.mark.parametrize(("verb", "state"), [("pause", "held"), ("cancel", "cancelled")])
def test_what_was_in_a_workers_hands_then_does_not_leave_at_its_next_try(verb, state):
    mailing = MailingFactory()
    author(accepted(mailing))
    mailing = approved(mailing)
    Message.objects.update(state="claimed")
    getattr(mailing, verb)(by=None)
    Message.objects.update(state="queued", not_before=timezone.now())

    delivery.deliver(Message.objects.get().pk)

    assert Message.objects.get().state == state


def test_words_that_changed_since_they_were_read_are_not_approved():
    mailing = MailingFactory()
    author(accepted(mailing))
    Mailing.objects.update(body="Something else")

    with pytest.raises(IllegalMove, match="changed by somebody else"):
        approved(mailing)

    assert not Message.objects.exists()


def test_an_edition_with_braces_in_its_name_is_no_placeholder():
    mailing = MailingFactory(workshop__short_name="Sets {of} things")
    author(accepted(mailing))

    approved(mailing)

    assert "Sets {" in Message.objects.get().html
