"""The page on which people are chosen, used as a browser uses it."""

import re
from html import unescape

from django.urls import reverse

from tests.factories import AuthorshipFactory, BenefitFactory, PersonFactory, WorkshopFactory, organizer_of


class Page:
    def __init__(self, client, benefit):
        self.client, self.benefit = client, benefit
        self.url = reverse("admin:awards_grantprogramme_direct", args=[benefit.programme_id])

    def get(self, **asked):
        return self.client.get(self.url, asked)

    def post(self, people=(), *, lines="", **more):
        """Without the digest it is only looked at."""
        given = {"benefit": self.benefit.pk, "amount": "1", "lines": lines, "person": [each.pk for each in people]}
        return self.client.post(self.url, given | more)

    def press(self, button, people=(), **looked):
        """Look at it, and send back what stands on that page, as a browser does."""
        return self.client.post(self.url, kept(self.post(people, **looked).text) | {button: ""})


def kept(page):
    """{name: values} of the hidden fields of the form that does it."""
    fields = {}
    for name, value in re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page):
        fields.setdefault(name, []).append(unescape(value))
    return fields


def page_of(client, seats):
    """Of an edition whose organizer is signed in."""
    edition = WorkshopFactory()
    client.force_login(organizer_of(edition))
    return Page(client, BenefitFactory(programme__workshop=edition, fund__amount=seats))


def author(page, name="Ada Bay", **person):
    person = PersonFactory(name=name, **person)
    AuthorshipFactory(
        paper__workshop=page.benefit.workshop,
        paper__status="accepted",
        person=person,
        printed_name=name,
        printed_affiliation="Laurel",
    )
    return person
