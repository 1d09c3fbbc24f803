"""Winners, recipients, applicants and the award committee, as people to whom organizers write."""

from django.utils.translation import gettext_lazy as _

from awards.models import Application, Award, AwardCategory, CategoryStatus, Grant, GrantProgramme, Offer, Review
from papers import tex
from workshops.mailings.audiences import Member, among, audience
from workshops.models import Workshop
from workshops.moments import deadline

PROGRAMME = {"programme": _("the name of the grant programme")}


def from_applicants(user):
    """In these editions they do not read who else has applied, who reviews, and how it is decided."""
    return Workshop.objects.filter(grant_programmes__in=GrantProgramme.objects.kept_from(user))


@audience("winners", _("winners of announced awards"), award=_("the award"), paper_title=_("the title of the paper"))
def winners(workshop, people=None):
    """No award is written about before it is public."""
    awards = Award.objects.public().filter(category__workshop=workshop).select_related("category", "paper__workshop")
    for award in awards:
        title = tex.to_text(award.paper.title) if award.paper else ""
        for winner, name in award.winners:
            if people is None or winner in people:
                yield Member(winner, name, "", award, {"award": award.category.name, "paper_title": title})


@audience("recipients", _("who has a grant"), benefit=_("what it is"), kept=from_applicants, **PROGRAMME)
def recipients(workshop, people=None):
    """Nobody learns of a grant by a mailing."""
    grants = Grant.objects.known().filter(programme__workshop=workshop).select_related("programme", "benefit__fund")
    for grant in among(people, grants):
        values = {"programme": grant.programme.name, "benefit": str(grant.benefit_text)}
        yield Member(grant.person, grant.printed_name, grant.printed_affiliation, grant, values)


@audience(
    "unanswered", _("who has not answered an offer"), respond_by=_("until when"), kept=from_applicants, **PROGRAMME
)
def unanswered(workshop, people=None):
    offers = Offer.objects.open().known().filter(programme__workshop=workshop).select_related("programme")
    for offer in among(people, offers):
        values = {"programme": offer.programme.name, "respond_by": deadline(offer.respond_by)}
        if offer.is_open:
            yield Member(offer.person, offer.printed_name, "", offer, values)


@audience("applicants", _("who has applied for a grant"), kept=from_applicants, **PROGRAMME)
def applicants(workshop, people=None):
    applications = Application.objects.in_the_running().filter(programme__workshop=workshop)
    for each in among(people, applications.select_related("programme")):
        yield Member(each.person, each.printed_name, each.printed_affiliation, each, {"programme": each.programme.name})


@audience("reviewing", _("reviewers of applications with something to do"), kept=from_applicants, **PROGRAMME)
def reviewing(workshop, people=None):
    reviews = Review.objects.open().filter(application__programme__workshop=workshop)
    reviews = reviews.filter(application__in=Application.objects.in_the_running())
    rows = reviews.select_related("referee__person", "referee__programme").prefetch_related("referee__person__emails")
    for referee in dict.fromkeys(each.referee for each in rows.order_by("referee")):
        if people is None or referee.person in people:
            yield Member(referee.person, referee.person.name, "", referee, {"programme": referee.programme.name})


@audience("award_committee", _("award committee"))
def award_committee(workshop, people=None):
    for seat in among(people, workshop.award_committee.admitted()):
        yield Member(seat.person, seat.printed_name, seat.printed_affiliation, seat)


@audience("voters", _("who has not voted yet"), award=_("the award"), votes_until=_("until when"))
def voters(workshop, people=None):
    """Once for each open vote. Whether they may vote on every paper is asked in the room."""
    for category in AwardCategory.objects.filter(workshop=workshop, status=CategoryStatus.VOTING):
        voted = category.ballots.standing().values("member")
        until = deadline(category.votes_until) if category.votes_until else ""
        for seat in among(people, category.voters().exclude(pk__in=voted)):
            values = {"award": category.name, "votes_until": until}
            yield Member(seat.person, seat.printed_name, seat.printed_affiliation, category, values)
