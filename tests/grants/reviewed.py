"""A programme with a call that is closed, two criteria and reviewers; scores are given as the verb gives them."""

from datetime import timedelta

from django.utils import timezone

from awards.models import Review
from tests.canaries import canary
from tests.factories import ApplicationFactory, CriterionFactory, GrantProgrammeFactory, PersonFactory, RefereeFactory


def programme_with(*weights, **programme):
    now = timezone.now()
    call = {"opens_at": now - timedelta(days=90), "closes_at": now - timedelta(days=60)}
    made = GrantProgrammeFactory(**call | programme)
    for weight in weights or (1,):
        CriterionFactory(programme=made, weight=weight)
    return made


def applicant(programme, name="Ada Bay", person=None, **application):
    return ApplicationFactory(programme=programme, person=person or PersonFactory(name=name), **application)


def asked(application, referee=None):
    referee = referee or RefereeFactory(programme=application.programme)
    return Review.objects.create(application=application, referee=referee)


def scored(application, *values, comment=None):
    """One review, with a value for each criterion."""
    review = asked(application)
    criteria = application.programme.criteria.all()
    review.submit(
        dict(zip(criteria, values, strict=True)),
        comment=canary("comment") if comment is None else comment,
        by=review.referee.person.user,
    )
    return review
