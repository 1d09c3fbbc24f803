"""Organizers' words with flat placeholders such as {name}. Nothing is looked up, formatted or filled in twice."""

import re
from html import escape

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from notifications.rendering import one_line, render
from workshops import markdown

PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
ADDRESS = re.compile(r"(?<=\w)(?=\.\w{2})|(?<=:)(?=//)|(?<=@)(?=\S)")  # where a mail program would see an address begin
LINK, BOLD = re.compile(r"\[([^\]]+)\]\((\S+?)\)"), re.compile(r"(\*\*|__)(?=\S)(.+?)\1")
LINE_END = re.compile(r"(?<=\S)\n(?=\S)")
BREAK = "\N{ZERO WIDTH NON-JOINER}"
# Our own addresses; whatever else is filled in may have been typed by a stranger.
MARKS = {"page_url": "https://page.invalid/", "me_url": "https://me.invalid/"}
FRAME = "workshops/emails/mailing"


def problems(text, known):
    """What is wrong with the placeholders of ``text``, in sentences; ``known`` are those that there are."""
    rest = PLACEHOLDER.sub("", text)
    if "{" in rest or "}" in rest:
        yield _("A brace stands alone. Placeholders look like {name}.")
    for name in dict.fromkeys(PLACEHOLDER.findall(text)):
        if name not in known:
            words = {"name": f"{{{name}}}", "known": ", ".join(f"{{{each}}}" for each in known)}
            yield _("There is no %(name)s here. There are: %(known)s.") % words


def problems_of_links(text):
    """A link leads where an organizer says, never where somebody's name or title says."""
    strange = PLACEHOLDER.sub(lambda found: MARKS.get(found[1], "strange-value"), text)
    if any("strange-value" in target for target in re.findall(r'href="([^"]*)"', markdown.to_html(strange))):
        yield _("A link is made only of {page_url}, {me_url}, or an address that you write.")


class Wording:
    """Subject and Markdown body, made ready once; ``fill`` is called for each mail."""

    def __init__(self, subject, body, from_name):
        self.subject, self.body = subject, body
        self.used = list(dict.fromkeys(PLACEHOLDER.findall(subject + body)))
        # The frame is styled once, with the placeholders in it, as that is what takes time.
        words = {"text": "{body_text}", "html": SafeString(_html(body))}
        named = from_name.replace("{", f"{{{BREAK}")  # no placeholder, whatever an edition is called
        self.frame = render(FRAME, {"words": words, "subject_line": "", "from_name": named})

    def lacking(self, values):
        """Names of placeholders for which there is no value."""
        return [name for name in self.used if not values.get(name)]

    def fill(self, values):
        """Subject, text and HTML; KeyError for a placeholder without a value."""
        inert = {name: value if name in MARKS else _inert(value) for name, value in values.items()}
        text = _filled(_plain(self.body), inert)
        return {
            "subject": one_line(_filled(self.subject, inert)),
            "text": self.frame["text"].replace("{body_text}", text.strip(), 1),
            "html": _filled(self.frame["html"], {name: escape(value) for name, value in inert.items()}),
        }

    def shown(self, values):
        """The words of the HTML part alone, for a page of ours."""
        return SafeString(_filled(_html(self.body), {name: escape(_inert(value)) for name, value in values.items()}))


def _plain(body):
    """Markdown as one would type a mail: links in brackets behind their words, nothing in asterisks."""
    return BOLD.sub(r"\2", LINK.sub(r"\1 (\2)", body))


def _html(body):
    """With its placeholders; those that are links look like some to Markdown, which would not know their braces."""
    lines = LINE_END.sub("  \n", body)  # a new line stays one, as in a letter
    html = markdown.to_html(PLACEHOLDER.sub(lambda found: MARKS.get(found[1], found[0]), lines))
    for name, mark in MARKS.items():
        html = html.replace(mark, f"{{{name}}}")
    return html


def _filled(text, values):
    return PLACEHOLDER.sub(lambda found: values[found[1]], text)


def _inert(value):
    """One line, in which no mail program finds an address to make a link of."""
    return ADDRESS.sub(BREAK, one_line(value))
