"""What is said before something is done with an award, and what is refused with a sentence."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from awards.models import Award, AwardCategory
from notifications.models import Message
from tests.desk.pages import ask, decided, do, save
from tests.factories import AwardCategoryFactory, AwardFactory, PaperFactory, WorkshopFactory, in_a_day, organizer_of

pytestmark = pytest.mark.django_db


# -- What will happen -----------------------------------------------------------------------------


def test_announcing_names_the_papers_and_people_that_become_public(client, edition):
    award = decided(edition, paid=True)

    page = ask(client, award.category, "announce")

    assert f"Everybody reads that “{award.paper}” by Ada First, Ben Second wins." in page
    assert "The winners have 90 days to say what happens with their shares." in page
    assert "1 winning paper or person has not been told." in page
    assert not AwardCategory.objects.public().exists()


def test_announcing_says_when_waiting_letters_leave(client, edition):
    award = decided(edition, hours_before=24)
    award.category.announce(at=timezone.now() + timedelta(days=9), by=None)
    Award.objects.get(pk=award.pk).tell(by=None)

    assert "2 letters wait. They leave 24 hours before that moment" in ask(client, award.category, "announce")
    assert "2 letters that wait are cancelled." in ask(client, award.category, "withdraw_announcement")


def test_announcing_that_nobody_wins_shows_the_reason(client, edition):
    category = AwardCategoryFactory(workshop=edition)
    do(client, category, "vacate", reason="Nothing reached us.")

    assert "there is no award, and why: “Nothing reached us.”" in ask(client, category, "announce")


def test_deciding_names_the_proposed_and_the_money_that_is_set_aside(client, edition):
    category = AwardCategoryFactory(workshop=edition, paid=True)
    award = AwardFactory(category=category)

    page = ask(client, category, "decide")

    assert f"Wins $1,000: {award.paper}." in page
    assert "which has $1,500 left." in page


def test_opening_says_who_may_nominate_and_until_when(client, edition):
    until = datetime(2030, 5, 5, 10, tzinfo=UTC)
    category = AwardCategoryFactory(workshop=edition, authors_nominate=True, nominations_until=until)

    page = ask(client, category, "open")

    assert "Who may nominate: author, award committee." in page
    assert "Nominations end on 5 May 2030, 12:00 Europe/Paris." in page


def test_opening_for_nobody_is_pointed_out(client, edition):
    category = AwardCategoryFactory(workshop=edition, committee_nominates=False)

    assert "Nobody may nominate, as the category stands." in ask(client, category, "open")


def test_telling_says_when_the_mails_leave(client, edition):
    award = decided(edition, hours_before=24)
    assert "They leave at once." in ask(client, award, "tell")

    award.category.announce(at=datetime(2030, 5, 5, 10, tzinfo=UTC), by=None)

    assert "They leave on 4 May 2030, 12:00 Europe/Paris" in ask(client, award, "tell")
    assert "2 mails leave on 4 May 2030, 12:00 Europe/Paris." in do(client, award, "tell")


# -- What stands in the way -----------------------------------------------------------------------


def test_what_stands_in_the_way_is_shown_without_a_button(client, edition):
    award = decided(edition)
    award.paper.withdraw(by=None)

    page = ask(client, award.category, "announce")

    assert f"Paper {award.paper.number} is not public by then." in page
    assert '<button type="submit" class="default">Announce' not in page


def test_what_stands_in_the_way_is_refused_also_to_who_has_no_button(client, edition):
    award = decided(edition)
    award.paper.withdraw(by=None)

    page = do(client, award.category, "announce")

    assert f"Paper {award.paper.number} is not public by then." in page
    award.category.refresh_from_db()
    assert award.category.announced_at is None


def test_a_paper_may_become_public_at_the_same_moment(client, edition):
    moment = timezone.localtime(in_a_day(), edition.zone).replace(second=0, microsecond=0)
    award = decided(edition)
    award.paper.announced_at = moment
    award.paper.save()

    do(client, award.category, "announce", at_0=f"{moment:%Y-%m-%d}", at_1=f"{moment:%H:%M}")

    award.category.refresh_from_db()
    assert award.category.announced_at == moment


def test_who_is_told_at_the_announcement_waits_for_its_moment(client, edition):
    award = decided(edition, telling="announcement")

    assert "Say first when that is." in ask(client, award, "tell")
    do(client, award, "tell")

    assert not Message.objects.exists()


# -- Moments --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("zone", "day", "hour", "sentence"),
    [
        ("Europe/Paris", "2030-03-31", "02:30", "The clocks of Europe/Paris change at that hour."),
        ("Europe/Paris", "2030-10-27", "02:30", "The clocks of Europe/Paris change at that hour."),
        ("UTC", "2030-01-01", "00:00", "This moment has passed."),
        ("Pacific/Kiritimati", "2030-01-02", "13:59", "This moment has passed."),
        ("UTC", "2035-02-01", "00:00", "more than five years away"),
        ("America/New_York", "9999-12-31", "23:59", "Is the year 9999 right?"),
        ("Pacific/Kiritimati", "0001-01-01", "00:00", "Is the year 1 right?"),
        ("UTC", "31 May", "noon", "Enter a valid date."),
    ],
)
def test_a_moment_that_cannot_be_meant_is_refused_beside_its_field(client, zone, day, hour, sentence):
    edition = WorkshopFactory(time_zone=zone)
    award = decided(edition)
    with time_machine.travel("2030-01-02T00:00Z", tick=False):
        client.force_login(organizer_of(edition))
        page = do(client, award.category, "announce", at_0=day, at_1=hour)

    assert sentence in page
    award.category.refresh_from_db()
    assert award.category.announced_at is None


def test_a_moment_is_typed_in_the_zone_of_the_edition(client, edition):
    award = decided(edition)
    with time_machine.travel("2030-01-01T00:00Z", tick=False):
        client.force_login(organizer_of(edition))
        asked = ask(client, award.category, "announce")
        done = do(client, award.category, "announce", at_0="2030-05-05", at_1="12:00")

    award.category.refresh_from_db()
    assert award.category.announced_at == datetime(2030, 5, 5, 10, tzinfo=UTC)
    assert "In the zone of the edition, Europe/Paris." in asked
    assert "From 5 May 2030, 12:00" in done.replace("from 5", "From 5")


@pytest.mark.parametrize("field", ["nominations_until", "votes_until"])
def test_a_deadline_that_cannot_be_meant_is_refused_beside_its_field(client, edition, field):
    category = AwardCategoryFactory(workshop=edition)
    form = {f"{field}_0": "9999-12-31", f"{field}_1": "23:59"}

    page = client.post(reverse("admin:awards_awardcategory_change", args=[category.pk]), form)

    assert page.context["adminform"].form.errors[field] == ["Is the year 9999 right?"]


def test_letters_follow_when_the_rule_of_telling_changes(client, edition):
    award = decided(edition)
    moment = in_a_day() + timedelta(days=9)
    award.category.announce(at=moment, by=None)
    award.tell(by=None)

    save(client, award.category, telling="announcement")

    waiting = Message.objects.about(award).exclude(state="cancelled")
    assert {message.not_before for message in waiting} == {moment}


def test_moving_the_moment_says_which_letters_name_the_old_one(client, edition):
    award = decided(edition)
    award.category.announce(at=in_a_day(), by=None)
    award.tell(by=None)
    Message.objects.update(state="sent", sent_at=timezone.now())

    assert "2 letters have left and name the moment" in ask(client, award.category, "announce")
    assert "2 letters have left and name the moment" in ask(client, award.category, "withdraw_announcement")


def test_nobody_is_proposed_for_an_announced_award(client, edition):
    award = decided(edition, max_awards=2)
    award.category.announce(by=None)
    inline = {"shares-TOTAL_FORMS": 0, "shares-INITIAL_FORMS": 0}
    paper = PaperFactory(workshop=edition, public=True)
    given = {"category": award.category_id, "paper": paper.pk, "citation": "x", "position": 1}

    page = client.post(reverse("admin:awards_award_add"), given | inline)

    assert "is announced; nobody is proposed for it now" in page.text
