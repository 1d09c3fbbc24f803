"""Every verb of an application and of a review, in every state, by everybody: the table is done, the rest changes nothing."""

from itertools import product

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from awards.models import Application, ApplicationStatus, GrantProgramme, Review, ReviewStatus, Revision, Score
from notifications.models import Message
from tests.factories import (
    ApplicationFactory,
    CriterionFactory,
    PersonFactory,
    RefereeFactory,
    RoleFactory,
    UserFactory,
    WorkshopFactory,
    organizer_of,
)
from tests.grants.applied import DAY, Applicant, call
from workshops.lifecycle import IllegalMove, Move

pytestmark = pytest.mark.django_db

JUDGED = {"eligible", "ineligible", "rejected"}
REASON = {"reason": "They said so."}
VERBS = {  # of organizers: from which states, to which, and what is typed
    "ask": ({"submitted", "eligible"}, {"info_needed"}, {"question": "Which train?"}),
    "find_eligible": (
        {"submitted", "rejected"},
        {"eligible"},
        {},
    ),  # from the second by its address, as when reconsidered
    "find_ineligible": ({"submitted", "info_needed", "eligible"}, {"ineligible"}, REASON),
    "reject": ({"submitted", "eligible"}, {"rejected"}, REASON),
    "reconsider": (JUDGED, {"submitted", "eligible"}, REASON),
}
OWN_VERBS = {  # of the applicant, while the call is open
    "save": {"draft", "submitted", "info_needed"},
    "submit": {"draft", "submitted", "info_needed"},
    "withdraw": {"submitted", "info_needed", *JUDGED},
}
WITH_US, GONE = "It is with the organizers. They write to you", "You have withdrawn it."
REFUSALS = {  # what an applicant reads instead
    **{(verb, "draft"): "The call is closed" for verb in ("save", "submit")},
    **{(verb, status): WITH_US for verb in ("save", "submit") for status in {"submitted", *JUDGED}},
    **{(verb, "withdrawn"): GONE for verb in ("save", "submit")},
    ("withdraw", "withdrawn"): "that cannot be done now",
    ("withdraw", "draft"): "There is no page at this address",
}
REVIEW_VERBS = {"submit": {"assigned", "submitted"}, "conflict": {"assigned", "submitted"}}
ABLE = {"organizer", "superuser"}
ROLES = [*sorted(ABLE), "organizer elsewhere", "applicant", "organizing applicant", "reviewer", "stranger", "anonymous"]


def application_in(status, **programme):
    user = UserFactory()
    person = PersonFactory(user=user, email=user.email)
    made = ApplicationFactory(programme=call(**programme), person=person)
    sent = {"submitted_at": None} if status == "draft" else {}
    if sent:
        made.revisions.all().delete()
    Application.objects.filter(pk=made.pk).update(status=status, **sent)
    return Application.objects.get(pk=made.pk)


def closed(application):
    GrantProgramme.objects.filter(pk=application.programme_id).update(closes_at=timezone.now() - DAY / 2)
    return application


def user_in(role, application):
    if role == "organizing applicant":
        RoleFactory(workshop=application.workshop, person=application.person, kind="organizer")
    makers = {
        "organizer": lambda: organizer_of(application.workshop),
        "superuser": lambda: UserFactory(is_superuser=True),
        "organizer elsewhere": lambda: organizer_of(WorkshopFactory()),
        "applicant": lambda: application.person.user,
        "organizing applicant": lambda: application.person.user,
        "reviewer": lambda: RefereeFactory(programme=application.programme).person.user,
        "stranger": UserFactory,
    }
    return makers[role]() if role in makers else None


def knock(role, application, page, given):
    client = Client()
    if user := user_in(role, application):
        client.force_login(user)
    return client.post(page, given, follow=role in ABLE)


def everything():
    models = (Application, Revision, Review, Score, Move, Message)
    return [list(model.objects.order_by("pk").values()) for model in models]


@pytest.mark.parametrize(("verb", "role"), list(product(VERBS, ROLES)))
def test_an_application_is_judged_by_whom_and_from_where_the_table_says(subtests, verb, role):
    begins, after, given = VERBS[verb]
    for status in ApplicationStatus.values:
        with subtests.test(status):
            application = closed(application_in(status))
            page = reverse("admin:awards_application_verb", args=[application.pk, verb])
            before = everything()

            answer = knock(role, application, page, given)

            check_judged(role, application, answer, after if status in begins else None, before)


def check_judged(role, application, answer, after, before):
    if role in ABLE and after:
        assert Application.objects.get(pk=application.pk).status in after
        return
    assert everything() == before
    if role not in ABLE:
        assert answer.status_code == (404 if role.startswith("organiz") else 302)
    elif application.status != "draft":
        assert any(words in answer.text for words in ("cannot be done now", "could be reconsidered"))
    else:
        assert answer.status_code == 404


@pytest.mark.parametrize("verb", OWN_VERBS)
@pytest.mark.parametrize("is_open", [True, False])
def test_an_applicant_moves_their_own_as_the_table_says(subtests, verb, is_open):
    for status in ApplicationStatus.values:
        with subtests.test(status):
            application = application_in(status)
            if not is_open:
                closed(application)
            before = everything()

            answer = Own(application).does(verb)

            works = status in OWN_VERBS[verb] and (is_open or verb == "withdraw" or status == "info_needed")
            assert (everything() != before) == works
            assert works or REFUSALS[verb, status] in answer.text


class Own(Applicant):
    def __init__(self, application):
        super().__init__(Client(), application.programme, application.person.user)

    def does(self, verb):
        if verb == "withdraw":
            return self.client.post(f"{self.url}withdraw/", follow=True)
        return self.client.post(self.url, self.sheet() | {verb: ""})


@pytest.mark.parametrize("role", [each for each in ROLES if each not in {"applicant", "organizing applicant"}])
def test_nobody_else_moves_the_application_of_somebody(role):
    application = application_in("submitted")
    before = everything()[0]

    knock(role, application, Own(application).url, {"printed_name": "", "submit": ""})
    answer = knock(role, application, f"{Own(application).url}withdraw/", {})

    assert everything()[0] == before
    assert answer.status_code == (302 if role == "anonymous" else 404)


# -- Reviews --------------------------------------------------------------------------------------


def review_in(status):
    application = closed(application_in("submitted"))
    CriterionFactory(programme=application.programme)
    referee = RefereeFactory(programme=application.programme)
    return Review.objects.create(application=application, referee=referee, status=status)


def typed(review, verb):
    scores = {f"score-{each.pk}": "4" for each in review.application.programme.criteria.all()}
    return scores | {"comment": ""} if verb == "submit" else {"conflict": "", "reason": "We share an office."}


@pytest.mark.parametrize(("verb", "role"), list(product(REVIEW_VERBS, ["its own", *ROLES])))
def test_a_review_is_moved_by_its_own_reviewer_only(subtests, verb, role):
    for status in ReviewStatus.values:
        with subtests.test(status):
            review = review_in(status)
            page = reverse("awards:review", args=[review.application.workshop.slug, review.pk])
            client, user = Client(), user_in(role, review.application)
            if user := review.referee.person.user if role == "its own" else user:
                client.force_login(user)
            before = everything()

            answer = client.post(page, typed(review, verb))

            works = role == "its own" and status in REVIEW_VERBS[verb]
            assert (everything() != before) == works
            assert works or answer.status_code == (302 if role == "anonymous" else 404)


@pytest.mark.parametrize("status", sorted(set(ApplicationStatus.values) - {"submitted", "info_needed", "eligible"}))
def test_a_review_is_not_changed_once_it_is_decided(status):
    review = review_in("assigned")
    Application.objects.filter(pk=review.application_id).update(status=status)
    scores = dict.fromkeys(review.application.programme.criteria.all(), 4)
    before = everything()

    with pytest.raises(IllegalMove, match="The organizers have decided"):
        Review.objects.get(pk=review.pk).submit(scores, by=None)

    assert everything() == before


@pytest.mark.parametrize("verb", ["submit", "declare_conflict"])
def test_a_review_in_conflict_stays_so(verb):
    review = review_in("conflict")
    given = {"scores": {}} if verb == "submit" else {"reason": "Again."}
    before = everything()

    with pytest.raises(IllegalMove, match=r"in conflict"):
        getattr(review, verb)(by=None, **given)

    assert everything() == before
