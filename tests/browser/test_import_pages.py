"""Every page of bringing papers, each with something of every kind on it, looked at by axe and measured on a phone."""

import pytest

from tests.browser import brought
from tests.browser.axe import violations
from tests.browser.organizer import Organizer

SIZES = [{"width": 1280, "height": 900}, {"width": 390, "height": 800}]
EVERY_VERDICT = {
    "New",
    "Changed",
    "Unchanged",
    "Kept as corrected here",
    "Differs, decide",
    "Who is meant",
    "Read with doubt",
    "Left out",
    "Not understood",
    "Cannot be read",
}
TABLE = b"What it is called;Who;Where\nLeaves;Ada Bay;Oak\nRoots;Ivy Elm;Elm\n"
NAMESAKES = [
    (f"Vent of {name} {at}", f"{name} ({at} House)*", "Accept")
    for name in ("Zoe Loam", "Zed Peat")
    for at in ("North", "South")
]
PAGES = [
    "list",
    "bring",
    "comparison",
    "empty",
    "applied",
    "columns",
    "undo",
    "pairs",
    "pair",
    "merges",
    "merge",
    "spellings",
    "authors",
]


@pytest.fixture(scope="module")
def addresses(demo, chromium, cookies_of):
    """The addresses of PAGES, after an edition was brought, corrected by hand, and brought again a week later."""
    context = chromium.new_context(base_url=f"http://localhost:{demo.port}")
    context.add_cookies(cookies_of("organizer@example.org"))
    organizer = Organizer(context.new_page())
    edition = organizer.opens_edition()
    organizer.applies(edition, "quiet.zip", brought.site())
    applied = organizer.page.url
    organizer.opens_row("workshops/workshop", edition, edition)
    organizer.corrects("overview", "Machines that hum.")
    organizer.opens_row("papers/paper", edition, "Rust as a dataset")
    organizer.corrects("title", "Rust as a dataset of moss")
    organizer.brings(edition, "quiet.zip", brought.site_a_week_later())
    comparison = organizer.page.url
    organizer.brings(edition, "table.csv", TABLE)
    columns = organizer.page.url
    pair, merge = pair_and_merge(organizer)
    context.close()
    return {
        "list": "/desk/workshops/import/",
        "bring": "/desk/workshops/import/add/",
        "comparison": comparison,
        "empty": f"{comparison}?verdict=error&noun=paper",
        "applied": applied,
        "columns": columns,
        "undo": applied.replace("change", "undo"),
        "pairs": "/desk/accounts/likeness/",
        "pair": pair,
        "merges": "/desk/accounts/merge/",
        "merge": merge,
        "spellings": "/desk/accounts/spelling/",
        "authors": "/desk/papers/authorship/",
    }


def pair_and_merge(organizer):
    organizer.applies(organizer.opens_edition(), "papers.csv", brought.cmt(*NAMESAKES))
    organizer.page.goto("/desk/accounts/likeness/?q=Zoe")
    organizer.follows("Zoe Loam – Zoe Loam")
    organizer.presses("Same")
    organizer.page.goto("/desk/accounts/merge/")
    organizer.follows("Zoe Loam")
    merge = organizer.page.url
    organizer.page.goto("/desk/accounts/likeness/?q=Zed")
    organizer.follows("Zed Peat – Zed Peat")
    return organizer.page.url, merge


def test_a_file_of_every_kind_gives_every_verdict(page, cookies_of, addresses):
    page.context.add_cookies(cookies_of("organizer@example.org"))

    page.goto(addresses["comparison"])

    assert set(page.locator(".line .status").all_inner_texts()) == EVERY_VERDICT


@pytest.mark.parametrize("name", PAGES)
def test_a_page_keeps_the_policy_and_fits_a_phone(page, cookies_of, complaints, addresses, name):
    page.context.add_cookies(cookies_of("organizer@example.org"))

    response = page.goto(addresses[name])
    page.set_viewport_size(SIZES[1])

    assert response.status == 200
    assert complaints == []
    assert page.evaluate("document.documentElement.scrollWidth") <= SIZES[1]["width"]


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_on_a_page_of_imports(examined, cookies_of, addresses, name):
    examined.context.add_cookies(cookies_of("organizer@example.org"))
    examined.goto(addresses[name])

    found = []
    for size in SIZES:
        for scheme in ("light", "dark"):
            examined.set_viewport_size(size)
            examined.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            found += [(size["width"], scheme, each) for each in violations(examined)]

    assert found == []
