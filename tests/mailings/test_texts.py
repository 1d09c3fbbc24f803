"""The mails of events: our texts and an edition's own ones say what is meant, whatever somebody is called."""

import re

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError

from awards.models import Offer
from notifications import outbox
from notifications.models import Message
from tests.awards import honours
from tests.environment import PROJECT
from tests.factories import BenefitFactory, EventTextFactory, GrantFactory, PersonFactory, WorkshopFactory
from tests.grants.offered import opened
from tests.grants.test_sweep import HOUR, reminders, sweep_at
from tests.mailings.told import told
from workshops.lifecycle import IllegalMove
from workshops.mailings.events import EVERYWHERE, events
from workshops.mailings.words import BREAK, PLACEHOLDER, Wording, without
from workshops.models import EventText

pytestmark = pytest.mark.django_db

EXTREME = {
    "long": "Ada " * 49 + "Bay",
    "from the right": "מירה אוקפור",
    "placeholder": "{secret} {name} {award}",
    "markup": "<b>Eve</b> [Pay](https://evil.com) **now** &amp;",
    "lines": "Eve\r\nBcc: all@example.org\n\nPay here",
    "address": "www.evil.com",
}
NOT_YET = ("award_won", "awards_url")  # of an award that is not announced
EVERY = pytest.mark.parametrize("event", events)


def own(event="application_received", **fields):
    """Not saved yet."""
    return EventTextFactory.build(**{"workshop": WorkshopFactory(), "event": event} | fields)


def refused(text):
    """{field: sentences} of what is said when it is saved."""
    with pytest.raises(ValidationError) as refusal:
        text.full_clean()
    return {field: " ".join(sentences) for field, sentences in refusal.value.message_dict.items()}


# -- Our texts ------------------------------------------------------------------------------------


@EVERY
def test_our_text_is_one_that_an_edition_could_have(event):
    ours = events[event]

    assert list(ours.problems(ours.subject, ours.body)) == []


@EVERY
def test_our_text_is_filled_with_the_examples(event):
    for _heading, letter, html in events[event].seen(events[event], WorkshopFactory(name="Care at Large")):
        assert not PLACEHOLDER.search(letter["subject"] + letter["text"] + letter["html"] + html)
        assert "Ada Bay" in letter["text"]
        assert "\n\n\n" not in letter["text"]
        assert "<p></p>" not in html


@EVERY
@pytest.mark.parametrize("case", EXTREME)
def test_whatever_somebody_is_called_is_neither_markup_nor_link_nor_header(event, case):
    letter = told(event, EXTREME[case])

    assert "\n" not in letter.subject
    assert set(PLACEHOLDER.findall(letter.text)) <= {"secret", "name", "award"} & set(
        PLACEHOLDER.findall(EXTREME[case])
    )
    assert "<b>" not in letter.html
    assert not re.search(r'href="[^"]*evil', letter.html)
    assert "www.evil.com" not in letter.subject + letter.text + letter.html
    assert " ".join(EXTREME[case].split())[:20] in " ".join(letter.text.replace(BREAK, "").split())


@EVERY
def test_each_placeholder_has_a_value_once_there_is_something_to_say(event):
    names = [name for name in events[event].placeholders if (event, name) != NOT_YET]

    letter = told(event, subject="All", body="\n\n".join(f"{name} is {{{name}}}." for name in names))

    assert [name for name in names if f"{name} is" not in letter.text] == []


def test_the_manual_names_what_can_be_filled_in():
    rows = re.findall(r"^\| ([^|]+) \| ([^|]+) \|$", (PROJECT / "docs" / "texts.md").read_text(), re.MULTILINE)
    documented = {label: set(PLACEHOLDER.findall(names)) for label, names in rows if "{" in names}

    there = {str(each.label): {*each.placeholders} - {*EVERYWHERE} for each in events.values()}
    assert documented == {"In every mail": {*EVERYWHERE}, **there}


# -- An edition's own words -----------------------------------------------------------------------


def test_an_edition_has_its_own_words_and_the_others_keep_ours():
    own_words = told(
        "grant_given", subject="Hooray", body="{benefit} of {programme}, {name}.\n\nQuiet {until_announced}"
    )
    ours = told("grant_given")

    assert (own_words.subject, "Quiet until it is announced" in own_words.text) == ("Hooray", True)
    assert "Dear Ada Bay" in ours.text


def test_a_mail_that_is_written_stays_as_it_is():
    offer = opened()
    before = Message.objects.get().text

    EventTextFactory(
        workshop=offer.workshop, event="grant_offered", body="{benefit} {programme} {respond_by} {offer_url}"
    )

    assert Message.objects.get().text == before
    assert "Answer the offer: " in before


@pytest.mark.parametrize(
    ("field", "text", "sentence"),
    [
        ("body", "{programme} {unknown}", "There is no {unknown} here. There are: {name}, {edition}"),
        ("body", "{programme} {name.__class__}", "A brace stands alone."),
        ("body", "{programme} {", "A brace stands alone."),
        ("body", "{programme} [Pay]({name})", "A link is made only of {page_url}, {me_url}, {application_url}"),
        ("body", "{programme} https://evil.example/{name}", "A link is made only of"),
        ("body", "Thank you", "{programme} has to be in the text: the name of the grant programme."),
        ("body", "", "This field cannot be blank."),
        ("subject", "{unknown}", "There is no {unknown} here."),
        ("subject", "At {application_url}", "There is no {application_url} here."),
        ("subject", "x" * 201, "at most 200 characters"),
        ("event", "nothing", "There is no such mail."),
    ],
)
def test_what_will_not_do_is_refused_beside_its_field(field, text, sentence):
    said = refused(own(**{field: text}))

    assert said.keys() == {field}
    assert sentence in said[field]


@pytest.mark.parametrize("name", ["citation", "until_announced", "question"])
def test_the_subject_has_nothing_that_may_be_empty_or_long(name):
    event = next(each for each, there in events.items() if name in there.placeholders)

    assert f"There is no {{{name}}} here." in refused(own(event, subject=f"{{{name}}}"))["subject"]


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("Dear {name}\n\n{description} {benefit} {programme}", "{benefit} stands in a paragraph that may be left out."),
        ("{description} {benefit} {programme}", "Something has to stand in the text in any case."),
    ],
)
def test_what_is_needed_does_not_stand_where_it_may_be_left_out(body, sentence):
    assert sentence in refused(own("grant_given", body=f"{body}\n\n{{until_announced}}"))["body"]


def test_a_text_that_keeps_no_secret_is_refused():
    assert "{until_announced} has to be in the text" in refused(own("award_won", body="{award}, {won}"))["body"]


def test_an_edition_has_one_text_for_a_mail():
    text = EventTextFactory()

    assert "its own text for this mail already" in refused(own(workshop=text.workshop))["__all__"]


def test_a_subject_of_long_names_is_cut_and_the_mail_is_posted():
    letter = told(
        "offer_expired", "Ada " * 49 + "Bay", subject="{name}, {edition}, {name}", body="{benefit} {programme}"
    )

    assert outbox.post([letter]) == [letter]
    assert len(letter.subject) == 500


# -- What has nothing to say is left out ----------------------------------------------------------


def test_an_empty_paragraph_goes_with_all_of_it_from_text_and_html():
    body = "One\n\n**Note:** {description}\n{name}\n\nTwo"

    filled = Wording("", without(body, {"description"}), "Care").fill({"name": "Ada"})

    assert filled["text"].startswith("One\n\nTwo\n\n-- ")
    assert "Note" not in filled["html"]


def test_a_prize_is_spoken_of_where_there_is_one():
    with_prize, without_prize = honours.decided("Ada Bay"), honours.decided("Ada Bay", prize=None)

    assert "The prize is $1,000" in with_prize.letters()[0].text
    assert "prize" not in without_prize.letters()[0].text
    assert "\n\n\n" not in without_prize.letters()[0].text


def test_the_page_of_awards_is_named_once_it_may_be():
    before, after = honours.decided("Ada Bay"), honours.announced("Ada Bay")

    assert "The awards: " not in before.letters()[0].text
    assert "keep this to yourself" not in after.letters()[0].text
    assert "The awards: http" in after.letters()[0].text


# -- Lines, links and buttons ---------------------------------------------------------------------


def test_long_texts_keep_their_lines_and_are_neither_markup_nor_links():
    letter = told("question_asked", "Which **train**?\nSee <b>evil.com</b>\n\nThank you")

    assert f"Which **train**?\nSee <b>evil{BREAK}.com</b>\n\nThank you" in letter.text
    assert f"Which **train**?<br>See &lt;b&gt;evil{BREAK}.com&lt;/b&gt;<br><br>Thank you" in letter.html


def test_a_paragraph_that_is_a_link_is_a_button_and_reads_as_one_types_it():
    letter = told("grant_offered")

    assert re.search(
        r'<div class="button"[^>]*><a href="\S+/offers/secret/"[^>]*color: #ffffff[^>]*>Answer the offer', letter.html
    )
    assert re.search(r"^Answer the offer: \S+/offers/secret/$", letter.text, re.MULTILINE)


@pytest.mark.parametrize("body", ["See [your page]({me_url}).", "{me_url}", "[One]({me_url}) and [two]({me_url})"])
def test_other_links_are_no_buttons(body):
    assert 'class="button"><a' not in Wording("", body, "Care").fill({"me_url": "https://laurel.example/"})[
        "html"
    ].replace('style="padding: 8px 0 0;"', "")


def test_what_a_form_sends_has_lines_like_any_other():
    filled = Wording("", "Thank you,\r\nthe organizers\r\n\r\n[Yours]({me_url})", "Care").fill(
        {"me_url": "https://a.example/"}
    )

    assert "Thank you,<br" in filled["html"]
    assert "the organizers\n\nYours: https://a.example/" in filled["text"]


# -- A text that cannot be used any more ----------------------------------------------------------


def outdated(workshop, event, body="{gone}"):
    """As after an upgrade that fills in something else; nobody can save it."""
    return EventText.objects.create(workshop=workshop, event=event, subject="Hello", body=body)


def test_it_refuses_the_deed_in_a_sentence_and_changes_nothing():
    offer = opened()
    outdated(offer.workshop, "offer_taken_back")

    with pytest.raises(IllegalMove, match=r"“An offer was taken back” cannot be written. There is no \{gone\} here"):
        offer.take_back(by=None, reason="A mistake.")

    assert Offer.objects.get().status == "open"


def test_nothing_is_filled_in_for_what_is_empty():
    grant = GrantFactory(printed_name=" ", benefit=BenefitFactory(), person=PersonFactory(email="a@example.org"))

    with pytest.raises(IllegalMove, match=r"\{name\} is empty"):
        grant.letters()


def test_the_others_are_reminded_all_the_same(caplog):
    broken, fine = opened(), opened()
    outdated(broken.workshop, "offer_reminder")

    sweep_at(broken.respond_by - 71 * HOUR)

    assert [each.to for each in reminders()] == [fine.person.email]
    assert "cannot be written: There is no {gone} here." in caplog.text


@pytest.mark.parametrize("count", [1, 3])
def test_own_words_are_looked_up_once_for_many(django_assert_num_queries, count):
    benefit = BenefitFactory()
    EventTextFactory(
        workshop=benefit.workshop, event="grant_given", body="{benefit} {programme} {name}\n\n{until_announced}"
    )
    for number in range(count):
        person = PersonFactory(email=f"author{number}@example.org")
        GrantFactory(benefit=benefit, person=person).give(by=None)
    ContentType.objects.get_for_model(benefit.programme)  # asked once in a process

    with django_assert_num_queries(12):
        posted = benefit.programme.tell(by=None)

    assert [each.subject for each in posted] == [f"{benefit.workshop.short_name}: it is here"] * count
