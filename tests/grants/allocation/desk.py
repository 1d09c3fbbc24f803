"""An organizer in front of the board of a programme, and who applied to it."""

import re

from django.urls import reverse

from awards.models import Grant, GrantRule
from tests.factories import (
    ApplicationFactory,
    AuthorshipFactory,
    PersonFactory,
    organizer_of,
)


class Desk:
    """The board of a programme that gives cash, in front of one of its organizers."""

    def __init__(self, client, benefit):
        self.client, self.benefit, self.programme = client, benefit, benefit.programme
        self.user = organizer_of(benefit.workshop)
        client.force_login(self.user)

    def address(self, page="allocation"):
        return reverse(f"admin:awards_grantprogramme_{page}", args=[self.programme.pk])

    def reads(self, page="allocation"):
        return self.client.get(self.address(page))

    def types(self, button, amounts, *, page=1, **more):
        """``amounts`` is by application."""
        given = {f"amount-{each.person_id}-{self.benefit.pk}": amount for each, amount in amounts.items()}
        return self.client.post(f"{self.address()}?page={page}", {"sheet": "1", button: "", **given, **more})

    def presses(self, **more):
        """What the page of offering has, sent back as it stands."""
        page = self.reads("offering").text
        names = ("digest", "respond_by_0", "respond_by_1")
        shown = {name: re.search(rf'name="{name}" value="([^"]+)"', page)[1] for name in names}
        return self.client.post(self.address("offering"), shown | {"offer": ""} | more)

    @property
    def planned(self):
        grants = Grant.objects.filter(offer__status="planned").order_by("pk")
        return list(grants.values_list("printed_name", "amount", "status"))


def apply(desk, name="Ada Bay", email="", **application):
    made = ApplicationFactory(programme=desk.programme, person=PersonFactory(name=name, email=email), **application)
    made.requests.create(benefit=desk.benefit, amount=700)
    return made


def rule(desk, kind, *, of_fund=False, **more):
    whose = {"fund": desk.benefit.fund} if of_fund else {"programme": desk.programme}
    return GrantRule.objects.create(kind=kind, **whose, **more)


def write_paper(*people, workshop, institution=None, **authorship):
    first = AuthorshipFactory(person=people[0], paper__workshop=workshop, paper__status="accepted", **authorship)
    rest = [AuthorshipFactory(person=each, paper=first.paper, **authorship) for each in people[1:]]
    for each in [first, *rest] if institution else []:
        each.affiliations.add(institution)
