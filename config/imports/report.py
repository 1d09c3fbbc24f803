"""The lines of a plan: counted, filtered, and as a table to take along."""

import csv
import io
from functools import cached_property

from django.db.models import Case, Count, Value, When

from config.imports.nouns import NOUNS
from workshops.importing.compare import Verdict
from workshops.importing.csv import neutral

WHAT_WANTS_EYES_FIRST = [
    Verdict.ERROR,
    Verdict.QUESTION,
    Verdict.CONFLICT,
    Verdict.DOUBT,
    Verdict.NEW,
    Verdict.CHANGED,
    Verdict.KEPT,
    Verdict.IGNORED,
    Verdict.UNREAD,
    Verdict.UNCHANGED,
]


class Filter:
    """``?verdict=`` and ``?noun=`` of the page; what is no verdict and no noun is as if it were not there."""

    def __init__(self, lines, query):
        self.verdict = query.get("verdict") if query.get("verdict") in Verdict else ""
        self.noun = query.get("noun") if query.get("noun") in NOUNS else ""
        self.every = lines

    @property
    def lines(self):
        places = [When(verdict=verdict, then=Value(place)) for place, verdict in enumerate(WHAT_WANTS_EYES_FIRST)]
        chosen = {name: value for name, value in (("verdict", self.verdict), ("noun", self.noun)) if value}
        return self.every.filter(**chosen).order_by(Case(*places), "position")

    @cached_property
    def verdicts(self):
        """[(verdict, words, count)] of those that occur."""
        rows = self.every.filter(**({"noun": self.noun} if self.noun else {}))
        counts = dict(rows.order_by().values_list("verdict").annotate(Count("pk")))
        return [
            (verdict.value, verdict.label, counts[verdict]) for verdict in WHAT_WANTS_EYES_FIRST if verdict in counts
        ]

    @property
    def nouns(self):
        found = dict(self.every.order_by().values_list("noun").annotate(Count("pk")))
        return [(noun, words, found[noun]) for noun, words in NOUNS.items() if noun in found]

    @property
    def count(self):
        return sum(count for _verdict, _words, count in self.verdicts)


def as_csv(lines):
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["what", "verdict", "row", "place", "reason", "field", "here", "in the file", "of the field"])
    for line in lines.iterator():
        about = [line.noun, line.get_verdict_display(), line.label, line.place, line.reason]
        for _name, label, before, after, verdict, reason in line.changes or [["", "", "", "", "", ""]]:
            writer.writerow(
                [neutral(str(cell)) for cell in [*about, label, before, after, f"{verdict} {reason}".strip()]]
            )
    return text.getvalue()
