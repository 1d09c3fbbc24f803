"""Which papers the rows of a reading mean, and whether these can win: as they will be once the import is applied."""

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import Person
from awards.models import Eligibility
from papers.importers.rows import Decision
from papers.importing.authors import author_key
from papers.importing.titles import folded_title
from papers.models import PaperKind, PaperStatus
from workshops.importing.parts import WITH_RIGHTS


class Meant:
    """Which papers the rows mean, by the key that a paper has in the reading or the key that it has here."""

    def __init__(self, context, papers):
        self.context, self.papers = context, papers
        self.here = {paper.pk: paper for paper in papers.here}
        self.names = {("", folded_title(paper.title)): paper.pk for paper in papers.here}
        for key, row in papers.row_of.items():
            title = folded_title(row.title)
            paper = papers.matched[key].pk if key in papers.matched else key
            self.names |= dict.fromkeys([("", title), (row.source_id, title)], paper)
            self.names |= {(row.source_id, ""): paper} if row.source_id else {}
        self.eligible = {}  # by category: the keys of papers that are here
        self.key_of = {paper.pk: key for key, paper in papers.matched.items()}
        organizes = Q(roles__workshop=context.edition, roles__kind__in=WITH_RIGHTS)
        self.organizers = set(Person.objects.filter(organizes).values_list("pk", flat=True))
        self.insiders = self.organizers | set(
            Person.objects.filter(user__is_superuser=True).values_list("pk", flat=True)
        )

    def by(self, row):
        title = folded_title(row.paper_title)
        names = [(row.paper_source_id, title), ("", title)] if title else [(row.paper_source_id, "")]
        return next((self.names[name] for name in names if name in self.names), None)

    def pk(self, paper):
        return paper if paper in self.here else None

    def thing(self, paper):
        """The paper, once the papers of the reading are written."""
        return self.here.get(paper) or self.context.things["paper", paper]

    def obstacle(self, category, paper):
        """Why it cannot be a candidate, or an empty sentence."""
        if paper is None:
            return _("No paper of the edition has this title; the candidate is left out.")
        if paper not in self.here and ("paper", paper) not in self.context.things:
            return _("Its paper is left out, and so is the candidate.")
        return self.refusal(category, paper)

    def refusal(self, category, paper):
        """Why it cannot win, or an empty sentence."""
        if not self._is_accepted(paper):
            return _("This paper is not accepted.")
        return "" if self._is_eligible(category, paper) else _("This paper cannot win “%s”.") % category

    def is_by_an_insider(self, paper):
        """Whether an author may look at imports, and must not learn here whether the paper was nominated before."""
        return bool(self.authors(paper) & self.insiders)

    def authors(self, paper):
        """Keys of those who are known here."""
        people, key = self.context.people, self.key_of.get(paper, paper)
        authors = {each.person_id for each in self.papers.authorships.get(paper, [])}
        if key in self.papers.row_of:
            mentions = [author_key(key, index) for index in range(len(self.papers.row_of[key].authors))]
            authors |= {people.of(mention).person for mention in mentions if people.is_here(mention)}
        return authors

    def _is_accepted(self, paper):
        if paper in self.here:
            return self.here[paper].status == PaperStatus.ACCEPTED
        return self.papers.row_of[paper].decision == Decision.ACCEPTED

    def _is_eligible(self, category, paper):
        if not category.organizers_can_win and self.authors(paper) & self.organizers:
            return False
        if category.eligibility == Eligibility.KIND:
            return category.eligible_kind == self._kind(paper)
        if category.pk not in self.eligible:
            self.eligible[category.pk] = set(category.eligible_papers().values_list("pk", flat=True))
        return category.eligibility == Eligibility.ALL or self.pk(paper) in self.eligible[category.pk]

    def _kind(self, paper):
        if paper not in self.here:
            return self.papers.row_of[paper].kind or PaperKind.POSTER
        written = next((write for changed, write in self.papers.changed if changed.pk == paper), {})
        return written.get("kind", self.here[paper].kind)
