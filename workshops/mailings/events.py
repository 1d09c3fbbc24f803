"""What happens to people of an edition and is told by mail: of each event our text, and what can be filled in.

Higher apps add theirs, with a file for each in a folder of texts; an edition may have its own words (`EventText`).
"""

import logging
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workshops.lifecycle import IllegalMove
from workshops.mailings import words
from workshops.mailings.words import Kind, Wording, is_nothing

events: dict[str, "Event"] = {}  # by name
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Placeholder:
    words: Any  # what is filled in
    sample: str
    kind: Kind = Kind.LINE
    is_optional: bool = False  # where there is nothing to fill in, the paragraph that it is in is left out
    is_needed: bool = False  # a text without it would be of no use, or would give something away

    @property
    def filled_with(self):
        return settings.SITE_URL + self.sample if self.kind == Kind.LINK else self.sample


EVERYWHERE = {
    "name": Placeholder(gettext_lazy("their name"), "Ada Bay"),
    "edition": Placeholder(gettext_lazy("the name of the edition"), "Workshop on Care 2026"),
    "short_name": Placeholder(gettext_lazy("the short name of the edition"), "CARE 2026"),
    "page_url": Placeholder(gettext_lazy("the address of its page"), "/care-2026/", Kind.LINK),
    "me_url": Placeholder(gettext_lazy("the address of their own page here"), "/me/", Kind.LINK),
}


@dataclass(frozen=True)
class Event:
    """``subject`` and ``body`` are our text: Markdown with flat placeholders, as in an edition's own words."""

    name: str
    label: Any
    placeholders: dict[str, Placeholder]
    subject: str
    body: str

    @cached_property
    def kinds(self):
        return {name: each.kind for name, each in self.placeholders.items()}

    @cached_property
    def optional(self):
        return frozenset(name for name, each in self.placeholders.items() if each.is_optional)

    @cached_property
    def in_subjects(self):
        """Which have something to fill in at any time, in one line; a secret address is in no subject."""
        fit = (name for name, kind in self.kinds.items() if kind not in {Kind.LINK, Kind.LINES})
        return [name for name in fit if name not in self.optional]

    @property
    def samples(self):
        """An example for each placeholder."""
        return {name: each.filled_with for name, each in self.placeholders.items()}

    @property
    def briefest(self):
        """The samples, as for somebody for whom there is nothing that is optional."""
        return {name: value for name, value in self.samples.items() if name not in self.optional}

    def problems(self, subject, body):
        """(field, sentence) of all that is wrong with a text for it."""
        for sentence in words.problems(subject, self.in_subjects):
            yield "subject", sentence
        for sentence in [*words.problems(body, self.placeholders), *words.problems_of_links(body, self.kinds)]:
            yield "body", sentence
        yield from (("body", sentence) for sentence in self._lacking(body))

    def _lacking(self, body):
        always = words.without(body, self.optional)
        if not always:
            yield _("Something has to stand in the text in any case.")
        for name, each in self.placeholders.items():
            if each.is_needed and name not in words.used_in(body):
                yield _("%(name)s has to be in the text: %(words)s.") % {"name": f"{{{name}}}", "words": each.words}
            elif each.is_needed and not each.is_optional and name not in words.used_in(always):
                yield _("%(name)s stands in a paragraph that may be left out.") % {"name": f"{{{name}}}"}

    def seen(self, text, workshop):
        """[(heading, parts of the mail, its HTML for a page of ours)], filled with examples."""
        filled = [(gettext_lazy("With all that can be said"), self.samples)]
        if self.optional & {*words.used_in(text.body)}:
            filled.append((gettext_lazy("With the least that is said"), self.briefest))
        for heading, samples in filled:
            values = {**samples, "edition": workshop.name, "short_name": workshop.short_name}
            wording = self.wording(text, values, workshop.short_name)
            yield heading, wording.fill(values), wording.shown(values)

    def wording(self, text, values, from_name):
        """Of our ``text`` or an edition's own, without the paragraphs for which there is nothing to say."""
        absent = frozenset(name for name in self.optional if is_nothing(values.get(name)))
        return _wording(self.name, text.subject, text.body, from_name, absent)


def event(name, label, folder, **placeholders):
    """Adds it, with our text in the file NAME.md of the ``folder``: “Subject: …”, an empty line, the body."""
    first, _empty, body = (Path(folder) / f"{name}.md").read_text().partition("\n\n")
    events[name] = Event(name, label, EVERYWHERE | placeholders, first.removeprefix("Subject: "), body)


@lru_cache(maxsize=256)
def _wording(name, subject, body, from_name, absent):
    """Checked again: what is filled in may have changed since a text was saved. A refusal is not remembered."""
    for _field, sentence in events[name].problems(subject, body):
        raise IllegalMove(sentence)
    return Wording(subject, words.without(body, absent), from_name, events[name].kinds)


def fill(name, workshop, values):
    """Subject, text and HTML of the mail about an event, in the words of the edition, or else in ours."""
    event = events[name]
    values = {**common_values(workshop), "short_name": workshop.short_name, **values}
    try:
        wording = event.wording(own_text(workshop, name) or event, values, workshop.short_name)
        return wording.fill(_complete(values, wording.used))
    except IllegalMove as why:
        logger.warning("The mail %s of %s cannot be written: %s", name, workshop.slug, why)
        said = _("The mail “%(event)s” cannot be written. %(why)s An organizer has to change its text.")
        raise IllegalMove(said % {"event": event.label, "why": why}) from why


def _complete(values, used):
    for name in used:
        if is_nothing(values.get(name)):
            raise IllegalMove(_("%s is empty.") % f"{{{name}}}")
    return values


def common_values(workshop):
    """What is the same in all mails of an edition."""
    return {
        "edition": workshop.name,
        "page_url": settings.SITE_URL + workshop.get_absolute_url(),
        "me_url": settings.SITE_URL + reverse("me"),
    }


def own_text(workshop, name):
    """That of the edition, or None; looked up once for each object of an edition, or beforehand for many."""
    prefetch_related_objects([workshop], "event_texts")
    return next((each for each in workshop.event_texts.all() if each.event == name), None)
