"""The report to a sponsor: the ledger in words, as of any moment, the same whenever it is made again."""

import csv
from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
import time_machine
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from awards.models import Fund, Grant, ledger
from awards.pdf import render
from awards.pdf.csv import to_csv
from awards.report.report import report_of
from tests.awards import honours
from tests.awards.pdf.reading import words
from tests.factories import (
    AuthorshipFactory,
    AwardCategoryFactory,
    AwardFactory,
    BenefitFactory,
    GrantFactory,
    PaperFactory,
    SponsorFactory,
    UserFactory,
    WorkshopFactory,
    organizer_of,
)
from tests.grants.offered import opened

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def report(fund, at, user=None):
    return report_of([fund], at, user or UserFactory(is_superuser=True))


def cells(document):
    return [cell for section in document.sections for row in section.rows for cell in row]


def money(document):
    return dict(document.sections[0].rows)


@pytest.fixture
def benefit():
    with time_machine.travel(NOON, tick=False):
        return BenefitFactory(cash=True, fund__amount=2000, fund__name="Travel money")


def test_it_tells_how_the_money_stood_at_the_moment(benefit):
    with time_machine.travel(NOON + HOUR, tick=False):
        offer = opened(benefit, amount=500)
    with time_machine.travel(NOON + 2 * HOUR, tick=False):
        offer.accept(by=None)

    before, after = (money(report(benefit.fund, NOON + hours * HOUR)) for hours in (1, 2))

    assert (before["offered, without an answer"], before["accepted"], before["free"]) == ("$500", "$0", "$1,500")
    assert (after["offered, without an answer"], after["accepted"], after["free"]) == ("$0", "$500", "$1,500")


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from(["accept", "decline", "expire", "fulfil", "return", "nothing"]), max_size=8))
def test_check_61_its_totals_are_the_ledger_to_the_cent_at_any_moment(fates):
    benefit = BenefitFactory(cash=True, fund__amount=1000)
    for hour, fate in enumerate(fates):
        with time_machine.travel(NOON + hour * HOUR, tick=False):
            follow(opened(benefit, amount="33.33"), fate)

    for hour in range(len(fates)):
        at = NOON + hour * HOUR
        stood, said = ledger.balance(benefit.fund, at), money(report(benefit.fund, at))
        names = {
            "offered, without an answer": "offered",
            "accepted": "accepted",
            "paid or received": "paid",
            "free": "free",
        }
        assert {label: said[label] for label in names} == {
            label: benefit.fund.say(getattr(stood, name)) for label, name in names.items()
        }
    assert ledger.balance(benefit.fund).free == Fund.objects.get(pk=benefit.fund_id).free


def follow(offer, fate):
    if fate in {"accept", "fulfil", "return"}:
        offer.accept(by=None)
    if fate in {"fulfil", "return"}:
        offer.grants.get().fulfil(by=None, paid_on=date(2026, 5, 1))
    if fate == "return":
        offer.grants.get().mark_returned(by=None, reason="No such account.")
    if fate == "decline":
        offer.decline(by=None)
    if fate == "expire":
        with time_machine.travel(offer.respond_by):
            offer.expire()


def test_it_is_the_same_whenever_it_is_made_again(benefit):
    with time_machine.travel(NOON + HOUR, tick=False):
        opened(benefit, amount=500).accept(by=None)
    first = report(benefit.fund, NOON + HOUR)

    opened(benefit, amount=300)
    again = report(benefit.fund, NOON + HOUR)

    assert first == again
    assert render.document(first) == render.document(again)
    assert dict(first.facts)["Number"] != dict(report(benefit.fund, NOON + 2 * HOUR).facts)["Number"]


def test_its_funnel_counts_what_happened_until_then(benefit):
    with time_machine.travel(NOON, tick=False):
        offers = [opened(benefit, amount=100) for _each in range(4)]
    with time_machine.travel(NOON + HOUR, tick=False):
        offers[0].accept(by=None)
        offers[1].accept(by=None)
        offers[2].decline(by=None)

    told = [dict(section.rows) for at in (NOON, NOON + HOUR) for section in report(benefit.fund, at).sections[1:2]]

    assert told == [{"offered": "4"}, {"offered": "4", "accepted": "2", "declined": "1"}]


def test_its_funnel_is_the_same_whatever_was_looked_up_before(benefit):
    with time_machine.travel(NOON, tick=False):
        opened(benefit, amount=100)
    ContentType.objects.clear_cache()
    ContentType.objects.get_for_model(Grant)

    assert dict(report(benefit.fund, NOON).sections[1].rows) == {"offered": "1"}


def test_check_63_who_does_not_agree_is_not_named_anywhere(benefit):
    with time_machine.travel(NOON, tick=False):
        for name, agrees in (("Ada Named", True), ("Ola Quiet", False)):
            GrantFactory(benefit=benefit, amount=100, printed_name=name, consents_to_be_named=agrees).give(by=None)
        hidden = report(benefit.fund, NOON)
        benefit.programme.announce(by=None)
    document = report(benefit.fund, NOON + HOUR)

    for text in (words(render.document(document)), to_csv(document), " ".join(cells(document))):
        assert "Ada Named" in text
        assert "Ola Quiet" not in text
    assert "Not named here: 1." in document.sections[-1].paragraphs
    assert "Ada Named" not in to_csv(hidden)


def test_check_45_no_cell_runs_as_a_formula(benefit):
    with time_machine.travel(NOON, tick=False):
        for name in ("=SUM(A1)", "+1", "-1", "@me", "\tx"):
            GrantFactory(benefit=benefit, amount=100, printed_name=name).give(by=None)
        benefit.programme.announce(by=None)

    rows = list(csv.reader(StringIO(to_csv(report(benefit.fund, NOON)).removeprefix("\ufeff"))))

    assert not [cell for row in rows for cell in row if cell[:1] in set("=+-@\t")]
    assert sum(cell.startswith("'") for row in rows for cell in row) == 5


def test_prizes_are_told_once_they_are_announced():
    award = honours.decided("Ada Person", "Ben Person")
    at = award.category.fund.entries.last().at
    hidden = report(award.category.fund, at)
    award.category.announce(by=None)

    told = report(award.category.fund, award.category.announced_at)

    assert "Ada Person" not in to_csv(hidden)
    assert [row[3] for row in told.sections[1].rows] == ["$500", "$500"]


@pytest.mark.parametrize("is_decided", [True, False])
def test_who_has_a_paper_that_can_win_reads_no_sums(is_decided):
    category = AwardCategoryFactory(paid=True, organizers_can_win=True)
    paper = PaperFactory(workshop=category.workshop, public=True)
    user = organizer_of(category.workshop)
    AuthorshipFactory(paper=paper, person=user.person)
    if is_decided:
        AwardFactory(category=category, paper=paper).decide(by=None)

    [section] = report(category.fund, NOON, user).sections

    assert "a paper of yours can win it" in section.paragraphs[0]
    assert not section.rows


# -- The page -------------------------------------------------------------------------------------


def url(fund):
    return reverse("admin:awards_fund_report", args=[fund.pk])


def test_it_is_read_on_the_desk_and_taken_as_pdf_and_csv(client, benefit):
    client.force_login(organizer_of(benefit.workshop))

    page = client.get(url(benefit.fund), {"show": "1"})
    files = [client.get(url(benefit.fund), {name: "1"}) for name in ("pdf", "csv")]

    assert "$2,000" in page.text
    assert [answer.headers["Content-Type"] for answer in files] == ["application/pdf", "text/csv; charset=utf-8"]
    assert files[0].content.startswith(b"%PDF")


def test_all_funds_of_a_sponsor_stand_in_one_report(client):
    edition, sponsor = WorkshopFactory(), SponsorFactory()
    one, two = (
        BenefitFactory(programme__workshop=edition, fund__sponsor=sponsor, fund__name=name).fund for name in ("A", "B")
    )
    client.force_login(organizer_of(edition))

    document = client.get(url(one), {"show": "1", "all_of_the_sponsor": "on"}).context["document"]

    assert [section.title for section in document.sections] == [one.name, two.name]


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"at_0": "2999-01-01", "at_1": "12:00"}, "Is the year 2999 right?"),
        ({"at_0": "2090-01-01", "at_1": "12:00"}, "That is in the future."),
        ({"at_0": "never", "at_1": "12:00"}, "Enter a valid date."),
    ],
)
def test_a_moment_that_cannot_be_is_refused_beside_its_field(client, benefit, given, sentence):
    client.force_login(organizer_of(benefit.workshop))

    answer = client.get(url(benefit.fund), {"show": "1"} | given)

    assert answer.status_code == 400
    assert sentence in answer.text


def test_check_67_an_organizer_of_another_edition_finds_nothing(client, benefit):
    offer = opened(benefit, amount=500)
    client.force_login(organizer_of(WorkshopFactory(series=benefit.workshop.series)))
    pages = [url(benefit.fund), reverse("admin:awards_grantprogramme_direct", args=[benefit.programme_id])]
    pages += [
        reverse(f"admin:awards_{name}_change", args=[thing.pk])
        for name, thing in [
            ("fund", benefit.fund),
            ("grantprogramme", benefit.programme),
            ("grant", offer.grants.get()),
            ("offer", offer),
        ]
    ]

    assert {client.get(page).status_code for page in pages} == {404}
