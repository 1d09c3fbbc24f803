"""A mailing as organizers live it: written, looked at, approved by a second one, paused, resumed, cancelled."""

import pytest

from tests.browser.axe import violations

pytestmark = pytest.mark.browser

WRITES, APPROVES = "chair@example.org", "organizer@example.org"
BODY = "Dear {name},\n\nplease bring **{paper_title}** to [your page]({me_url})."
PAGES = ["change/", "preview/", "do/approve/", "do/test/"]


@pytest.fixture(scope="module")
def mailing(demo):
    """The address of a draft at the desk."""
    made = (
        "from workshops.models import Mailing, Workshop; edition = Workshop.objects.get(slug__startswith='caml-');"
        "made = Mailing.objects.create(workshop=edition, name='Looked at', audience='authors', subject='Hello {name}', body='Dear {name}');"
        "print(made.pk)"
    )
    return f"/desk/workshops/mailing/{demo.manage('shell', '-v0', '-c', made).strip()}/"


def test_a_decision_is_written_approved_by_another_paused_and_cancelled(people, demo):
    writer, other = people(WRITES), people(APPROVES)
    address = it_is_written(writer)
    every_mail_is_looked_at(writer)
    a_copy_comes_to_the_writer(writer, demo)
    the_writer_cannot_approve_it(writer)
    another_one_does(other, address)
    it_waits_until_it_is_paused_and_cancelled(other, demo)


def it_is_written(writer):
    writer.goes_to("/desk/")
    writer.follows("Write to people")
    writer.writes("Name", "Camera ready")
    writer.chooses("To", "authors of accepted papers")
    writer.chooses("It is", "a decision about the recipient")
    writer.writes("Subject", "{edition}: the final version of {paper_title}")
    writer.writes("Text", "Dear {nam},")
    writer.presses("Save and continue editing")
    assert "There is no {nam} here." in writer.reads
    writer.writes("Text", BODY)
    writer.presses("Save and continue editing")
    return writer.page.url


def every_mail_is_looked_at(writer):
    writer.follows("Look at every mail")
    assert "Mail 1 of" in writer.reads
    assert "{" not in writer.page.locator("pre").inner_text()
    writer.follows("Next")
    assert "Mail 2 of" in writer.reads
    writer.follows("Longest")
    writer.follows("Back")


def a_copy_comes_to_the_writer(writer, demo):
    writer.follows("Send a copy to me")
    writer.presses("Send a copy to me")
    caught = demo.until(lambda: [each for each in demo.mails() if "the final version of" in each["subject"]], bool)
    assert [WRITES in each["to"] for each in caught] == [True]
    assert "please bring" in caught[0]["text"]


def the_writer_cannot_approve_it(writer):
    writer.follows("Approve and send")
    assert "is approved by another organizer" in writer.reads
    assert writer.page.get_by_role("button", name="Approve and send").count() == 0


def another_one_does(other, address):
    other.goes_to(address)
    other.follows("Approve and send")
    assert "Within 5 minutes nothing leaves" in other.reads
    other.presses("Approve and send")
    assert "Approved" in other.reads


def it_waits_until_it_is_paused_and_cancelled(other, demo):
    assert "waiting" in other.reads
    for verb, state in [("Pause", "held back"), ("Resume", "waiting"), ("Send no more of it", "cancelled")]:
        other.follows(verb)
        other.presses(verb)
        assert state in other.reads
    assert len([each for each in demo.mails() if "the final version of" in each["subject"]]) == 1


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_on_a_page_of_mailings(examined, cookies_of, mailing, name, scheme, width):
    examined.context.add_cookies(cookies_of(WRITES))
    examined.emulate_media(color_scheme=scheme)
    examined.set_viewport_size({"width": width, "height": 900})
    examined.goto(mailing + name)

    assert violations(examined) == []
    assert examined.evaluate("document.documentElement.scrollWidth") <= width
