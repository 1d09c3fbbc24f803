"""A plan is made of parts, one for each noun: what a reading means for the edition, and how to make it so."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _

from workshops.importing.compare import Change, Fields, Line, Verdict, as_base, in_words
from workshops.importing.institutions import Institutions
from workshops.importing.journal import Journal
from workshops.importing.people import People
from workshops.models.imports import ImportedRow
from workshops.models.workshop import Workshop

TAKE_THE_FILES = "file"  # a choice: the file's version of a field that differs
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
    things: dict = field(default_factory=dict)  # (noun, key) of what was planned or, once applied, made

    @property
    def by(self):
        return self.journal.by

    def choice(self, key):
        return self.choices.get(key, "")

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
        """What is here, by the key that a row would have."""
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
        for name, value in self.values(row).items():
            if value not in {None, ""} and (refusal := refusal_of(self.model, name, value)):
                return f"{self.FIELDS[name]}: {refusal}"
        return ""

    def mention(self):
        """Tell ``people`` whom the rows name; before anybody is identified."""

    def plan(self):
        here, seen = self.existing(), set()
        by_id = {thing.pk: thing for thing in here.values()}
        for row in self.rows:
            key = self.key(row)
            if key in seen:
                yield self._line(row, key, Verdict.IGNORED, reason=_("It stands here twice."))
                continue
            seen.add(key)
            if problem := self.problem(row):
                self.left_out.add(key)
                yield self._line(row, key, Verdict.ERROR, reason=problem)
                continue
            thing = by_id.get(self.context.memory.object_id(self.noun, key)) or here.get(key)
            yield self._compared(row, key, thing) if thing else self._added(row, key)

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
        if self.context.choice(key) == OUT:
            self.left_out.add(key)
            return self._line(row, key, Verdict.IGNORED, reason=_("You left it out."), choice=OUT)
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
        if compared.write:
            self.changed.append((row, thing, compared.write))
        self.said[key] = compared.base
        return self._line(row, key, compared.verdict, changes=compared.changes)

    def _line(self, row, key, verdict, **rest):
        return Line(
            key=key, noun=self.noun, verdict=verdict, label=self.label(row)[:500], place=str(row.place)[:500], **rest
        )


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
