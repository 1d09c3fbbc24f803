"""A visitor, an organizer and an author, each without a mouse."""

import re

import pytest

from config.demo.accounts import PASSWORD

pytestmark = pytest.mark.browser


@pytest.fixture(autouse=True)
def nothing_to_complain_about(complaints):
    yield
    assert complaints == []


def sign_in(keyboard, email):
    keyboard.page.goto("/accounts/login/")
    keyboard.type("Email", email)
    keyboard.type("Password", PASSWORD)
    with keyboard.page.expect_navigation():
        keyboard.page.keyboard.press("Enter")


def test_a_visitor_reads_the_edition_and_its_best_paper(page, keyboard):
    page.goto("/")

    keyboard.press("Security and Safety in Machine Learning Systems")
    keyboard.press("Papers")
    keyboard.press("Ditto: Fair and Robust Federated Learning Through Personalization")

    assert page.locator("h1").inner_text() == "Ditto: Fair and Robust Federated Learning Through Personalization"
    assert "Best Paper Award" in page.inner_text("main")
    keyboard.press("Tian Li")
    assert page.locator("h1").inner_text() == "Tian Li"


def test_a_visitor_skips_to_the_content(page, keyboard):
    page.goto("/aml-iclr2021/papers/")

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_an_organizer_tells_the_winners_and_their_mail_arrives(page, keyboard, demo):
    sign_in(keyboard, "organizer@example.org")
    page.goto("/desk/awards/award/?q=Ditto")
    keyboard.press("Best Paper Award")
    keyboard.press("Tell the winners")
    previewed = page.locator(".letter").count()

    keyboard.press("Tell the winners")
    keyboard.press("Tell the winners")
    afterwards = page.inner_text("main, #content")

    to_winners = demo.until(
        lambda: [mail["to"] for mail in demo.mails() if "Best Paper Award" in mail["subject"]],
        lambda mails: len(mails) >= previewed,
    )
    assert previewed == 4
    assert "Everybody has been told" in afterwards
    assert len(to_winners) == len(set(to_winners)) == 4


def test_an_organizer_changes_a_page_and_finds_who_did_it(page, keyboard):
    sign_in(keyboard, "organizer@example.org")
    page.goto("/desk/workshops/workshop/")
    keyboard.press("BANDS 2023")
    keyboard.type("Tagline", " (changed)")
    with page.expect_navigation():
        page.keyboard.press("Enter")

    page.goto("/bands-2023/")
    assert "(changed)" in page.inner_text("body")
    page.goto("/desk/workshops/workshop/")
    keyboard.press("BANDS 2023")
    keyboard.press("History")
    assert "organizer@example.org" in page.inner_text("main, #content")


def test_an_author_signs_in_by_a_mailed_code_and_sees_the_award(page, keyboard, demo):
    before = len(demo.mails())
    page.goto("/accounts/login/code/")
    keyboard.type("Email", "author@example.org")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    mails = demo.until(demo.mails, lambda mails: len(mails) > before)
    code = re.search(r"^\s*([A-Z0-9]{4}-[A-Z0-9]{4})\s*$", mails[0]["text"], re.MULTILINE)[1]
    keyboard.type("Code", code)
    with page.expect_navigation():
        page.keyboard.press("Enter")

    page.goto("/me/")
    said = page.inner_text("main")
    assert "Best Paper Honorable Mention Award" in said
    assert "registration" in said


def test_the_schedule_shows_the_visitors_own_time(chromium, demo):
    context = chromium.new_context(base_url=f"http://localhost:{demo.port}", timezone_id="Asia/Tokyo")
    page = context.new_page()
    page.goto("/aml-iclr2021/schedule/")
    first = page.locator(".slot time").first

    there = first.inner_text()
    page.get_by_role("button").filter(has_text="my time").click()
    here = first.inner_text()

    context.close()
    assert there.startswith("08:45")
    assert "00:45" in here


def test_pages_work_without_javascript(chromium, demo):
    context = chromium.new_context(base_url=f"http://localhost:{demo.port}", java_script_enabled=False)
    page = context.new_page()

    page.goto("/aml-iclr2021/schedule/")

    assert "08:45" in page.inner_text("main")
    assert not page.get_by_text("Show in my time").is_visible()
    context.close()
