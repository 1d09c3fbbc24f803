"""What an organizer may choose on a line of a plan, as form fields and back."""

import re

from workshops.importing.compare import Change, Verdict
from workshops.importing.plan import IN, OUT, TAKE_THE_FILES
from workshops.models import ImportStatus

NUMBER = re.compile(r"[0-9]{1,18}")
MAY_BE_LEFT_OUT = {"paper", "date", "sponsor", "page", "role", "slot", "award", "candidate"}
DIFFERS = {Verdict.KEPT, Verdict.CONFLICT}
TAKEN_IN = {Verdict.NEW, Verdict.CHANGED, Verdict.UNCHANGED, Verdict.KEPT, Verdict.CONFLICT}


class Row:
    """A line of a plan as the page shows it."""

    def __init__(self, line, batch):
        self.line = line
        self.is_open = batch.status == ImportStatus.READY
        self.choice = batch.choices.get(line.key, "")
        self.changes = [self._change(number, Change(*values), batch) for number, values in enumerate(line.changes)]

    @property
    def authors(self):
        """Of a new paper its authors, in sight: what a glance has to tell."""
        shown = (each["change"].after for each in self.changes if each["change"].name == "authors")
        return next(shown, "") if self.line.verdict == Verdict.NEW else ""

    @property
    def wants_answer(self):
        return self.line.verdict in {Verdict.QUESTION, Verdict.CONFLICT}

    @property
    def may_be_left_out(self):
        if not self.is_open or self.line.noun not in MAY_BE_LEFT_OUT:
            return False
        return self.line.verdict in TAKEN_IN - {Verdict.UNCHANGED} or self.may_be_taken_in

    @property
    def may_be_taken_in(self):
        return self.line.verdict == Verdict.IGNORED

    @property
    def is_in(self):
        return self.line.verdict != Verdict.IGNORED

    def _change(self, number, change, batch):
        return {
            "change": change,
            "number": number,
            "may_be_taken": self.is_open and change.verdict in DIFFERS,
            "is_taken": batch.choices.get(f"{self.line.key}|{change.name}") == TAKE_THE_FILES,
        }


def read(posted, batch, *, by):
    """The choices of a posted page: only of lines that it showed, only what these lines offer."""
    chosen = {}
    shown = [pk for pk in posted.getlist("shown") if NUMBER.fullmatch(pk)]
    for line in batch.lines.visible_to(by).filter(pk__in=shown):
        row = Row(line, batch)
        if row.may_be_left_out:
            chosen[line.key] = _in_or_out(row, f"in-{line.pk}" in posted)
        if line.options:
            answer = posted.get(f"who-{line.pk}", "")
            chosen[line.key] = answer if answer in {value for value, _words in line.options} else ""
        for each in row.changes:
            key = f"{line.key}|{each['change'].name}"
            if each["may_be_taken"] or key in batch.choices:
                chosen[key] = TAKE_THE_FILES if f"file-{line.pk}-{each['number']}" in posted else ""
    return chosen


def _in_or_out(row, ticked):
    """Only what departs from the rule is a choice."""
    if ticked:
        return row.choice if row.is_in else IN
    return OUT if row.is_in else row.choice
