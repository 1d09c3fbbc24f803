"""Two papers, a chair, a deputy, two members and an observer, and what each of them can ask of the pages."""

import re

from django.urls import reverse

from awards.models import AwardCategory
from awards.models.ballot import cast
from tests.factories import AuthorshipFactory, AwardCategoryFactory, CandidateFactory, committee_of

SECRET = "Nobody else has tried to falsify it."


def plain(response):
    """The page without what differs each time."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.text)


class Contest:
    def __init__(self, client, *, ballot="approval", status="voting", **rules):
        self.client = client
        self.category = AwardCategoryFactory(ballot=ballot, status="open", quorum=2, **rules)
        self.edition = self.category.workshop
        titles = ["Tides and their errors", "Lighthouses, counted twice"]
        self.first, self.second = (
            CandidateFactory(category=self.category, shortlisted=True, paper__title=title) for title in titles
        )
        for candidate in (self.first, self.second):
            AuthorshipFactory(paper=candidate.paper)
            candidate.nominations.create(kind="import", rationale=f"{SECRET} {candidate.paper.title}")
        self.chair, self.deputy, self.member, self.other, self.observer = committee_of(
            self.category, "chair", "deputy", "member", "member", "observer"
        )
        AwardCategory.objects.filter(pk=self.category.pk).update(status=status)
        self.category.refresh_from_db()

    def url(self, page, *args):
        return reverse(f"awards:{page}", args=[self.edition.slug, *args])

    def get(self, member, page, *args):
        self.client.force_login(member.person.user)
        return self.client.get(self.url(page, *args))

    def post(self, member, page, *args, **data):
        self.client.force_login(member.person.user)
        return self.client.post(self.url(page, *args), data)

    def category_page(self, member):
        return self.get(member, "room_category", self.category.pk).text

    def cast(self, member, *approved):
        may = self.category.candidates.shortlisted().open_to(member)
        return cast(self.category, member, {each: int(each in approved) for each in may}, by=member.person.user)

    def step(self, member, verb, **data):
        page = self.url("room_decide" if verb == "decide" else "room_step", self.category.pk, *_verb(verb))
        self.client.force_login(member.person.user)
        return self.client.post(page, data, follow=True)

    def decide(self, member, *winners, **more):
        """Winners with the same place, ready to be sent."""
        given = {f"place-{each.pk}": "1" for each in winners}
        given |= {f"citation-{each.pk}": f"Careful: {each.paper.title}" for each in winners}
        return self.step(member, "decide", **given | more)

    def status(self):
        return AwardCategory.objects.get(pk=self.category.pk).status


def _verb(verb):
    return [] if verb == "decide" else [verb]
