"""Who did what, when and why: every change of a state, and every reading of what was told in confidence."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from awards.models import Application, Grant, Offer, RegistrationCode
from tests.desk.pages import do
from tests.factories import ApplicationFactory, CodeFactory, organizer_of
from tests.grants.applied import DAY, Applicant, call
from tests.grants.offered import opened, seats, waitlisted
from tests.grants.test_application_doors import VERBS as APPLICATION_VERBS
from tests.grants.test_application_doors import application_in, closed, review_in, typed
from tests.grants.test_doors import GRANT_VERBS, OFFER_VERBS, grant_in, offer_in
from workshops.lifecycle import Move

pytestmark = pytest.mark.django_db

CODE_VERBS = {"cancel": ({"free"}, "cancelled", {"reason": "They said so."})}
MAKERS = {
    Application: (APPLICATION_VERBS, lambda status: closed(application_in(status))),
    Grant: (GRANT_VERBS, grant_in),
    Offer: (OFFER_VERBS, offer_in),
    RegistrationCode: (CODE_VERBS, lambda status: CodeFactory(status=status)),
}
CHANGES = [
    (model, verb, status)
    for model, (verbs, _make) in MAKERS.items()
    for verb, (begins, _after, _given) in verbs.items()
    if verb not in {"drop", "extend"}  # one leaves nothing of which a state could be told, the other keeps the state
    for status in sorted(begins)
]


@pytest.mark.parametrize(("model", "verb", "status"), CHANGES)
def test_check_66_every_change_of_a_state_says_who_when_from_where_and_why(client, model, verb, status):
    verbs, make = MAKERS[model]
    thing, given = make(status), verbs[verb][2]
    user = organizer_of(thing.workshop)
    client.force_login(user)

    do(client, thing, verb, **given)

    line = Move.objects.about(thing).get(before=status)
    now = model.objects.get(pk=thing.pk).status
    assert (line.by, line.after, line.reason) == (user, now, given.get("reason", ""))
    assert now != status
    assert timezone.now() - line.at < timedelta(minutes=1)


@pytest.mark.parametrize("verb", ["submit", "withdraw"])
def test_check_66_what_an_applicant_changes_says_so(client, verb):
    applicant = Applicant(client, call())
    applicant.submits()

    if verb == "withdraw":
        applicant.withdraws()

    line = Move.objects.about(applicant.application).get(verb=verb)
    assert (line.by, line.after) == (applicant.user, applicant.application.status)


@pytest.mark.parametrize("verb", ["submit", "conflict"])
def test_check_66_what_a_reviewer_changes_says_so(client, verb):
    review = review_in("assigned")
    client.force_login(review.referee.person.user)

    client.post(reverse("awards:review", args=[review.application.workshop.slug, review.pk]), typed(review, verb))

    line = Move.objects.about(review).get()
    review.refresh_from_db()
    assert (line.by, line.before, line.after) == (review.referee.person.user, "assigned", review.status)
    assert line.reason == typed(review, verb).get("reason", "")


def test_check_66_what_happens_by_itself_says_that_nobody_did_it():
    benefit = seats(1)
    offer, following = opened(benefit), waitlisted(benefit)
    Offer.objects.filter(pk=offer.pk).update(respond_by=timezone.now() - DAY)

    Offer.objects.get(pk=offer.pk).expire()

    lines = [Move.objects.about(each).get(verb=verb) for each, verb in ((offer, "expire"), (following, "offer"))]
    assert [line.by for line in lines] == [None, None]
    assert [line.after for line in lines] == ["expired", "open"]


def test_check_66_reading_what_was_told_in_confidence_stands_in_the_history(client):
    application = ApplicationFactory()
    organizer = organizer_of(application.workshop)
    client.force_login(organizer)
    page = reverse("admin:awards_application_confidential", args=[application.pk])

    refused = client.get(page)
    read_before = Move.objects.about(application).count()
    client.post(page)

    assert (refused.status_code, read_before) == (405, 0)
    line = Move.objects.about(application).get()
    assert (line.verb, line.by) == ("read confidential answers", organizer)
    history = client.get(reverse("admin:awards_application_history", args=[application.pk])).text
    assert "read confidential answers" in history.lower()
