"""What a sponsor reads: the money as the ledger has it, people as counts, names only of who agreed."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from awards.models import RegistrationCode
from awards.pdf.csv import to_csv
from tests.factories import (
    FundFactory,
    organizer_of,
)
from tests.grants.offered import opened, planned
from tests.grants.reported import cells, everywhere, part, recipient, report, sponsored, told

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def test_what_happens_after_the_moment_changes_nothing_of_the_report():
    with time_machine.travel(NOON, tick=False):
        benefit = sponsored(cash=True)
        offer = opened(benefit, amount=500)
        user = organizer_of(benefit.workshop)
        before = told(benefit.fund, NOON, user)
    with time_machine.travel(NOON + HOUR, tick=False):
        offer.accept(by=None)
        recipient(benefit, country="KE")
        after = told(benefit.fund, NOON, user)

    assert after == before
    assert told(benefit.fund, NOON + HOUR, user).number != before.number


def test_each_step_from_application_to_grant_is_counted():
    benefit = sponsored()
    recipient(benefit, country="KE").fulfil(by=None, paid_on=date(2026, 5, 1))
    opened(benefit).accept(by=None)
    opened(benefit).decline(by=None)
    opened(benefit)
    planned(benefit)

    steps = report(benefit.fund).steps

    once = {"applied", "accepted", "declined", "waiting", "direct", "received", "not_taken"}
    assert {step: count for step, count in steps.items() if count} == {"offered": 3} | dict.fromkeys(once, 1)


def test_an_application_counts_as_eligible_until_it_is_found_otherwise():
    benefit = sponsored()
    with time_machine.travel(NOON, tick=False):
        grant = recipient(benefit, country="KE")
        application = benefit.programme.applications.get(person=grant.person)
        application.find_eligible(by=None)
    with time_machine.travel(NOON + HOUR, tick=False):
        application.reconsider(by=None)

    assert report(benefit.fund, NOON).steps["eligible"] == 1
    assert report(benefit.fund, NOON + HOUR).steps["eligible"] == 0


def test_a_code_counts_from_when_it_is_assigned_until_it_is_cancelled():
    benefit = sponsored()
    RegistrationCode.objects.create(benefit=benefit, code="SECRET-CODE-1")
    with time_machine.travel(NOON, tick=False):
        grant = recipient(benefit)
    with time_machine.travel(NOON + HOUR, tick=False):
        grant.withdraw(by=None)

    assert [report(benefit.fund, NOON + hours * HOUR).steps["codes"] for hours in (-1, 0, 1)] == [0, 1, 0]


def test_recipients_are_counted_by_what_they_said_and_small_cells_with_a_neighbour_are_hidden():
    benefit = sponsored()
    for country, count in {"KE": 6, "PE": 2, "": 7}.items():
        for _each in range(count):
            recipient(benefit, country=country, stage=country and "phd")

    data = told(benefit.fund)

    assert part(data, "Recipients by country").rows == (
        ("Kenya", "not shown"),
        ("Peru", "not shown"),
        ("Not known", "7"),
        ("All", "15"),
    )
    assert part(data, "Recipients by career stage").rows[:2] == (("Doctoral student", "8"), ("Not known", "7"))


def test_funds_of_one_sponsor_count_people_only_together():
    benefit = sponsored()
    recipient(benefit, country="KE")
    FundFactory(workshop=benefit.workshop, sponsor=benefit.fund.sponsor)

    titles = [each.title for each in told(benefit.fund).sections]

    assert "Where recipients come from" in titles
    assert "Recipients by country" not in titles


CONSENTS = [(True, True), (True, False), (False, True), (None, True), (None, False)]


@pytest.mark.parametrize("announced", [True, False])
@pytest.mark.parametrize(("sponsor_may_know", "named"), CONSENTS)
def test_check_63_a_name_is_read_only_with_consent_and_once_it_is_public(client, sponsor_may_know, named, announced):
    benefit = sponsored()
    consents = {} if sponsor_may_know is None else {"sponsor_may_know": sponsor_may_know}
    grant = recipient(benefit, "Zuleika Quill", **consents)
    type(grant).objects.update(consents_to_be_named=named)
    if announced:
        benefit.programme.announce(by=None)

    shown = {kind: "Zuleika" in text for kind, text in everywhere(benefit.fund, client).items()}

    may_be_named = announced and named and sponsor_may_know is not False
    assert shown == {"page": may_be_named, "pdf": may_be_named, "csv": may_be_named}


def test_check_63_no_name_is_read_of_a_moment_before_it_was_public():
    benefit = sponsored()
    with time_machine.travel(NOON, tick=False):
        recipient(benefit, "Zuleika Quill", sponsor_may_know=True)
    with time_machine.travel(NOON + HOUR, tick=False):
        benefit.programme.announce(by=None)

    assert "Zuleika" not in str(told(benefit.fund, NOON))
    assert "Zuleika" in str(told(benefit.fund, NOON + HOUR))


def test_check_63_consent_that_is_taken_back_counts_for_old_moments_too():
    benefit = sponsored()
    recipient(benefit, "Zuleika Quill", sponsor_may_know=True)
    benefit.programme.announce(by=None)
    benefit.programme.applications.update(sponsor_may_know=False)

    assert "Zuleika" not in str(told(benefit.fund))


def test_check_45_no_cell_of_the_csv_runs_as_a_formula(client):
    benefit = sponsored(fund__name="=HYPERLINK(1)", fund__restrictions="@SUM(1)")
    recipient(benefit, "+Ada", sponsor_may_know=True)
    benefit.programme.announce(by=None)

    text = to_csv(told(benefit.fund))

    assert text.startswith("\ufeff")
    assert {"'=HYPERLINK(1)", "'+Ada"} <= set(cells(text))
    assert not [cell for cell in cells(text) if cell.startswith(tuple("=+-@\t"))]
