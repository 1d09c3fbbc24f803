"""Reviewers and their pages: who is asked, what they read, what they score; and that applicants learn nothing of it."""

import re

import pytest
from django.urls import reverse

from accounts.models import Person
from awards.models import Application, Review, Sensitivity
from awards.models.refereeing import assign
from tests.factories import (
    AffiliationFactory,
    ApplicationFactory,
    AuthorshipFactory,
    PersonFactory,
    QuestionFactory,
    RefereeFactory,
    UserFactory,
    organizer_of,
)
from tests.grants.reviewed import applicant, asked, programme_with, scored
from workshops.lifecycle import IllegalMove, Move
from workshops.models import Workshop

pytestmark = pytest.mark.django_db


class Desk:
    """Of one reviewer, signed in."""

    def __init__(self, client, review):
        self.client, self.review = client, review
        client.force_login(review.referee.person.user)

    @property
    def url(self):
        return reverse("awards:review", args=[self.review.application.workshop.slug, self.review.pk])

    @property
    def list_url(self):
        return reverse("awards:reviews", args=[self.review.application.workshop.slug])

    def reads(self):
        return self.client.get(self.url)

    def lists(self):
        return self.client.get(self.list_url)

    def scores(self, *values, **more):
        criteria = self.review.application.programme.criteria.all()
        given = {f"score-{each.pk}": value for each, value in zip(criteria, values, strict=False)}
        return self.client.post(self.url, given | {"comment": ""} | more)


@pytest.fixture
def programme():
    return programme_with(3, 1)


@pytest.fixture
def desk(client, programme):
    return Desk(client, asked(applicant(programme)))


def write_together(*people, workshop, **authorship):
    first = AuthorshipFactory(person=people[0], paper__workshop=workshop, **authorship)
    for person in people[1:]:
        AuthorshipFactory(person=person, paper=first.paper, **authorship)


def at_one_institution(*people, workshop):
    institution = AffiliationFactory()
    for person in people:
        AuthorshipFactory(person=person, paper__workshop=workshop).affiliations.add(institution)


def become_the_applicant(review):
    Application.objects.filter(pk=review.application_id).update(person=review.referee.person)


def become_the_advisor(review):
    review.application.advisor = review.referee.person.name
    review.application.save()


def become_a_coauthor(review):
    write_together(review.referee.person, review.application.person, workshop=review.application.workshop)


def become_a_colleague(review):
    at_one_institution(review.referee.person, review.application.person, workshop=review.application.workshop)


CONFLICTS = [become_the_applicant, become_the_advisor, become_a_coauthor, become_a_colleague]


# -- Who is asked -------------------------------------------------------------------------------------


@pytest.mark.parametrize("arises", CONFLICTS)
def test_check_25_who_is_in_conflict_is_never_asked(programme, arises):
    arises(Review(application=applicant(programme), referee=RefereeFactory(programme=programme)))

    assigned = assign(programme, by=None)

    assert (assigned.made, len(assigned.lacking)) == (0, 1)


@pytest.mark.parametrize("arises", CONFLICTS)
def test_check_25_a_conflict_that_arises_afterwards_closes_the_page(desk, arises):
    before = desk.reads().status_code

    arises(desk.review)

    assert (before, desk.reads().status_code) == (200, 404)
    assert desk.scores(5, 5).status_code == 404
    assert "Ada Bay" not in desk.lists().text


def test_reviews_are_asked_of_whoever_has_the_fewest(programme):
    referees = [RefereeFactory(programme=programme) for _ in range(3)]
    for number in range(3):
        applicant(programme, f"Author {number}")

    assign(programme, by=None)

    assert [each.reviews.count() for each in referees] == [2, 2, 2]


# -- What a reviewer reads ----------------------------------------------------------------------------


def test_a_reviewer_sees_what_is_asked_and_what_is_done(desk, programme):
    done = asked(applicant(programme, "Ivy Elm"), desk.review.referee)
    done.submit(dict.fromkeys(programme.criteria.all(), 3), by=None)

    page = desk.lists().text

    assert page.index("To do") < page.index("Ada Bay") < page.index("Done") < page.index("Ivy Elm")


def test_an_application_is_read_without_what_is_not_for_reviewers(client, programme):
    kinds = {kind: QuestionFactory(programme=programme, sensitivity=kind) for kind in Sensitivity}
    answers = {question: f"Told {kind}." for kind, question in kinds.items() if kind != Sensitivity.SPECIAL}
    person = PersonFactory(name="Ada Bay", email="ada@example.org")
    application = ApplicationFactory(programme=programme, person=person, advisor="Eve Oak", answers=answers)
    application.special_answers.create(question=kinds[Sensitivity.SPECIAL], text="Told special.")

    page = Desk(client, asked(application)).reads().text

    assert "I would like to come." in page
    assert "Told internal." in page
    hidden = ["Told personal.", "Told sensitive.", "Told special.", "ada@example.org", "Eve Oak", "Kenya"]
    assert [text for text in hidden if text in page] == []


def test_others_scores_are_read_only_after_ones_own(desk):
    scored(desk.review.application, 2, 2, comment="Little substance.")
    before = desk.reads().text

    desk.scores(5, 1)
    after = desk.reads().text

    assert "Little substance." not in before
    assert "apart" not in before
    assert "Little substance." in after
    assert "2 reviews, mean 3.00. The best and the worst are 2.00 apart." in after


def test_a_draft_edition_opens_to_its_reviewers(desk):
    workshop = desk.review.application.workshop
    Workshop.objects.filter(pk=workshop.pk).update(status="draft")

    assert desk.lists().status_code == 200


# -- What a reviewer does -----------------------------------------------------------------------------


def test_scores_are_submitted_and_changed(desk):
    desk.scores(5, 4)
    desk.scores(2, 3, comment="On second thought.")

    desk.review.refresh_from_db()
    assert desk.review.status == "submitted"
    assert list(desk.review.scores.values_list("value", flat=True)) == [2, 3]
    assert desk.review.comment == "On second thought."


@pytest.mark.parametrize("values", [(5,), (5, 6), (5, 0), (5, "x"), (5, "")])
def test_a_score_that_is_missing_or_none_gets_a_sentence(desk, values):
    answer = desk.scores(*values)

    assert answer.status_code == 400
    assert 'class="error"' in answer.text
    assert not desk.review.scores.exists()


@pytest.mark.parametrize("status", ["ineligible", "rejected"])
def test_nothing_is_changed_once_the_organizers_have_decided(desk, status):
    desk.scores(5, 4)
    Application.objects.update(status=status)

    answer = desk.scores(1, 1)

    assert answer.status_code == 400
    assert "decided about this application" in answer.text
    assert list(desk.review.scores.values_list("value", flat=True)) == [5, 4]


def test_a_conflict_that_is_declared_closes_the_page_and_deletes_what_was_given(desk):
    desk.scores(5, 4, comment="Fine.")

    desk.client.post(desk.url, {"conflict": "", "reason": "We share an office."})

    assert desk.reads().status_code == 404
    assert not desk.review.scores.exists()
    assert Move.objects.get(verb="declare_conflict").reason == "We share an office."


def test_a_conflict_needs_a_reason(desk):
    answer = desk.client.post(desk.url, {"conflict": "", "reason": " "})

    assert answer.status_code == 400
    assert desk.reads().status_code == 200


def test_somebody_else_is_asked_for_the_review_that_a_conflict_left_open(programme):
    programme.reviews_each = 1
    review = asked(applicant(programme))
    RefereeFactory(programme=programme)
    review.declare_conflict(by=None, reason="We share an office.")

    assert assign(programme, by=None).made == 1


# -- Everybody else -----------------------------------------------------------------------------------


def stranger(desk):
    return UserFactory()


def other_referee(desk):
    return RefereeFactory(programme=desk.review.application.programme).person.user


def referee_elsewhere(desk):
    return RefereeFactory().person.user


def organizer(desk):
    return organizer_of(desk.review.application.workshop)


def the_applicant(desk):
    user = UserFactory()
    Person.objects.filter(pk=desk.review.application.person_id).update(user=user)
    return user


def without_tokens(page):
    """But for what differs each time."""
    return re.sub(r'(value|content|nonce)="[\w-]{20,}"', "", page.text)


@pytest.mark.parametrize("who", [stranger, other_referee, referee_elsewhere, organizer, the_applicant])
def test_nobody_else_finds_a_review(desk, who):
    desk.client.force_login(who(desk))
    missing = desk.client.get(desk.url.replace(f"/{desk.review.pk}/", "/987654/"))

    assert desk.reads().status_code == desk.scores(5, 5).status_code == 404
    assert without_tokens(desk.reads()) == without_tokens(missing)


@pytest.mark.parametrize("who", [stranger, referee_elsewhere, organizer, the_applicant])
def test_nobody_else_finds_the_list(desk, who):
    desk.client.force_login(who(desk))

    assert desk.lists().status_code == 404


def test_check_26_an_applicant_learns_no_score_no_rank_and_no_reviewer(desk):
    desk.scores(4, 4, comment="Little substance.")
    name = desk.review.referee.person.name
    application = desk.review.application
    desk.client.force_login(the_applicant(desk))
    slug = application.workshop.slug

    for url in ("/me/", f"/{slug}/grants/", f"/{slug}/grants/{application.programme_id}/"):
        page = desk.client.get(url).text
        assert [text for text in ("Little substance.", "4.00", name, "reviewer") if text in page] == [], url


@pytest.mark.parametrize("page", ["reviewing", "allocation", "offering"])
def test_check_26_an_organizer_who_applied_finds_no_page_on_the_decision(desk, page):
    user = organizer(desk)
    programme = desk.review.application.programme
    url = reverse(f"admin:awards_grantprogramme_{page}", args=[programme.pk])
    desk.client.force_login(user)
    before = desk.client.get(url).status_code
    ApplicationFactory(programme=programme, person=user.person, status="draft", submitted_at=None)

    assert (before, desk.client.get(url).status_code) == (200, 404)


def test_check_26_an_organizer_who_applied_does_not_read_who_reviews(desk):
    user = organizer(desk)
    programme = desk.review.application.programme
    url = reverse("admin:awards_grantprogramme_change", args=[programme.pk])
    desk.client.force_login(user)
    name = desk.review.referee.person.name
    before = desk.client.get(url).text
    ApplicationFactory(programme=programme, person=user.person)
    after = desk.client.get(url).text

    assert name in before
    assert name not in after
    assert "Allocation" in before
    assert "Allocation" not in after


def test_my_page_leads_a_reviewer_to_the_reviews(desk):
    mine = desk.client.get("/me/").text
    desk.client.force_login(UserFactory())
    others = desk.client.get("/me/").text

    assert desk.list_url in mine
    assert desk.list_url not in others


# -- The desk -----------------------------------------------------------------------------------------


def test_an_organizer_asks_for_reviews_and_reads_which_lack_reviewers(client, programme):
    applicant(programme)
    RefereeFactory(programme=programme)
    client.force_login(organizer_of(programme.workshop))

    page = client.post(reverse("admin:awards_grantprogramme_reviewing", args=[programme.pk]), follow=True).text

    assert "1 review is asked for." in page
    assert "Ada Bay lacks reviewers" in page
    assert "1 applications in the running, 2 reviews of each: 1 asked for, 0 submitted." in page


def test_an_organizer_reads_what_reviewers_gave_and_why_one_did_not(client, programme):
    application = applicant(programme)
    scored(application, 5, 1, comment="Clear and careful.")
    asked(application).declare_conflict(by=None, reason="We share an office.")
    client.force_login(organizer_of(programme.workshop))
    url = reverse("admin:awards_grantprogramme_reviewing", args=[programme.pk])

    page = client.get(url, {"of": application.pk}).text

    assert all(text in page for text in ("4.00", "Clear and careful.", "We share an office."))
    assert "Clear and careful." not in client.get(url, {"of": "x"}).text


def test_looking_asks_for_nothing(client, programme):
    applicant(programme)
    RefereeFactory(programme=programme)
    client.force_login(organizer_of(programme.workshop))

    client.get(reverse("admin:awards_grantprogramme_reviewing", args=[programme.pk]))

    assert not Review.objects.exists()


@pytest.mark.parametrize("count", [1, 3, 100])
def test_the_list_costs_the_same_however_many_reviews_are_asked(desk, django_assert_num_queries, count):
    for number in range(count - 1):
        asked(applicant(desk.review.application.programme, f"Author {number}"), desk.review.referee)
    desk.lists()

    with django_assert_num_queries(9):
        desk.lists()


def test_declaring_twice_is_refused(programme):
    review = asked(applicant(programme))
    review.declare_conflict(by=None, reason="We share an office.")

    with pytest.raises(IllegalMove):
        review.declare_conflict(by=None, reason="We share an office.")
