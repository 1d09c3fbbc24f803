"""Applications at the desk: what organizers read of them, whether the rules hold, and what they find."""

import logging
from datetime import timedelta
from itertools import product

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils import timezone

from awards.models import Application, ApplicationStatus, GrantRule, Question
from notifications.models import Message
from tests.desk.pages import address, ask, do
from tests.factories import (
    ApplicationFactory,
    AuthorshipFactory,
    BenefitFactory,
    FundFactory,
    GrantProgrammeFactory,
    PersonFactory,
    QuestionFactory,
    WorkshopFactory,
    organizer_of,
)
from tests.grants.applied import Applicant, call
from workshops.lifecycle import IllegalMove, Move
from workshops.models import Role, Series

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
CANARIES = {"sensitive": "canary-of-money", "special": "canary-of-nobody"}
VERBS = {
    "submitted": lambda each: each.reconsider(by=None),
    "info_needed": lambda each: each.ask(by=None, question="Which train?"),
    "eligible": lambda each: each.find_eligible(by=None),
    "ineligible": lambda each: each.find_ineligible(by=None, reason="Too late."),
    "rejected": lambda each: each.reject(by=None),
    "withdrawn": lambda each: each.withdraw(by=None),
}


@pytest.fixture
def edition(client):
    edition = WorkshopFactory(time_zone="Europe/Paris")
    client.force_login(organizer_of(edition))
    return edition


@pytest.fixture
def application(edition):
    return ApplicationFactory(
        programme__workshop=edition, person=PersonFactory(email="ada@example.org"), printed_name="Ada Bay"
    )


def page(application):
    return reverse("admin:awards_application_change", args=[application.pk])


def state(application):
    return Application.objects.get(pk=application.pk).status


def note(client, application, rule, finding, reason=""):
    url = reverse("admin:awards_application_screen", args=[application.pk, rule.pk])
    return client.post(url, {f"rule-{rule.pk}-finding": finding, f"rule-{rule.pk}-reason": reason})


# -- Moves ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("before", "after"), list(product(ApplicationStatus.values, VERBS)))
def test_an_application_moves_as_its_table_says(before, after):
    application = ApplicationFactory(status=before)
    allowed = set(Application.MOVES[before])
    if after == "submitted":  # reconsidering leads back; what is asked about or drafted is submitted by its applicant
        allowed = {"submitted"} if before in {"eligible", "ineligible"} else set()
    if before == "rejected" and after == "submitted":
        allowed = {"submitted"}

    if after in allowed:
        VERBS[after](application)
    else:
        with pytest.raises(IllegalMove):
            VERBS[after](application)

    back = "eligible" if before == "rejected" and after == "submitted" else after
    assert state(application) == (back if after in allowed else before)


# -- What is read ---------------------------------------------------------------------------------


def test_a_draft_is_nobodys_but_its_writers(client, edition):
    draft = ApplicationFactory(
        programme__workshop=edition, status="draft", submitted_at=None, printed_name="Dora Draft"
    )

    assert "Dora Draft" not in client.get(reverse("admin:awards_application_changelist")).text
    assert client.get(page(draft)).status_code == 404


def test_who_applies_does_not_read_the_others(client, application):
    organizer = Role.objects.get(workshop=application.workshop).person
    ApplicationFactory(programme=application.programme, person=organizer)

    assert "Ada Bay" not in client.get(reverse("admin:awards_application_changelist")).text
    assert client.get(page(application)).status_code == 404
    assert client.get(address(application, "reject")).status_code == 404


def test_the_snapshot_is_read_not_what_is_written_meanwhile(client, application):
    Application.objects.filter(pk=application.pk).update(motivation="Changed behind it.")

    read = client.get(page(application)).text

    assert "I would like to come." in read
    assert "Kenya" in read
    assert "Changed behind it." not in read


def test_confidential_answers_are_read_on_a_page_of_their_own_and_noted(client, edition):
    programme = GrantProgrammeFactory(workshop=edition)
    asked = {
        read_by: QuestionFactory(programme=programme, sensitivity=read_by) for read_by in ("personal", "sensitive")
    }
    application = ApplicationFactory(
        programme=programme, answers={asked["personal"]: "iris-blue", asked["sensitive"]: "iris-red"}
    )
    url = reverse("admin:awards_application_confidential", args=[application.pk])

    read, looked, shown = client.get(page(application)).text, client.get(url), client.post(url)

    assert "iris-blue" in read
    assert "iris-red" not in read
    assert looked.status_code == 405
    assert "iris-red" in shown.text
    assert [move.verb for move in Move.objects.about(application)] == ["read confidential answers"]


def test_an_answer_that_was_promised_to_be_confidential_stays_so(client, edition):
    question = QuestionFactory(programme__workshop=edition, sensitivity="sensitive")
    application = ApplicationFactory(programme=question.programme, answers={question: "iris-red"})

    Question.objects.update(sensitivity="internal", text="Something else?")

    assert "iris-red" not in client.get(page(application)).text


# -- What nobody reads ----------------------------------------------------------------------------


@pytest.mark.parametrize("closed", [True, False])
def test_special_answers_are_counts_that_are_not_small(client, edition, closed):
    programme = call(workshop=edition)
    question = QuestionFactory(programme=programme, sensitivity="special", kind="choice", choices="rose\nlily\nfern")
    for n in range(9):
        each = ApplicationFactory(programme=programme)
        each.special_answers.create(question=question, text="rose" if n < 6 else "lily")
    if closed:
        programme.closes_at = timezone.now() - HOUR
        programme.save()

    read = client.get(reverse("admin:awards_grantprogramme_change", args=[programme.pk])).text

    assert ("rose: 6, lily: fewer than 5, fern: fewer than 5" in read) is closed
    assert ("appear here once the call is closed" in read) is not closed


def test_what_was_promised_of_a_question_is_kept_once_the_call_has_opened(edition):
    question = QuestionFactory(programme=call(workshop=edition), sensitivity="special")
    question.sensitivity = "internal"

    with pytest.raises(Exception, match="who reads the answers was promised"):
        question.full_clean()


def test_confidential_and_special_answers_stand_nowhere_else(client, caplog):
    caplog.set_level(logging.DEBUG)
    programme = call()
    applicant = Applicant(client, programme)
    asked = {
        read_by: QuestionFactory(programme=programme, sensitivity=read_by, kind="line", text=f"{read_by}?")
        for read_by in CANARIES
    }
    answers = {f"question-{question.pk}": CANARIES[read_by] for read_by, question in asked.items()}
    applicant.saves(printed_name="Ada Bay", **answers)
    applicant.submits(**answers)
    applicant.submits(**answers, country="")
    client.force_login(organizer_of(programme.workshop))
    do(client, applicant.application, "ask", question="Which train?")

    found = {canary: places_of(canary) for canary in CANARIES.values()}

    assert found["canary-of-money"] == {"awards.answer", "awards.revision"}
    assert found["canary-of-nobody"] == {"awards.specialanswer"}
    assert not any(canary in caplog.text for canary in CANARIES.values())
    assert Message.objects.count() == 2


def places_of(canary):
    """Models with a row in which it stands; history, audit, mails and the admin's log are among them."""
    rows = ((model, row) for model in apps.get_models() for row in model._base_manager.values())
    return {model._meta.label_lower for model, row in rows if canary in str(row)}


@pytest.mark.parametrize("url", ["", "history/", "do/find_ineligible/"])
def test_no_page_of_the_desk_tells_what_nobody_reads(client, edition, url):
    question = QuestionFactory(programme__workshop=edition, sensitivity="special", kind="line", text="Which one?")
    application = ApplicationFactory(programme=question.programme)
    application.special_answers.create(question=question, text="canary-of-nobody")

    read = client.get(page(application).replace("change/", "") + (url or "change/")).text

    assert "Ada" in read
    assert "canary-of-nobody" not in read


# -- The rules ------------------------------------------------------------------------------------


def test_what_laurel_sees_stands_beside_each_rule(client, application):
    for kind in ("author", "student", "country"):
        GrantRule.objects.create(
            programme=application.programme, kind=kind, countries="KE" if kind == "country" else ""
        )
    Application.objects.update(country="")

    read = client.get(page(application)).text

    assert "Laurel sees that it holds." in read
    assert "Laurel sees that it does not hold." in read
    assert "Laurel does not know." in read


@pytest.mark.parametrize(
    ("finding", "reason", "status"),
    [("pass", "", 302), ("fail", "", 302), ("waived", "", 422), ("waived", "Ill.", 302)],
)
def test_an_organizer_says_whether_a_rule_holds_and_why_it_is_waived(client, application, finding, reason, status):
    rule = GrantRule.objects.create(programme=application.programme, kind="author")

    answer = note(client, application, rule, finding, reason)

    assert answer.status_code == status
    assert application.checks.filter(finding=finding, reason=reason).exists() is (status == 302)
    assert ("Say why it is waived." in answer.text) is (status == 422)


def test_the_rules_of_another_programme_are_not_screened_here(client, application):
    rule = GrantRule.objects.create(programme=GrantProgrammeFactory(workshop=application.workshop), kind="author")

    assert note(client, application, rule, "pass").status_code == 404


@pytest.mark.parametrize(
    ("finding", "sentence"),
    [
        (None, "This does not hold, and nobody has waived it"),
        ("fail", "This does not hold"),
        ("pass", ""),
        ("waived", ""),
    ],
)
def test_who_does_not_meet_a_rule_is_eligible_once_it_is_waived(client, application, finding, sentence):
    rule = GrantRule.objects.create(programme=application.programme, kind="author")
    if finding:
        note(client, application, rule, finding, "As agreed.")

    read = do(client, application, "find_eligible")

    assert sentence in read
    assert state(application) == ("submitted" if sentence else "eligible")


def test_what_nobody_knows_is_said_first(client, application):
    GrantRule.objects.create(programme=application.programme, kind="country", countries="KE")
    Application.objects.update(country="")

    assert "Nobody has said whether this holds" in ask(client, application, "find_eligible")


def test_a_rule_of_a_fund_stands_in_the_way_of_nobody_here(client, application):
    fund = FundFactory(workshop=application.workshop, name="Purse")
    BenefitFactory(programme=application.programme, cash=True, fund=fund)
    GrantRule.objects.create(fund=fund, kind="author")

    read = client.get(page(application)).text
    do(client, application, "find_eligible")

    assert "A rule of the fund “Purse”" in read
    assert state(application) == "eligible"


def test_whoever_is_on_an_accepted_paper_is_seen_to_be_an_author(client, application):
    GrantRule.objects.create(programme=application.programme, kind="author")
    AuthorshipFactory(person=application.person, paper__workshop=application.workshop, paper__status="accepted")

    do(client, application, "find_eligible")

    assert state(application) == "eligible"


# -- The verbs ------------------------------------------------------------------------------------


@pytest.mark.parametrize("verb", ["find_eligible", "find_ineligible", "reject"])
def test_nothing_is_judged_while_it_can_be_changed(client, edition, verb):
    application = ApplicationFactory(programme=call(workshop=edition))

    assert "The call is open until" in ask(client, application, verb)
    do(client, application, verb, reason="Because.")
    assert state(application) == "submitted"


@pytest.mark.parametrize(
    ("verb", "given", "after"),
    [
        ("find_eligible", {}, "eligible"),
        ("find_ineligible", {"reason": "No paper."}, "ineligible"),
        ("reject", {}, "rejected"),
    ],
)
def test_what_is_found_is_told_to_nobody_and_can_be_reconsidered(client, application, verb, given, after):
    asked = ask(client, application, verb)
    do(client, application, verb, **given)
    found = state(application)
    do(client, application, "reconsider")

    assert "Nobody is told" in asked
    assert found == after
    assert state(application) == ("eligible" if verb == "reject" else "submitted")
    assert not Message.objects.exists()


def test_not_eligible_needs_a_reason(client, application):
    answer = client.post(address(application, "find_ineligible"), {"reason": ""})

    assert "This field is required." in answer.text
    assert state(application) == "submitted"


def test_a_question_leaves_by_mail_and_says_so_before(client, application):
    asked = ask(client, application, "ask")
    due = timezone.now() + timedelta(days=3)
    do(client, application, "ask", question="Which train?", due_0=f"{due:%Y-%m-%d}", due_1="12:00")

    letter = Message.objects.get()
    assert "leaves at once to ada@example.org" in asked
    assert "Which train?" in letter.text
    assert reverse("awards:apply", args=[application.workshop.slug, application.programme_id]) in letter.text
    assert state(application) == "info_needed"


@pytest.mark.parametrize("text", ["", "Send DE89 3704 0044 0532 0130 00"])
def test_a_question_says_something_and_asks_for_no_account(client, application, text):
    client.post(address(application, "ask"), {"question": text})

    assert state(application) == "submitted"


def test_another_round_begins_where_one_is_closed(client, application):
    until = timezone.now() + timedelta(days=3)

    asked = ask(client, application.programme, "reopen")
    do(client, application.programme, "reopen", closes_at_0=f"{until:%Y-%m-%d}", closes_at_1="12:00")
    application.programme.refresh_from_db()

    assert "Others can apply until then" in asked
    assert application.programme.takes_applications
    assert application.programme.round == 2


def test_saving_the_programme_mails_nobody_and_keeps_its_rules_and_questions(client, edition):
    programme = call(workshop=edition)
    url = reverse("admin:awards_grantprogramme_change", args=[programme.pk])
    form = {**empty_formsets(), "questions-0-text": "Why?", "questions-0-kind": "text"}
    form |= {"questions-TOTAL_FORMS": "1", "questions-0-sensitivity": "internal", "questions-0-order": "0"}
    form |= {"rules-TOTAL_FORMS": "1", "rules-0-kind": "country", "rules-0-countries": "KE, RW"}
    form |= {"name": "Travel", "order": "0", "naming": "consent", "promotion": "itself", "days_to_answer": "10"}
    form |= {"lead_days": "14", "reviews_each": "2", "workshop": edition.pk}
    opens, closes = programme.opens_at.astimezone(edition.zone), programme.closes_at.astimezone(edition.zone)
    form |= {"opens_at_0": f"{opens:%Y-%m-%d}", "opens_at_1": f"{opens:%H:%M:%S}"}
    form |= {"closes_at_0": f"{closes:%Y-%m-%d}", "closes_at_1": f"{closes:%H:%M:%S}"}

    answer = client.post(url, form)

    assert answer.status_code == 302, answer.context["errors"]
    assert [rule.countries for rule in programme.rules.all()] == ["KE, RW"]
    assert [question.text for question in programme.questions.all()] == ["Why?"]
    assert not Message.objects.exists()


def empty_formsets():
    names = ("benefits", "rules", "questions", "criteria", "referees")
    return {f"{name}-{total}_FORMS": "0" for name in names for total in ("TOTAL", "INITIAL")}


# -- Check 67 -------------------------------------------------------------------------------------


def test_check_67_an_organizer_of_the_edition_before_has_no_part_in_this_one(client):
    series = Series.objects.create(name="Care", slug="care-series")
    before, now = (WorkshopFactory(series=series) for _each in range(2))
    application = ApplicationFactory(programme__workshop=now, printed_name="Ada Bay")
    fund = FundFactory(workshop=now, name="Purse of now")
    things = [application, application.programme, fund]
    client.force_login(organizer_of(before))

    for thing in things:
        name = f"admin:awards_{thing._meta.model_name}"
        listed = client.get(reverse(f"{name}_changelist")).text
        assert "Ada Bay" not in listed
        assert "Purse of now" not in listed
        assert client.get(reverse(f"{name}_change", args=[thing.pk])).status_code == 404
        assert client.get(reverse(f"{name}_history", args=[thing.pk])).status_code == 404
    for verb in ("ask", "find_eligible", "find_ineligible", "reject", "reconsider"):
        assert client.post(address(application, verb), {"reason": "x", "question": "x"}).status_code == 404
    url = reverse("admin:awards_application_confidential", args=[application.pk])
    assert client.post(url).status_code == 404
    assert state(application) == "submitted"


@pytest.mark.parametrize("count", [1, 3])
def test_an_application_more_costs_the_list_no_query_more(client, edition, django_assert_num_queries, count):
    programme = GrantProgrammeFactory(workshop=edition)
    for _each in range(count):
        ApplicationFactory(programme=programme)

    with django_assert_num_queries(8):
        client.get(reverse("admin:awards_application_changelist"))
