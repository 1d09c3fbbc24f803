"""The desk's page of a report, its PDF, and what it keeps from an organizer who must not know yet."""

import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.utils import timezone

from awards.models import Fund
from awards.pdf import render
from awards.pdf.data import Document, Section
from awards.report.views import AsOfForm
from tests import environment
from tests.awards import honours
from tests.embargo.answers import TOKEN
from tests.factories import AuthorshipFactory, FundFactory, PaperFactory, SponsorFactory, organizer_of
from tests.grants.reported import part, recipient, sponsored, text_of, told

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
PLAIN = Document(
    title="Report: Travel",
    edition="Workshop on Care (Care 1)",
    facts=(("Number", "1234-5678-9ABC"),),
    sections=(Section("Money", ("Free is free.",), ("Fund", "Free"), (("Travel", "$62.50"),), texts=1, sums=(0,)),),
    number="1234-5678-9ABC",
    generated="Report 1234-5678-9ABC",
)


def page_of(fund, name="report/"):
    return f"/desk/awards/fund/{fund.pk}/{name}"


def concerned(category):
    """An organizer of the edition with a paper that can win it."""
    user = organizer_of(category.workshop)
    AuthorshipFactory(paper=PaperFactory(workshop=category.workshop, public=True), person=user.person)
    category.organizers_can_win = True
    category.save()
    return user


# -- Awards and the embargo -----------------------------------------------------------------------


def test_an_award_is_told_with_its_shares_once_it_is_announced():
    award = honours.announced("Ada Person", "Ben Person", prize=Decimal(1000), title="On care")
    one, two = award.shares.all()
    one.accept(by=None)
    two.decline(by=None)

    rows = part(told(award.category.fund), "Awards").rows

    assert rows == (
        (f"{award.category}: On care", "Ada Person", "Accepted; the payer asks for details", "", "$500"),
        ("", "Ben Person", "Declined", "", "$500"),
    )


def test_an_award_is_told_as_it_stood_at_the_moment():
    with time_machine.travel(NOON, tick=False):
        award = honours.announced("Ada Person", prize=Decimal(1000))
        award.shares.get().accept(by=None)
    with time_machine.travel(NOON + HOUR, tick=False):
        award.shares.get().mark_ready(by=None)
        award.shares.get().pay(by=None, paid_on=date(2026, 5, 1), payer="Wisely")

    fund = award.category.fund
    rows = [part(told(fund, NOON + hours * HOUR), "Awards").rows[0][2:4] for hours in (0, 1)]

    assert rows == [("Accepted; the payer asks for details", ""), ("Paid", "1 May 2026")]


def test_a_share_that_was_divided_anew_later_is_told_as_it_was():
    with time_machine.travel(NOON, tick=False):
        award = honours.announced("Ada Person", prize=Decimal(1000))
    with time_machine.travel(NOON + HOUR, tick=False):
        award.shares.get().resize(Decimal(900), note="A fee.", by=None)

    fund = award.category.fund
    assert [part(told(fund, NOON + hours * HOUR), "Awards").rows[0][4] for hours in (0, 1)] == ["$1,000", "$900"]


def test_an_award_that_is_not_announced_is_not_told_even_to_whom_may_know():
    award = honours.decided("Zuleika Quill", prize=Decimal(1000))

    data = told(award.category.fund)

    assert "Zuleika" not in str(data)
    assert part(data, "Money").rows[0][2] == "$1,000"


def test_whoever_can_win_reads_no_money_of_the_fund_before_the_announcement():
    award = honours.decided("Ada Person", prize=Decimal(1000))
    user = concerned(award.category)

    data = told(award.category.fund, user=user)

    assert part(data, "Money").rows == ()
    assert f"Available once “{award.category}” is announced." in str(part(data, "Money").paragraphs)
    assert "$1,000" not in str(data)


def test_the_report_of_whoever_can_win_is_the_same_whether_it_is_decided_or_not():
    award = honours.decided("Ada Person", prize=Decimal(1000))
    user, at = concerned(award.category), timezone.now() + HOUR
    decided = told(award.category.fund, at, user)
    award.undo(by=None)

    assert told(award.category.fund, at, user) == decided


def test_whoever_can_win_reads_the_money_after_the_announcement():
    award = honours.decided("Ada Person", prize=Decimal(1000))
    user = concerned(award.category)
    award.category.announce(by=None)

    assert part(told(award.category.fund, user=user), "Money").rows[0][2] == "$1,000"


# -- The page -------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["report/", "report.pdf", "report.csv", "sponsor-report/", "sponsor-report.pdf"])
def test_a_report_of_another_edition_is_a_404_as_if_there_were_none(client, name):
    fund = sponsored().fund
    client.force_login(organizer_of(FundFactory().workshop))

    theirs, missing = client.get(page_of(fund, name)), client.get(page_of(Fund(pk=987654), name))

    assert theirs.status_code == missing.status_code == 404
    assert TOKEN.sub(b"", theirs.content) == TOKEN.sub(b"", missing.content)


def test_a_fund_without_a_sponsor_has_no_report_over_all_funds(client):
    fund = FundFactory()
    client.force_login(organizer_of(fund.workshop))

    assert client.get(page_of(fund)).status_code == 200
    assert client.get(page_of(fund, "sponsor-report/")).status_code == 404


def test_the_report_over_all_funds_of_a_sponsor_leaves_out_those_of_others(client):
    fund = sponsored(fund__name="Wise travel").fund
    FundFactory(workshop=fund.workshop, sponsor=fund.sponsor, name="Wise prizes")
    FundFactory(workshop=fund.workshop, sponsor=SponsorFactory(), name="Other money")
    FundFactory(sponsor=fund.sponsor, name="Another edition")
    client.force_login(organizer_of(fund.workshop))

    said = client.get(page_of(fund, "sponsor-report/")).content.decode()

    shown = [name for name in ("Wise travel", "Wise prizes", "Other money", "Another edition") if name in said]
    assert shown == ["Wise travel", "Wise prizes"]


def test_the_files_say_the_number_of_the_page_that_links_to_them(client):
    benefit = sponsored()
    recipient(benefit)
    client.force_login(organizer_of(benefit.workshop))
    page = client.get(page_of(benefit.fund))
    number = page.context["report"].number

    files = {kind: client.get(f"{url}?{page.context['asked']}") for kind, url in page.context["files"]}

    assert number in text_of(files["PDF"].content)
    assert number in files["CSV"].content.decode()
    assert [each["Content-Type"] for each in files.values()] == ["application/pdf", "text/csv; charset=utf-8"]


def test_the_moment_is_read_in_the_zone_of_the_edition():
    with timezone.override("Africa/Kigali"):
        form = AsOfForm({"at_0": "2026-05-01", "at_1": "14:00"}, zone="Africa/Kigali")
        assert form.is_valid()

    assert form.cleaned_data["at"] == NOON


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("at_0=2999-01-01&at_1=12:00", "Is the year 2999 right?"),
        ("at_0=2099-01-01&at_1=12:00", "This moment is still ahead."),
        ("at_0=nonsense&at_1=12:00", "Enter a valid date."),
    ],
)
def test_a_moment_that_cannot_be_is_refused_beside_the_field(client, asked, sentence):
    fund = sponsored().fund
    client.force_login(organizer_of(fund.workshop))

    answers = [client.get(f"{page_of(fund, name)}?{asked}") for name in ("report/", "report.pdf")]

    assert [answer.status_code for answer in answers] == [400, 400]
    assert all(sentence in answer.content.decode() for answer in answers)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_report_needs_as_many_queries_for_three_recipients_as_for_one(client, rows, django_assert_num_queries):
    benefit = sponsored()
    for number in range(rows):
        recipient(benefit, f"Ada {number}", country="KE", sponsor_may_know=True)
    user = organizer_of(benefit.workshop)

    with django_assert_num_queries(19):
        told(benefit.fund, user=user)


# -- The PDF --------------------------------------------------------------------------------------


def test_the_same_report_gives_the_same_bytes_twice_and_in_another_process():
    script = (
        "import django, sys; django.setup()\n"
        "from tests.grants.test_report_page import PLAIN, render\n"
        "sys.stdout.buffer.write(render.document(PLAIN))"
    )
    env = environment.clean() | {"DJANGO_SETTINGS_MODULE": "config.settings", "LAUREL_ENV": "demo"}

    there = subprocess.run([sys.executable, "-c", script], cwd=environment.PROJECT, env=env, capture_output=True)

    assert render.document(PLAIN) == render.document(PLAIN)
    assert there.stdout == render.document(PLAIN), there.stderr


def test_the_pdf_says_what_the_page_says():
    benefit = sponsored(cash=True)
    recipient(benefit, country="KE")

    data = told(benefit.fund)
    said = text_of(render.document(data))

    for words in (data.number, "Wisely Inc.", "$5,000", "From application to grant"):
        assert words in said


def test_a_report_that_no_font_can_print_is_said_so_and_kept_as_csv(client):
    fund = sponsored(fund__name="\U00013000").fund
    client.force_login(organizer_of(fund.workshop))

    printed, table = client.get(page_of(fund, "report.pdf")), client.get(page_of(fund, "report.csv"))

    assert printed.status_code == 409
    assert "cannot be printed" in printed.content.decode()
    assert "\U00013000" in table.content.decode()
