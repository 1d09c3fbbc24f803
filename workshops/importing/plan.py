"""A plan is made of parts, one for each noun: what a reading means for the edition, and how to make it so."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Model
from django.utils.translation import gettext as _

from accounts.models import User
from workshops.importing.compare import Change, Fields, Line, Verdict, as_base, in_words, refusal_of
from workshops.importing.institutions import Institutions
from workshops.importing.journal import Journal
from workshops.importing.people import People
from workshops.models.imports import ImportedRow
from workshops.models.workshop import Workshop

TAKE_THE_FILES = "file"  # a choice: the file's version of a field that differs
FIRST_YEAR, LAST_YEAR = 1900, 2200
NOTHING = 0  # in the place of a thing: the organizer wanted none
OUT, IN = "out", "in"  # a choice: a row that is left out, or taken in, against the rule


class Memory:
    """What the same source said before: finds its things again, and tells what was corrected by hand since."""

    def __init__(self, edition, source):
        self.edition, self.source = edition, source
        rows = list(ImportedRow.objects.filter(workshop=edition))
        self.by_key = {(row.noun, row.key): row for row in rows if row.source == source}
        self.by_object = defaultdict(list)
        for row in rows:
            self.by_object[row.noun, row.object_id].append(row)
        self.fresh, self.updates = [], []

    def object_id(self, noun, key):
        row = self.by_key.get((noun, key))
        return row.object_id if row else None

    def is_gone(self, noun, key, here):
        """Whether the thing was removed, or left out, by hand: ``here`` holds the keys of what there is."""
        return (noun, key) in self.by_key and self.by_key[noun, key].object_id not in here

    def remember_left_out(self, noun, key):
        """The next file brings it again, and it stays out."""
        if not self.object_id(noun, key):
            self.remember(noun, key, NOTHING, {})

    def knows_under_another_key(self, noun, object_id, key):
        """Whether the same source told of this thing as something else: two rows of a source are two things."""
        return any(row.source == self.source and row.key != key for row in self.by_object[noun, object_id])

    def base(self, noun, key, object_id):
        """What was said last: by this source, else by another one."""
        row = self.by_key.get((noun, key)) or next(iter(self.by_object[noun, object_id]), None)
        return row.said if row else {}

    def remember(self, noun, key, object_id, said):
        row = self.by_key.get((noun, key))
        if row is None:
            self.fresh.append(
                ImportedRow(
                    workshop=self.edition, noun=noun, source=self.source, key=key, object_id=object_id, said=said
                )
            )
        elif (row.object_id, row.said) != (object_id, row.said | said):
            self.updates.append((row, {"object_id": object_id, "said": row.said | said}))

    def write(self, journal):
        journal.create(self.fresh)
        journal.update(self.updates)


@dataclass
class Context:
    """What all parts of one plan share."""

    edition: Workshop
    source: str
    choices: dict
    people: People
    memory: Memory
    journal: Journal
    institutions: Institutions
    brought_by: User | None = None  # whom the plan is shown to
    locks: bool = False  # while applying: what is compared stays as it is until it is written
    things: dict = field(default_factory=dict)  # (noun, key) of what was planned or, once applied, made

    @property
    def by(self):
        return self.journal.by

    def read(self, rows):
        """Rows that are here, of which the plan is made."""
        return rows.select_for_update(of=("self",)) if self.locks else rows

    def choice(self, key):
        return self.choices.get(key, "")

    def reason_to_leave_out(self, noun, key, here):
        """Why a row of which nothing is here stays out although its source brings it: somebody said so, now or before.

        ``here``: keys of the things of this noun that there are.
        """
        choice = self.choice(key)
        if choice == OUT:
            return _("You left it out.")
        if choice != IN and self.memory.is_gone(noun, key, here):
            return _("It was left out or removed here by hand.")
        return ""

    def takes_the_files(self, key, name):
        return self.choices.get(f"{key}|{name}") == TAKE_THE_FILES


class Part:
    """One noun with plain fields. ``FIELDS`` are those of the model that a row states, with their words."""

    noun = ""
    model: type[Model]
    FIELDS: dict = {}

    def __init__(self, context, rows):
        self.context, self.rows = context, rows
        self.new, self.changed, self.said = {}, [], {}
        self.left_out = set()  # keys of rows that are not applied

    def key(self, row):
        """The same for the same thing in the next file."""
        raise NotImplementedError

    def existing(self):
        """[(the key that a row of it would have, what is here)]"""
        raise NotImplementedError

    def label(self, row):
        raise NotImplementedError

    def build(self, row):
        """The unsaved thing of a new row."""
        raise NotImplementedError

    def values(self, row):
        return {name: getattr(row, name) for name in self.FIELDS}

    def current(self, thing):
        return {name: getattr(thing, name) for name in self.FIELDS}

    def problem(self, row):
        """The sentence that says why a row does not fit into the database, or an empty one."""
        values = self.values(row)
        for name, value in values.items():
            if isinstance(value, datetime) and not FIRST_YEAR <= value.year <= LAST_YEAR:
                return _("%(field)s: the year %(year)d cannot be meant.") % {
                    "field": self.FIELDS[name],
                    "year": value.year,
                }
            if value not in {None, ""} and (refusal := refusal_of(self.model, name, value)):
                return f"{self.FIELDS[name]}: {refusal}"
        return self.disorder(values)

    def disorder(self, values):
        """Why values that are each right are wrong together, or an empty sentence."""
        return ""

    def mention(self):
        """Tell ``people`` whom the rows name; before anybody is identified."""

    def plan(self):
        existing = list(self.existing())
        here = {thing.pk for _key, thing in existing}
        matched, seen = self._match(existing), set()
        for row in self.rows:
            key = self.key(row)
            thing = matched.get(key)
            if key in seen:
                yield self._line(row, key, Verdict.IGNORED, reason=_("It stands here twice."))
            elif problem := self.problem(row):
                yield self._out(row, key, Verdict.ERROR, reason=problem)
            elif reason := self._reason_to_leave_out(key, here, thing):
                yield self._out(row, key, Verdict.IGNORED, reason=reason, choice=self.context.choice(key))
            else:
                yield self._compared(row, key, thing) if thing else self._added(row, key)
            seen.add(key)

    def _match(self, existing):
        """{key of a row: the thing it is}, each thing once: its twin, what was made of it before, what is called so."""
        rows = {self.key(row): row for row in reversed(self.rows)}
        free = {thing.pk: (key, thing) for key, thing in existing}
        matched = {}
        for is_it in (self.is_twin, self._is_known, self._is_called_so):
            for key, row in reversed(rows.items()):
                found = next((pk for pk, (name, thing) in free.items() if is_it(row, key, name, thing)), None)
                if key not in matched and found is not None:
                    matched[key] = free.pop(found)[1]
        return matched

    def _is_known(self, row, key, name, thing):
        return self.context.memory.object_id(self.noun, key) == thing.pk

    def is_twin(self, row, key, name, thing):
        """Whether, whatever it was called before, this is it."""
        return False

    def _is_called_so(self, row, key, name, thing):
        return name == key

    def _reason_to_leave_out(self, key, here, thing):
        if thing and self.context.choice(key) != OUT:
            return ""
        return self.context.reason_to_leave_out(self.noun, key, here)

    def people_used(self):
        """Keys of the mentions that must be people when this part is applied."""
        return []

    def affiliations_used(self):
        """Printed affiliations of which the institutions must be known when this part is applied."""
        return []

    def apply(self):
        for key, thing in zip(self.new, self._create(self.new), strict=True):
            self.context.things[self.noun, key] = thing
        self._update(self.changed)
        for key, said in self.said.items():
            self.context.memory.remember(self.noun, key, self.context.things[self.noun, key].pk, said)

    def _create(self, rows):
        return self.context.journal.create([self.build(row) for row in rows.values()])

    def _update(self, changed):
        self.context.journal.update([(thing, write) for _row, thing, write in changed])

    def _added(self, row, key):
        values = {name: value for name, value in self.values(row).items() if value not in {None, ""}}
        self.new[key] = row
        self.said[key] = {name: as_base(value) for name, value in values.items()}
        changes = [
            Change(name, str(self.FIELDS[name]), "", in_words(value), Verdict.NEW) for name, value in values.items()
        ]
        return self._line(row, key, Verdict.NEW, changes=changes)

    def _compared(self, row, key, thing):
        self.context.things[self.noun, key] = thing
        compared = Fields()
        base = self.context.memory.base(self.noun, key, thing.pk)
        ours = self.current(thing)
        for name, theirs in self.values(row).items():
            compared.compare(
                name,
                self.FIELDS[name],
                base=base.get(name),
                ours=ours[name],
                theirs=theirs,
                prefers_file=self.context.takes_the_files(key, name),
            )
        if compared.write and (disorder := self.disorder(ours | compared.write)):
            return self._line(row, key, Verdict.CONFLICT, reason=disorder, changes=compared.changes)
        if compared.write:
            self.changed.append((row, thing, compared.write))
        self.said[key] = compared.base
        return self._line(row, key, compared.verdict, changes=compared.changes)

    def _out(self, row, key, verdict, **rest):
        self.left_out.add(key)
        return self._line(row, key, verdict, **rest)

    def _line(self, row, key, verdict, **rest):
        return Line(key=key, noun=self.noun, verdict=verdict, label=self.label(row), place=str(row.place), **rest)
