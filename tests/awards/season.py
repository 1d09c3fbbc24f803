"""An edition whose awards have gone every way: tied, given, rescinded, not given, to a person, hidden."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from types import SimpleNamespace

import time_machine
from django.utils import timezone

from awards.models import Award
from awards.models.ballot import cast
from tests.factories import (
    AuthorshipFactory,
    AwardCategoryFactory,
    AwardFactory,
    BenefitFactory,
    CandidateFactory,
    CommitteeMemberFactory,
    FundFactory,
    GrantFactory,
    GrantProgrammeFactory,
    PaperFactory,
    PersonFactory,
    SponsorFactory,
    UserFactory,
    WorkshopFactory,
    committee_of,
)
from workshops.models import Series, Sponsorship

TITLES = {
    1: "Bounds of $O(n^2)$ & <b>more</b>",
    2: "=SUM(tides)",
    3: "A table that was made up",
    4: "Held back",
    5: "Withdrawn since",
}
ORCID = "0000-0002-1825-0097"


def season():
    season = SimpleNamespace(
        edition=WorkshopFactory(
            name="Workshop on Care", short_name="Care 2021", slug="care-2021", series=Series.objects.create(name="Care")
        )
    )
    for part in (papers, voted_prize, rescinded_prize, no_prize, prize_of_a_person, hidden_prizes, grants):
        part(season)
    return season


def papers(season):
    ada = PersonFactory(name="Ada Person", given_name="Ada", family_name="Person", orcid=ORCID)
    ben = PersonFactory(name="Ben 乙")
    season.papers = {
        number: PaperFactory(workshop=season.edition, public=True, number=number, title=title)
        for number, title in TITLES.items()
    }
    season.papers[1].pdf_link = "https://papers.example.org/1.pdf"
    season.papers[1].save()
    for number, paper in season.papers.items():
        AuthorshipFactory(paper=paper, person=ben, position=2, printed_name="B. 乙", printed_affiliation="Œuvre & Fils")
        AuthorshipFactory(paper=paper, person=ada, position=1, printed_affiliation="Moon" if number == 1 else "")


def voted_prize(season):
    """Two papers tied, one prize split; the chair and a member voted, who declared no conflict."""
    sponsor = SponsorFactory(name="Generous")
    Sponsorship.objects.create(workshop=season.edition, sponsor=sponsor)
    fund = FundFactory(workshop=season.edition, sponsor=sponsor, amount=Decimal(5000))
    category = category_of(season, "Best paper", 1, ballot="approval", prize=Decimal(1000), fund=fund, status="open")
    candidates = [
        CandidateFactory(category=category, paper=season.papers[number], shortlisted=True) for number in (1, 2)
    ]
    member, chair, _observer = committee_of(category, "member", "chair", "observer")
    CommitteeMemberFactory(workshop=season.edition, status="declined")
    category.start_voting(by=None)
    for each in (member, chair, chair):  # who votes again has one vote
        cast(category, each, dict.fromkeys(candidates, 1), by=None)
    winners = [
        Award(
            paper=season.papers[n], position=n, citation=f"Number {n}\nwins.", is_tie=True, tie_reason="As many votes."
        )
        for n in (1, 2)
    ]
    category.award_to(winners, by=None)
    category.announce(by=None)


def rescinded_prize(season):
    category = category_of(season, "Best poster", 2)
    category.award_to([Award(paper=season.papers[3])], by=None)
    category.announce(by=None)
    award = category.awards.get()
    award.ask_to_rescind(by=UserFactory(), reason="The data was made up.")
    award.rescind(by=UserFactory())


def no_prize(season):
    category = category_of(season, "Best student paper", 3)
    category.vacate(by=None, reason="No student sent a paper.")
    category.announce(by=None)


def prize_of_a_person(season):
    private = FundFactory(workshop=season.edition, sponsor=SponsorFactory(name="Shy"))
    category = category_of(season, "Best reviewer", 4, prize=Decimal("62.50"), fund=private)
    category.award_to([Award(person=PersonFactory(name="Rei Reader"))], by=None)
    category.announce(by=None)


def hidden_prizes(season):
    scheduled, withdrawn = category_of(season, "Sundew prize", 5), category_of(season, "Tansy prize", 6)
    scheduled.award_to([Award(paper=season.papers[4], citation="Lovage.")], by=None)
    season.moment = timezone.now() + timedelta(days=1)
    scheduled.announce(at=season.moment, by=None)
    withdrawn.award_to([Award(paper=season.papers[5])], by=None)
    withdrawn.announce(by=None)
    season.papers[5].withdraw(by=None)
    category_of(season, "Undecided prize", 7)
    vacated = category_of(season, "Betony prize", 8)
    vacated.vacate(by=None, reason="Madder.")
    vacated.announce(at=season.moment, by=None)


def category_of(season, name, order, **fields):
    return AwardCategoryFactory(workshop=season.edition, name=name, order=order, description=f"For {order}.", **fields)


def grants(season):
    programme = GrantProgrammeFactory(workshop=season.edition, name="Travel awards", description="A seat.")
    benefit = BenefitFactory(programme=programme)
    GrantFactory(benefit=benefit, printed_name="Gil Named", printed_affiliation="Sea").give(by=None)
    GrantFactory(benefit=benefit, person__name="Ola Quiet", consents_to_be_named=False).give(by=None)
    programme.announce(by=None)


def won(paper, **fields):
    """An award of the paper's own category, announced."""
    AuthorshipFactory(paper=paper)
    award = AwardFactory(category=AwardCategoryFactory(workshop=paper.workshop), paper=paper, **fields)
    award.decide(by=None)
    award.category.announce(by=None)


def rescinded_by_night():
    """At half past eleven in the evening of 7 May where the edition takes place; in UTC it is the 8th."""
    night = datetime(2021, 5, 8, 6, 30, tzinfo=UTC)
    edition = WorkshopFactory(slug="care-2021", starts_at=night, ends_at=None, time_zone="America/Los_Angeles")
    paper = PaperFactory(workshop=edition, public=True)
    with time_machine.travel(night, tick=False):
        won(paper)
        award = paper.awards.get()
        award.ask_to_rescind(by=UserFactory(), reason="It was another's.")
        award.rescind(by=UserFactory())
    return edition
