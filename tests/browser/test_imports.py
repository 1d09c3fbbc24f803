"""Bringing papers as organizers do: with and without scripts, by buttons and by keys."""

import pytest

from tests.browser import brought
from tests.browser.organizer import Organizer

WITH_AND_WITHOUT_SCRIPTS = pytest.mark.parametrize(
    "organizer", [True, False], ids=["with scripts", "without scripts"], indirect=True
)
THREE_PAPERS = brought.cmt(
    ("Fans that listen", "Ada Fenwick (Fern University)*; Dan Ashe (Moss Institute)", "Accept"),
    ("Pumps at night", "Bo Sallow (Moss Institute)*", "Accept"),
    ("A hum in the cellar", "Cyd Loam (Loam College)*", "Reject"),
)
NAMESAKES = ["Xi Alder", "Xi Birch", "Xi Cedar", "Xi Dogwood", "Xi Elder", "Xi Fir"]
PLACES = ["Heather House", "Iris Island", "Juniper Junction"]


@pytest.fixture
def organizer(request, demo, chromium, cookies_of, complaints):
    context = chromium.new_context(
        base_url=f"http://localhost:{demo.port}", java_script_enabled=getattr(request, "param", True)
    )
    context.add_cookies(cookies_of("organizer@example.org"))
    page = context.new_page()
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield Organizer(page)
    context.close()
    assert complaints == []


@pytest.fixture
def edition(organizer):
    return organizer.opens_edition()


@pytest.fixture
def corrected(organizer, edition):
    """An edition whose overview was brought once, and corrected by hand."""
    organizer.applies(edition, "quiet.zip", brought.site())
    organizer.opens_row("workshops/workshop", edition, edition)
    organizer.corrects("overview", "Machines that hum.")
    return edition


@WITH_AND_WITHOUT_SCRIPTS
def test_a_file_is_brought_compared_and_applied_without_what_was_unticked(organizer, edition):
    organizer.brings(edition, "papers.csv", THREE_PAPERS)
    assert organizer.verdict("Fans that listen") == "New"
    assert "Not accepted" in organizer.line("A hum in the cellar").inner_text()

    organizer.line("Pumps at night").get_by_label("import").uncheck()
    organizer.keeps()
    assert organizer.verdict("Pumps at night") == "Left out"
    organizer.presses("Apply")

    assert "Applied. Nobody was told, and nothing new is public." in organizer.reads
    organizer.follows("Look at its papers")
    assert "Fans that listen" in organizer.reads
    assert "Pumps at night" not in organizer.reads


@WITH_AND_WITHOUT_SCRIPTS
def test_the_files_version_and_the_right_recipient_are_chosen_applied_and_undone(organizer, corrected):
    organizer.brings(corrected, "quiet.zip", brought.site_a_week_later())
    organizer.line("Workshop on Quiet Machines").get_by_label("take this one: overview").check()
    organizer.line("Travel Awards: Daniel Ashe").get_by_label("Dan Ashe (Moss Institute)").check()
    organizer.keeps()
    assert organizer.verdict("Travel Awards: Daniel Ashe") == "New"

    organizer.page.get_by_label("Import the others without it").check()
    organizer.presses("Apply")
    result = organizer.page.url
    organizer.opens_row("workshops/workshop", corrected, corrected)
    assert organizer.page.locator("[name=overview]").input_value() == "Machines that make less noise."

    organizer.page.goto(result)
    organizer.follows("Undo this import")
    organizer.presses("Undo this import")
    assert "Taken back" in organizer.reads
    organizer.opens_row("workshops/workshop", corrected, corrected)
    assert organizer.page.locator("[name=overview]").input_value() == "Machines that hum."


def test_a_long_file_shows_how_far_it_is_and_ends_by_itself(organizer, edition):
    papers = (
        (f"Fan number {number}", f"Ada Fenwick (Fern); Cyd {number} Loam (Loam)", "Accept") for number in range(600)
    )

    organizer.brings(edition, "long.csv", brought.cmt(*papers))
    progress = organizer.page.get_by_role("progressbar", name="Comparing")
    shown = progress.is_visible()
    organizer.page.get_by_role("button", name="Apply").wait_for()

    assert shown
    assert "new 600" in organizer.reads


@pytest.fixture(scope="module")
def questions(demo, chromium, cookies_of):
    """Namesakes of different institutions, and institutions that nobody knows yet. The slug of their edition."""
    context = chromium.new_context(base_url=f"http://localhost:{demo.port}")
    context.add_cookies(cookies_of("organizer@example.org"))
    organizer = Organizer(context.new_page())
    rows = [(f"Fan {name} {place}", f"{name} ({place})*", "Accept") for name in NAMESAKES for place in PLACES[:2]]
    rows += [(f"Pump {place}", f"Yu {place} ({place})*", "Accept") for place in PLACES]
    edition = organizer.opens_edition()
    organizer.applies(edition, "papers.csv", brought.cmt(*rows))
    organizer.page.goto("/desk/accounts/spelling/")
    address = organizer.page.get_by_role("link", name=edition).get_attribute("href")
    context.close()
    return address.partition("edition=")[2]


@pytest.fixture
def spellings(organizer, questions):
    organizer.page.goto(f"/desk/accounts/spelling/?edition={questions}")
    return organizer.page.locator(".spelling")


def open_pair(organizer, name):
    organizer.page.goto(f"/desk/accounts/likeness/?q={name}")
    organizer.follows(f"{name} – {name}")


@pytest.mark.parametrize(
    ("name", "answer", "how"),
    [
        ("Xi Alder", "same", lambda organizer: organizer.hits("s")),
        ("Xi Birch", "different people", lambda organizer: organizer.hits("d")),
        ("Xi Cedar", "later", lambda organizer: organizer.hits("l")),
        ("Xi Dogwood", "same", lambda organizer: organizer.presses("Same")),
        ("Xi Elder", "different people", lambda organizer: organizer.presses("Different")),
        ("Xi Fir", "later", lambda organizer: organizer.presses("Later")),
    ],
)
@pytest.mark.usefixtures("questions")
def test_whether_two_are_one_is_answered_by_key_or_button(organizer, name, answer, how):
    open_pair(organizer, name)

    how(organizer)

    listed = "merge" if answer == "same" else "likeness"
    organizer.page.goto(f"/desk/accounts/{listed}/?q={name}")
    assert (name if answer == "same" else answer) in organizer.page.inner_text("#result_list")


def test_where_somebody_is_from_is_answered_by_one_key(organizer, spellings):
    first = spellings.first.locator("h2").inner_text()

    organizer.hits("n")

    assert "rows are linked now" in organizer.reads
    assert f"“{first}” is {first}" in organizer.page.get_by_role("region", name="Answered by you lately").inner_text()


def test_where_somebody_is_from_is_answered_by_a_button_and_taken_back(organizer, spellings):
    waiting = spellings.count()

    organizer.presses("Not an institution")
    assert spellings.count() == waiting - 1
    organizer.presses("Take back")

    assert spellings.count() == waiting


def test_keys_that_are_switched_off_answer_nothing(organizer, spellings):
    waiting = spellings.count()
    keys = organizer.page.get_by_label("Answer with keys")

    keys.uncheck()
    organizer.page.keyboard.press("x")
    organizer.page.reload()

    assert not keys.is_checked()
    assert spellings.count() == waiting
