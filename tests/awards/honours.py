"""Winners with accounts, told or announced, and whoever signs their certificates."""

from datetime import UTC, datetime
from decimal import Decimal

from awards.models import Signatory
from notifications.models import Message
from tests.factories import (
    AuthorshipFactory,
    AwardCategoryFactory,
    AwardFactory,
    PersonFactory,
    UserFactory,
    WorkshopFactory,
)


def edition(**fields):
    """One that somebody signs for."""
    workshop = WorkshopFactory(location="Kigali, Rwanda", **fields)
    Signatory.objects.create(workshop=workshop, name="Chris Chair", title="Chair of the committee")
    return workshop


def decided(*names, prize=Decimal(1000), title="On care", **category):
    """A decided award of a paper by authors of these names, who have accounts."""
    category = AwardCategoryFactory(workshop=edition(), paid=True, prize=prize, **category)
    award = AwardFactory(category=category, paper__title=title)
    for position, name in enumerate(names, start=1):
        person = PersonFactory(name=name, user=UserFactory(), email=f"author{award.pk}-{position}@example.org")
        AuthorshipFactory(paper=award.paper, person=person, position=position)
    award.decide(by=None)
    return award


def announced(*names, at=None, **fields):
    award = decided(*names, **fields)
    award.category.announce(by=None, at=at)
    return award


def told(award):
    """The letters have arrived."""
    letters = award.tell(by=None)
    sent_at = datetime(2026, 1, 1, tzinfo=UTC)
    Message.objects.filter(pk__in=[letter.pk for letter in letters]).update(state="sent", sent_at=sent_at)
    return award


def user_of(award, position=1):
    return award.winners[position - 1][0].user
