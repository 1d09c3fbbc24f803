"""After a whole call, nothing that was told in confidence is found where it does not belong."""

import logging

import pytest
from django.core import mail
from django.db import OperationalError, connection, transaction
from django.test import Client
from django.urls import reverse

from awards.refereeing import views as refereeing
from notifications.models import Message
from tests.canaries import canary, in_detail, listening
from tests.embargo import routes
from tests.embargo.answers import Visitor
from tests.embargo.roles import Curiosity
from tests.factories import PersonFactory
from tests.grants.escaped import escaped
from tests.grants.reported import text_of
from tests.grants.story import LASTING, happened, signed_in, tell
from workshops.lifecycle import Move, record

pytestmark = pytest.mark.django_db

WHOLE_DESK = frozenset({"accounts", "awards", "notifications", "papers", "workshops"})
DESK = dict.fromkeys(["organizer", "organizer who applied", "organizer elsewhere"], WHOLE_DESK)
OWN = {"motivation", "advisor", "note", "personal", "confidential"}
READERS = {  # what is meant for whom, and nothing else
    "applicant": {*OWN, "code", "address", "country"},
    "organizer": {
        *("motivation", "advisor", "note", "personal", "country", "comment"),
        *("waived", "eligible", "ineligible", "conflict", "taken", "address"),
    },
    "reviewer": {"motivation", "note", "comment"},
    "reviewer in conflict": set(),
    "other applicant": set(),
    "organizer who applied": set(),
    "organizer elsewhere": set(),
    "visitor": set(),
    "anonymous": set(),
}


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """Told once; the tests only look."""
    with django_db_blocker.unblock(), transaction.atomic(), in_detail(), listening("") as listener:
        told = tell()
        told.log = "\n".join(listener.heard)
        yield told
        transaction.set_rollback(True)


def sung(world, text):
    """Kinds of secrets that stand in it. Lists to choose from name every country."""
    said = "\n".join(line for line in text.splitlines() if "<option" not in line)
    return {kind for kind, words in world.secret.items() if words in said}


def read_by(world, role):
    """Whatever stands on a page that this role can ask for."""
    visitor, desk = Visitor(world.users[role]), DESK.get(role, frozenset())
    found = set()
    reviewing = reverse("admin:awards_grantprogramme_reviewing", args=[world.programme.pk])
    more = [("GET", f"{reviewing}?of={world.application.pk}")]
    for method, url in [*routes.questions(Curiosity(is_thorough=False, desk=desk)), *more]:
        found |= sung(world, visitor.ask(method, url).text)
    return found


def test_everything_has_happened(world):
    assert happened(world) == {
        "reviews": ["assigned", "assigned", "conflict", "submitted"],
        "codes": "assigned",
        "offer": "accepted",
        "grants": ["given", "revoked"],
        "applications": ["eligible", "ineligible", "submitted"],
        "mails": ["application_received"] * 5 + ["grant_offered", "question_asked"],
        "reports": [200, 200, 200],
    }


@pytest.mark.parametrize("role", READERS)
def test_on_all_pages_somebody_reads_what_is_meant_for_them(world, role):
    assert read_by(world, role) == READERS[role]


def test_confidential_answers_are_read_by_pressing_a_button(world):
    assert sung(world, world.confidential.text) == {"confidential"}


def test_no_log_holds_any_of_it(world):
    assert "Not Found: /offers/" in world.log
    assert sung(world, world.log) == set()


def test_no_mail_move_history_or_session_holds_what_was_told_in_confidence(world):
    token = world.secret["token"]

    assert escaped() == []
    assert [row for row in escaped(token) if "grant_offered" not in row] == []
    assert {row.split()[0] for row in escaped(LASTING)} >= {"workshops.Move", "notifications.Message"}


def test_mails_hold_no_reason_and_go_to_nobody_else(world):
    reasons = {kind for kind in world.secret if world.secret[kind].startswith(LASTING)} - {"address"}

    for letter in Message.objects.all():
        words = f"{letter.subject}\n{letter.text}\n{letter.html}\n{letter.last_error}"
        assert not sung(world, words) & (reasons | {"address", "code", "country"})


def test_an_export_for_others_holds_what_they_need(world):
    assert sung(world, world.names.text) <= {"address"}
    page, table, document = world.reports
    shown = "\n".join([page.text, table.text, text_of(document.content)])
    assert sung(world, shown) == set()


# -- Pages on which something is wrong ------------------------------------------------------------


class OutOfOrder:
    """A database that breaks down where it is asked to touch one of these tables."""

    def __init__(self, *tables):
        self.tables = tables

    def __call__(self, execute, sql, params, many, context):
        if any(f'"{table}"' in sql for table in self.tables):
            raise OperationalError("The disk is full.")
        return execute(sql, params, many, context)


def whatever_is_typed(world):
    """(who, page, what, the table that breaks down) for each page on which something confidential is typed."""
    secret, programme, application = world.secret, world.programme, world.application
    review = application.reviews.submitted().get()
    scores = {"comment": secret["comment"], f"score-{world.criterion.pk}": "3"}
    codes = {"benefit": world.seat.pk, "codes": secret["code"] + "0", "bring": ""}
    reject = reverse("admin:awards_application_verb", args=[application.pk, "reject"])
    confidential = reverse("admin:awards_application_confidential", args=[application.pk])
    yield "applicant", world.applicant.url, world.applicant.confidences(), "awards_application"
    yield "applicant", world.link, {"accept": ""}, "awards_grant"
    yield "reviewer", reverse("awards:review", args=[programme.workshop.slug, review.pk]), scores, "awards_score"
    yield "organizer", reverse("admin:awards_registrationcode_add"), codes, "awards_registrationcode"
    yield "organizer", reject, {"reason": secret["waived"]}, "workshops_move"
    yield "organizer", confidential, {}, "workshops_move"


@pytest.fixture
def broken(world, settings):
    """Answers of pages of which the database breaks down in the middle, and what is logged and mailed of it."""
    settings.ADMINS = [("Root", "root@example.org")]
    answers = []
    with listening("") as listener:
        for who, page, typed, table in whatever_is_typed(world):
            client = signed_in(world.users[who])
            client.raise_request_exception = False
            with transaction.atomic(), connection.execute_wrapper(OutOfOrder(table)):
                answers.append(client.post(page, typed))
                transaction.set_rollback(True)
    return answers, "\n".join(listener.heard)


def test_a_page_that_breaks_says_nothing_of_what_was_typed(world, broken):
    answers, log = broken

    assert {answer.status_code for answer in answers} == {500}
    assert sung(world, "\n".join(answer.text for answer in answers)) == set()
    assert "The disk is full." in log
    assert sung(world, log) == set()
    assert mail.outbox == []


def refused(world):
    """Answers without a page of one's own: missing, forbidden, too late."""
    edition, typed = world.programme.workshop.slug, world.applicant.confidences()
    applicant, stranger = signed_in(world.users["applicant"]), Client(enforce_csrf_checks=True)
    yield 404, applicant.post(f"/{edition}/nothing/here/", typed)
    yield 404, signed_in(world.users["visitor"]).post(f"/{edition}/grants/0/", typed)
    yield 403, stranger.post(world.link, {"accept": "", **typed})
    yield 404, Client().post(world.link, typed)
    yield (
        405,
        signed_in(world.users["organizer"]).get(
            reverse("admin:awards_application_confidential", args=[world.application.pk])
        ),
    )


def test_a_page_that_refuses_says_nothing_of_what_was_typed(world):
    with listening("") as listener:
        answers = list(refused(world))

    assert [answer.status_code for _status, answer in answers] == [status for status, _answer in answers]
    assert sung(world, "\n".join(answer.text for _status, answer in answers)) == set()
    assert sung(world, "\n".join(listener.heard)) == set()


def test_a_form_with_mistakes_is_said_back_to_whoever_typed_it_and_to_no_log(world):
    applicant = signed_in(world.users["applicant"])

    with listening("") as listener:
        late = applicant.post(world.applicant.url, world.applicant.sheet(**world.applicant.confidences()))
        wrong = applicant.post(world.link, {"ask_for_more": "", "ask_for_more-reason": ""})

    assert [late.status_code, wrong.status_code] == [409, 400]
    assert sung(world, "\n".join(listener.heard)) == set()


# -- That the search finds something --------------------------------------------------------------


def test_a_planted_page_is_found(world, monkeypatch):
    monkeypatch.setattr(refereeing, "SHOWN", [*refereeing.SHOWN, "advisor"])

    assert "advisor" in read_by(world, "reviewer")


def test_a_planted_record_is_heard(listener):
    song = canary("advisor")

    logging.getLogger("awards.planted").debug("Somebody is advised by %s.", song)
    logging.getLogger("django.request").error("It broke.", exc_info=ValueError(song))

    assert [song in words for words in listener.heard] == [True, True]
    listener.heard.clear()


def test_planted_rows_are_found():
    person = PersonFactory(name=canary("advisor"))
    record(person, "note", reason=canary("special"))
    Message.objects.create(kind="note", to="ada@example.org", subject="Hello", text=canary("code"))

    found = escaped()

    assert {row.split()[0] for row in found} == {"accounts.HistoricalPerson", "workshops.Move", "notifications.Message"}
    type(person).history.all().delete()
    for model in (Move, Message):
        model.objects.all().delete()
