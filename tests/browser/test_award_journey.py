"""An award from its rules to its certificate, as its people live it; each has a browser of their own."""

import re
from datetime import UTC, datetime, timedelta
from urllib.parse import quote
from zoneinfo import ZoneInfo

import pypdfium2
import pytest

pytestmark = pytest.mark.browser

EDITION = "SecML at ICLR 2021"
AWARD = "Most useful benchmark"
WON = "RobustBench: a standardized adversarial robustness benchmark"
TIED = "Ditto: Fair and Robust Federated Learning Through Personalization"
BOARD = "/desk/awards/awardcategory/board/aml-iclr2021/"
AWARDS = "/aml-iclr2021/awards/"
ROOM = "/aml-iclr2021/awards/committee/"
CHAIR, MEMBER, IN_CONFLICT = "committee@example.org", "member@example.org", "chair@example.org"
SEATS = {
    CHAIR: ("Ottoline Vasquez-Thornbury", "chair"),
    MEMBER: ("Ludmila Ferncastle", "member"),
    IN_CONFLICT: ("Jorun Velthuizen-Adeyemi", "member"),
}


def test_an_award_from_its_rules_to_its_certificate(people):
    organizer, author, stranger = people("organizer@example.org"), people("author@example.org"), people(None)
    rules_are_written(organizer)
    the_committee_is_invited_and_accepts(people)
    papers_are_nominated_and_shortlisted(people(CHAIR))
    conflicts_are_answered(people)
    everybody_votes(people)
    the_chair_decides_the_tie(people(CHAIR))
    moment = it_is_scheduled(organizer, stranger)
    it_appears_on_the_minute(stranger, moment)
    the_winner_confirms_the_name(author)
    the_certificate_is_issued(organizer)
    a_stranger_verifies(stranger, code_of_the_certificate(author))


def rules_are_written(organizer):
    organizer.goes_to("/desk/?edition=aml-iclr2021")
    organizer.follows("Awards")
    organizer.follows("Add a category")
    organizer.writes("Name", AWARD)
    organizer.chooses("Ballot", "approval: any number of papers")
    organizer.chooses("Winners are told", "at the announcement")
    organizer.presses("Save")
    for name, seat in SEATS.values():
        organizer.goes_to(BOARD)
        organizer.follows("Add a member")
        organizer.picks("Person", name)
        organizer.chooses("Seat", seat)
        organizer.writes("Printed name", name)
        organizer.presses("Save")


def the_committee_is_invited_and_accepts(people):
    organizer = people("organizer@example.org")
    for email, (name, _seat) in SEATS.items():
        organizer.goes_to(BOARD)
        organizer.follows(re.compile(name))
        organizer.follows("Invite")
        organizer.presses("Invite")
        member = people(email)
        member.goes_to(ROOM)
        member.presses("Accept")
        assert "Award committee" in member.reads


def papers_are_nominated_and_shortlisted(chair):
    chair.goes_to(ROOM)
    chair.follows("Open the nominations")
    chair.presses("Open the nominations")
    for title in (WON, TIED):
        chair.goes_to("/aml-iclr2021/awards/nominate/")
        chair.follows(AWARD)
        chair.chooses("Paper", chair.option("Paper", title))
        chair.writes("Why it should win", "It is used, and it is checked.")
        chair.presses("Nominate")
    answers(chair, {})
    for title in (WON, TIED):
        chair.goes_to(ROOM)
        chair.follows(AWARD)
        chair.follows(title)
        chair.presses("Put on the shortlist")


def answers(member, conflicts):
    """Every question about conflicts, “no conflict” unless it is said otherwise."""
    member.goes_to(ROOM)
    member.follows(AWARD)
    member.follows(re.compile("questions? about conflicts"))
    for title in (WON, TIED):
        question = member.page.get_by_role("group", name=title)
        question.get_by_label("Your answer").select_option(label=conflicts.get(title, "no conflict"))
    member.presses("Keep my answers")


def conflicts_are_answered(people):
    answers(people(MEMBER), {})
    answers(people(IN_CONFLICT), {WON: "advisor or advisee of an author"})
    in_conflict = people(IN_CONFLICT)
    assert "It is used, and it is checked." not in in_conflict.reads
    assert in_conflict.page.get_by_role("link", name=WON).count() == 0


def everybody_votes(people):
    chair = people(CHAIR)
    chair.goes_to(ROOM)
    chair.follows("Start the vote")
    chair.presses("Start the vote")
    votes(chair, WON, TIED)
    votes(people(MEMBER), WON, TIED)
    votes(people(IN_CONFLICT), TIED)
    assert WON not in people(IN_CONFLICT).page.locator("table").first.inner_text()


def votes(member, *approved):
    member.goes_to(ROOM)
    member.follows(AWARD)
    member.follows(re.compile("^Vote"))
    for title in approved:
        member.page.get_by_role("listitem").filter(has_text=title).get_by_label(re.compile("Approve")).check()
    member.presses("Submit my ballot")
    assert "Your ballot counts." in member.reads


def the_chair_decides_the_tie(chair):
    chair.goes_to(ROOM)
    chair.follows("Decide")
    assert chair.page.locator("table.tally td:first-child").all_inner_texts()[:2] == ["1", "1"]
    for title, citation in ((WON, "A yardstick that everybody can hold."), (TIED, "It shows where to look.")):
        case = chair.page.get_by_role("group", name=title)
        case.get_by_label("Place").select_option(label="1")
        case.get_by_label("Citation").fill(citation)
    chair.writes("Why they tie", "Useful in different ways, and to as many.")
    chair.presses("Look at it once more")
    chair.presses("Decide")
    assert "Decided." in chair.reads


def it_is_scheduled(organizer, stranger):
    """For the next minute but one; returns the moment."""
    stranger.goes_to(AWARDS)
    assert AWARD not in stranger.reads
    moment = (datetime.now(UTC) + timedelta(seconds=75)).replace(second=0, microsecond=0)
    there = moment.astimezone(ZoneInfo("America/Los_Angeles"))
    organizer.goes_to(BOARD)
    organizer.in_case(AWARD).get_by_role("link", name="Announce").click()
    organizer.page.locator("input[type=date]").fill(f"{there:%Y-%m-%d}")
    organizer.page.locator("input[type=time]").fill(f"{there:%H:%M}")
    organizer.presses("Announce")
    stranger.goes_to(AWARDS)
    assert AWARD not in stranger.reads
    return moment


def it_appears_on_the_minute(stranger, moment):
    while datetime.now(UTC) < moment:
        stranger.page.wait_for_timeout(200)
    stranger.goes_to(AWARDS)
    assert AWARD in stranger.reads
    assert "A yardstick that everybody can hold." in stranger.reads
    assert SEATS[CHAIR][0] in stranger.reads


def the_winner_confirms_the_name(author):
    author.goes_to("/me/")
    author.in_case(AWARD).get_by_role("link", name="Confirm your name").click()
    author.writes("Name on the certificate", "Vikash Ångström Sehwag")
    author.presses("This is my name")


def the_certificate_is_issued(organizer):
    organizer.goes_to("/desk/awards/signatory/add/")
    organizer.picks("Edition", EDITION)
    organizer.writes("Name", "Ottoline Vasquez-Thornbury")
    organizer.presses("Save")
    organizer.goes_to(f"/desk/awards/award/?q={quote(WON)}")
    organizer.follows(AWARD)
    organizer.follows("Issue the certificate")
    organizer.presses("Issue the certificate")


def code_of_the_certificate(author):
    """Downloads it; its code stands on the public page."""
    author.goes_to("/me/")
    with author.page.expect_download() as downloading:
        author.in_case(AWARD).get_by_role("link", name="Download it (PDF)").click()
    document = pypdfium2.PdfDocument(downloading.value.path())
    printed = document[0].get_textpage().get_text_bounded()
    assert "Vikash Ångström Sehwag" in printed
    return re.search(r"\b[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}\b", printed)[0]


def a_stranger_verifies(stranger, code):
    stranger.goes_to("/certificates/")
    stranger.writes("Code", code.lower().replace("-", " "))
    stranger.presses("Check it")
    assert AWARD in stranger.reads
    assert "Vikash Ångström Sehwag" in stranger.reads
