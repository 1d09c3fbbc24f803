"""Which papers a slot of the programme presents: matched by title, with the programme of the same reading."""

from django.utils.translation import gettext as _

from papers.importing.titles import folded_title
from papers.models import Presentation
from workshops.importing.compare import Line, Verdict, short_key


class PresentationPart:
    noun = "presentation"

    def __init__(self, context, rows, slots, papers):
        """``rows``: slots as read; ``slots`` and ``papers``: the parts that plan these."""
        self.context, self.slots = context, slots
        self.rows = [row for row in rows if row.papers]
        self.by_title = {folded_title(paper.title): ("here", paper) for paper in papers.here}
        self.by_title |= {folded_title(row.title): (key, papers.matched.get(key)) for key, row in papers.row_of.items()}
        self.known = set(Presentation.objects.filter(slot__workshop=context.edition).values_list("slot", "paper"))
        self.new = []

    def mention(self):
        """Nobody: the authors are named by their papers."""

    def plan(self):
        for row in self.rows:
            for title in row.papers:
                yield self._plan_one(row, title)

    def people_used(self):
        return []

    affiliations_used = people_used

    def apply(self):
        things = self.context.things
        self.context.journal.create(
            [
                Presentation(slot=things["slot", slot], paper=paper or things["paper", key], order=order)
                for order, (slot, key, paper) in enumerate(self.new, start=1)
            ]
        )

    def _plan_one(self, row, title):
        slot = self.slots.key(row)
        key, paper = self.by_title.get(folded_title(title), ("", None))
        if not key:
            return self._line(row, title, Verdict.DOUBT, _("No paper has this title."))
        if key != "here" and paper is None and ("paper", key) not in self.context.things:
            return self._line(row, title, Verdict.IGNORED, _("Its paper is left out."))
        if slot in self.slots.left_out:
            return self._line(row, title, Verdict.IGNORED, _("Its slot is left out."))
        planned = self.context.things.get(("slot", slot))
        if paper and planned and (planned.pk, paper.pk) in self.known:
            return self._line(row, title, Verdict.UNCHANGED)
        if (slot, key, paper) in self.new:
            return self._line(row, title, Verdict.IGNORED, _("It stands here twice."))
        self.new.append((slot, key, paper))
        return self._line(row, title, Verdict.NEW)

    def _line(self, row, title, verdict, reason=""):
        return Line(
            key=short_key(f"presentation:{self.slots.key(row)}:{folded_title(title)}"),
            noun=self.noun,
            verdict=verdict,
            label=f"{row.title}: {title}",
            place=str(row.place),
            reason=reason,
        )
