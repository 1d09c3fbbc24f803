"""An edition, its people and their papers, made inside the demo; and what its ledger says, read past every page."""

import json
from datetime import timedelta

from django.db.models import Sum
from django.utils import timezone

from accounts.models import Person
from awards.models import GrantProgramme, LedgerEntry
from config.demo.accounts import load_account
from tests.factories import (
    ApplicationFactory,
    AuthorshipFactory,
    PaperFactory,
    PersonFactory,
    SponsorFactory,
    WorkshopFactory,
)

EDITION, SLUG, SPONSOR = "TIDES", "tides", "Saltmarsh Trust"
APPLICANTS = {  # in the order of their merit: where they come from
    "Amara Finch": "KE",
    "Bela Marsh": "KE",
    "Celeste Oduya": "NO",
    "Dario Quill": "KE",
    "Edda Rook": "NO",
    "Femi Sandoval": "KE",
    "Greta Thule": "NO",
    "Hugo Umber": "KE",
    "Isolde Vane": "NO",
    "Jonas Wren": "KE",
    "Keiko Yarrow": "NO",
    "Lorenz Zander": "KE",
}
WITHOUT_PAPER = {"Isolde Vane", "Lorenz Zander"}
CO_AUTHOR, OF = "Rowan Keel", "Amara Finch"
REVIEWERS = [CO_AUTHOR, "Sunniva Tarn", "Thea Gale"]


def address(name):
    return f"{name.split()[0].lower()}@tides.example.org"


def set_the_stage():
    """Everybody has an account; most have a paper, and one of the reviewers wrote it with them."""
    ahead = timezone.now() + timedelta(days=120)
    edition = WorkshopFactory(
        name="Workshop on Tides", short_name=EDITION, slug=SLUG, starts_at=ahead, ends_at=ahead + timedelta(hours=8)
    )
    SponsorFactory(name=SPONSOR)
    people = {name: PersonFactory(name=name, email=address(name)) for name in (*APPLICANTS, *REVIEWERS)}
    for name in people:
        load_account(address(name))
    for number, name in enumerate(sorted({*APPLICANTS} - WITHOUT_PAPER), start=1):
        paper = PaperFactory(public=True, workshop=edition, number=number, title=f"What {name.split()[0]} measured")
        AuthorshipFactory(paper=paper, person=people[name], position=1)
        if name == OF:
            AuthorshipFactory(paper=paper, person=people[CO_AUTHOR], position=2)


def others_apply(programme, *but):
    """Everybody else asks for all that there is, answers whatever is asked, and submits it."""
    programme = GrantProgramme.objects.get(name=programme, workshop__slug=SLUG)
    for name, country in APPLICANTS.items():
        if name not in but:
            person = Person.objects.get(name=name)
            application = ApplicationFactory(
                programme=programme, person=person, country=country, status="draft", submitted_at=None
            )
            for benefit in programme.benefits.all():
                application.requests.create(benefit=benefit, amount=benefit.usual)
            for question in programme.questions.all():
                application.answers.create(question=question, text="The tide.")
            application.submit(by=person.user)


def ledger():
    """{fund: {account: amount}} as JSON, the bare sums of its lines."""
    entries = LedgerEntry.objects.filter(fund__workshop__slug=SLUG)
    sums = entries.values_list("fund__name", "account").annotate(Sum("amount")).order_by()
    found = {}
    for fund, account, amount in sums:
        found.setdefault(fund, {})[account] = float(amount)
    return json.dumps(found)
