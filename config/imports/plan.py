"""What a reading means for an edition: a pure look at both, the same every time while neither changes."""

from dataclasses import dataclass
from itertools import chain

from awards.importing.award import AwardPart
from awards.importing.candidate import CandidatePart
from awards.importing.grant import GrantPart
from papers.importing.papers import PaperPart
from papers.importing.presentations import PresentationPart
from workshops.importing.compare import Line, Verdict, fingerprint
from workshops.importing.institutions import Institutions
from workshops.importing.journal import Journal
from workshops.importing.parts import DatePart, EditionPart, PagePart, RolePart, SponsorPart
from workshops.importing.people import People
from workshops.importing.plan import OUT, Context, Memory
from workshops.importing.programme import SlotPart
from workshops.importing.rows import Level

TELL_EVERY = 500

VERDICTS = {
    Level.ERROR: Verdict.ERROR,
    Level.DOUBT: Verdict.DOUBT,
    Level.IGNORED: Verdict.IGNORED,
    Level.UNREAD: Verdict.UNREAD,
}


@dataclass
class Plan:
    context: Context
    parts: list
    lines: list[Line]

    @property
    def fingerprint(self):
        """Of what is shown, and of who is meant by it."""
        people = self.context.people
        return fingerprint(self.lines, [people.signature(key) for part in self.parts for key in part.people_used()])

    @property
    def people(self):
        """Keys of everybody whom the applied plan touches."""
        people = self.context.people
        return {people.person_id(key) for part in self.parts for key in part.people_used()}

    def recipients_of(self, keys):
        """The rows of grants whose lines have these keys."""
        grants = self.parts[-1]
        return [row for row in grants.rows if grants.key(row) in keys]

    def apply(self):
        """To be called in a transaction. Returns what has to be known to take it back."""
        context = self.context
        context.people.create(
            [key for part in self.parts for key in part.people_used()], context.journal, context.edition
        )
        printed = (text for part in self.parts for text in part.affiliations_used())
        context.institutions.resolve(printed)
        for part in self.parts:
            part.apply()
        for line in self.lines:
            if (line.verdict, line.choice) == (Verdict.IGNORED, OUT):
                context.memory.remember_left_out(line.noun, line.key)
        context.memory.write(context.journal)
        return context.journal.entries


def make_plan(reading, edition, choices, *, brought_by=None, by=None, reason="", progress=None, locks=False):
    """What ``brought_by`` may know. With ``locks`` it is to be applied in the same transaction. ``progress`` is called with the number of lines that are there, now and then."""
    context = Context(
        edition=edition,
        source=reading.source,
        choices=choices,
        people=People(),
        memory=Memory(edition, reading.source),
        journal=Journal(by=by, reason=reason),
        institutions=Institutions(),
        brought_by=brought_by,
        locks=locks,
    )
    parts = list(_parts(context, reading))
    for part in parts:
        part.mention()
    context.people.identify()
    lines = list(_noted(reading))
    for line in chain.from_iterable(part.plan() for part in parts):
        lines.append(line)
        if progress and len(lines) % TELL_EVERY == 0:
            progress(len(lines))
    return Plan(context, parts, lines)


def _parts(context, reading):
    """In the order in which they are applied: what others refer to comes first."""
    sponsors = SponsorPart(context, reading.sponsors)
    slots = SlotPart(context, reading.slots)
    papers = PaperPart(context, reading.papers)
    yield EditionPart(context, [reading.edition] if reading.edition else [])
    yield DatePart(context, reading.dates)
    yield sponsors
    yield PagePart(context, reading.pages)
    yield RolePart(context, reading.roles)
    yield slots
    yield papers
    yield PresentationPart(context, reading.slots, slots, papers)
    yield CandidatePart(context, reading.candidates, papers)
    yield AwardPart(context, reading.awards, papers, sponsors)
    yield GrantPart(context, reading.recipients, sponsors, reading.grant_benefit)


def _noted(reading):
    for number, note in enumerate(reading.notes):
        yield Line(
            key=f"note:{number}",
            noun="note",
            verdict=VERDICTS[note.level],
            label=note.sentence,
            place=str(note.place),
        )
