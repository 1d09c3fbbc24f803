"""The pages of grants with something on them, looked at by axe wide and narrow, light and dark, and measured on a phone."""

import json

import pytest

from tests.browser.axe import violations

pytestmark = pytest.mark.browser

PAGES = {  # and what is pressed there first
    "calls": "",
    "form": "",
    "form with errors": "Submit",
    "submitted": "",
    "snapshot": "",
    "withdraw": "",
    "offer by link": "",
    "offer": "",
    "my page": "",
    "reviews": "",
    "review": "",
    "review with errors": "Submit my review",
    "application": "",
    "application with errors": "Note it",
    "applications": "",
    "programme": "",
    "reviewing": "",
    "board": "",
    "preview": "",
    "report": "",
    "sponsor's report": "",
    "codes": "",
    "bring codes": "",
    "bring codes with errors": "Count them first",
    "offers": "",
}
WIDTHS = {"light": 1280, "dark": 390}


@pytest.fixture(scope="module")
def addresses(demo):
    """{page: (who looks, address)}"""
    return json.loads(demo.manage("shell", "-v0", "-c", "from tests.browser import harbour; print(harbour.set_up())"))


@pytest.fixture
def opened(addresses, cookies_of):
    """Has a browser open one of the pages, as somebody who may."""

    def opened(browser, name):
        email, path = addresses[name.removesuffix(" with errors")]
        if email:
            browser.context.add_cookies(cookies_of(email))
        response = browser.goto(path)
        if button := PAGES[name]:
            with browser.expect_navigation() as sent:
                browser.get_by_role("button", name=button).first.click()
            assert 400 <= sent.value.status < 500
        else:
            assert response.status == 200

    return opened


@pytest.mark.parametrize("scheme", WIDTHS)
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_on_a_page_of_grants(examined, opened, name, scheme):
    examined.emulate_media(color_scheme=scheme)
    examined.set_viewport_size({"width": WIDTHS[scheme], "height": 900})
    opened(examined, name)

    assert violations(examined) == []


@pytest.mark.parametrize("name", PAGES)
def test_a_phone_shows_the_whole_width_of_a_page_of_grants_and_the_policy_is_kept(page, opened, complaints, name):
    page.set_viewport_size({"width": 390, "height": 800})
    opened(page, name)

    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert complaints == []
