"""A call that has closed: three have applied, an organizer among them, and two reviewers score."""

from datetime import timedelta

from awards.models import Review
from tests.factories import (
    ApplicationFactory,
    BenefitFactory,
    CriterionFactory,
    FundFactory,
    GrantProgrammeFactory,
    QuestionFactory,
    RefereeFactory,
    RoleFactory,
)

PLANTS = {"bistort": "what an applicant answers in confidence"}


def call(world):
    RoleFactory(workshop=world.here, person=world.organizing_applicant, kind="organizer")
    closed_at = world.here.starts_at - timedelta(days=30)
    times = {"opens_at": closed_at - timedelta(days=30), "closes_at": closed_at}
    world.called = GrantProgrammeFactory(
        workshop=world.here, name="Bread and board", organizers_can_have=True, lead_days=0, **times
    )
    fund = FundFactory(workshop=world.here, name="Bread fund", units=True, sponsor=world.sponsor)
    world.bread = BenefitFactory(programme=world.called, fund=fund)
    CriterionFactory(programme=world.called, name="Need")
    question = QuestionFactory(programme=world.called, text="Who pays the rest?", sensitivity="sensitive")
    world.bid = _application(world, "bidder", closed_at, answers={question: "Bistort."})
    own = [_application(world, name, closed_at) for name in ("applicant", "organizing_applicant")]
    referee, scorer = (
        RefereeFactory(programme=world.called, person=getattr(world, who)) for who in ("referee", "scorer")
    )
    for application in (world.bid, own[0]):
        Review.objects.create(application=application, referee=referee)
    world.review_of_the_bid = Review.objects.create(application=world.bid, referee=scorer)


def _application(world, name, closed_at, **more):
    submitted = closed_at - timedelta(days=3)
    return ApplicationFactory(programme=world.called, person=getattr(world, name), submitted_at=submitted, **more)
