"""An edition in the middle of giving grants, made inside the demo; and who finds which of its pages where."""

import json
import re
from datetime import timedelta

from django.utils import timezone

from accounts.models import Person, User
from awards.allocation import plans
from awards.models import Application, Offer, Review, offering
from awards.models.refereeing import assign
from awards.models.screening import screen
from config.demo.accounts import load_account
from notifications.models import Message
from tests.factories import (
    ApplicationFactory,
    BenefitFactory,
    CriterionFactory,
    FundFactory,
    GrantFactory,
    GrantProgrammeFactory,
    PersonFactory,
    QuestionFactory,
    RefereeFactory,
    SponsorFactory,
    WorkshopFactory,
)

SLUG, DAY = "harbour", timedelta(days=1)
ORGANIZER = "organizer@example.org"
NAMES = ["Cyd Anker", "Dunja Boje", "Eskil Dorsch", "Fia Ebbe", "Gro Fluth", "Hal Grund", "Ida Haff"]


def address(name):
    return f"{name.split()[0].lower()}@harbour.example.org"


def somebody(name):
    person = PersonFactory(name=name, email=address(name))
    load_account(address(name))
    return person


def programme(name, edition, sponsor, opens, closes):
    """With two benefits, rules, a question of each kind of reader, and criteria."""
    begins, ends = timezone.now() + opens * DAY, timezone.now() + closes * DAY
    made = GrantProgrammeFactory(
        workshop=edition, name=name, description="For whoever has a long way.", opens_at=begins, closes_at=ends
    )
    fares = FundFactory(workshop=edition, sponsor=sponsor, name=f"{name}: fares")
    seats = FundFactory(workshop=edition, sponsor=sponsor, name=f"{name}: seats", units=True)
    BenefitFactory(programme=made, cash=True, fund=fares, most=500)
    BenefitFactory(programme=made, fund=seats, most=1)
    for rule in ("author", "student"):
        made.rules.create(kind=rule)
    for reader in ("internal", "sensitive", "special"):
        QuestionFactory(programme=made, text="What else should we know?", sensitivity=reader)
    for criterion in ("Need", "Fit"):
        CriterionFactory(programme=made, name=criterion, description="As the call says.")
    return made


def applies(person, programme):
    application = ApplicationFactory(
        programme=programme, person=person, printed_affiliation="Institute of Quays", submitted_at=None, status="draft"
    )
    for benefit in programme.benefits.all():
        application.requests.create(benefit=benefit, amount=benefit.usual)
    for question in programme.questions.exclude(sensitivity="special"):
        application.answers.create(question=question, text="The sea, and much that comes with it.")
    Application.objects.filter(pk=application.pk).update(status="submitted", submitted_at=timezone.now())
    application.revisions.create(number=1, data=application.snapshot())
    return application


def offered(application, organizer):
    """Whatever it asks for, though no paper is known; returns the link to answer."""
    for rule in application.programme.rules.all():
        screen(application, rule, "waived", reason="An invited talk.", by=organizer)
    made = Offer.objects.create(
        programme=application.programme, person=application.person, printed_name=application.printed_name
    )
    for asked in application.requests.all():
        GrantFactory(benefit=asked.benefit, person=application.person, offer=made, amount=asked.amount)
    (letter,) = offering.offer([made], respond_by=timezone.now() + 9 * DAY, by=organizer)
    return re.search(r"/offers/[\w-]+/", letter.text)[0]


def reviewed(programme, referee):
    """Two reviews of everybody; the referee submits one of theirs, and the other two all."""
    for name in (referee, "Jon Kai", "Kara Lot"):
        RefereeFactory(programme=programme, person=Person.objects.filter(name=name).first() or somebody(name))
    assign(programme, by=None)
    todo = programme.referees.get(person__name=referee).reviews.order_by("pk").last()
    for number, review in enumerate(Review.objects.filter(application__programme=programme).exclude(pk=todo.pk)):
        scores = {criterion: 1 + (number + criterion.pk) % 5 for criterion in programme.criteria.all()}
        review.submit(scores, comment="A clear case.", by=None)
    return todo


def set_up():
    """{page: (who looks, address)} as JSON."""
    organizer = User.objects.get(email=ORGANIZER)
    ahead = timezone.now() + 200 * DAY
    edition = WorkshopFactory(
        name="Workshop on Harbours", short_name="HARBOUR", slug=SLUG, starts_at=ahead, ends_at=None
    )
    sponsor = SponsorFactory(name="Guild of Pilots")
    open_call = programme("Boats", edition, sponsor, -9, 9)
    closed = programme("Nets", edition, sponsor, -30, -9)
    people = {name: somebody(name) for name in NAMES}
    applies(people["Cyd Anker"], open_call)
    first, second, third, *others = [applies(people[name], closed) for name in NAMES[1:]]
    link, accepted = offered(first, organizer), offered(second, organizer)
    Message.objects.filter(kind="grant_offered", state="queued").update(state="sent", sent_at=timezone.now())
    Offer.objects.linked_by(accepted.split("/")[2]).get().accept(by=None)
    closed.benefits.last().codes.create(code="QUAY-1234-5678")
    closed.grants.give_codes()
    todo = reviewed(closed, "Cyd Anker")
    plan = {each.person_id: {benefit.pk: benefit.usual for benefit in closed.benefits.all()} for each in others[:2]}
    plans.save_as(closed, "Two more", plan, by=organizer)
    plans.keep(closed, plan, by=organizer)
    return json.dumps(_pages(edition, open_call, closed, link, todo, third))


def _pages(edition, open_call, closed, link, todo, application):
    boats, nets, desk = f"/{SLUG}/grants/{open_call.pk}/", f"/{SLUG}/grants/{closed.pk}/", "/desk/awards/"
    of_programme = f"{desk}grantprogramme/{closed.pk}/"
    applicant, recipient, invited = address("Cyd Anker"), address("Eskil Dorsch"), address("Dunja Boje")
    fund, code = closed.funds().first(), closed.benefits.last()
    return {
        "calls": (None, f"/{SLUG}/grants/"),
        "form": (recipient, boats),
        "submitted": (applicant, boats),
        "snapshot": (address("Ida Haff"), nets),
        "withdraw": (applicant, f"{boats}withdraw/"),
        "offer by link": (None, link),
        "offer": (invited, "/me/"),
        "my page": (recipient, "/me/"),
        "reviews": (applicant, f"/{SLUG}/grants/reviews/"),
        "review": (applicant, f"/{SLUG}/grants/reviews/{todo.pk}/"),
        "application": (ORGANIZER, f"{desk}application/{application.pk}/change/"),
        "applications": (ORGANIZER, f"{desk}application/?programme__id__exact={closed.pk}"),
        "programme": (ORGANIZER, f"{of_programme}change/"),
        "reviewing": (ORGANIZER, f"{of_programme}reviewing/?of={application.pk}"),
        "board": (ORGANIZER, f"{of_programme}allocation/"),
        "preview": (ORGANIZER, f"{of_programme}allocation/offer/"),
        "report": (ORGANIZER, f"{desk}fund/{fund.pk}/report/"),
        "sponsor's report": (ORGANIZER, f"{desk}fund/{fund.pk}/sponsor-report/"),
        "codes": (ORGANIZER, f"{desk}registrationcode/"),
        "bring codes": (ORGANIZER, f"{desk}registrationcode/add/?benefit={code.pk}"),
        "offers": (ORGANIZER, f"{desk}offer/?programme__id__exact={closed.pk}"),
    }
