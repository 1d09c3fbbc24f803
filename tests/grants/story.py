"""A whole call in which everything confidential sings: written, judged, scored, planned, offered, accepted, told."""

from types import SimpleNamespace

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from awards.models import BenefitKind, GrantProgramme, GrantRule, Offer, Plan, RegistrationCode, Review
from notifications.models import Message
from tests.canaries import canary
from tests.desk.pages import do
from tests.factories import (
    BenefitFactory,
    CriterionFactory,
    FundFactory,
    PersonFactory,
    QuestionFactory,
    RefereeFactory,
    RoleFactory,
    SponsorFactory,
    UserFactory,
    WorkshopFactory,
    organizer_of,
)
from tests.grants.applied import DAY, Applicant, call
from tests.grants.offered import letter_of, link_in

KINDS = ("motivation", "advisor", "note", "personal", "confidential", "special", "code", "comment")
LASTING = "gimpel"  # the song of what mails and moves hold by design: addresses, and reasons that organizers read
REASONS = ("waived", "eligible", "ineligible", "conflict", "taken")
UNTIL = {"respond_by_0": f"{timezone.now() + 20 * DAY:%Y-%m-%d}", "respond_by_1": "12:00"}


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def somebody(name):
    """With an address of which nobody else is told."""
    user = UserFactory(email=f"{canary('address', LASTING)}@example.org")
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    PersonFactory(name=name, email=user.email, user=user)
    return user


def tell():
    world = SimpleNamespace(secret={kind: canary(kind) for kind in KINDS})
    world.secret["country"] = "Kiribati"
    world.secret |= {kind: canary(kind, LASTING) for kind in REASONS}
    for part in (prepare, cast, apply, screen, score, plan, answer, publish):
        part(world)
    return world


def prepare(world):
    edition = WorkshopFactory(slug="here", starts_at=timezone.now() + 200 * DAY, ends_at=None)
    world.programme = call(workshop=edition, naming="consent")
    sponsor = SponsorFactory(name="Wisely Inc.")
    fund = FundFactory(workshop=edition, name="Travel money", sponsor=sponsor)
    world.seat = world.programme.benefits.get()
    world.cash = BenefitFactory(programme=world.programme, fund=fund, kind=BenefitKind.CASH, usual=100)
    asked = {"personal": "personal", "confidential": "sensitive", "special": "special"}
    world.questions = {
        kind: QuestionFactory(programme=world.programme, sensitivity=read_by, kind="line")
        for kind, read_by in asked.items()
    }
    world.criterion = CriterionFactory(programme=world.programme)
    world.rule = GrantRule.objects.create(programme=world.programme, kind="author")


def cast(world):
    edition = world.programme.workshop
    world.users = {
        "applicant": somebody("Ada Applicant"),
        "other applicant": somebody("Ben Applicant"),
        "organizer who applied": somebody("Oda Applicant"),
        "organizer": organizer_of(edition),
        "organizer elsewhere": organizer_of(WorkshopFactory(slug="elsewhere")),
        "visitor": UserFactory(),
        "anonymous": None,
    }
    world.secret["address"] = world.users["applicant"].email
    RoleFactory(workshop=edition, person=world.users["organizer who applied"].person, kind="organizer")
    for who in ("reviewer", "reviewer in conflict"):
        world.users[who] = RefereeFactory(programme=world.programme).person.user
    world.organizer = signed_in(world.users["organizer"])


def apply(world):
    world.applicant = Sheet(signed_in(world.users["applicant"]), world)
    world.applicant.saves(printed_name="Ada Applicant")
    world.applicant.submits()
    world.applicant.submits(**world.applicant.confidences())
    for who in ("other applicant", "organizer who applied"):
        Sheet(signed_in(world.users[who]), world).submits()
    world.application = world.applicant.application
    GrantProgramme.objects.update(closes_at=timezone.now())


class Sheet(Applicant):
    def __init__(self, client, world):
        user = next(user for user in world.users.values() if user and str(user.pk) == client.session["_auth_user_id"])
        self.client, self.programme, self.user, self.world = client, world.programme, user, world
        self.url = reverse("awards:apply", args=[world.programme.workshop.slug, world.programme.pk])
        self.benefit = world.seat

    def confidences(self):
        secret, cash = self.world.secret, self.world.cash.pk
        answers = {f"question-{each.pk}": secret[kind] for kind, each in self.world.questions.items()}
        asked = {f"benefit-{cash}-amount": "100", f"benefit-{cash}-note": secret["note"]}
        return {"motivation": secret["motivation"], "advisor": secret["advisor"], "country": "KI", **answers, **asked}


def screen(world):
    application, secret = world.application, world.secret
    do(world.organizer, application, "ask", question="Which train?")
    world.applicant.submits(**world.applicant.confidences())
    page = reverse("admin:awards_application_screen", args=[application.pk, world.rule.pk])
    given = {f"rule-{world.rule.pk}-finding": "waived", f"rule-{world.rule.pk}-reason": secret["waived"]}
    world.organizer.post(page, given)
    world.confidential = world.organizer.post(reverse("admin:awards_application_confidential", args=[application.pk]))
    do(world.organizer, application, "find_eligible", reason=secret["eligible"])
    other = world.programme.applications.get(person__user=world.users["other applicant"])
    do(world.organizer, other, "find_ineligible", reason=secret["ineligible"])


def score(world):
    world.organizer.post(reverse("admin:awards_grantprogramme_reviewing", args=[world.programme.pk]))
    scores = {f"score-{world.criterion.pk}": "5", "comment": world.secret["comment"]}
    conflict = {"conflict": "", "reason": world.secret["conflict"]}
    for who, given in (("reviewer", scores), ("reviewer in conflict", conflict)):
        review = world.application.reviews.get(referee__person__user=world.users[who])
        page = reverse("awards:review", args=[world.programme.workshop.slug, review.pk])
        signed_in(world.users[who]).post(page, given)


def plan(world):
    person = world.application.person
    amounts = {str(person.pk): {str(world.seat.pk): "1"}}
    Plan.objects.create(programme=world.programme, name="All of it", amounts=amounts)
    world.offer = Offer.objects.create(programme=world.programme, person=person, printed_name="Ada Applicant")
    for benefit in (world.seat, world.cash):
        fields = {"person": person, "printed_name": "Ada Applicant", "amount": benefit.usual}
        world.programme.grants.create(benefit=benefit, offer=world.offer, **fields)
    do(world.organizer, world.offer, "offer", **UNTIL)
    letter = letter_of(world.offer)
    world.link = link_in(letter)
    world.secret["token"] = world.link.split("/")[2]
    for state in ("claimed", "transmitting"):
        letter.become(state)
    letter.become("sent", sent_at=timezone.now())


def answer(world):
    codes = reverse("admin:awards_registrationcode_add")
    world.organizer.post(codes, {"benefit": world.seat.pk, "codes": world.secret["code"], "bring": ""})
    Client().get(world.link)
    Client().post(world.link)
    Client().post(world.link, {"accept": "", "accept-may_be_named": "on"})
    page = reverse("admin:awards_grantprogramme_names", args=[world.programme.pk])
    world.names = world.organizer.post(page, {"hand_over": ""})
    grant = world.offer.grants.get(benefit=world.cash)
    do(world.organizer, grant, "revoke", reason=world.secret["taken"])


def publish(world):
    GrantProgramme.objects.update(announced_at=timezone.now())
    fund = world.cash.fund_id
    pages = [reverse(f"admin:awards_fund_report{kind}", args=[fund]) for kind in ("", "_csv", "_pdf")]
    world.reports = [world.organizer.get(page) for page in pages]


def happened(world):
    """That each of the steps was taken."""
    return {
        "reviews": sorted(Review.objects.values_list("status", flat=True)),
        "codes": RegistrationCode.objects.get().status,
        "offer": Offer.objects.get().status,
        "grants": sorted(world.programme.grants.values_list("status", flat=True)),
        "applications": sorted(world.programme.applications.values_list("status", flat=True)),
        "mails": sorted(Message.objects.values_list("kind", flat=True)),
        "reports": [response.status_code for response in world.reports],
    }
