"""A text that says what is not so is pointed out before anybody approves it."""

import pytest

from tests.factories import MailingFactory, PaperFactory
from tests.mailings.test_mailings import author
from workshops.mailings.drafted import Drafted

pytestmark = pytest.mark.django_db


def warnings(body, *, audience="authors", status="accepted"):
    mailing = MailingFactory(audience=audience, subject="News", body=body)
    author(PaperFactory(workshop=mailing.workshop, number=7, status=status))
    return Drafted(mailing).warnings


@pytest.mark.parametrize(
    ("audience", "body", "sentence"),
    [
        ("rejected", "Your paper is accepted.", "The text says “accepted”, and paper 7 is rejected."),
        ("rejected", "Congratulations to you", "The text says “Congratulations”, and paper 7 is rejected."),
        ("rejected", "Your paper could not be accepted.", None),
        ("authors", "Your paper was rejected.", "The text says “rejected”, and paper 7 is accepted."),
        ("authors", "Your paper was not accepted.", "The text says “not accepted”, and paper 7 is accepted."),
        ("authors", "Your paper is accepted.", None),
    ],
)
def test_a_decision_is_told_to_those_whom_it_concerns(audience, body, sentence):
    status = "rejected" if audience == "rejected" else "accepted"

    assert warnings(body, audience=audience, status=status) == ([sentence] if sentence else [])


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("Until 2026-11-30.", "30 Nov 2026"),
        ("Until 30 November 2026.", "30 Nov 2026"),
        ("Until 30. Nov 2026.", "30 Nov 2026"),
        ("Until November 30, 2026.", "30 Nov 2026"),
        ("Until NOV. 30 2026.", "30 Nov 2026"),
        ("Until 2026-12-01.", None),
        ("Until 1 December 2026.", None),
        ("Room 30, November", None),
        ("Until 31 November 2026.", None),
        ("Until 2026-13-45.", None),
    ],
)
def test_a_day_that_is_over_is_pointed_out(time_machine, body, said):
    time_machine.move_to("2026-12-01T12:00Z")

    assert warnings(body) == ([f"The text says {said}, and that day is over."] if said else [])


def test_a_day_is_over_when_it_is_over_in_the_zone_of_the_edition(time_machine):
    time_machine.move_to("2026-12-01T12:00Z")
    mailing = MailingFactory(body="Until 2026-12-01.", workshop__time_zone="Pacific/Kiritimati")

    assert Drafted(mailing).warnings == ["The text says 1 Dec 2026, and that day is over."]
