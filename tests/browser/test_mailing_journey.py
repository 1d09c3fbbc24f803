"""A mailing as organizers live it: written, looked at, approved by a second one, paused, resumed, cancelled."""

from datetime import date, timedelta

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


def test_a_mail_that_bounced_is_sent_again_to_the_address_that_was_mended(people, demo):
    writer, other = people(WRITES), people(APPROVES)
    it_is_written_for_tomorrow(writer, a_speaker_with_a_wrong_address(demo))
    another_one_approves_pauses_and_resumes_it(other, writer.page.url)
    its_moment_comes(demo)
    it_bounces(other, demo)
    the_address_is_mended(other)
    it_is_sent_again(other, demo)


def a_speaker_with_a_wrong_address(demo):
    """The name of the edition, which has one speaker."""
    made = (
        "from workshops.models import Workshop; from tests.factories import PersonFactory, RoleFactory, WorkshopFactory; from accounts.models import Person;"
        "edition = WorkshopFactory(name='Tidal Workshop', short_name='TIDE 2027', status='draft');"
        "person = PersonFactory(name='Ivo Lindqvist', email='ivo@wrong.invalid');"
        "RoleFactory(workshop=edition, kind='speaker', person=person);"
        "[RoleFactory(workshop=edition, kind='organizer', person=Person.objects.get(user__email=each)) for each in %r];"
        "print(edition)"
    )
    return demo.manage("shell", "-v0", "-c", made % ([WRITES, APPROVES],)).strip()


def it_is_written_for_tomorrow(writer, edition):
    writer.goes_to("/desk/workshops/mailing/add/")
    writer.picks("Edition", edition)
    writer.writes("Name", "How to find us")
    writer.chooses("To", "speakers")
    writer.chooses("It is", "a decision about the recipient")
    writer.writes("Subject", "{edition}: how to find us")
    writer.writes("Text", "Dear {name},\n\nthe room is behind the harbour.")
    tomorrow = date.today() + timedelta(days=1)  # noqa: DTZ011 - any day ahead will do
    writer.page.locator("[name=at_0]").fill(tomorrow.isoformat())
    writer.page.locator("[name=at_1]").fill("12:00")
    writer.presses("Save and continue editing")


def another_one_approves_pauses_and_resumes_it(other, address):
    other.goes_to(address)
    other.follows("Approve and send")
    assert "They leave on" in other.reads
    other.presses("Approve and send")
    for verb, state in [("Pause", "held back"), ("Resume", "waiting")]:
        other.follows(verb)
        other.presses(verb)
        assert state in other.reads


def its_moment_comes(demo):
    moved = "Message.objects.filter(subject__contains='how to find us').update(not_before=timezone.now())"
    demo.manage(
        "shell", "-v0", "-c", f"from notifications.models import Message; from django.utils import timezone; {moved}"
    )


def it_bounces(other, demo):
    other.goes_to("/desk/")
    demo.until(lambda: other.page.reload() and other.reads, lambda words: "One mail bounced." in words)
    other.follows("Look at what bounced")
    other.follows("Tidal Workshop: how to find us")
    assert "There is no such place" in other.reads


def the_address_is_mended(other):
    bounced = other.page.url
    other.goes_to("/desk/accounts/person/?q=Lindqvist")
    other.follows("Ivo Lindqvist")
    other.page.locator("[name=emails-0-email]").fill("ivo@right.example.org")
    other.presses("Save")
    other.goes_to(bounced)


def it_is_sent_again(other, demo):
    other.follows("Send again")
    other.chooses("To", "ivo@right.example.org")
    other.writes("Reason", "He moved to another university.")
    other.presses("Send again")
    [mail] = demo.until(lambda: [each for each in demo.mails() if "how to find us" in each["subject"]], bool)
    assert "ivo@right.example.org" in mail["to"]
    assert "behind the harbour" in mail["text"]
    other.goes_to("/desk/")
    assert "bounced" not in other.reads


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_on_a_page_of_mailings(examined, cookies_of, mailing, name, scheme, width):
    examined.context.add_cookies(cookies_of(WRITES))
    examined.emulate_media(color_scheme=scheme)
    examined.set_viewport_size({"width": width, "height": 900})
    examined.goto(mailing + name)

    assert violations(examined) == []
    assert examined.evaluate("document.documentElement.scrollWidth") <= width
