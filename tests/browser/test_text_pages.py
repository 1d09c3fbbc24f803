"""The pages on which an edition writes the mails of events in its own words, looked at by axe and measured on a phone."""

import pytest

from tests.browser.axe import violations
from tests.browser.test_pages import AHEAD

pytestmark = pytest.mark.browser

TEXTS = "/desk/workshops/eventtext/"
PAGES = [
    "",
    f"edition/{AHEAD}/",
    f"edition/{AHEAD}/award_won/",
    f"add/?edition={AHEAD}&event=award_won",
]


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
@pytest.mark.parametrize("page", PAGES)
def test_axe_finds_nothing_on_a_page_of_texts(examined, cookies_of, page, scheme, width):
    examined.context.add_cookies(cookies_of("organizer@example.org"))
    examined.emulate_media(color_scheme=scheme)
    examined.set_viewport_size({"width": width, "height": 900})
    examined.goto(TEXTS + page)

    assert violations(examined) == []
    assert examined.evaluate("document.documentElement.scrollWidth") <= width


def test_a_text_is_written_looked_at_and_taken_back(people):
    organizer = people("organizer@example.org")
    organizer.goes_to(f"{TEXTS}edition/{AHEAD}/")
    organizer.follows("An application has arrived")
    organizer.follows("Write it in your words")
    organizer.writes("Text", "Dear {nam}, {programme} has it.")
    organizer.presses("Save")
    assert "There is no {nam} here." in organizer.reads
    organizer.writes("Text", "Dear {name}, {programme} has it.")
    organizer.presses("Save")
    assert "Dear Ada Bay, Travel grants has it." in organizer.reads
    organizer.follows("Back to our text")
    organizer.presses("Delete it")
    assert "Our text, filled with examples." in organizer.reads
