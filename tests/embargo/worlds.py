"""An edition in the middle of its awards, as it stands until the moment when they are announced.

What is hidden bears the name of a plant, so that a page which tells it can be caught by the word.
"""

from base64 import b64decode
from contextlib import contextmanager
from copy import deepcopy
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from io import BytesIO
from types import SimpleNamespace

import pypdfium2
import time_machine
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.core.management.color import no_style
from django.db import connection, transaction

from awards import certificates
from awards.models import Offer, Signatory
from awards.models.ballot import cast
from awards.models.candidate import Comment, nominate
from awards.models.offer import digest
from notifications import outbox
from papers.models import Presentation
from tests.embargo.call import call
from tests.embargo.roles import people
from tests.factories import (
    AuthorshipFactory,
    AwardCategoryFactory,
    AwardFactory,
    BenefitFactory,
    FundFactory,
    GrantFactory,
    GrantProgrammeFactory,
    PaperFactory,
    PersonFactory,
    RoleFactory,
    SlotFactory,
    SponsorFactory,
    WorkshopFactory,
)
from workshops.models import Appearance, ImportantDate, Page, Series, Session, Sponsorship

MOMENT = datetime(2030, 5, 7, 16, tzinfo=UTC)
JUST_BEFORE = MOMENT - timedelta(seconds=1)
TOKEN = "of-a-letter-that-somebody-has"
BUILT_AT = MOMENT - timedelta(days=10)
PLANTS = {
    "betony": "a fund whose prizes are not announced",
    "hellebore": "a page that is not announced",
    "madder": "a grant programme that is not announced",
    "marigold": "why somebody nominated a paper",
    "orpine": "an edition that is not published",
    "quillwort": "the category that the committee votes on",
    "tansy": "a paper under review",
    "teasel": "the award committee, until it is thanked",
    "yarrow": "what the committee discusses",
}
PIXEL = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")


def build():
    world = SimpleNamespace()
    with time_machine.travel(BUILT_AT, tick=False):
        for part in (editions, people, papers, programme, committee, vote, nominations, honour, grants, call, mail):
            part(world)
    ContentType.objects.get_for_models(*apps.get_models())  # remembered by the process, and looked up once
    return world


@contextmanager
def twin(world, secret, *, at):
    """The world with one secret more, ``at`` a moment. Afterwards it never happened, and numbers are given out again."""
    with transaction.atomic(), time_machine.travel(BUILT_AT + timedelta(days=1), tick=False) as clock:
        secret(deepcopy(world))
        clock.move_to(at)
        yield
        transaction.set_rollback(True)
    _rewind_sequences()


def _rewind_sequences():
    """Of PostgreSQL, which does not roll them back; SQLite has none."""
    with connection.cursor() as cursor:
        for sql in connection.ops.sequence_reset_sql(no_style(), apps.get_models()):
            cursor.execute(sql)


def editions(world):
    series = Series.objects.create(name="Care", slug="care-series")
    day = {"starts_at": MOMENT - timedelta(hours=6), "ends_at": MOMENT + timedelta(hours=2)}
    world.here = WorkshopFactory(slug="here", name="Workshop on Care", short_name="Care 2030", series=series, **day)
    world.here.banner.save("banner.png", ContentFile(PIXEL))
    world.elsewhere = WorkshopFactory(slug="elsewhere", name="Workshop Elsewhere", short_name="Else 2030", **day)
    world.unpublished = WorkshopFactory(slug="unpublished", name="Orpine", short_name="Orpine", status="draft")


def papers(world):
    world.paper = _paper(world.here, 1, "winner", "coauthor", "organizing_author", "superuser", world=world)
    world.rival_paper = _paper(world.here, 2, "rival", world=world)
    world.honoured_paper = _paper(world.here, 3, "laureate", "rival", world=world)
    _paper(world.elsewhere, 1, "winner", "grantee", world=world)
    world.hidden_paper = PaperFactory(workshop=world.here, number=4, title="On tansy")
    AuthorshipFactory(paper=world.hidden_paper, person=world.rival, position=1)
    for paper in (world.paper, world.hidden_paper):
        paper.pdf.save("paper.pdf", ContentFile(_blank_pdf()))


def _paper(edition, number, *authors, world):
    title = f"On the care of models, part {number}"
    paper = PaperFactory(workshop=edition, number=number, title=title, public=True)
    for position, name in enumerate(authors, 1):
        AuthorshipFactory(paper=paper, person=getattr(world, name), position=position)
    return paper


def _blank_pdf():
    document, file = pypdfium2.PdfDocument.new(), BytesIO()
    document.new_page(100, 100)
    document.save(file)
    return file.getvalue()


def programme(world):
    for kind, name in [
        ("organizer", "organizer"),
        ("organizer", "organizing_author"),
        ("committee", "reviewer"),
        ("speaker", "speaker"),
    ]:
        RoleFactory(workshop=world.here, person=getattr(world, name), kind=kind)
    RoleFactory(workshop=world.here, person=world.past_organizer, kind="organizer", ends_on="2030-04-01")
    RoleFactory(workshop=world.elsewhere, person=world.organizer_elsewhere, kind="organizer")
    session = Session.objects.create(workshop=world.here, title="Morning")
    slot = SlotFactory(workshop=world.here, title="Talks", starts_at=world.here.starts_at, session=session)
    for paper in (world.paper, world.hidden_paper):
        Presentation.objects.create(slot=slot, paper=paper)
    Appearance.objects.create(slot=slot, person=world.speaker, printed_name=world.speaker.name)
    ImportantDate.objects.create(workshop=world.here, name="Awards ceremony", at=MOMENT)
    Page.objects.create(workshop=world.here, title="Questions", slug="questions", announced_at=BUILT_AT)
    world.hidden_page = Page.objects.create(workshop=world.here, title="Hellebore", slug="hellebore")
    world.sponsor = SponsorFactory(name="Generous")
    world.sponsor.logo.save("logo.png", ContentFile(PIXEL))
    Sponsorship.objects.create(workshop=world.here, sponsor=world.sponsor)


def committee(world):
    """All accepted; one will declare a conflict with the paper that will win, and one has not voted yet."""
    seats = {"chair": "chair", "member": "member", "conflicted": "member", "waiting": "member", "observer": "observer"}
    world.seats = {
        role: world.here.award_committee.create(
            person=getattr(world, role), seat=seat, printed_name=getattr(world, role).name, status="accepted"
        )
        for role, seat in seats.items()
    }


def vote(world):
    """The committee votes on two papers; the chair has voted, which is enough to decide."""
    world.fund = FundFactory(workshop=world.here, name="Betony", sponsor=world.sponsor, amount=Decimal(5000))
    world.voted = AwardCategoryFactory(
        workshop=world.here,
        name="Quillwort prize",
        ballot="approval",
        quorum=1,
        prize=Decimal(1000),
        fund=world.fund,
        organizers_can_win=True,
    )
    world.voted.open(by=None)
    world.candidate, world.rival_candidate = (_candidate(world, paper) for paper in (world.paper, world.rival_paper))
    for role, seat in world.seats.items():
        seat.answer(world.candidate, "advisor" if role == "conflicted" else "", by=None)
        seat.answer(world.rival_candidate, "", by=None)
    world.voted.start_voting(by=None)
    cast(world.voted, world.seats["chair"], {world.candidate: 1, world.rival_candidate: 1}, by=None)


def _candidate(world, paper):
    why = {"nominator": world.member, "kind": "committee", "rationale": "Marigold."}
    candidate = nominate(world.voted, paper, **why).candidate
    candidate.shortlist(by=None)
    Comment.objects.create(candidate=candidate, member=world.seats["member"], text="Yarrow.")
    return candidate


def nominations(world):
    """Its name is known to whoever may nominate."""
    world.open = AwardCategoryFactory(
        workshop=world.here,
        name="Sundew prize",
        ballot="ranking",
        reviewers_nominate=True,
        authors_nominate=True,
        organizers_can_win=True,
    )
    world.open.open(by=None)


def honour(world):
    """An award that is announced, with its shares and its certificate."""
    fund = FundFactory(workshop=world.here, name="Jubilee fund", sponsor=world.sponsor)
    category = AwardCategoryFactory(workshop=world.here, name="Jubilee prize", prize=Decimal(500), fund=fund)
    world.honour = AwardFactory(category=category, paper=world.honoured_paper)
    world.honour.decide(by=None)
    category.announce(by=None)
    world.honour.refresh_from_db()
    Signatory.objects.create(workshop=world.here, name="Ona Organizer")
    certificates.issue(world.honour, by=None)


def grants(world):
    seats = FundFactory(workshop=world.here, name="Free seats", units=True)
    programme = GrantProgrammeFactory(workshop=world.here, name="Seats for all")
    benefit = BenefitFactory(programme=programme, fund=seats)
    for consents in (True, False):
        GrantFactory(benefit=benefit, consents_to_be_named=consents, person__name="Ola Seated").give(by=None)
    programme.announce(by=None)
    world.programme = GrantProgrammeFactory(workshop=world.here, name="Madder travel")
    world.benefit = BenefitFactory(programme=world.programme, fund=seats)
    world.grant = GrantFactory(benefit=world.benefit, person=world.rival)
    open_offer(world)


def open_offer(world):
    """Whoever has its letter reads it."""
    benefit = BenefitFactory(programme__workshop=world.here, programme__name="Childcare for all")
    person = PersonFactory(name="Una Offered")
    offer = Offer.objects.create(
        programme=benefit.programme,
        person=person,
        printed_name=person.name,
        status="open",
        respond_by=MOMENT + timedelta(days=30),
        link_digest=digest(TOKEN),
    )
    GrantFactory(benefit=benefit, person=person, offer=offer, status="offered")


def mail(world):
    for person in (world.winner, world.organizer):
        note = outbox.letter("note", to=person.email, subject="Welcome", recipient=person, scope=world.here)
        (posted,) = outbox.post([note])
        for state in ("claimed", "transmitting"):
            posted.become(state)
        posted.become("sent", sent_at=BUILT_AT)
