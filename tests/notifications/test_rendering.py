import pytest

from notifications import outbox
from notifications.rendering import render

EVE = "<b>Eve</b>\n\nPay here: https://evil.example"


@pytest.fixture
def message(greeting, settings):
    settings.DEFAULT_FROM_EMAIL = "Laurel <laurel@workshops.example>"
    words = render(greeting, {"name": EVE, "from_name": "WOT\n2026"})
    return outbox.letter("greeting", to="ada@example.org", **words)


def test_the_subject_is_one_line(message):
    assert message.subject == "Hello <b>Eve</b> Pay here: https://evil.example from WOT 2026"


def test_strangers_values_are_escaped_in_html(message):
    assert "&lt;b&gt;Eve&lt;/b&gt;" in message.html
    assert "<b>" not in message.html


def test_strangers_values_are_not_escaped_in_text(message):
    assert "Hello <b>Eve</b> Pay here" in message.text


def test_a_name_cannot_write_a_paragraph(message):
    assert "\n\nPay here" not in message.text


def test_the_styles_are_inside_the_html(message):
    assert '<p style="margin: 0 0 16px;">Hello' in message.html
    assert "prefers-color-scheme: dark" in message.html


@pytest.mark.parametrize("part", ["text", "html"])
def test_both_parts_say_who_writes_and_what_we_never_ask(message, settings, part):
    words = getattr(message, part)

    assert "WOT 2026 wrote to you" in words
    assert "never ask for bank details" in words
    assert settings.SITE_URL in words


def test_the_message_id_has_our_domain(message):
    assert message.message_id.endswith("@workshops.example>")
