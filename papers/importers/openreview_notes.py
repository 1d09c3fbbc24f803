"""A note of OpenReview, whichever version of its API wrote it."""

import re

from django.utils.translation import gettext as _

from papers.importers import candidates, decisions, entries
from papers.importers.rows import Decision
from papers.importers.structured import Broken

DECISION = re.compile(r"decision|acceptance", re.IGNORECASE)
META_REVIEW = re.compile(r"meta_?review", re.IGNORECASE)
DECISION_FIELDS = ("decision", "final_decision", "acceptance_decision", "acceptance", "recommendation")
STATES = (
    (re.compile(r"Withdraw(n|al)(_Submission)?"), Decision.WITHDRAWN),
    (re.compile(r"(Desk_)?Reject(ed|ion)(_Submission)?"), Decision.REJECTED),
)
WAITING = re.compile(r"(\w+_)?(Submission|Submitted)")


def notes_of(value):
    """All notes in a file: of a list, of ``{"notes": […]}``, of one venue after the other, or the only one."""
    if is_note(value):
        return [value]
    if isinstance(value, dict):
        return next((value[key] for key in ("notes", "submissions") if isinstance(value.get(key), list)), [])
    if not isinstance(value, list):
        return []
    return [note for entry in value for note in (notes_of(entry) if _is_group(entry) else [entry])]


def is_note(entry):
    return isinstance(entry, dict) and "content" in entry and bool({"invitation", "invitations", "forum"} & set(entry))


def _is_group(entry):
    return isinstance(entry, dict) and not is_note(entry) and isinstance(entry.get("submissions"), list)


class Note:
    def __init__(self, entry, place):
        self.entry, self.place = entries.fields(entry), place
        self.content = entry.get("content")
        if not isinstance(self.content, dict):
            raise Broken(_("This note has no content."))
        self.id = entries.first(entry, "id", "forum")
        self.forum = entries.first(entry, "forum") or self.id
        self.original = entries.first(entry, "original")
        self.invitations = [entries.text(name) for name in _listed(entry, "invitation", "invitations")]

    @property
    def is_submission(self):
        return self.forum == self.id and not self.entry.get("replyto") and "title" in self.content

    @property
    def is_deleted(self):
        return bool(self.entry.get("ddate"))

    @property
    def is_public(self):
        return "readers" not in self.entry or _everyone(self.entry["readers"])

    @property
    def venue_group(self):
        return next((name.partition("/-/")[0] for name in self.invitations if "/-/" in name), "")

    def value(self, name):
        """A field of the content; version 2 wraps it."""
        field = self.content.get(name)
        return field.get("value") if isinstance(field, dict) and "value" in field else field

    def text(self, *names):
        return next((said for name in names if (said := entries.text(self.value(name)))), "")

    def is_hidden(self, name):
        field = self.content.get(name)
        return isinstance(field, dict) and "readers" in field and not _everyone(field["readers"])

    @property
    def replies(self):
        """Notes that came along with this one."""
        details = self.entry.get("details")
        found = _listed(details if isinstance(details, dict) else {}, "replies", "directReplies")
        found += _listed(self.entry, "notes", "replies")
        return [Note(reply, self.place) for reply in found if is_note(reply) and isinstance(reply["content"], dict)]

    @property
    def said_decision(self):
        """The words of a decision, if this note is one."""
        return self.text(*DECISION_FIELDS) if self._answers(DECISION) else ""

    @property
    def candidacies(self):
        """What is ticked of awards: of a submission, a decision and a meta-review; reviews are not looked into."""
        if not (self.is_submission or self._answers(DECISION) or self._answers(META_REVIEW)):
            return []
        return candidates.in_fields({name: self.value(name) for name in self.content}, self.place)

    def _answers(self, invitation):
        return any(invitation.search(_last(name)) for name in self.invitations)

    @property
    def state(self):
        """What venue id and invitations tell of a submission or, of a reply, what it does to the submission."""
        segments = [_last(self.text("venueid")), *(_last(name) for name in self.invitations)]
        for pattern, decision in STATES:
            if any(pattern.fullmatch(segment) for segment in segments):
                return decision
        if not segments[0]:
            return None
        return Decision.UNDECIDED if WAITING.fullmatch(segments[0]) else Decision.ACCEPTED

    @property
    def venue_kind(self):
        return decisions.kind(" ".join(self.text("venue").split()[-3:]))


def _listed(entry, *keys):
    return [each for key in keys for each in _as_list(entry.get(key))]


def _as_list(value):
    return value if isinstance(value, list) else [value] if value else []


def _last(name):
    return name.rpartition("/")[2]


def _everyone(readers):
    return "everyone" in _as_list(readers)
