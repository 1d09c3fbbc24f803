"""Conflicts that Laurel can see, with what it sees. It suggests; whoever sits on the committee answers."""

from collections import defaultdict
from datetime import timedelta
from typing import NamedTuple

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.identity.folding import folded
from accounts.models import Affiliation
from awards.models import ConflictKind
from papers import tex
from papers.models import Authorship

DAYS = 365.25


class Suggestion(NamedTuple):
    kind: str
    evidence: list[str]


def suggestions(member, category, candidates):
    """By candidate; in a blind category the evidence names nobody."""
    authors = defaultdict(list)
    for author in Authorship.objects.filter(paper__in=[each.paper_id for each in candidates]):
        authors[author.paper_id].append(author)
    people = {author.person_id for rows in authors.values() for author in rows} | {member.person_id}
    facts = Facts(member, category, people)
    found = {each.pk: list(facts.about(authors[each.paper_id])) for each in candidates}
    return {pk: Suggestion(seen[0][0], [words for _kind, words in seen]) for pk, seen in found.items() if seen}


class Facts:
    """What the rows of all editions within the years of a category tell about ``member`` and ``people``."""

    def __init__(self, member, category, people):
        self.member, self.is_blind = member, category.is_blind
        self.workshop = category.workshop
        begin = self.workshop.starts_at or timezone.now()
        self.since = begin - timedelta(days=DAYS * category.conflict_years)
        self.coauthors = self._coauthors()
        self.places = self._places(people)

    def about(self, authors):
        """[(kind, evidence)] of a paper's authors, the strongest kind first."""
        if any(author.person_id == self.member.person_id for author in authors):
            yield ConflictKind.AUTHOR, _("You are an author of this paper.")
            return
        yield from self._once(ConflictKind.COAUTHOR, filter(None, map(self._wrote_with, authors)))
        yield from self._once(ConflictKind.AFFILIATION, filter(None, map(self._shares_place_with, authors)))

    def _once(self, kind, sentences):
        yield from ((kind, words) for words in dict.fromkeys(sentences))

    def _wrote_with(self, author):
        paper = self.coauthors.get(author.person_id)
        if paper is None:
            return ""
        if self.is_blind:
            return _("You wrote a paper with one of its authors.")
        words = {"paper": tex.to_text(paper.title), "edition": paper.workshop, "name": author.printed_name}
        return _("You wrote “%(paper)s” (%(edition)s) with %(name)s.") % words

    def _shares_place_with(self, author):
        mine, theirs = self.places[self.member.person_id], self.places[author.person_id]
        shared = [mine[key] for key in mine if key in theirs]
        if not shared:
            return ""
        if self.is_blind:
            return _("One of its authors is at an institution of yours.")
        return _("“%(place)s” stands with you and with %(name)s.") % {"place": shared[0], "name": author.printed_name}

    def _coauthors(self):
        """By person: the newest paper that the member wrote with them."""
        own = Authorship.objects.filter(self._within("paper__workshop"), person=self.member.person_id)
        shared = Authorship.objects.filter(paper__in=own.values("paper")).select_related("paper__workshop")
        return {author.person_id: author.paper for author in shared.order_by("paper__workshop__starts_at")}

    def _places(self, people):
        """By person: where they are printed, as {institution, or folded spelling: the words}."""
        places = defaultdict(dict)
        for model, text, link, edition in Affiliation.printings:
            rows = model.objects.filter(self._within(edition), person__in=people)
            for person, printed, institution, name in rows.values_list("person", text, link, f"{link}__name"):
                if institution:
                    places[person].setdefault(institution, name)
                if spelling := folded(printed):
                    places[person].setdefault(spelling, printed)
        return places

    def _within(self, edition):
        return Q(**{f"{edition}__starts_at__gte": self.since}) | Q(**{edition: self.workshop})
