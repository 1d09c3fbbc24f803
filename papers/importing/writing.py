"""Papers and authorships of a plan, written in bulk."""

from itertools import count

from papers.importing.authors import FLAGS, author_key, said_of
from papers.importing.checks import values
from papers.models import Authorship, Paper, PaperKind, PaperStatus
from workshops.lifecycle import record_all

HIGHEST_NUMBER = 2**31 - 1


class PaperWriting:
    """How a ``PaperPart`` is applied."""

    def people_used(self):
        for key, row in self.new.items():
            yield from (author_key(key, index) for index in range(len(row.authors)))
        for key, plan in self.author_plans.items():
            yield from (author_key(key, index) for index in plan.added)

    def affiliations_used(self):
        """Printed affiliations of the authorships that will be new or reworded."""
        for row in self.new.values():
            yield from (author.affiliation for author in row.authors)
        for key, plan in self.author_plans.items():
            yield from (self.row_of[key].authors[index].affiliation for index in plan.added)
            yield from (write["printed_affiliation"] for _one, write in plan.updates if "printed_affiliation" in write)

    def apply(self):
        self._create_papers()
        self.context.journal.update(self.changed)
        self._change_authors()
        for key, said in self.said.items():
            self.context.memory.remember(self.noun, key, self.context.things[self.noun, key].pk, said)

    def _create_papers(self):
        numbers = self._numbers()
        papers = self.context.journal.create([self._paper(row, numbers[key]) for key, row in self.new.items()])
        record_all(papers, "import", after="status", by=self.context.by, reason=self.context.journal.reason)
        for key, paper in zip(self.new, papers, strict=True):
            self.context.things[self.noun, key] = paper
        planned = [
            (key, self._authorship(key, author, index, paper, index + 1))
            for (key, row), paper in zip(self.new.items(), papers, strict=True)
            for index, author in enumerate(row.authors)
        ]
        self._create_authorships(planned)
        for key, authorship in planned:
            self.said[key].setdefault("authors", []).append([authorship.pk, said_of(authorship)])

    def _paper(self, row, number):
        fields = values(row)
        return Paper(
            workshop=self.context.edition,
            number=number,
            status=PaperStatus(row.decision),
            **fields | {"kind": fields["kind"] or PaperKind.POSTER},
        )

    def _numbers(self):
        """The number that the source gives, where it is free; else the next one."""
        taken = {paper.number for paper in self.here}
        numbers = {}
        for key, row in self.new.items():
            wanted = row.number if row.number is not None else _as_number(row.source_id)
            if wanted is not None and wanted not in taken and 0 <= wanted <= HIGHEST_NUMBER:
                numbers[key] = wanted
                taken.add(wanted)
        highest = max(taken, default=0)
        following = count(highest + 1 if highest + len(self.new) < HIGHEST_NUMBER else 1)
        for key in self.new:
            if key not in numbers:
                numbers[key] = next(number for number in following if number not in taken)
        return numbers

    def _authorship(self, key, author, index, paper, position):
        mention = author_key(key, index)
        return Authorship(
            paper=paper,
            position=position,
            printed_name=author.name,
            printed_affiliation=author.affiliation,
            person_id=self.context.people.person_id(mention),
            linked_because=self.context.people.because(mention),
            **{flag: getattr(author, flag) for flag in FLAGS},
        )

    def _create_authorships(self, planned):
        made = self.context.journal.create([authorship for _key, authorship in planned])
        self._link(made)

    def _link(self, authorships):
        through = Authorship.affiliations.through
        self.context.journal.create(
            [
                through(authorship_id=authorship.pk, affiliation_id=affiliation)
                for authorship in authorships
                for affiliation in self.context.institutions.meant_by(authorship.printed_affiliation)
            ]
        )

    # -- authors of papers that were here already ---------------------------------------------------

    def _change_authors(self):
        """Who left goes first, then the others move, then the new ones have room."""
        self.context.journal.delete([one for plan in self.author_plans.values() for one in plan.removed])
        changes, added = {}, {}
        for key, plan in self.author_plans.items():
            added[key] = self._added_authorships(key, plan)
            for authorship, write in plan.updates:
                changes.setdefault(authorship, {}).update(write)
            for authorship, position in plan.moves:
                changes.setdefault(authorship, {})["position"] = position
        self.context.journal.update(list(changes.items()))
        self._relink([one for one, write in changes.items() if "printed_affiliation" in write])
        self._create_authorships([(key, one) for key, ones in added.items() for one in ones.values()])
        for key, plan in self.author_plans.items():
            self.said[key]["authors"] = [
                [pk or (added[key][index].pk if index in added[key] else None), said]
                for index, (pk, said) in enumerate(plan.said)
            ]  # without a key: somebody who was kept out by hand

    def _added_authorships(self, key, plan):
        paper, row = self.context.things[self.noun, key], self.row_of[key]
        return {
            each: self._authorship(key, row.authors[each], each, paper, position)
            for position, each in enumerate(plan.order, start=1)
            if isinstance(each, int)
        }

    def _relink(self, authorships):
        through = Authorship.affiliations.through
        self.context.journal.delete(list(through.objects.filter(authorship__in=authorships)))
        self._link(authorships)


def _as_number(source_id):
    return int(source_id) if source_id.isascii() and source_id.isdigit() and len(source_id) < 11 else None
