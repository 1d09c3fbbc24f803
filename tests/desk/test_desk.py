from datetime import UTC, datetime

import pytest
from django.urls import reverse

from awards.models import Award
from notifications.models import Message
from papers.models import Paper
from tests.factories import (
    AuthorshipFactory,
    AwardCategoryFactory,
    AwardFactory,
    GrantFactory,
    PaperFactory,
    PersonFactory,
    RoleFactory,
    SlotFactory,
    WorkshopFactory,
    organizer_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition(client):
    edition = WorkshopFactory()
    client.force_login(organizer_of(edition))
    return edition


def do(client, thing, verb, **given):
    url = reverse(f"admin:{thing._meta.app_label}_{thing._meta.model_name}_verb", args=[thing.pk, verb])
    return client.post(url, given, follow=True)


def test_the_desk_says_what_waits(client, edition):
    PaperFactory(workshop=edition, title="Undecided work")
    award = AwardFactory(category=AwardCategoryFactory(workshop=edition, paid=True))

    page = client.get(reverse("admin:index")).text

    assert "Undecided work" in page
    assert award.category.name in page
    assert "$1,500" in page


def test_the_desk_asks_to_announce_what_is_given_and_to_decide_what_is_not_planned_on_the_board(client, edition):
    held, proposed = (
        GrantFactory(benefit__programme__workshop=edition, benefit__programme__name=name) for name in ("Boats", "Nets")
    )
    held.give(by=None)
    planned = GrantFactory(benefit=proposed.benefit)
    planned.offer = planned.programme.offers.create(person=planned.person, printed_name=planned.printed_name)
    planned.save()

    page = client.get(reverse("admin:index")).text

    for task in ("“Boats”: 1 grant to announce", "“Nets”: 1 grant to decide", "“Nets”: 1 planned offer"):
        assert task in page
    assert "“Nets”: 1 grant to announce" not in page


def test_an_organizer_decides_tells_and_announces(client, edition):
    award = AwardFactory(category=AwardCategoryFactory(workshop=edition))
    AuthorshipFactory(paper=award.paper, person=PersonFactory(email="a@example.org"))

    do(client, award, "decide", reason="Unanimous")
    do(client, award, "tell")
    do(client, award, "tell")
    do(client, award.category, "announce")

    assert Award.objects.public().get() == award
    assert Message.objects.get().to == "a@example.org"
    history = client.get(reverse("admin:awards_award_history", args=[award.pk])).text
    assert "Unanimous" in history
    assert "tell the winners" in history.lower()


def test_looking_at_a_button_does_nothing(client, edition):
    award = AwardFactory(category=AwardCategoryFactory(workshop=edition), status="decided")
    AuthorshipFactory(paper=award.paper, person=PersonFactory(email="a@example.org"))

    preview = client.get(reverse("admin:awards_award_verb", args=[award.pk, "tell"]))

    assert "a@example.org" in preview.text
    assert not Message.objects.exists()


def test_a_refusal_is_a_sentence(client, edition):
    category = AwardCategoryFactory(workshop=edition)

    page = do(client, category, "announce").text

    assert "before you announce it" in page


def test_saving_in_the_admin_sends_nothing_and_decides_nothing(client, edition):
    award = AwardFactory(category=AwardCategoryFactory(workshop=edition))
    AuthorshipFactory(paper=award.paper, person=PersonFactory(email="a@example.org"))
    url = reverse("admin:awards_award_change", args=[award.pk])
    form = {
        "category": award.category_id,
        "paper": award.paper_id,
        "citation": "Clear and careful.",
        "position": 1,
        "status": "decided",
        "shares-TOTAL_FORMS": 0,
        "shares-INITIAL_FORMS": 0,
    }

    response = client.post(url, form)

    assert response.status_code == 302
    award.refresh_from_db()
    assert award.citation == "Clear and careful."
    assert award.status == "proposed"
    assert not Message.objects.exists()
    assert "Clear and careful." in client.get(reverse("admin:awards_award_history", args=[award.pk])).text


def authors_form(paper, positions):
    authors = list(paper.authorships.order_by("pk"))
    form = {
        "workshop": paper.workshop_id,
        "number": paper.number,
        "title": paper.title,
        "kind": paper.kind,
        "authorships-TOTAL_FORMS": len(authors),
        "authorships-INITIAL_FORMS": len(authors),
        "presentations-TOTAL_FORMS": 0,
        "presentations-INITIAL_FORMS": 0,
    }
    for index, (author, position) in enumerate(zip(authors, positions, strict=True)):
        form |= {
            f"authorships-{index}-id": author.pk,
            f"authorships-{index}-paper": paper.pk,
            f"authorships-{index}-position": position,
            f"authorships-{index}-printed_name": author.printed_name,
            f"authorships-{index}-person": author.person_id,
        }
    return form


def test_authors_change_places(client, edition):
    paper = PaperFactory(workshop=edition)
    first, second = (AuthorshipFactory(paper=paper, position=position) for position in (1, 2))

    client.post(reverse("admin:papers_paper_change", args=[paper.pk]), authors_form(paper, [2, 1]))

    assert list(Paper.objects.get(pk=paper.pk).authorships.all()) == [second, first]


def test_two_authors_at_one_place_are_refused_with_a_sentence(client, edition):
    paper = PaperFactory(workshop=edition)
    for position in (1, 2):
        AuthorshipFactory(paper=paper, position=position)

    page = client.post(reverse("admin:papers_paper_change", args=[paper.pk]), authors_form(paper, [1, 1]))

    assert page.status_code == 200
    assert "Two authors stand at the same position." in page.text


def test_a_decided_award_keeps_its_winner(client, edition):
    award = AwardFactory(category=AwardCategoryFactory(workshop=edition), status="decided")
    other = PaperFactory(workshop=edition, public=True)
    form = {"paper": other.pk, "citation": "x", "shares-TOTAL_FORMS": 0, "shares-INITIAL_FORMS": 0}

    client.post(reverse("admin:awards_award_change", args=[award.pk]), form)

    award.refresh_from_db()
    assert award.paper != other
    assert award.citation == "x"


def test_times_are_typed_in_the_zone_of_the_edition(client, edition):
    edition.time_zone = "Asia/Tokyo"
    edition.save()
    slot = SlotFactory(workshop=edition)
    url = reverse("admin:workshops_slot_change", args=[slot.pk])
    form = {
        "workshop": edition.pk,
        "kind": "panel",
        "title": "A panel",
        "starts_at_0": "2027-04-30",
        "starts_at_1": "09:00",
        "appearances-TOTAL_FORMS": 0,
        "appearances-INITIAL_FORMS": 0,
    }

    client.post(url, form)

    slot.refresh_from_db()
    assert slot.starts_at == datetime(2027, 4, 30, 0, 0, tzinfo=UTC)
    page = client.get(url).text
    assert "09:00" in page
    assert "Asia/Tokyo" in page


def test_the_history_tells_of_rows_typed_on_the_page_of_something_else(client, edition):
    slot = SlotFactory(workshop=edition)
    person = PersonFactory(name="Ada Speaker")
    RoleFactory(workshop=edition, person=person)
    form = {
        "workshop": edition.pk,
        "kind": slot.kind,
        "title": slot.title,
        "starts_at_0": "2021-05-07",
        "starts_at_1": "09:00",
        "appearances-TOTAL_FORMS": 1,
        "appearances-INITIAL_FORMS": 0,
        "appearances-0-person": person.pk,
        "appearances-0-printed_name": "A. Speaker",
        "appearances-0-order": 1,
    }

    client.post(reverse("admin:workshops_slot_change", args=[slot.pk]), form)

    assert "A. Speaker" in client.get(reverse("admin:workshops_slot_history", args=[slot.pk])).text


def test_the_first_edit_of_what_was_loaded_in_bulk_is_told(client, edition):
    paper = Paper.objects.bulk_create([PaperFactory.build(workshop=edition)])[0]

    paper.title = "A better title"
    paper.save()

    history = client.get(reverse("admin:papers_paper_history", args=[paper.pk]))
    assert ["changed" in entry.what for entry in history.context["entries"]] == [True]
