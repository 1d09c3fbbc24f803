"""What a row means for what is here: three values of every field (imported before, here, in the file) and one verdict."""

import hashlib
import json
from dataclasses import dataclass, field
from datetime import UTC, datetime

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

LONGEST_KEY = 300
LONGEST_BASE = 100  # longer values are remembered by their digest


class Verdict(models.TextChoices):
    NEW = "new", gettext_lazy("new")
    CHANGED = "changed", gettext_lazy("changed")
    UNCHANGED = "unchanged", gettext_lazy("unchanged")
    KEPT = "kept", gettext_lazy("kept as corrected here")
    CONFLICT = "conflict", gettext_lazy("differs, decide")
    QUESTION = "question", gettext_lazy("who is meant")
    DOUBT = "doubt", gettext_lazy("read with doubt")
    IGNORED = "ignored", gettext_lazy("left out")
    UNREAD = "unread", gettext_lazy("not understood")
    ERROR = "error", gettext_lazy("cannot be read")


STRONGEST_FIRST = [Verdict.CONFLICT, Verdict.CHANGED, Verdict.KEPT, Verdict.UNCHANGED]


@dataclass(frozen=True)
class Change:
    """One field of one thing, in words for the organizer; ``name`` is what a choice about it is kept under."""

    name: str
    label: str
    before: str
    after: str
    verdict: str
    reason: str = ""


@dataclass
class Line:
    """What becomes of one row of a file, and why."""

    key: str
    noun: str
    verdict: str
    label: str
    place: str = ""
    reason: str = ""
    changes: list[Change] = field(default_factory=list)
    options: list[tuple[str, str]] = field(default_factory=list)  # of a question: value and words, likeliest first
    choice: str = ""

    def signature(self):
        return [self.key, self.verdict, [[c.name, c.before, c.after, c.verdict] for c in self.changes], self.choice]


@dataclass
class Fields:
    """The outcome of comparing all fields of a row with one thing."""

    changes: list[Change] = field(default_factory=list)
    write: dict = field(default_factory=dict)  # what the thing gets
    base: dict = field(default_factory=dict)  # what the file said, to be remembered

    @property
    def verdict(self):
        found = {change.verdict for change in self.changes}
        return next((each for each in STRONGEST_FIRST if each in found), Verdict.UNCHANGED)

    def compare(self, name, label, *, base, ours, theirs, prefers_file=False, same=None):
        """``base`` is as remembered (``as_base``), the others are values. An empty ``theirs`` says nothing."""
        if theirs in {None, ""}:
            return
        self.base[name] = as_base(theirs)
        equal = same or (lambda one, other: one == other)
        if equal(ours, theirs):
            return
        by_hand = ours not in {None, ""} if base in {None, ""} else as_base(ours) != base
        said_before = self.base[name] == base
        verdict = Verdict.CHANGED if not by_hand or prefers_file else Verdict.KEPT if said_before else Verdict.CONFLICT
        self.changes.append(Change(name, str(label), in_words(ours), in_words(theirs), verdict))
        if verdict == Verdict.CHANGED:
            self.write[name] = theirs

    def keep(self, name, label, ours, theirs, reason):
        """What is here stays, for a reason."""
        self.changes.append(Change(name, str(label), in_words(ours), in_words(theirs), Verdict.KEPT, reason))

    def add(self, name, label, ours, theirs, reason=""):
        self.changes.append(Change(name, str(label), in_words(ours), in_words(theirs), Verdict.CHANGED, reason))


def as_base(value):
    """What is remembered of a value that a file stated: itself, or the digest of a long one."""
    if value is None:
        return None
    text = value.astimezone(UTC).isoformat() if isinstance(value, datetime) else str(value)
    return text if len(text) <= LONGEST_BASE else f"#{digest(text)}"


def short_key(text):
    """A key of rows fits into its column, and two long ones stay two."""
    return text if len(text) <= LONGEST_KEY else f"{text[:LONGEST_KEY]}#{digest(text)}"


def digest(text):
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def fingerprint(lines, people):
    """The same for the same plan: whoever applies a plan applies exactly what was shown."""
    return digest(json.dumps([[line.signature() for line in lines], people], ensure_ascii=False))


def in_words(value):
    if value is True:
        return _("yes")
    if value is False:
        return _("no")
    if isinstance(value, datetime):
        return f"{value.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
    return "" if value is None else str(value)


def refusal_of(model, name, value):
    """What the field of a model says against a value; names that are no fields of it are not asked."""
    try:
        of = model._meta.get_field(name)
        if not of.is_relation:
            of.clean(value, None)
    except FieldDoesNotExist:
        return ""
    except ValidationError as refusal:
        return " ".join(refusal.messages)
    return ""
