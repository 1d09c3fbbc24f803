"""Organizers' words with flat placeholders such as {name}. Nothing is looked up, formatted or filled in twice."""

import re
from enum import Enum
from html import escape

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from notifications.rendering import one_line, render
from workshops import markdown

PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
ADDRESS = re.compile(r"(?<=\w)(?=\.\w{2})|(?<=:)(?=//)|(?<=@)(?=\S)")  # where a mail program would see an address begin
LINK, BOLD = re.compile(r"\[([^\]]+)\]\((\S+?)\)"), re.compile(r"(\*\*|__)(?=\S)(.+?)\1")
LINE_END = re.compile(r"(?<=\S)\n(?=\S)")
BETWEEN_PARAGRAPHS = re.compile(r"\n(?:[ \t]*\n)+")
ONLY_A_LINK = re.compile(rf"^{LINK.pattern}$", re.MULTILINE)
BUTTON = re.compile(r'<p><a (href="([^"]*)"[^>]*>(?!\2<)(?:(?!</?(?:a|p)\b).)+)</a></p>')
IN_MAIL, ON_PAGE = r'<div class="button"><a \1</a></div>', r'<p><a class="verb" \1</a></p>'
BREAK = "\N{ZERO WIDTH NON-JOINER}"
FRAME = "workshops/emails/mailing"
LONGEST_SUBJECT = 500  # that a message can have, however long names and titles are


class Kind(Enum):
    """What may be filled in for a placeholder."""

    LINE = "one line, perhaps typed by a stranger"
    LINES = "several lines, without markup and links"
    LINK = "an address of ours"
    AS_IT_IS = "nothing that a stranger typed"


IN_MAILINGS = {"page_url": Kind.LINK, "me_url": Kind.LINK}
UNSUBSCRIBE = "unsubscribe_url"  # in the frame of announcements


def problems(text, known):
    """What is wrong with the placeholders of ``text``, in sentences; ``known`` are those that there are."""
    rest = PLACEHOLDER.sub("", text)
    if "{" in rest or "}" in rest:
        yield _("A brace stands alone. Placeholders look like {name}.")
    for name in used_in(text):
        if name not in known:
            words = {"name": f"{{{name}}}", "known": _named(known)}
            yield _("There is no %(name)s here. There are: %(known)s.") % words


def problems_of_links(text, kinds=IN_MAILINGS):
    """A link leads where an organizer says, never where somebody's name or title says."""
    links = _links(kinds)
    strange = PLACEHOLDER.sub(lambda found: links.get(found[1], "strange-value"), text)
    if any("strange-value" in target for target in re.findall(r'href="([^"]*)"', markdown.to_html(strange))):
        yield _("A link is made only of %(known)s, or an address that you write.") % {"known": _named(links)}


def used_in(text):
    return list(dict.fromkeys(PLACEHOLDER.findall(text)))


def without(body, names):
    """``body`` but for the paragraphs that one of the placeholders ``names`` is in."""
    paragraphs = BETWEEN_PARAGRAPHS.split(in_lines(body).strip())
    return "\n\n".join(each for each in paragraphs if names.isdisjoint(used_in(each)))


def in_lines(text):
    """A form ends its lines otherwise than we do."""
    return "\n".join(text.splitlines())


class Wording:
    """Subject and Markdown body, made ready once; ``fill`` is called for each mail.

    An announcement says where one can unsubscribe, and needs a value for that.
    """

    def __init__(self, subject, body, from_name, kinds=IN_MAILINGS, *, is_announcement=False):
        self.subject, self.body, self.kinds = subject, in_lines(body), {**kinds, UNSUBSCRIBE: Kind.LINK}
        self.used = used_in(subject + body)
        # The frame is styled once, with the placeholders in it, as that is what takes time.
        words = {"text": "{body_text}", "html": SafeString(_html(self.body, _links(kinds), IN_MAIL))}
        named = from_name.replace("{", f"{{{BREAK}")  # no placeholder, whatever an edition is called
        unsubscribing = f"{{{UNSUBSCRIBE}}}" if is_announcement else ""
        parts = {"words": words, "subject_line": "", "from_name": named, UNSUBSCRIBE: unsubscribing}
        self.frame = render(FRAME, parts)

    def lacking(self, values):
        """Names of placeholders for which there is no value."""
        return [name for name in self.used if is_nothing(values.get(name))]

    def fill(self, values):
        """Subject, text and HTML; KeyError for a placeholder without a value."""
        inert = self._inert(values)
        text = _filled(_plain(self.body), inert).strip()
        return {
            "subject": one_line(_filled(self.subject, inert))[:LONGEST_SUBJECT],
            "text": _filled(self.frame["text"], {**inert, "body_text": text}),
            "html": _filled(self.frame["html"], _escaped(inert)),
        }

    def shown(self, values):
        """The words of the HTML part alone, for a page of ours."""
        html = _html(self.body, _links(self.kinds), ON_PAGE)
        return SafeString(_filled(html, _escaped(self._inert(values))))

    def _inert(self, values):
        return {name: _inert(value, self.kinds.get(name, Kind.LINE)) for name, value in values.items()}


def is_nothing(value):
    return not str(value or "").strip()


def _named(names):
    return ", ".join(f"{{{each}}}" for each in names)


def _links(kinds):
    """{placeholder: what stands for it while Markdown is read, which would not know its braces}"""
    links = [name for name, kind in kinds.items() if kind == Kind.LINK]
    return {name: f"https://{name.replace('_', '-')}.invalid/" for name in links}


def _plain(body):
    """Markdown as one would type a mail: links in brackets behind their words, nothing in asterisks."""
    return BOLD.sub(r"\2", LINK.sub(r"\1 (\2)", ONLY_A_LINK.sub(r"\1: \2", body)))


def _html(body, links, button):
    """With its placeholders; a paragraph that is only a link is a ``button``."""
    lines = LINE_END.sub("  \n", body)  # a new line stays one, as in a letter
    html = markdown.to_html(PLACEHOLDER.sub(lambda found: links.get(found[1], found[0]), lines))
    html = BUTTON.sub(button, html)
    for name, mark in links.items():
        html = html.replace(mark, f"{{{name}}}")
    return html


def _filled(text, values):
    return PLACEHOLDER.sub(lambda found: values[found[1]], text)


def _escaped(values):
    return {name: escape(value).replace("\n", "<br>") for name, value in values.items()}


def _inert(value, kind):
    """Lines in which no mail program finds an address to make a link of; our own addresses stay as they are."""
    if kind in {Kind.LINK, Kind.AS_IT_IS}:
        return one_line(value)
    if kind == Kind.LINES:
        return "\n".join(_inert(line, Kind.LINE) for line in str(value).strip().splitlines())
    return ADDRESS.sub(BREAK, one_line(value))
