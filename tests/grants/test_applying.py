"""One's own application: prefilled, kept as a draft, submitted as a snapshot, changed, asked about, withdrawn."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Person
from awards.models import Application, Offer, Revision, SpecialAnswer
from notifications.models import Message
from tests.awards.test_races import at_once
from tests.factories import AuthorshipFactory, BenefitFactory, PersonFactory, QuestionFactory, UserFactory
from tests.grants.applied import DAY, Applicant, call, somebody
from workshops.lifecycle import IllegalMove

pytestmark = pytest.mark.django_db

IBAN, TAX_NUMBER = "DE89 3704 0044 0532 0130 00", "078-05-1120"
TEXTS = ("printed_name", "printed_affiliation", "advisor", "motivation")


@pytest.fixture
def applicant(client):
    return Applicant(client, call())


def judged(application, status):
    Application.objects.filter(pk=application.pk).update(status=status)


# -- What Laurel knows already --------------------------------------------------------------------


def test_the_form_is_filled_with_what_stands_on_their_paper(applicant):
    AuthorshipFactory(
        paper__public=True,
        paper__workshop=applicant.programme.workshop,
        paper__title="On care",
        person=applicant.user.person,
        printed_name="A. Bay",
        printed_affiliation="University of Bays",
        is_student=True,
    )

    read = applicant.reads()

    assert 'value="A. Bay"' in read
    assert 'value="University of Bays"' in read
    assert '<option value="student" selected>' in read
    assert re.search(r"<option [^>]*selected>[^<]*On care</option>", read)


def test_a_paper_whose_acceptance_is_not_announced_is_not_told(applicant):
    AuthorshipFactory(
        paper__status="accepted",
        paper__workshop=applicant.programme.workshop,
        paper__title="Hidden care",
        person=applicant.user.person,
        printed_affiliation="University of Hiding",
    )

    read = applicant.reads()

    assert "Hidden care" not in read
    assert "University of Hiding" not in read


def test_whoever_is_new_becomes_a_person_with_their_first_draft(client):
    user = UserFactory()
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    newcomer = Applicant(client, call(), user)

    newcomer.saves(printed_name="Nia New")

    person = Person.objects.get(user=user)
    assert (person.name, person.email) == ("Nia New", user.email)
    assert newcomer.application.person == person


def test_somebody_whose_address_is_known_becomes_whom_we_know(client):
    user = UserFactory()
    newcomer = Applicant(client, call(), user)
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    known = PersonFactory(name="Known Person", email=user.email)
    Person.objects.filter(pk=known.pk).update(user=None)

    newcomer.saves(printed_name="Nia New")

    assert newcomer.application.person == known
    assert not Person.objects.filter(name="Nia New").exists()


def test_whose_address_is_somebody_elses_is_told_so(client):
    user = UserFactory()
    newcomer = Applicant(client, call(), user)
    PersonFactory(email=user.email, user=UserFactory())
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)

    answer = newcomer.saves(printed_name="Nia New")

    assert answer.status_code == 422
    assert "noted for somebody else" in answer.text
    assert not Application.objects.exists()


# -- The draft and the snapshot -------------------------------------------------------------------


def test_check_23_a_draft_survives_the_session(applicant):
    applicant.saves(printed_name="Ada Bay", motivation="Half a sentence")
    applicant.client.logout()

    later = Applicant(Client(), applicant.programme, applicant.user).reads()

    assert "Half a sentence" in later
    assert applicant.application.status == "draft"
    assert not Message.objects.exists()


def test_check_23_what_was_submitted_stays_as_it_was(applicant):
    applicant.submits(motivation="First words")
    applicant.submits(motivation="Second words")

    first, second = Revision.objects.order_by("number")
    assert (first.data["motivation"], second.data["motivation"]) == ("First words", "Second words")
    assert first.data["requests"][0]["amount"] == "1.00"
    assert Message.objects.filter(kind="application_received").count() == 2


def test_a_draft_needs_nothing_but_a_name(applicant):
    refused = applicant.saves(printed_name="")
    kept = applicant.saves(printed_name="Ada Bay")

    assert refused.status_code == 422
    assert "Write your name" in refused.text
    assert kept.status_code == 302


@pytest.mark.parametrize(
    ("lacking", "sentence"),
    [
        ({"country": ""}, "Choose the country"),
        ({"stage": ""}, "Choose what comes nearest."),
        ({"motivation": ""}, "Write why you would like to come."),
        ({"country": "ZZ"}, "not one of the available choices"),
    ],
)
def test_what_is_submitted_is_whole(applicant, lacking, sentence):
    answer = applicant.submits(**lacking)

    assert answer.status_code == 422
    assert sentence in answer.text
    assert not Application.objects.exists()


def test_who_asks_for_nothing_is_told_so(applicant):
    answer = applicant.submits(**{f"benefit-{applicant.benefit.pk}-amount": ""})

    assert answer.status_code == 422
    assert "Ask for at least one of these." in answer.text


@pytest.mark.parametrize(
    ("amount", "sentence"),
    [
        ("900", "Nobody has more than $800"),
        ("-1", "greater than or equal to 0"),
        ("1.001", "2 decimal"),
        ("NaN", "number"),
    ],
)
def test_nobody_asks_for_more_than_there_is_for_one(applicant, amount, sentence):
    travel = BenefitFactory(programme=applicant.programme, cash=True, most=800)

    answer = applicant.submits(**{f"benefit-{travel.pk}-amount": amount})

    assert answer.status_code == 422
    assert sentence in answer.text


def test_what_is_asked_for_is_kept_and_can_be_taken_back(applicant):
    travel = BenefitFactory(programme=applicant.programme, cash=True, most=800)
    asked = {f"benefit-{travel.pk}-amount": "450.50", f"benefit-{travel.pk}-note": "A night train"}

    applicant.submits(**asked)
    first = str(applicant.application.requests.get(benefit=travel))
    applicant.submits()

    assert first == "$450.50"
    assert not applicant.application.requests.filter(benefit=travel).exists()


def test_a_round_amount_stands_in_the_form_as_it_was_typed(applicant):
    travel = BenefitFactory(programme=applicant.programme, cash=True, most=800)
    applicant.submits(**{f"benefit-{travel.pk}-amount": "500"})

    page = applicant.reads()

    assert f'name="benefit-{travel.pk}-amount" value="500"' in page


# -- Once, and only once --------------------------------------------------------------------------


def test_check_24_there_is_one_application_for_each_person(applicant):
    applicant.submits()
    applicant.withdraws()

    again = applicant.submits()

    assert again.status_code == 409
    assert "one application for each person" in again.text
    assert [each.status for each in Application.objects.all()] == ["withdrawn"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_known", [True, False])
def test_check_24_of_sheets_that_arrive_together_one_application_comes(is_known):
    programme, user = call(), somebody() if is_known else UserFactory()
    user.emailaddress_set.get_or_create(email=user.email, defaults={"verified": True, "primary": True})
    sheets = [Applicant(Client(), programme, user) for _each in range(6)]

    at_once([sheet.submits for sheet in sheets])

    assert Application.objects.get().status == "submitted"
    assert Person.objects.filter(user=user).count() == 1


# -- Questions ------------------------------------------------------------------------------------


def test_a_question_is_asked_as_it_is_meant(applicant):
    asked = {
        kind: QuestionFactory(programme=applicant.programme, kind=kind, choices="train\nship", text=f"About {kind}?")
        for kind in ("line", "text", "yes_no", "choice", "amount")
    }
    given = {"line": "a line", "text": "a\ntext", "yes_no": "yes", "choice": "ship", "amount": "12.50"}

    applicant.submits(**{f"question-{asked[kind].pk}": text for kind, text in given.items()})

    answers = {each.question.kind: each.text.replace("\r", "") for each in applicant.application.answers.all()}
    assert answers == given


def test_a_required_question_waits_for_the_submission(applicant):
    QuestionFactory(programme=applicant.programme, is_required=True)

    assert applicant.saves(printed_name="Ada Bay").status_code == 302
    answer = applicant.submits()

    assert answer.status_code == 422
    assert "Answer this question." in answer.text


def test_who_reads_an_answer_stands_beside_it(applicant):
    for sensitivity in ("internal", "personal", "sensitive", "special"):
        QuestionFactory(programme=applicant.programme, sensitivity=sensitivity, help_text="<b>bold</b>")

    read = applicant.reads()

    assert "Organizers and reviewers read it." in read
    assert "it is noted who did" in read
    assert "Nobody reads your answer: only counts are shown." in read
    assert "<b>bold</b>" not in read


def test_what_nobody_reads_is_in_no_snapshot_and_goes_when_it_is_emptied(applicant):
    question = QuestionFactory(programme=applicant.programme, sensitivity="special", kind="line")

    applicant.submits(**{f"question-{question.pk}": "heliotrope"})
    kept = SpecialAnswer.objects.get().text
    applicant.submits(**{f"question-{question.pk}": ""})

    assert kept == "heliotrope"
    assert not SpecialAnswer.objects.exists()
    assert not any("heliotrope" in str(revision.data) for revision in Revision.objects.all())


# -- Check 44 -------------------------------------------------------------------------------------


@pytest.mark.parametrize("button", ["saves", "submits"])
@pytest.mark.parametrize("number", [IBAN, TAX_NUMBER])
@pytest.mark.parametrize("place", [*TEXTS, "note", "question", "special"])
def test_check_44_numbers_of_accounts_are_kept_nowhere(applicant, place, number, button):
    questions = {
        name: QuestionFactory(programme=applicant.programme, kind="line", sensitivity=read_by)
        for name, read_by in {"question": "sensitive", "special": "special"}.items()
    }
    names = {name: f"question-{question.pk}" for name, question in questions.items()}
    name = {"note": f"benefit-{applicant.benefit.pk}-note", **names}.get(place, place)

    answer = getattr(applicant, button)(**{"printed_name": "Ada Bay", name: f"Mine is {number}"})

    assert answer.status_code == 422
    assert "Leave it out: Laurel keeps none." in answer.text
    assert not Application.objects.exists()


# -- Afterwards -----------------------------------------------------------------------------------


def test_an_answer_to_a_question_submits_again(applicant):
    applicant.submits()
    applicant.application.ask(by=None, question="Which train?")

    asked = applicant.reads()
    applicant.submits(motivation="The night train.")

    assert "Which train?" in asked
    assert applicant.application.status == "submitted"
    assert applicant.application.revisions.count() == 2


def test_an_answer_is_taken_before_it_is_due_and_not_at_it(applicant, time_machine):
    applicant.submits()
    due = applicant.programme.closes_at + DAY
    applicant.application.ask(by=None, question="Which train?", due=due)

    time_machine.move_to(due, tick=False)
    applicant.client.force_login(applicant.user)
    late = applicant.submits(motivation="Too late.")

    assert late.status_code == 409
    assert "The time to answer has passed" in late.text
    assert applicant.application.revisions.count() == 1


@pytest.mark.parametrize("status", ["submitted", "eligible", "ineligible", "rejected"])
def test_what_organizers_find_is_not_told(applicant, status, time_machine):
    applicant.submits()
    time_machine.move_to(applicant.programme.closes_at, tick=False)
    applicant.client.force_login(applicant.user)
    applicant.reads()  # with the words on what was done last
    before = applicant.reads()
    judged(applicant.application, status)

    assert without_tokens(applicant.reads()) == without_tokens(before)
    assert "Submitted, " in applicant.client.get(reverse("me")).text


def without_tokens(page):
    return [line for line in page.splitlines() if "csrf" not in line]


@pytest.mark.parametrize("status", ["submitted", "eligible", "ineligible", "rejected"])
def test_one_withdraws_at_any_time_after_a_second_look(applicant, status):
    applicant.submits()
    judged(applicant.application, status)

    look = applicant.client.get(f"{applicant.url}withdraw/")
    after_the_look = applicant.application.status
    applicant.withdraws()

    assert "You cannot take this back" in look.text
    assert after_the_look == status
    assert applicant.application.status == "withdrawn"


def test_who_has_an_offer_answers_it_instead(applicant):
    applicant.submits()
    offer = Offer.objects.create(
        programme=applicant.programme, person=applicant.user.person, printed_name="Ada Bay", status="accepted"
    )
    told(offer)

    answer = applicant.withdraws()

    assert answer.status_code == 409
    assert reverse("my_offer", args=[offer.pk]) in answer.text
    assert applicant.application.status == "submitted"


@pytest.mark.parametrize(
    ("status", "said", "not_said"),
    [
        ("open", ["There is an offer for you.", "answer it instead"], "There was"),
        ("accepted", ["There was an offer for you.", "nothing to withdraw any more"], "There is"),
    ],
)
def test_an_offer_is_to_be_answered_only_while_it_is_open(applicant, status, said, not_said):
    applicant.submits()
    due = timezone.now() + DAY
    offer = Offer(programme=applicant.programme, person=applicant.user.person, status=status, respond_by=due)
    offer.save()
    told(offer)

    pages = applicant.reads(), applicant.client.get(f"{applicant.url}withdraw/").text

    assert all(words in page for words, page in zip(said, pages, strict=True))
    assert not any(not_said in page for page in pages)


def told(offer):
    Message.objects.create(
        kind="grant_offered",
        about=f"awards.offer:{offer.pk}",
        to=offer.person.email,
        recipient=f"accounts.person:{offer.person_id}",
        state="sent",
        sent_at=timezone.now(),
        subject="An offer",
    )


def test_nobody_reads_the_application_of_somebody_else(applicant):
    applicant.submits(motivation="Only mine")

    stranger = Applicant(Client(), applicant.programme)

    assert "Only mine" not in stranger.reads()
    assert stranger.client.get(f"{applicant.url}withdraw/").status_code == 404
    assert stranger.withdraws().status_code == 404
    assert applicant.application.status == "submitted"


def test_my_page_names_my_applications_and_how_they_stand(applicant):
    applicant.saves(printed_name="Ada Bay")

    read = applicant.client.get(reverse("me")).text

    assert applicant.url in read
    assert "Being written, " in read


def test_of_an_earlier_round_nothing_is_changed(applicant, time_machine):
    applicant.submits()
    time_machine.move_to(applicant.programme.closes_at, tick=False)
    applicant.programme.reopen(by=None, closes_at=applicant.programme.closes_at + DAY)
    applicant.client.force_login(applicant.user)

    answer = applicant.submits(motivation="Another thought")

    assert answer.status_code == 409
    assert applicant.application.revisions.count() == 1
    with pytest.raises(IllegalMove):
        applicant.application.submit(by=None)
