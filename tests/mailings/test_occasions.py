"""Mailings that leave by themselves: when something is announced, before a deadline; once to each, and never long after."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from notifications import delivery
from notifications.models import Message
from tests.factories import (
    AwardFactory,
    ImportantDateFactory,
    MailingFactory,
    RoleFactory,
    UserFactory,
    WorkshopFactory,
)
from tests.grants.offered import letter_of, opened, sent
from tests.mailings.test_desk import Desk
from tests.mailings.test_mailings import accepted, author
from workshops.mailings.leaving import leave
from workshops.models import Mailing

pytestmark = pytest.mark.django_db
START = datetime.fromisoformat("2026-12-10T09:00Z")
HOUR = timedelta(hours=1)


def written(workshop=None, **fields):
    words = {"subject": "Soon", "body": "Dear {name}, soon.", "audience": "speakers", "occasion": "start", "hours": -72}
    return MailingFactory(workshop=workshop or WorkshopFactory(starts_at=START, ends_at=None), **words | fields)


def waiting(workshop=None, **fields):
    """An approved one."""
    mailing = written(workshop, **fields)
    mailing.approve(by=UserFactory(), recipients=[])
    return mailing


def speaker(workshop, email="ada@example.org"):
    return RoleFactory(workshop=workshop, kind="speaker", person__email=email).person


def told():
    return sorted(Message.objects.filter(kind__startswith="mailing:").values_list("to", flat=True))


def at(time_machine, moment):
    time_machine.move_to(moment, tick=False)
    leave()


@pytest.fixture
def desk(client):
    return Desk(client, WorkshopFactory())


@pytest.mark.parametrize(
    ("hours", "leaves"),
    [(-73, False), (-72, True), (-49, True), (-48, False), (0, False)],
)
def test_it_leaves_when_its_moment_has_come_and_not_long_after(time_machine, hours, leaves):
    time_machine.move_to(START - timedelta(days=30))
    speaker(waiting().workshop)

    at(time_machine, START + hours * HOUR)

    assert told() == (["ada@example.org"] if leaves else [])


def test_check_56_a_reminder_is_not_sent_twice_nor_after_a_long_standstill(time_machine):
    time_machine.move_to(START - timedelta(days=30))
    early, late = waiting(), waiting()
    speaker(early.workshop)
    at(time_machine, START - 72 * HOUR)
    at(time_machine, START - 71 * HOUR)
    speaker(late.workshop, "late@example.org")

    at(time_machine, START - 40 * HOUR)

    assert told() == ["ada@example.org"]


def test_who_comes_while_it_leaves_gets_it_too(time_machine):
    time_machine.move_to(START - 72 * HOUR, tick=False)
    mailing = waiting()
    speaker(mailing.workshop)
    leave()
    speaker(mailing.workshop, "eve@example.org")

    leave()

    assert told() == ["ada@example.org", "eve@example.org"]


@pytest.mark.parametrize("verb", ["pause", "cancel"])
def test_what_is_paused_or_stopped_does_not_leave(time_machine, verb):
    time_machine.move_to(START - 72 * HOUR, tick=False)
    mailing = waiting()
    speaker(mailing.workshop)
    getattr(mailing, verb)(by=UserFactory())

    leave()

    assert told() == []


def test_a_draft_does_not_leave(time_machine):
    time_machine.move_to(START - 72 * HOUR, tick=False)
    speaker(written().workshop)

    leave()

    assert told() == []


def test_an_important_date_is_an_occasion(time_machine):
    time_machine.move_to(START, tick=False)
    workshop = WorkshopFactory(starts_at=None, ends_at=None)
    date = ImportantDateFactory(workshop=workshop, at=START + 24 * HOUR)
    waiting(workshop, occasion=f"date:{date.pk}", hours=-24)
    speaker(workshop)

    leave()

    assert told() == ["ada@example.org"]


def test_authors_are_written_to_when_their_own_paper_is_announced(time_machine):
    mailing = waiting(audience="authors", occasion="papers", hours=0, subject="{paper_title}")
    author(accepted(mailing, announced_at=timezone.now() - HOUR))
    author(accepted(mailing, announced_at=None), "Eve Fir", email="eve@example.org")

    leave()

    assert told() == ["ada@example.org"]


def test_whoever_must_answer_an_offer_is_reminded_for_that_offer_only(time_machine):
    offer = opened()
    mailing = waiting(offer.workshop, audience="unanswered", occasion="offers", hours=-24, each="thing")
    sent(letter_of(offer))

    at(time_machine, offer.respond_by - 25 * HOUR)
    before = told()
    at(time_machine, offer.respond_by - 24 * HOUR)

    assert (before, told()) == ([], [offer.person.email])
    assert mailing.recipients.get().about == f"awards.offer:{offer.pk}"


def test_check_56_whoever_answers_before_it_leaves_gets_none(time_machine):
    offer = opened()
    waiting(offer.workshop, audience="unanswered", occasion="offers", hours=-24, each="thing")
    sent(letter_of(offer))
    at(time_machine, offer.respond_by - 24 * HOUR)
    offer.decline(by=None)

    delivery.deliver_due()

    assert Message.objects.get(kind__startswith="mailing:").state == "cancelled"


def test_an_award_that_is_not_announced_writes_to_nobody():
    award = AwardFactory(category__announced_at=None)
    waiting(award.category.workshop, audience="winners", occasion="awards", hours=0)

    leave()

    assert told() == []


def test_who_lacks_what_is_filled_in_is_left_out_with_the_reason(time_machine):
    time_machine.move_to(START - 72 * HOUR, tick=False)
    mailing = waiting(body="Dear {name} of {affiliation}")
    RoleFactory(workshop=mailing.workshop, kind="speaker", printed_affiliation="", person__email="ada@example.org")

    leave()

    assert told() == []
    assert mailing.recipients.get().left_out == "{affiliation} is empty"


@pytest.mark.parametrize("speakers", [1, 3])
def test_a_sweep_asks_as_often_for_many(time_machine, django_assert_num_queries, speakers):
    time_machine.move_to(START - 72 * HOUR, tick=False)
    mailing = waiting()
    for number in range(speakers):
        speaker(mailing.workshop, f"speaker{number}@example.org")

    with django_assert_num_queries(13):
        leave()


# -- At the desk ----------------------------------------------------------------------------------


def test_it_is_typed_as_people_say_it(desk):
    desk.types(occasion="start", amount="3", side="-24", audience="speakers", subject="Soon")

    assert Mailing.objects.get().hours == -72


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"occasion": "start", "at_0": "2027-12-24", "at_1": "12:00"}, "at", "not both"),
        ({"occasion": "nothing"}, "occasion", "nothing"),
        ({"occasion": "start", "amount": "-3"}, "amount", "greater than or equal to 0"),
        ({"occasion": "start", "amount": "366"}, "amount", "less than or equal to 365"),
    ],
)
def test_what_cannot_be_gets_a_sentence_beside_its_field(desk, typed, field, sentence):
    answer = desk.types(**typed)

    assert sentence in answer.context["adminform"].form.errors[field][0]
    assert not Mailing.objects.exists()


def test_a_date_of_another_edition_is_refused(desk):
    there = ImportantDateFactory()
    desk.user.is_superuser = True
    desk.user.save()

    answer = desk.types(occasion=f"date:{there.pk}")

    assert answer.context["adminform"].form.errors["occasion"] == ["This date belongs to another edition."]


def test_approving_says_that_it_waits_and_for_what(desk):
    mailing = written(desk.workshop, written_by=desk.user)
    speaker(desk.workshop)

    page = desk.reads("verb", mailing, "approve")
    desk.presses("approve", mailing)

    assert "It waits: 3 days before: the edition starts." in page
    assert "At this moment that would be 1 mail." in page
    assert not Message.objects.exists()
    assert Mailing.objects.waiting_for_occasions().get() == mailing
