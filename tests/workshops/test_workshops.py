from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from tests.factories import PAST, PersonFactory, RoleFactory, SlotFactory, UserFactory, WorkshopFactory, organizer_of
from workshops.lifecycle import IllegalMove, Move
from workshops.models import ImportantDate, Page, Role, Workshop, WorkshopStatus

pytestmark = pytest.mark.django_db

VERBS = {"published": "publish", "draft": "unpublish", "archived": "archive"}


@pytest.mark.parametrize(("before", "after"), list(product(WorkshopStatus.values, repeat=2)))
def test_an_edition_moves_as_its_table_says(before, after):
    edition = WorkshopFactory(status=before)
    verb = getattr(edition, VERBS[after])

    if after in Workshop.MOVES[before]:
        verb(by=None)
    else:
        with pytest.raises(IllegalMove):
            verb(by=None)

    edition.refresh_from_db()
    assert edition.status == (after if after in Workshop.MOVES[before] else before)


def test_every_move_leaves_a_line():
    edition, user = WorkshopFactory(status="draft"), UserFactory()

    edition.publish(by=user)

    move = Move.objects.about(edition).get()
    assert (move.verb, move.before, move.after, move.by) == ("publish", "draft", "published", user)


def test_of_two_who_move_at_once_one_wins():
    edition = WorkshopFactory(status="draft")
    as_another_saw_it = Workshop.objects.get(pk=edition.pk)
    edition.publish(by=None)

    with pytest.raises(IllegalMove):
        as_another_saw_it.publish(by=None)

    assert Move.objects.about(edition).count() == 1


def test_an_edition_without_a_start_is_not_published():
    edition = WorkshopFactory(status="draft", starts_at=None, ends_at=None)

    with pytest.raises(ValidationError, match="when the edition starts"):
        edition.publish(by=None)


def test_an_anonymous_visitor_organizes_nothing():
    RoleFactory(kind="organizer")  # a person without an account, like most

    assert not Workshop.objects.managed_by(AnonymousUser()).exists()


@pytest.mark.parametrize("kind", ["committee", "speaker", "panelist"])
def test_other_roles_open_no_desk(kind):
    user = UserFactory()
    RoleFactory(kind=kind, person=PersonFactory(user=user))

    assert not Workshop.objects.managed_by(user).exists()


def test_an_organizers_rights_end_with_the_role():
    edition = WorkshopFactory()
    user = organizer_of(edition)
    Role.objects.update(ends_on=date(2022, 1, 31))

    with time_machine.travel(datetime(2022, 1, 31, 12, tzinfo=UTC)):
        assert Workshop.objects.managed_by(user).get() == edition
    with time_machine.travel(datetime(2022, 2, 1, 12, tzinfo=UTC)):
        assert not Workshop.objects.managed_by(user).exists()


@pytest.mark.parametrize("slug", ["accounts", "desk", "me", "people", "files", "static", "healthz"])
def test_an_edition_cannot_take_an_address_of_the_site(slug):
    with pytest.raises(ValidationError, match="is an address of this site"):
        WorkshopFactory.build(slug=slug).full_clean()


def test_a_time_zone_is_a_real_one():
    with pytest.raises(ValidationError, match="is not a time zone"):
        WorkshopFactory.build(time_zone="Mars/Olympus").full_clean()


def violations():
    edition = WorkshopFactory()
    yield "workshop_ends", lambda: WorkshopFactory(ends_at=PAST - timedelta(hours=1))
    yield "workshop_status", lambda: WorkshopFactory(status="bogus")
    yield "role_kind", lambda: RoleFactory(kind="king")
    yield "slot_ends", lambda: SlotFactory(ends_at=PAST - timedelta(minutes=1))
    yield (
        "date_extended",
        lambda: ImportantDate.objects.create(workshop=edition, name="x", at=PAST, extended_from=PAST + timedelta(1)),
    )
    role = RoleFactory()
    yield "workshop", lambda: RoleFactory(workshop=role.workshop, person=role.person, kind=role.kind)
    page = Page.objects.create(workshop=edition, title="Call", slug="call")
    yield "slug", lambda: Page.objects.create(workshop=edition, title="Call", slug=page.slug)


def test_the_database_refuses_what_must_not_be():
    for named, violate in violations():
        with pytest.raises(IntegrityError, match=named), transaction.atomic():
            violate()


@pytest.mark.parametrize("slug", ["papers", "awards", "schedule"])
def test_a_page_cannot_take_an_address_of_its_edition(slug):
    with pytest.raises(ValidationError, match="has a page"):
        Page(workshop=WorkshopFactory(), title="x", slug=slug).full_clean()


def test_a_page_is_seen_once_announced(client):
    page = Page.objects.create(workshop=WorkshopFactory(), title="Call for papers", slug="call", body="**Send** it.")

    before = client.get(page.get_absolute_url())
    page.announce(by=None)
    after = client.get(page.get_absolute_url())

    assert before.status_code == 404
    assert "<strong>Send</strong>" in after.text


def test_a_draft_edition_is_there_for_its_organizers_alone(client):
    edition = WorkshopFactory(status="draft")
    url = edition.get_absolute_url()

    assert client.get(url).status_code == 404
    client.force_login(organizer_of(WorkshopFactory()))
    assert client.get(url).status_code == 404
    client.force_login(organizer_of(edition))
    assert client.get(url).status_code == 200


def test_aoe_midnight_is_noon_in_utc():
    deadline = ImportantDate(name="Submission", at=datetime(2021, 3, 8, 11, 59, tzinfo=UTC))

    said = deadline.at.astimezone(deadline.zone)

    assert deadline.is_aoe
    assert (said.day, said.hour, said.minute) == (7, 23, 59)
