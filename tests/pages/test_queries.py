"""Public pages cost the same number of queries however much they show. Literal, so that a change is seen."""

import pytest
from django.urls import reverse

from papers.models import Presentation
from tests.factories import (
    AuthorshipFactory,
    AwardCategoryFactory,
    AwardFactory,
    BenefitFactory,
    GrantFactory,
    PaperFactory,
    PersonFactory,
    RoleFactory,
    SlotFactory,
    SponsorFactory,
    WorkshopFactory,
)
from workshops.models import Appearance, ImportantDate, Page, Sponsorship

pytestmark = pytest.mark.django_db

MOST = 12
COSTS = {
    "home": 2,
    "edition": 12,
    "papers:papers": 6,
    "papers:paper": 8,
    "papers:schedule": 7,
    "awards:awards": 12,
    "awards:json": 10,
    "awards:csv": 8,
    "awards:xml": 8,
    "all_awards": 2,
    "workshops:dates": 4,
    "workshops:speakers": 5,
    "workshops:organizers": 5,
    "workshops:committee": 4,
    "workshops:page": 4,
    "person": 8,
}


def full_edition(count):
    """An edition with ``count`` of everything, all public; returns it with a person who has a part in all of it."""
    edition = WorkshopFactory()
    star = PersonFactory()
    categories = AwardCategoryFactory(workshop=edition, paid=True), AwardCategoryFactory(workshop=edition)
    benefit = BenefitFactory(programme__workshop=edition, fund__amount=1000)
    programme = benefit.programme
    for n in range(count):
        paper = PaperFactory(workshop=edition, public=True, number=n)
        AuthorshipFactory(paper=paper, person=star, position=1)
        AuthorshipFactory(paper=paper, position=2)
        slot = SlotFactory(workshop=edition)
        Presentation.objects.create(slot=slot, paper=paper)
        Appearance.objects.create(slot=slot, person=star, printed_name=star.name)
        for kind in ("speaker", "panelist", "organizer", "committee"):
            RoleFactory(workshop=edition, kind=kind)
        ImportantDate.objects.create(workshop=edition, name=f"Date {n}", at=edition.starts_at)
        Page.objects.create(workshop=edition, title=f"Page {n}", slug=f"page-{n}", announced_at=edition.starts_at)
        Sponsorship.objects.create(workshop=edition, sponsor=SponsorFactory())
        GrantFactory(benefit=benefit, status="given")
    RoleFactory(workshop=edition, person=star)
    GrantFactory(benefit=benefit, person=star, status="given")
    for category in categories:
        AwardFactory(category=category, paper=edition.papers.first()).decide(by=None)
        category.announce(by=None)
    programme.announce(by=None)
    return edition, star


def address(page, edition, star):
    arguments = {
        "home": [],
        "all_awards": [],
        "person": [star.pk],
        "papers:paper": [edition.slug, 0],
        "workshops:page": [edition.slug, "page-0"],
    }
    return reverse(page, args=arguments.get(page, [edition.slug]))


@pytest.mark.parametrize("count", [1, 3, 100])
def test_public_pages_cost_what_they_cost(client, django_assert_num_queries, count, subtests):
    edition, star = full_edition(count)

    for page, cost in COSTS.items():
        with subtests.test(page=page), django_assert_num_queries(cost):
            assert client.get(address(page, edition, star)).status_code == 200


def test_no_page_costs_more_than_twelve():
    assert max(COSTS.values()) <= MOST
