"""Placeholders are flat: nothing is looked up, and what a stranger typed becomes neither link nor markup nor header."""

import pytest

from workshops.mailings.words import BREAK, Wording, problems, problems_of_links

KNOWN = {"name": "", "paper_title": "", "me_url": ""}
HERE = "https://laurel.example/me/"


def filled(body, subject="Hello", **values):
    return Wording(subject, body, "Care 1").fill(values)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("{{ user.password }}", "A brace stands alone"),
        ("{event.__class__}", "A brace stands alone"),
        ("{name!r:>1000000000}", "A brace stands alone"),
        ("{name[0]}", "A brace stands alone"),
        ("{foo}", "There is no {foo} here. There are: {name}, {paper_title}, {me_url}."),
        ("{name", "A brace stands alone"),
        ("name}", "A brace stands alone"),
        ("{respond_by}", "There is no {respond_by} here"),
    ],
)
def test_what_is_no_placeholder_is_refused_with_a_sentence(text, sentence):
    assert any(sentence in str(found) for found in problems(text, KNOWN))


def test_known_placeholders_are_taken():
    assert list(problems("Dear {name}, {paper_title} at {me_url}.", KNOWN)) == []


def test_a_value_is_never_filled_in_again():
    said = filled("Dear {name}", name="{paper_title} {secret}")

    assert "Dear {paper_title} {secret}" in said["text"]
    assert "Dear {paper_title} {secret}" in said["html"]


@pytest.mark.parametrize(
    "name", ["[Pay](http://evil.example)", "<a href=x>y</a>", "**bold**", "<img src=https://track>"]
)
def test_what_a_stranger_typed_is_no_markup(name):
    html = filled("Dear {name}", name=name)["html"]

    assert "<strong>bold" not in html
    assert html.count("<a ") == 1  # the site's own, in the footer
    assert "<img" not in html


@pytest.mark.parametrize("name", ["www.evil.com", "http://evil.com", "pay@evil.com"])
@pytest.mark.parametrize("part", ["subject", "text", "html"])
def test_what_a_stranger_typed_is_no_address_for_a_mail_program(part, name):
    said = filled("Dear {name}", "To {name}", name=name)[part]

    assert name not in said
    assert name in said.replace(BREAK, "")


def test_a_title_cannot_write_a_header_or_a_paragraph():
    said = filled("{paper_title}", "{paper_title}", paper_title="One\r\nBcc: eve@example.org\n\nPay here")

    assert "\n" not in said["subject"]
    assert "One Bcc:" in said["text"]


@pytest.mark.parametrize("name", ["J. R. O'Neil-Łukasz: on {x} & y", "20 May 2026, 23:59 AoE (11:59 UTC)", "3.5"])
def test_ordinary_names_titles_and_times_stay_as_they_are(name):
    assert name in filled("Dear {name}", name=name)["text"]


@pytest.mark.parametrize("body", ["See {me_url}.", "[Your page]({me_url})"])
def test_our_own_addresses_are_links(body):
    assert f'href="{HERE}"' in filled(body, me_url=HERE)["html"]
    assert HERE in filled(body, me_url=HERE)["text"]


@pytest.mark.parametrize("body", ["[Pay]({name})", "<https://{name}>", "https://example.org/{paper_title}"])
def test_no_link_is_made_of_what_a_stranger_typed(body):
    assert "A link is made only of" in str(next(problems_of_links(body)))


def test_an_address_that_the_organizer_writes_is_a_link():
    assert list(problems_of_links("[The site](https://example.org/a) and {me_url}")) == []


def test_both_parts_are_readable_and_styled():
    said = filled("Dear **{name}**,\n\n- one\n- two", name="Ada")

    assert "Dear Ada," in said["text"]
    assert "<strong>Ada</strong>" in said["html"]
    assert "never ask for bank details" in said["text"]
    assert 'style="margin: 0 0 16px;"' in said["html"]


def test_what_lacks_a_value_is_named():
    assert Wording("{name}", "{paper_title} {me_url}", "").lacking({"name": "Ada", "paper_title": ""}) == [
        "paper_title",
        "me_url",
    ]


def test_the_text_reads_as_one_would_type_it():
    text = filled("Dear **{name}**,\nsee [your page]({me_url}) or __write__.", name="**Ada**", me_url=HERE)["text"]

    assert f"Dear **Ada**,\nsee your page ({HERE}) or write." in text


def test_a_new_line_stays_one_in_both_parts():
    said = filled("Thank you,\nthe organizers")

    assert "Thank you,\nthe organizers" in said["text"]
    assert "Thank you,<br" in said["html"]
