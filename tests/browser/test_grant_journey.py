"""A programme of travel grants from its call to the report of its sponsor, as its people live it."""

import json
import re
from datetime import UTC, datetime, timedelta

import pytest

from tests.browser import grant_call as call
from tests.browser.grant_call import PROGRAMME, RANKED, fills, goes_to_the_programme, moment
from tests.browser.tides import APPLICANTS, SPONSOR, address

pytestmark = pytest.mark.browser

OFFER, ENDED = "offers you a grant", "the offer of a grant has ended"
OFFERED, (FIRST_WAITING, SECOND_WAITING) = RANKED[:5], RANKED[5:7]
ACCEPTS, DECLINES, IS_SILENT, *ALSO_ACCEPT = OFFERED
CODES = [f"TIDE-7{number}-{letter}{letter}" for number, letter in enumerate("KLMNPQ")]


@pytest.fixture
def inside(demo):
    """Has something done inside the demo, and returns what it prints."""
    return lambda done: demo.manage("shell", "-v0", "-c", f"from tests.browser import tides; print(tides.{done})")


@pytest.fixture
def mail_to(demo):
    """The newest mail to somebody with these words in its subject, as soon as it is there."""

    def found(name, words):
        return [each for each in demo.mails() if address(name) in each["to"] and words in each["subject"]]

    return lambda name, words: demo.until(lambda: found(name, words), bool)[0]


def test_travel_grants_from_the_call_to_the_report(people, inside, mail_to):
    inside("set_the_stage()")
    organizer = people("organizer@example.org")
    call.is_written(organizer)
    call.is_answered_by_two(people, mail_to)
    inside(f"others_apply({PROGRAMME!r}, *{call.BY_FORM})")
    call.closes(organizer, people(address("Keiko Yarrow")))
    call.applications_are_screened(organizer)
    call.reviews_are_asked_for(organizer, people)
    call.reviewers_score(people)
    a_plan_for_six_exceeds(organizer)
    due = two_wait_and_five_are_offered(organizer)
    they_answer(people, mail_to)
    the_waitlist_moves(people, mail_to, due)
    codes_are_brought(organizer)
    a_recipient_reads_hers_and_the_desk_none(people, organizer)
    what_was_paid_is_noted(organizer)
    the_sponsor_reads_a_report(organizer, json.loads(inside("ledger()")))


# -- The allocation -------------------------------------------------------------------------------


def a_plan_for_six_exceeds(organizer):
    goes_to_the_programme(organizer, "Allocation")
    names = organizer.page.locator("table.allocation tbody th a").all_inner_texts()
    assert names == RANKED
    assert "2.67" in row_of(organizer, "Hugo Umber").inner_text()
    assert "0.67 apart" in row_of(organizer, "Hugo Umber").inner_text()
    plans(organizer, RANKED[:5])
    organizer.presses("Look")
    assert "$250 would stay free." in bar(organizer, "Fares")
    plans(organizer, RANKED[5:6])
    organizer.presses("Look")
    assert "The plan exceeds it by $250." in bar(organizer, "Fares")
    assert "6 planned of 6 free. 0 would stay free." in bar(organizer, "Seats")
    organizer.presses("Offer")
    assert organizer.page.get_by_role("button", name="Offer").count() == 0


def row_of(organizer, name):
    return organizer.page.get_by_role("row").filter(has_text=name)


def plans(organizer, names):
    for name in names:
        organizer.writes(f"travel costs (Fares) for {name}", "500")
        organizer.writes(f"registration (Seats) for {name}", "1")


def bar(organizer, fund):
    return organizer.page.locator(".bars li").filter(has_text=fund).inner_text()


def two_wait_and_five_are_offered(organizer):
    """Until an instant so near that whoever is silent lets it pass in this test; returns it."""
    goes_to_the_programme(organizer, "Allocation")
    plans(organizer, [SECOND_WAITING])
    for name in (FIRST_WAITING, SECOND_WAITING):
        organizer.page.get_by_label(f"Choose {name}").check()
    organizer.presses("Put the chosen on the waitlist")
    assert "2 people are on the waitlist." in organizer.reads
    organizer.presses("Offer")
    assert organizer.page.locator("table.listed tbody th").all_inner_texts() == OFFERED
    due = (datetime.now(UTC) + timedelta(seconds=150)).replace(second=0, microsecond=0)
    fills(organizer, moment("respond_by", due))
    organizer.presses("Look once more")
    organizer.presses("Offer")
    assert "5 offers are made." in organizer.reads
    return due


# -- Answers --------------------------------------------------------------------------------------


def they_answer(people, mail_to):
    """Two of them by the link, signed in nowhere."""
    reader = people(None)
    opens_the_link(reader, mail_to(ACCEPTS, OFFER))
    reader.presses("Accept")
    assert "You have accepted." in reader.reads
    opens_the_link(reader, mail_to(DECLINES, OFFER))
    reader.page.get_by_text("I decline", exact=True).click()
    reader.presses("Decline")
    assert "You have declined." in reader.reads
    for name in ALSO_ACCEPT:
        accepts_on_my_page(people(address(name)))


def opens_the_link(reader, mail):
    reader.goes_to(re.search(r"http\S+/offers/\S+", mail["text"])[0])
    assert "$500" in reader.reads
    assert reader.page.get_by_role("button", name="Accept").count() == 1


def accepts_on_my_page(recipient):
    recipient.goes_to("/me/")
    recipient.follows("Answer")
    recipient.presses("Accept")
    assert "You have accepted." in recipient.reads


def the_waitlist_moves(people, mail_to, due):
    """By itself: to the first when somebody declines, to the second when somebody is silent for too long."""
    accepts_on_my_page(people(address(FIRST_WAITING)))
    second = people(address(SECOND_WAITING))
    second.goes_to("/me/")
    assert second.page.get_by_role("link", name="Answer").count() == 0
    while datetime.now(UTC) < due:
        second.page.wait_for_timeout(200)
    mail_to(IS_SILENT, ENDED)
    mail_to(SECOND_WAITING, OFFER)
    accepts_on_my_page(second)
    silent = people(None)
    silent.goes_to(re.search(r"http\S+/offers/\S+", mail_to(IS_SILENT, OFFER)["text"])[0])
    assert silent.page.get_by_role("button", name="Accept").count() == 0


# -- What they get, and what is said of it --------------------------------------------------------


def codes_are_brought(organizer):
    goes_to_the_programme(organizer, "Bring codes")
    organizer.writes("Codes", "\n".join(CODES))
    organizer.presses("Count them first")
    assert "5 grants wait for a code." in organizer.reads
    organizer.presses("Bring")
    assert "6 codes are here. 5 are assigned now." in organizer.reads


def a_recipient_reads_hers_and_the_desk_none(people, organizer):
    recipient = people(address(ALSO_ACCEPT[0]))
    recipient.goes_to("/me/")
    assert [code for code in CODES if code in recipient.reads] == [recipient.page.locator("code").inner_text()]
    for page in ("registrationcode", "grant", "offer"):
        organizer.goes_to(f"/desk/awards/{page}/")
        assert ALSO_ACCEPT[0] in organizer.reads
        assert not [code for code in CODES if code in organizer.page.content()]


def what_was_paid_is_noted(organizer):
    organizer.goes_to(f"/desk/awards/grant/?q={ALSO_ACCEPT[0]}")
    organizer.page.get_by_role("row").filter(has_text="$500").get_by_role("link", name=ALSO_ACCEPT[0]).click()
    organizer.follows("Note that it was received")
    organizer.writes("Payer", SPONSOR)
    organizer.page.get_by_label("Received on").fill(f"{datetime.now(UTC):%Y-%m-%d}")
    organizer.presses("Note that it was received")


def the_sponsor_reads_a_report(organizer, ledger):
    organizer.goes_to(f"/desk/awards/fund/?q={SPONSOR}")
    organizer.follows("Fares")
    organizer.follows("Report over all funds of the sponsor")
    assert {fund: numbers(organizer, "Money", fund) for fund in ledger} == {
        fund: standing(accounts) for fund, accounts in ledger.items()
    }
    assert numbers(organizer, "Money", "Fares") == [2750, 0, 2000, 500, 0, 250]
    assert numbers(organizer, "Money", "Seats") == [6, 0, 5, 0, 0, 1]
    steps = rows(organizer, "From application to grant")
    counted = {"Applied": "12", "Found eligible": "11", "Offered": "7", "Accepted": "5"}
    assert steps.items() >= {**counted, "Not answered in time": "1", "Registration codes assigned": "5"}.items()
    assert rows(organizer, "Recipients by country") == {"Kenya": "not shown", "Norway": "not shown", "All": "5"}
    assert rows(organizer, "Recipients by career stage") == {"Doctoral student": "5", "All": "5"}
    assert not [name for name in APPLICANTS if name in organizer.page.inner_text("main")]


def rows(organizer, title):
    """{what begins a row: the rest of it}"""
    table = organizer.page.get_by_role("region", name=title, exact=True).get_by_role("table")
    read = [row.locator("th, td").all_inner_texts() for row in table.locator("tbody tr").all()]
    return {first: " | ".join(rest) for first, *rest in read}


def numbers(organizer, title, first):
    return [float(number.replace(",", "")) for number in re.findall(r"[\d,.]+", rows(organizer, title)[first])]


def standing(accounts):
    """As the report says it: each account, and what is free."""
    stood = [accounts.get(name, 0) for name in ("pledged", "offered", "accepted", "paid", "returned")]
    return [*stood, stood[0] - sum(stood[1:4])]
