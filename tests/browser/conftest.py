import json
import os

import pytest
from playwright.sync_api import sync_playwright

from config.demo.accounts import PASSWORD
from tests.browser.keyboard import Keyboard
from tests.browser.somebody import Somebody
from tests.journeys.site import Site

CHROMIUM = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


@pytest.fixture(scope="session")
def demo():
    """The demo as `make demo` serves it, in a folder of its own."""
    with Site() as site:
        process = site.start("python", "manage.py", "demo", "--port", str(site.port))
        site.wait_for("/healthz")
        site.mail_port = site.port + 25
        site.until(lambda: site.get("/", port=site.mail_port), lambda answer: answer.status == 200)
        site.mails = lambda: json.loads(site.get("/messages.json", port=site.mail_port).text)["messages"]
        yield site
        assert process.poll() is None, (site.folder / "log").read_text()


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=CHROMIUM
        )
        yield browser
        browser.close()


@pytest.fixture
def complaints():
    """What the browser said against the pages: policy violations and script errors."""
    return []


@pytest.fixture
def page(demo, chromium, complaints):
    context = chromium.new_context(base_url=f"http://localhost:{demo.port}", viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.on("console", lambda said: complaints.append(said.text) if "Content Security Policy" in said.text else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()


@pytest.fixture
def examined(demo, chromium):
    """axe needs to put its script into the page, so the policy is off here and watched in the other tests."""
    context = chromium.new_context(base_url=f"http://localhost:{demo.port}", bypass_csp=True)
    yield context.new_page()
    context.close()


@pytest.fixture
def keyboard(page):
    return Keyboard(page)


@pytest.fixture(scope="session")
def cookies_of(demo, chromium):
    """The cookies of a session of this account; each signs in once, as people do."""
    known = {}

    def cookies_of(email):
        if email not in known:
            context = chromium.new_context(base_url=f"http://localhost:{demo.port}")
            page = context.new_page()
            page.goto("/accounts/login/")
            page.get_by_role("textbox", name="Email").fill(email)
            page.get_by_role("textbox", name="Password").fill(PASSWORD)
            page.keyboard.press("Enter")
            page.wait_for_url("**/me/")
            known[email] = context.cookies()
            context.close()
        return known[email]

    return cookies_of


@pytest.fixture
def people(demo, chromium, cookies_of, complaints):
    """Whoever is asked for, signed in by their address; ``None`` is a stranger."""
    contexts = {}

    def somebody(email):
        if email not in contexts:
            context = chromium.new_context(
                base_url=f"http://localhost:{demo.port}", viewport={"width": 1280, "height": 900}
            )
            context.on(
                "console", lambda said: complaints.append(said.text) if "Content Security Policy" in said.text else None
            )
            if email:
                context.add_cookies(cookies_of(email))
            contexts[email] = (context, Somebody(context))
        return contexts[email][1]

    yield somebody
    for context, _somebody in contexts.values():
        context.close()
    assert complaints == []
